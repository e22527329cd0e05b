//! What is taken and what is not, through the face of the slice.

use image::{DynamicImage, ImageFormat};

use super::samples::{self, DOCUMENT, DOCUMENT_TYPE, WORKBOOK, WORKBOOK_TYPE, compound, types, zip};
use super::{FileRefused, Kind, MAX_FILE_BYTES, check, preview};

fn package(part: &str, content_type: &str, bytes: &[u8]) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", types(part, content_type).as_bytes()),
        (part.trim_start_matches('/'), bytes),
    ])
}

/// One good file of each type with its name.
fn good() -> Vec<(&'static str, Vec<u8>, Kind)> {
    vec![
        ("x.XLSX", samples::xlsx(), Kind::Xlsx),
        ("list.csv", b"a,b\n".to_vec(), Kind::Csv),
        ("letter.doc", samples::doc(), Kind::Doc),
        ("letter.docx", samples::docx(), Kind::Docx),
        ("data.xml", b"<a/>".to_vec(), Kind::Xml),
        ("x.pdf", samples::pdf(), Kind::Pdf),
        ("x.gif", samples::picture(4, 3, ImageFormat::Gif), Kind::Gif),
        ("x.JPG", samples::picture(4, 3, ImageFormat::Jpeg), Kind::Jpeg),
        ("x.jpeg", samples::picture(4, 3, ImageFormat::Jpeg), Kind::Jpeg),
        ("my.photo.png", samples::picture(4, 3, ImageFormat::Png), Kind::Png),
    ]
}

#[test]
fn p6_every_type_is_taken() {
    for (name, bytes, kind) in good() {
        assert_eq!(check(name, &bytes), Ok(kind), "{name}");
    }
}

#[test]
fn p6_no_type_passes_under_the_name_of_another() {
    let files = good();
    for (_, bytes, kind) in &files {
        for (name, _, other) in files.iter().filter(|(_, _, other)| other != kind) {
            // XML whose declaration is left out is text, and a text is a CSV.
            if (*kind, *other) != (Kind::Xml, Kind::Csv) {
                assert_eq!(check(name, bytes), Err(FileRefused::TypeMismatch), "{kind:?} as {name}");
            }
        }
    }
}

#[test]
fn p6_a_file_has_one_byte_to_three_megabytes() {
    assert_eq!(check("a.csv", b""), Err(FileRefused::Empty));
    assert_eq!(check("a.csv", b"a"), Ok(Kind::Csv));
    assert_eq!(check("a.csv", &vec![b'a'; MAX_FILE_BYTES]), Ok(Kind::Csv));
    assert_eq!(check("a.csv", &vec![b'a'; MAX_FILE_BYTES + 1]), Err(FileRefused::TooLarge));
}

