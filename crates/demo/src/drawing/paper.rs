//! A PDF of one page (ISO 32000-1 §7): the title, and lines that stand for a text.

use std::fmt::Write;

use crate::dice::Dice;

/// Points of an A4 page.
const PAGE: (i32, i32) = (595, 842);
const MARGIN: i32 = 64;

pub(super) fn draw(title: &str, name: &str) -> Vec<u8> {
    let drawn = in_windows_1252(title).unwrap_or_else(|| of_name(name));
    let stream = page(&drawn, title);
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R \
             /Resources << /Font << /F1 5 0 R >> >> >>",
            PAGE.0, PAGE.1
        ),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Title <{}> >>", utf16(title)),
    ];
    assemble(&objects)
}

/// The title, a rule in colour, and a page of grey lines with a box at its foot.
fn page(title: &str, seed: &str) -> String {
    let mut dice = Dice::of(seed);
    let (left, right, top) = (MARGIN, PAGE.0 - MARGIN, PAGE.1 - MARGIN);
    let size = if title.len() > 60 { 15 } else { 21 };
    let mut page = format!("BT /F1 {size} Tf 0.13 0.16 0.2 rg {left} {} Td <{title}> Tj ET\n", top - 20);
    let _: std::fmt::Result = writeln!(page, "0.12 0.44 0.36 rg {left} {} 72 4 re f", top - 40);
    page.push_str("0.86 0.87 0.89 rg\n");
    let mut y = top - 84;
    while y > MARGIN + 190 {
        for _ in 0..dice.between(3, 6) {
            let width = dice.between((right - left) * 3 / 5, right - left);
            let _: std::fmt::Result = writeln!(page, "{left} {y} {width} 7 re f");
            y -= 18;
        }
        y -= 22;
    }
    let width = (right - left) / 3;
    for row in 0..4 {
        let y = MARGIN + row * 26;
        let _: std::fmt::Result = writeln!(page, "{} {y} {} 14 re f", left + width, width - 12);
        let _: std::fmt::Result = writeln!(page, "{} {y} {width} 14 re f", left + 2 * width);
    }
    page
}

fn assemble(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = Vec::with_capacity(objects.len());
    for (number, object) in (1..).zip(objects) {
        places.push(text.len());
        let _: std::fmt::Result = write!(text, "{number} 0 obj\n{object}\nendobj\n");
    }
    let (table, size) = (text.len(), objects.len() + 1);
    let _: std::fmt::Result = write!(text, "xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        let _: std::fmt::Result = writeln!(text, "{place:010} 00000 n ");
    }
    let _: std::fmt::Result =
        write!(text, "trailer\n<< /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF\n");
    text.into_bytes()
}

/// The title as the hexadecimal digits of Windows-1252, where every letter of it is in that set: the one set that
/// every reader draws without a font in the file.
fn in_windows_1252(text: &str) -> Option<String> {
    const OTHERS: [(char, u8); 9] = [
        ('€', 0x80),
        ('…', 0x85),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('„', 0x84),
        ('–', 0x96),
        ('—', 0x97),
    ];
    let byte = |c: char| match u32::from(c) {
        code @ (0x20..=0x7e | 0xa0..=0xff) => u8::try_from(code).ok(),
        _ => OTHERS.iter().find(|(other, _)| *other == c).map(|(_, byte)| *byte),
    };
    let mut digits = String::new();
    for c in text.chars() {
        let _: std::fmt::Result = write!(digits, "{:02x}", byte(c)?);
    }
    Some(digits)
}

/// What is drawn in place of a title in another script: the file's name in words. The title itself stands in the
/// document's own data, where readers show it as the window's name.
fn of_name(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    in_windows_1252(words.trim()).unwrap_or_default()
}

fn utf16(text: &str) -> String {
    let mut digits = "feff".to_owned();
    for unit in text.encode_utf16() {
        let _: std::fmt::Result = write!(digits, "{unit:04x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn every_object_is_where_the_table_says() {
        let bytes = draw("Étiquette (retour)", "label.pdf");
        let text = String::from_utf8(bytes).unwrap();
        let table = text.rsplit_once("startxref\n").unwrap().1.lines().next().unwrap();
        let rows: Vec<&str> = text[table.parse::<usize>().unwrap()..].lines().skip(3).take(6).collect();
        for (number, row) in (1..).zip(rows) {
            let place: usize = row[..10].parse().unwrap();
            assert!(text[place..].starts_with(&format!("{number} 0 obj")), "{row}");
        }
    }

    #[test]
    fn a_title_in_another_script_is_kept_beside_the_page() {
        let text = String::from_utf8(draw("請求書", "invoice-7.pdf")).unwrap();
        assert!(text.contains("feff8acb6c4266f8"));
        assert!(text.contains("<696e766f6963652037>"));
    }
}
