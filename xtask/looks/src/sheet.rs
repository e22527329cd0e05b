//! One picture of a page: three widths beside each other, light above dark.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use color_quant::NeuQuant;
use image::{Rgb, RgbImage, imageops};
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::studio::SCHEMES;

/// What one sheet may weigh.
const MOST_BYTES: usize = 150 * 1024;
const GAP: u32 = 10;
const GROUND: Rgb<u8> = Rgb([128, 132, 138]);
const COLOURS: [usize; 4] = [256, 128, 64, 32];
/// Every third pixel is asked for its colour.
const SAMPLES: i32 = 3;

/// Keeps the rows as one picture in a folder.
pub(crate) fn keep(folder: &Path, name: &str, rows: &[Vec<RgbImage>]) -> Result<()> {
    let bytes = encode(&join(rows)).context(name.to_owned())?;
    let path = folder.join(format!("{name}.png"));
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    say(&format!("{name:<32} {:>4} kB", bytes.len() / 1024))
}

/// Keeps every screen by itself and at its size.
pub(crate) fn keep_whole(folder: &Path, name: &str, widths: &[u32], rows: &[Vec<RgbImage>]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for (scheme, row) in SCHEMES.iter().zip(rows) {
        for (width, shot) in widths.iter().zip(row) {
            shot.save(folder.join(format!("{name}-{scheme}-{width}.png")))?;
        }
    }
    say(name)
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}

/// Joins the rows into one picture.
fn join(rows: &[Vec<RgbImage>]) -> RgbImage {
    let row_width = |row: &Vec<RgbImage>| row.iter().map(|shot| shot.width() + GAP).sum::<u32>() + GAP;
    let width = rows.iter().map(row_width).max().unwrap_or(GAP);
    let height = rows.iter().map(|row| tallest(row) + GAP).sum::<u32>() + GAP;
    let mut sheet = RgbImage::from_pixel(width, height, GROUND);
    let mut top = GAP;
    for row in rows {
        let mut left = GAP;
        for shot in row {
            imageops::replace(&mut sheet, shot, i64::from(left), i64::from(top));
            left += shot.width() + GAP;
        }
        top += tallest(row) + GAP;
    }
    sheet
}

/// As PNG with a palette, which keeps letters sharp, of as many colours as fit.
fn encode(sheet: &RgbImage) -> Result<Vec<u8>> {
    for colours in COLOURS {
        let bytes = encode_with(sheet, colours)?;
        if bytes.len() <= MOST_BYTES {
            return Ok(bytes);
        }
    }
    bail!("not even {COLOURS:?} colours make this sheet small enough")
}

fn encode_with(sheet: &RgbImage, colours: usize) -> Result<Vec<u8>> {
    let opaque: Vec<u8> =
        sheet.pixels().flat_map(|Rgb([red, green, blue])| [*red, *green, *blue, 255]).collect();
    let palette = NeuQuant::new(SAMPLES, colours, &opaque);
    let index = |pixel: &[u8]| u8::try_from(palette.index_of(pixel)).expect("of 256 colours at most");
    let pixels: Vec<u8> = opaque.chunks_exact(4).map(index).collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, sheet.width(), sheet.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.color_map_rgb());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

fn tallest(row: &[RgbImage]) -> u32 {
    row.iter().map(RgbImage::height).max().unwrap_or_default()
}
