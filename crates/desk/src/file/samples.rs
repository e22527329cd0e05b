//! Small files of each type, made here so that the repository holds no binaries.

use std::io::{Cursor, Write};

use image::codecs::gif::{GifEncoder, Repeat};
use image::{Delay, DynamicImage, Frame, ImageFormat, Rgba, RgbaImage};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(super) const DOCUMENT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
pub(super) const WORKBOOK_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

pub(super) fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Each frame in a colour of its own, 70 ms long, three times over.
pub(super) fn animation(frames: u8, side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
    encoder.set_repeat(Repeat::Finite(3)).unwrap();
    for red in 0..frames {
        let picture = RgbaImage::from_pixel(side, side, Rgba([red, 0, 0, 255]));
        let delay = Delay::from_numer_denom_ms(70, 1);
        encoder.encode_frame(Frame::from_parts(picture, 0, 0, delay)).unwrap();
    }
    drop(encoder);
    bytes
}

pub(super) fn pdf() -> Vec<u8> {
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\nstartxref\n46\n%%EOF\n".to_vec()
}

pub(super) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(super) fn types(part: &str, content_type: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"{part}\" ContentType=\"{content_type}\"/></Types>"
    )
}

pub(super) const DOCUMENT: &[u8] = b"<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body/></w:document>";
pub(super) const WORKBOOK: &[u8] = b"<?xml version=\"1.0\"?><workbook><sheets/></workbook>";

pub(super) fn docx() -> Vec<u8> {
    let types = types("/word/document.xml", DOCUMENT_TYPE);
    zip(&[("[Content_Types].xml", types.as_bytes()), ("word/document.xml", DOCUMENT)])
}

pub(super) fn xlsx() -> Vec<u8> {
    let types = types("/xl/workbook.xml", WORKBOOK_TYPE);
    zip(&[("[Content_Types].xml", types.as_bytes()), ("xl/workbook.xml", WORKBOOK)])
}

/// A compound file with these streams below its root: sectors of 512 bytes, the table, the directory, then each
/// stream in sectors of its own, none small.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    let directory_sectors = (streams.len() + 1).div_ceil(4);
    let (mut table, mut body) = (vec![0xFFFF_FFFD], Vec::new());
    push_chain(&mut table, directory_sectors);
    let mut directory = entry("Root Entry", 5, (u32::MAX, 1), (END, 0));
    for (index, (name, bytes)) in streams.iter().enumerate() {
        let mut padded = bytes.to_vec();
        padded.resize(bytes.len().next_multiple_of(512).max(4096), 0);
        let start = push_chain(&mut table, padded.len() / 512);
        let next = if index + 1 < streams.len() { u32::try_from(index + 2).unwrap() } else { u32::MAX };
        directory.extend(entry(name, 2, (next, u32::MAX), (start, u32::try_from(padded.len()).unwrap())));
        body.extend(padded);
    }
    directory.resize(directory_sectors * 512, 0);
    table.resize(128, u32::MAX);
    let table: Vec<u8> = table.iter().flat_map(|next| next.to_le_bytes()).collect();
    [header(), table, directory, body].concat()
}

/// Appends a chain of this many sectors to the table and gives the first one's number.
fn push_chain(table: &mut Vec<u32>, sectors: usize) -> u32 {
    let start = u32::try_from(table.len()).unwrap();
    table.extend((1..u32::try_from(sectors).unwrap()).map(|at| start + at));
    table.push(0xFFFF_FFFE);
    start
}

fn header() -> Vec<u8> {
    let mut header = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    header.resize(512, 0xFF);
    header[0x18..0x22].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    header[0x30..0x34].copy_from_slice(&1_u32.to_le_bytes());
    header[0x4C..0x50].copy_from_slice(&0_u32.to_le_bytes());
    header
}

fn entry(name: &str, kind: u8, (right, child): (u32, u32), (start, size): (u32, u32)) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(128, 0);
    entry[0x42] = kind;
    for (place, value) in [(0x44, u32::MAX), (0x48, right), (0x4C, child), (0x74, start), (0x78, size)] {
        entry[place..place + 4].copy_from_slice(&value.to_le_bytes());
    }
    entry
}

/// The beginning of a Word stream: the identifier, and flags in the eleventh and twelfth byte.
pub(super) fn word_stream(flags: u8) -> Vec<u8> {
    let mut stream = vec![0xEC, 0xA5];
    stream.resize(5000, 0);
    stream[11] = flags;
    stream
}

pub(super) fn doc() -> Vec<u8> {
    compound(&[("1Table", b"table"), ("WordDocument", &word_stream(0))])
}
