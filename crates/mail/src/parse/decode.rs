//! Bodies: transfer encodings undone, character sets read.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::parsers::MessageStream;

/// The body without its transfer encoding, and whether it was sound.
pub(super) fn bytes<'a>(body: &'a [u8], encoding: &str) -> (Cow<'a, [u8]>, bool) {
    match encoding {
        "base64" => base64(body),
        "quoted-printable" => quoted_printable(body),
        "" | "7bit" | "8bit" | "binary" => (Cow::Borrowed(body), true),
        _ => (Cow::Borrowed(body), false),
    }
}

/// Behind the padding, what is no base64 is kept as it stands: list servers append their footers there. Elsewhere it
/// is passed over (RFC 2045 §6.8).
fn base64(body: &[u8]) -> (Cow<'_, [u8]>, bool) {
    if let Some(decoded) = base64_decode(body) {
        return (Cow::Owned(decoded), true);
    }
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let padding = body.iter().position(|&byte| byte == b'=').unwrap_or(body.len());
    let ended = padding + body[padding..].iter().take_while(|&&byte| byte == b'=').count();
    if body[..padding].iter().all(|byte| is_digit(byte) || byte.is_ascii_whitespace()) {
        let mut decoded = base64_decode(&body[..ended]).unwrap_or_default();
        decoded.extend_from_slice(&body[ended..]);
        return (Cow::Owned(decoded), false);
    }
    let digits: Vec<u8> = body.iter().copied().filter(is_digit).collect();
    (base64_decode(&digits).map_or(Cow::Borrowed(body), Cow::Owned), false)
}

/// What is no code is kept as it stands (RFC 2045 §6.7).
fn quoted_printable(body: &[u8]) -> (Cow<'_, [u8]>, bool) {
    if let Some(decoded) = quoted_printable_decode(body) {
        return (Cow::Owned(decoded), true);
    }
    match MessageStream::new(body).decode_quoted_printable_mime(b"") {
        (usize::MAX, _) => (Cow::Borrowed(body), false),
        (_, decoded) => (decoded, false),
    }
}

/// The text of a part, and whether it was in the character set it said. Line ends become LF; other control
/// characters than tab go.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> (String, bool) {
    let (decoded, sound) = charset_text(bytes, charset.unwrap_or_default().trim());
    let text = decoded.strip_prefix('\u{feff}').unwrap_or(&decoded).replace("\r\n", "\n").replace('\r', "\n");
    let text = text.replace(|char: char| char.is_control() && !matches!(char, '\n' | '\t'), "");
    (text, sound)
}

/// UTF-8 that says it is ASCII or Latin-1 is common, Latin-1 that happens to be UTF-8 is not.
fn charset_text<'a>(bytes: &'a [u8], charset: &str) -> (Cow<'a, str>, bool) {
    let label = charset.to_ascii_lowercase();
    let is_utf8 = matches!(label.as_str(), "" | "utf-8" | "utf8");
    let is_latin =
        matches!(label.as_str(), "us-ascii" | "ascii" | "iso-8859-1" | "latin1" | "windows-1252" | "cp1252");
    let decoder = charset_decoder(label.as_bytes()).filter(|_| !is_utf8 && !label.is_empty());
    match decoder {
        Some(_) if is_latin && std::str::from_utf8(bytes).is_ok() => {
            (String::from_utf8_lossy(bytes), bytes.is_ascii())
        }
        Some(decode) => {
            let text = decode(bytes);
            match (text.contains('\u{fffd}'), std::str::from_utf8(bytes)) {
                (true, Ok(utf8)) => (Cow::Borrowed(utf8), false),
                (is_broken, _) => (Cow::Owned(text), !is_broken),
            }
        }
        None => {
            let (text, was_utf8) = utf8_or_latin(bytes);
            (text, was_utf8 && (is_utf8 || bytes.is_ascii()))
        }
    }
}

/// The bytes as UTF-8 where they are, else as Windows-1252, in which every byte means something; and which it was.
pub(super) fn utf8_or_latin(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), true);
    }
    let decode = charset_decoder(b"windows-1252").expect("the parser knows Windows-1252");
    (Cow::Owned(decode(bytes)), false)
}
