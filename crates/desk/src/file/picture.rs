//! Pictures: whether they can be drawn, and the copies that pages show.

use std::io::Cursor;

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::{LoopCount, Orientation};
use image::{
    AnimationDecoder, DynamicImage, Frame, ImageDecoder, ImageError, ImageFormat, ImageReader, ImageResult,
    Limits,
};

use super::check::FileRefused;
use super::kind::Kind;

const MAX_PIXELS: u64 = 50_000_000;
/// Memory for one picture of 50 megapixels with four channels of 16 bits.
const MAX_MEMORY: u64 = 512 * 1024 * 1024;

/// The longest side of a preview.
const MAX_SIDE: u32 = 1600;
const MAX_FRAMES: u64 = 100;
/// What all frames of an animation may have together: 100 frames of 800 × 800. Each is quantized again, and a stranger
/// shall not order a minute of that with a few kilobytes.
const MAX_ANIMATED_PIXELS: u64 = 64_000_000;
/// An opaque picture that weighs more as PNG is a photograph and becomes a JPEG.
const MAX_PNG: usize = 1024 * 1024;
const JPEG_QUALITY: u8 = 85;

/// A copy of a picture for showing: drawn anew, so that nothing but the picture is in it (no place, no camera, no
/// script).
#[derive(Clone, Debug)]
pub struct Preview {
    /// `image/png`, `image/jpeg` or `image/gif`.
    pub media_type: &'static str,
    /// Its size in pixels, as `width` and `height` of the page's element.
    pub width: u32,
    /// See `width`.
    pub height: u32,
    /// The copy.
    pub bytes: Vec<u8>,
}

/// Whether `bytes` are a picture of this format that can be drawn: the size is read first, then it is drawn for real.
pub(super) fn check(bytes: &[u8], format: ImageFormat) -> Result<(), FileRefused> {
    if image::guess_format(bytes).ok() != Some(format) {
        return Err(FileRefused::TypeMismatch);
    }
    draw(bytes, format).map(drop)
}

/// The preview of a picture that [`check`](super::check()) took.
pub fn preview(bytes: &[u8], kind: Kind) -> Result<Preview, FileRefused> {
    let format = ImageFormat::from_extension(kind.extension()).ok_or(FileRefused::TypeMismatch)?;
    let picture = fit(draw(bytes, format)?);
    let animation = if format == ImageFormat::Gif { animate(bytes) } else { None };
    match animation {
        Some(gif) => Ok(Preview::of(&picture, "image/gif", gif)),
        None => still(&picture, format).map_err(|_| FileRefused::Damaged),
    }
}

/// The picture, the way up that its metadata says. Nothing is set aside for it before its size is known.
fn draw(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, FileRefused> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(FileRefused::TooManyPixels);
    }
    decoder.set_limits(limits).map_err(|error| refused(&error))?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn refused(error: &ImageError) -> FileRefused {
    match error {
        ImageError::Limits(_) => FileRefused::TooManyPixels,
        _ => FileRefused::Damaged,
    }
}

fn fit(picture: DynamicImage) -> DynamicImage {
    if picture.width().max(picture.height()) > MAX_SIDE {
        picture.thumbnail(MAX_SIDE, MAX_SIDE)
    } else {
        picture
    }
}

fn still(picture: &DynamicImage, format: ImageFormat) -> ImageResult<Preview> {
    let opaque = !picture.color().has_alpha() || picture.to_rgba8().pixels().all(|pixel| pixel[3] == u8::MAX);
    if !(opaque && format == ImageFormat::Jpeg) {
        let mut png = Cursor::new(Vec::new());
        // Eight bits a channel are all that pages show.
        let picture = if opaque { DynamicImage::from(picture.to_rgb8()) } else { picture.to_rgba8().into() };
        picture.write_to(&mut png, ImageFormat::Png)?;
        if !opaque || png.get_ref().len() <= MAX_PNG {
            return Ok(Preview::of(&picture, "image/png", png.into_inner()));
        }
    }
    let mut jpeg = Vec::new();
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, JPEG_QUALITY))?;
    Ok(Preview::of(picture, "image/jpeg", jpeg))
}

impl Preview {
    fn of(picture: &DynamicImage, media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { media_type, width: picture.width(), height: picture.height(), bytes }
    }
}

/// The frames of an animated GIF, each drawn, fitted and written before the next is looked at. Nothing when there is
/// one frame or too many, or one is broken: then the first stands for all.
fn animate(bytes: &[u8]) -> Option<Vec<u8>> {
    const FASTEST: i32 = 30;
    let decoder = GifDecoder::new(Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions();
    let most_frames = most_frames(width, height);
    let repeat = match decoder.loop_count() {
        LoopCount::Infinite => Repeat::Infinite,
        LoopCount::Finite(times) => Repeat::Finite(u16::try_from(times.get()).unwrap_or(u16::MAX)),
    };
    let (mut gif, mut frames) = (Vec::new(), 0);
    let mut encoder = GifEncoder::new_with_speed(&mut gif, FASTEST);
    encoder.set_repeat(repeat).ok()?;
    for frame in decoder.into_frames() {
        frames += 1;
        if frames > most_frames {
            return None;
        }
        let frame = frame.ok()?;
        let delay = frame.delay();
        let picture = fit(frame.into_buffer().into());
        encoder.encode_frame(Frame::from_parts(picture.into_rgba8(), 0, 0, delay)).ok()?;
    }
    drop(encoder);
    (frames > 1).then_some(gif)
}

fn most_frames(width: u32, height: u32) -> u64 {
    MAX_FRAMES.min(MAX_ANIMATED_PIXELS / (u64::from(width) * u64::from(height)).max(1))
}

#[cfg(test)]
mod tests {
    use super::most_frames;

    #[test]
    fn p16_large_animations_have_fewer_frames() {
        assert_eq!(most_frames(800, 800), 100);
        assert_eq!(most_frames(1600, 1600), 25);
        assert_eq!(most_frames(10_000, 5_000), 1);
        assert_eq!(most_frames(0, 0), 100);
    }
}
