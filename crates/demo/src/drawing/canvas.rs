//! A surface for shapes made of rows, twice as large as the picture so that edges come out smooth.

use std::io::Cursor;

use desk::file::Kind;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageFormat, RgbImage};
use kernel::Fault;

pub(super) type Colour = [u8; 3];

pub(super) const WIDTH: i32 = 1280;
pub(super) const HEIGHT: i32 = 960;

/// The surface.
pub(super) struct Canvas(Vec<u8>);

impl Canvas {
    pub(super) fn new() -> Self {
        Self(vec![u8::MAX; index(WIDTH * HEIGHT)])
    }

    /// From one colour at the top to another at the bottom.
    pub(super) fn gradient(&mut self, top: Colour, bottom: Colour) {
        for y in 0..HEIGHT {
            self.row(y, 0, WIDTH, mix(top, bottom, y, HEIGHT));
        }
    }

    pub(super) fn disc(&mut self, (x, y): (i32, i32), radius: i32, colour: Colour) {
        for dy in -radius..=radius {
            let half = (radius * radius - dy * dy).isqrt();
            self.row(y + dy, x - half, x + half, colour);
        }
    }

    /// A box with round corners.
    pub(super) fn plate(
        &mut self,
        (x, y): (i32, i32),
        (width, height): (i32, i32),
        round: i32,
        colour: Colour,
    ) {
        for dy in 0..height {
            let into_corner = (round - dy).max(round - (height - 1 - dy)).max(0);
            let cut = round - (round * round - into_corner * into_corner).isqrt();
            self.row(y + dy, x + cut, x + width - cut, colour);
        }
    }

    /// Everything below a line that `top` gives for each column.
    pub(super) fn below(&mut self, top: impl Fn(i32) -> i32, colour: Colour) {
        let tops: Vec<i32> = (0..WIDTH).map(top).collect();
        let (highest, lowest) = (tops.iter().min(), tops.iter().max());
        let (highest, lowest) = (highest.map_or(0, |top| (*top).max(0)), lowest.map_or(0, |top| *top));
        for y in highest..HEIGHT {
            if y >= lowest {
                self.row(y, 0, WIDTH, colour);
                continue;
            }
            let mut x = 0;
            for run in tops.chunk_by(|left, right| (*left <= y) == (*right <= y)) {
                let end = x + i32::try_from(run.len()).unwrap_or(WIDTH);
                if run[0] <= y {
                    self.row(y, x, end, colour);
                }
                x = end;
            }
        }
    }

    /// A way that comes from a point far off and widens towards the viewer.
    pub(super) fn way(&mut self, (x, top): (i32, i32), colour: Colour, line: Colour) {
        for y in top.max(0)..HEIGHT {
            let near = y - top;
            let (centre, half) = (x + near * near / (2 * HEIGHT), 2 + near / 4);
            self.row(y, centre - half, centre + half, colour);
            let is_dash = near * 12 / (near + 60) % 2 == 0;
            if is_dash {
                self.row(y, centre - near / 60, centre + near / 60 + 1, line);
            }
        }
    }

    fn row(&mut self, y: i32, from: i32, to: i32, colour: Colour) {
        let (from, to) = (from.clamp(0, WIDTH), to.clamp(0, WIDTH));
        if !(0..HEIGHT).contains(&y) || from >= to {
            return;
        }
        let row = &mut self.0[index(y * WIDTH + from)..index(y * WIDTH + to)];
        row.as_chunks_mut::<3>().0.fill(colour);
    }

    /// The picture, in the format that the name's extension says.
    pub(super) fn finish(self, name: &str) -> Result<Vec<u8>, Fault> {
        let (width, height) = (WIDTH.unsigned_abs(), HEIGHT.unsigned_abs());
        let surface = RgbImage::from_raw(width, height, self.0);
        let surface = surface.ok_or_else(|| Fault::internal("the canvas has the size of its picture"))?;
        let picture = DynamicImage::from(surface).thumbnail_exact(width / 2, height / 2);
        let mut bytes = Cursor::new(Vec::new());
        if Kind::of_name(name) == Some(Kind::Png) {
            picture.write_to(&mut bytes, ImageFormat::Png).map_err(Fault::internal)?;
        } else {
            const QUALITY: u8 = 88;
            let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            picture.write_with_encoder(encoder).map_err(Fault::internal)?;
        }
        Ok(bytes.into_inner())
    }
}

/// `part` of `whole` on the way from one colour to another.
pub(super) fn mix(from: Colour, to: Colour, part: i32, whole: i32) -> Colour {
    std::array::from_fn(|channel| {
        let (from, to) = (i32::from(from[channel]), i32::from(to[channel]));
        u8::try_from(from + (to - from) * part / whole.max(1)).unwrap_or(u8::MAX)
    })
}

/// The place of a pixel's first byte.
fn index(pixel: i32) -> usize {
    usize::try_from(pixel).unwrap_or(0) * 3
}
