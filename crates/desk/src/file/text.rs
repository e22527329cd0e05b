//! Bytes that are text.

use std::borrow::Cow;

use super::check::FileRefused;

/// How the other types begin. A text that begins so is not one that was only named wrongly.
static OTHERS: &[&[u8]] =
    &[b"%PDF-", b"GIF87a", b"GIF89a", b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04", b"<?xml"];

/// CSV has no mark of its own: it is what can be read as text.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileRefused> {
    if OTHERS.iter().any(|other| bytes.starts_with(other)) {
        return Err(FileRefused::TypeMismatch);
    }
    match decode(bytes) {
        Some(text) if !text.contains('\0') => Ok(()),
        _ => Err(FileRefused::TypeMismatch),
    }
}

/// The text in `bytes`: UTF-16 where a mark says so, else UTF-8, else what spreadsheets of the west save,
/// Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] = bytes {
        return unicode(bytes);
    }
    let western = || bytes.iter().map(|byte| windows_1252(*byte)).collect::<Option<String>>();
    unicode(bytes).or_else(|| western().map(Cow::Owned))
}

/// The text in `bytes` when it is UTF-16 with a mark or UTF-8 with or without one. The mark is left out.
pub(super) fn unicode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(Cow::Borrowed)
        }
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Cow<'static, str>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    rest.is_empty().then_some(Cow::Owned(text))
}

/// WHATWG Encoding §9, `index-windows-1252`, without the five bytes that stand for nothing.
fn windows_1252(byte: u8) -> Option<char> {
    const HIGH: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’',
        '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => Some(HIGH[usize::from(byte - 0x80)]).filter(|letter| *letter != '\0'),
        _ => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, decode};
    use crate::file::FileRefused;

    #[test]
    fn p6_csv_is_any_text_that_can_be_read() {
        let utf_16 =
            |unit: fn(u16) -> [u8; 2]| "\u{feff}a;ü\n".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for (bytes, text) in [
            (b"a,b\r\n1,2\r\n".to_vec(), "a,b\r\n1,2\r\n"),
            ("\u{feff}a;ü\n".as_bytes().to_vec(), "a;ü\n"),
            (utf_16(u16::to_le_bytes), "a;ü\n"),
            (utf_16(u16::to_be_bytes), "a;ü\n"),
            (b"a;\xfc;\x80\n".to_vec(), "a;ü;€\n"),
            (b"BMW,MZ\n".to_vec(), "BMW,MZ\n"),
        ] {
            assert_eq!(check(&bytes), Ok(()), "{text}");
            assert_eq!(decode(&bytes).unwrap(), text);
        }
    }

    #[test]
    fn p6_csv_with_nul_or_undefined_bytes_or_another_type_is_refused() {
        for bad in [
            &b"a,b\0c"[..],
            b"a,\x81",
            b"\xff\xfea",
            b"\xff\xfe\x00\xd8",
            b"\xff\xfea\0\0\0",
            b"%PDF-1.7",
            b"<?xml version='1.0'?><a/>",
        ] {
            assert_eq!(check(bad), Err(FileRefused::TypeMismatch), "{bad:?}");
        }
    }
}
