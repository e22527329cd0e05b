//! What holds the mails of one exchange together.

use std::fmt;
use std::str::FromStr;

use crate::Mail;

/// The longest id that is kept. Mailers in use stay below 300; a line of a mail ends at 998.
const LONGEST: usize = 500;

/// The id a mail carries (RFC 5322 §3.6.4), without its angle brackets: printable ASCII, no space, no bracket. Read
/// leniently: an id in use often has no `@`. Compared as written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MessageId(String);

/// The text is not one message id.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a message id")]
pub struct NotAMessageId;

impl MessageId {
    /// The id without angle brackets.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MessageId {
    type Err = NotAMessageId;

    fn from_str(text: &str) -> Result<Self, NotAMessageId> {
        let text = text.trim();
        let id = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
        let plain = id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<' && byte != b'>');
        let fits = (1..=LONGEST).contains(&id.len()) && plain;
        fits.then(|| Self(id.to_owned())).ok_or(NotAMessageId)
    }
}

/// With its angle brackets, as a header field holds it.
impl fmt::Display for MessageId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<{}>", self.0)
    }
}

/// The ids of the mails this one answers, nearest first, each once: what it names in `In-Reply-To`, then
/// `References` from its end.
pub fn ancestors(mail: &Mail) -> Vec<MessageId> {
    let mut ids: Vec<MessageId> = Vec::new();
    for id in mail.in_reply_to.iter().chain(mail.references.iter().rev()) {
        if mail.message_id.as_ref() != Some(id) && !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::{MessageId, NotAMessageId};

    #[test]
    fn an_id_is_read_with_and_without_brackets() {
        let id: MessageId = " <a.b$c@d.example> ".parse().unwrap();
        assert_eq!((id.as_str(), id.to_string().as_str()), ("a.b$c@d.example", "<a.b$c@d.example>"));
        assert_eq!("a.b$c@d.example".parse(), Ok(id));
    }

    #[test]
    fn th7_an_id_is_one_printable_word() {
        let long = "x".repeat(501);
        for bad in ["", "<>", "a b@c", "a\r\nBcc: b", "<a><b>", "ä@b", "a\0", &long] {
            assert_eq!(bad.parse::<MessageId>(), Err(NotAMessageId), "{bad:?}");
        }
    }
}