#[test]
fn p6_the_last_extension_decides() {
    let png = samples::picture(4, 3, ImageFormat::Png);
    for name in [
        "photo.png.exe",
        "photo",
        "",
        ".png",
        "photo.svg",
        "photo.webp",
        "photo.png/..",
        "photo.png\u{200b}exe",
    ] {
        assert_eq!(check(name, &png), Err(FileRefused::TypeNotAllowed), "{name}");
    }
    assert_eq!(
        check("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        Err(FileRefused::TypeNotAllowed)
    );
    for name in ["drawing.xml", "drawing.png"] {
        assert_eq!(
            check(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            Err(FileRefused::TypeMismatch),
            "{name}"
        );
    }
}

/// What is judged is the name that goes out, so a hidden character neither hides an extension nor makes one.
#[test]
fn th42_a_hidden_character_changes_no_name() {
    assert_eq!(check("x\u{200b}.pdf", &samples::pdf()), Ok(Kind::Pdf));
    assert_eq!(super::safe_name("x\u{200b}.pdf"), "x.pdf");
    assert_eq!(
        check("x\u{200b}.pdf", &samples::picture(4, 3, ImageFormat::Png)),
        Err(FileRefused::TypeMismatch)
    );
    assert_eq!(check("\u{202e}fdp.exe", &samples::pdf()), Err(FileRefused::TypeNotAllowed));
}

#[test]
fn p6_a_cut_off_file_is_damaged() {
    for (name, bytes, kind) in good() {
        let refused = check(name, &bytes[..bytes.len() - bytes.len() / 4]);
        // Readers draw a JPEG as far as it goes, and half a list is a list.
        if !matches!(kind, Kind::Jpeg | Kind::Csv) {
            assert_eq!(refused, Err(FileRefused::Damaged), "{name}");
        }
    }
}

#[test]
fn p6_pdf_by_its_structure() {
    let with =
        |from: &str, to: &str| String::from_utf8(samples::pdf()).unwrap().replace(from, to).into_bytes();
    assert_eq!(check("a.pdf", &with("%PDF", "\n\n%PDF")), Ok(Kind::Pdf));
    for damaged in [with("%%EOF", ""), with("startxref", "start"), with("46", "4600"), with("46", "x")] {
        assert_eq!(check("a.pdf", &damaged), Err(FileRefused::Damaged));
    }
    let hidden = [samples::picture(4, 3, ImageFormat::Png), samples::pdf()].concat();
    assert_eq!(check("a.pdf", &hidden), Err(FileRefused::TypeMismatch));
}

#[test]
fn p6_pictures_have_at_most_50_megapixels() {
    let mut gif = samples::picture(4, 3, ImageFormat::Gif);
    gif[6..10].copy_from_slice(&[0x88, 0x13, 0x11, 0x27]);
    assert_eq!(check("a.gif", &gif), Err(FileRefused::TooManyPixels), "5,000 × 10,001");
    let mut png = std::io::Cursor::new(Vec::new());
    DynamicImage::new_luma8(10_001, 5_000).write_to(&mut png, ImageFormat::Png).unwrap();
    assert_eq!(check("a.png", png.get_ref()), Err(FileRefused::TooManyPixels));
}

#[test]
fn p6_doc_by_its_word_stream() {
    let word = samples::word_stream(0);
    for (refused, file) in [
        (FileRefused::TypeMismatch, compound(&[("Workbook", b"excel")])),
        (FileRefused::Macros, compound(&[("WordDocument", &word), ("Macros", b"")])),
        (FileRefused::Encrypted, compound(&[("WordDocument", &samples::word_stream(1))])),
        (FileRefused::Encrypted, compound(&[("EncryptedPackage", b""), ("EncryptionInfo", b"")])),
        (FileRefused::Damaged, compound(&[("WordDocument", b"not a word stream")])),
    ] {
        assert_eq!(check("a.doc", &file), Err(refused));
    }
}

#[test]
fn a_compound_file_that_runs_in_circles_ends() {
    let mut chain = samples::doc();
    chain[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(check("a.doc", &chain), Err(FileRefused::Damaged));
    let mut tree = compound(&[("A", b""), ("B", b"")]);
    tree[1024 + 256 + 0x48..1024 + 256 + 0x4C].copy_from_slice(&1_u32.to_le_bytes());
    assert_eq!(check("a.doc", &tree), Err(FileRefused::TypeMismatch));
    for at in 0..2048 {
        let mut damaged = samples::doc();
        damaged[at] ^= 0xFF;
        // That it answers at all is the point: some bytes mean nothing.
        assert_ne!(check("a.doc", &damaged), Err(FileRefused::Empty), "byte {at}");
    }
}

#[test]
fn p6_packages_by_their_parts() {
    let moved = package("/word/document2.xml", DOCUMENT_TYPE, DOCUMENT);
    assert_eq!(check("a.docx", &moved), Ok(Kind::Docx), "the list of types says where");
    let by_extension = types("/x", "x").replace("<Override PartName=\"/x\"", "<Default Extension=\"xml\"");
    let by_extension = by_extension.replace("ContentType=\"x\"", &format!("ContentType=\"{WORKBOOK_TYPE}\""));
    let by_extension =
        zip(&[("[Content_Types].xml", by_extension.as_bytes()), ("xl/workbook.xml", WORKBOOK)]);
    assert_eq!(check("a.xlsx", &by_extension), Ok(Kind::Xlsx), "said of the extension");

    let list = types("/word/document.xml", DOCUMENT_TYPE);
    for (refused, file) in [
        (FileRefused::TypeMismatch, zip(&[("readme.txt", b"a bare archive")])),
        (FileRefused::TypeMismatch, zip(&[("[Content_Types].xml", list.as_bytes())])),
        (FileRefused::TypeMismatch, package("/word/document.xml", DOCUMENT_TYPE, b"<html/>")),
        (FileRefused::Damaged, package("/word/document.xml", DOCUMENT_TYPE, b"<w:document>")),
        (FileRefused::Damaged, package("/word/document.xml", DOCUMENT_TYPE, b"")),
        (
            FileRefused::Bomb,
            package("/word/document.xml", DOCUMENT_TYPE, b"<!DOCTYPE a [<!ENTITY b 'c'>]><document/>"),
        ),
    ] {
        assert_eq!(check("a.docx", &file), Err(refused));
    }
}

#[test]
fn p6_a_large_main_part_is_taken_without_unpacking_it_whole() {
    let rows: Vec<String> = (0..90_000).map(|row| format!("<w:p>{row}</w:p>")).collect();
    let large = format!("<w:document xmlns:w=\"w\">{}</w:document>", rows.concat());
    assert!(large.len() > 1024 * 1024);
    let file = package("/word/document.xml", DOCUMENT_TYPE, large.as_bytes());
    assert_eq!(check("a.docx", &file), Ok(Kind::Docx));
}

#[test]
fn p6_packages_with_macros_are_refused() {
    let with = |name: &str| {
        let list = types("/word/document.xml", DOCUMENT_TYPE);
        zip(&[("[Content_Types].xml", list.as_bytes()), ("word/document.xml", DOCUMENT), (name, b"macro")])
    };
    let renamed =
        package("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml", DOCUMENT);
    let other_name = types("/word/document.xml", DOCUMENT_TYPE).replace(
        "</Types>",
        "<Override PartName=\"/word/innocent.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>",
    );
    let other_name = zip(&[("[Content_Types].xml", other_name.as_bytes()), ("word/document.xml", DOCUMENT)]);
    for file in [renamed, other_name, with("word/vbaProject.bin"), with("word/VBAPROJECT.BIN")] {
        assert_eq!(check("macro.docx", &file), Err(FileRefused::Macros));
    }
}

#[test]
fn p6_packages_with_a_password_are_refused() {
    let wrapped = compound(&[("EncryptedPackage", b"secret"), ("EncryptionInfo", b"")]);
    assert_eq!(check("a.docx", &wrapped), Err(FileRefused::Encrypted));
    assert_eq!(check("a.xlsx", &wrapped), Err(FileRefused::Encrypted));
    let mut flagged = samples::xlsx();
    let central = flagged.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    flagged[central + 8] |= 1;
    assert_eq!(check("a.xlsx", &flagged), Err(FileRefused::Encrypted));
}

#[test]
fn th43_a_bomb_is_refused_without_unpacking_it() {
    let zeros = vec![0; 4 * 1024 * 1024];
    let list = types("/xl/workbook.xml", WORKBOOK_TYPE);
    let bomb =
        zip(&[("[Content_Types].xml", list.as_bytes()), ("xl/workbook.xml", WORKBOOK), ("xl/bomb", &zeros)]);
    assert!(bomb.len() < 10_000);
    assert_eq!(check("a.xlsx", &bomb), Err(FileRefused::Bomb), "one stretched part");

    let names: Vec<String> = (0..5_000).map(|at| format!("xl/{at}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(check("a.xlsx", &zip(&many)), Err(FileRefused::Bomb), "many parts");
}

#[test]
fn th43_a_bomb_that_declares_a_small_size_is_refused_all_the_same() {
    let spaces = format!("<workbook>{}</workbook>", " ".repeat(4_000_000));
    let mut liar = package("/xl/workbook.xml", WORKBOOK_TYPE, spaces.as_bytes());
    let true_size = u32::try_from(spaces.len()).unwrap().to_le_bytes();
    let places: Vec<usize> = (0..liar.len() - 4).filter(|at| liar[*at..*at + 4] == true_size).collect();
    for place in &places {
        liar[*place..*place + 4].copy_from_slice(&500_u32.to_le_bytes());
    }
    assert_eq!(places.len(), 2, "the part's own header and the directory");
    assert_eq!(check("a.xlsx", &liar), Err(FileRefused::Damaged));
}

#[test]
fn two_parts_of_one_name_are_refused() {
    let list = types("/xl/workbook.xml", WORKBOOK_TYPE);
    let file = zip(&[
        ("[Content_Types].xml", list.as_bytes()),
        ("xl/workbook.xml", WORKBOOK),
        ("XL/Workbook.xml", b""),
    ]);
    assert_eq!(check("a.xlsx", &file), Err(FileRefused::Damaged));
}

#[test]
fn p16_a_preview_fits_and_keeps_no_metadata() {
    let large = preview(&samples::picture(3200, 800, ImageFormat::Png), Kind::Png).unwrap();
    assert_eq!((large.width, large.height, large.media_type), (1600, 400, "image/png"));
    let drawn = image::load_from_memory_with_format(&large.bytes, ImageFormat::Png).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (1600, 400));

    let small = preview(&samples::picture(4, 3, ImageFormat::Jpeg), Kind::Jpeg).unwrap();
    assert_eq!((small.width, small.height, small.media_type), (4, 3, "image/jpeg"));
}

/// A camera held upright says so in its metadata; the copy has none, so it must stand upright itself.
#[test]
fn p16_a_turned_photograph_stands_upright_without_its_metadata() {
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0GPS 48.2N 16.4E";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let plain = samples::picture(40, 30, ImageFormat::Jpeg);
    let photograph = [&plain[..2], b"\xFF\xE1", &length, exif, &plain[2..]].concat();
    assert_eq!(check("a.jpg", &photograph), Ok(Kind::Jpeg));
    let shown = preview(&photograph, Kind::Jpeg).unwrap();
    assert_eq!((shown.width, shown.height), (30, 40));
    assert!(!shown.bytes.windows(4).any(|window| window == b"Exif" || window == b"48.2"));
}

#[test]
fn p16_animations_move_up_to_100_frames() {
    use image::AnimationDecoder;
    use image::codecs::gif::GifDecoder;

    let shown = preview(&samples::animation(100, 2), Kind::Gif).unwrap();
    assert_eq!(shown.media_type, "image/gif");
    let decoder = GifDecoder::new(std::io::Cursor::new(&shown.bytes)).unwrap();
    assert!(matches!(decoder.loop_count(), image::metadata::LoopCount::Finite(times) if times.get() == 3));
    let frames = decoder.into_frames().collect_frames().unwrap();
    assert_eq!((frames.len(), frames[99].delay().numer_denom_ms()), (100, (70, 1)));
    assert_eq!(frames[99].buffer().get_pixel(0, 0).0, [99, 0, 0, 255]);

    let still = preview(&samples::animation(101, 2), Kind::Gif).unwrap();
    assert_eq!((still.media_type, still.width), ("image/png", 2), "beyond 100 the first stands for all");
    assert_eq!(preview(&samples::animation(1, 2), Kind::Gif).unwrap().media_type, "image/png");
}

#[test]
fn p16_only_pictures_have_previews() {
    assert_eq!(preview(&samples::pdf(), Kind::Pdf).err(), Some(FileRefused::TypeMismatch));
    assert_eq!(preview(b"\x89PNG", Kind::Png).err(), Some(FileRefused::Damaged));
}
