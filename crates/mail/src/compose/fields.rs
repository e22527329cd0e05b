//! Header fields that the builder does not know, or would write in a way that not every reader takes.

use data_encoding::BASE64;
use lettre::message::header::{HeaderName, HeaderValue};

use super::Refused;
use crate::Line;

/// A word longer than this is written encoded: what has no space cannot be folded, and lines end at 998.
const LONGEST_WORD: usize = 60;

/// Bytes of text in one encoded word: with its frame below the 75 of RFC 2047 §2.
const ENCODED_BYTES: usize = 42;

/// Characters of a name beside an address. Nobody's name is longer, and servers refuse long lines.
const LONGEST_NAME: usize = 120;

/// Fields that are written from the mail's own values, and what every mailer keeps to itself.
const WRITTEN: &[&str] = &[
    "auto-submitted",
    "bcc",
    "cc",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "received",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "to",
];

/// A header field of one's own, such as `List-Unsubscribe`.
#[derive(Clone, Debug)]
pub struct Extra {
    name: HeaderName,
    value: Line,
}

impl Extra {
    /// A field with this name (RFC 5322 §3.6.8), if it is not one that is written anyway.
    pub fn new(name: &str, value: Line) -> Result<Self, Refused> {
        let lower = name.to_ascii_lowercase();
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let is_free = !WRITTEN.contains(&lower.as_str()) && !lower.starts_with("content-");
        let refused = || Refused::Field(name.to_owned());
        if !is_name || !is_free {
            return Err(refused());
        }
        let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|_| refused())?;
        Ok(Self { name, value })
    }

    pub(super) fn value(&self) -> HeaderValue {
        text(self.name.clone(), &self.value)
    }
}

pub(super) fn auto_generated() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned())
}

/// A field of free text. What reads as an encoded word but is none is encoded, so that it stays what was written.
pub(super) fn text(name: HeaderName, line: &Line) -> HeaderValue {
    let text = line.as_str().to_owned();
    let is_plain = text.is_ascii()
        && !text.contains("=?")
        && !text.contains("  ")
        && text.split(' ').all(|word| word.len() <= LONGEST_WORD);
    if is_plain {
        return HeaderValue::new(name, text);
    }
    let encoded = encoded(&text);
    HeaderValue::dangerous_new_pre_encoded(name, text, encoded)
}

/// Encoded words, one a line (RFC 2047). They are ASCII letters and digits but for their frame, so nothing of the
/// text can end the field.
fn encoded(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, behind) = rest.split_at(rest.floor_char_boundary(ENCODED_BYTES));
        words.push(format!("=?utf-8?b?{}?=", BASE64.encode(word.as_bytes())));
        rest = behind;
    }
    words.join("\r\n ")
}

/// The name beside an address, cut where it is no name any more.
pub(super) fn name(line: &Line) -> String {
    line.as_str().chars().take(LONGEST_NAME).collect()
}
