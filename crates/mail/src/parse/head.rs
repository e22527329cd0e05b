//! One header block: the fields before a mail's or a part's first empty line.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::LazyLock;

use kernel::EmailAddress;
use mail_parser::{Address, ContentType, Header, HeaderName, HeaderValue, MessageParser};

use super::decode;
use crate::{Line, Mailbox, MessageId};

pub(super) const AUTO_SUBMITTED: HeaderName<'static> = HeaderName::AutoSubmitted;
pub(super) const PRECEDENCE: HeaderName<'static> = other("Precedence");
pub(super) const X_AUTOREPLY: HeaderName<'static> = other("X-Autoreply");
pub(super) const X_AUTORESPOND: HeaderName<'static> = other("X-Autorespond");
pub(super) const FAILED_RECIPIENTS: HeaderName<'static> = other("X-Failed-Recipients");
pub(super) const DELIVERED_TO: [HeaderName<'static>; 4] =
    [HeaderName::DeliveredTo, other("X-Original-To"), other("Envelope-To"), other("X-Envelope-To")];

/// A field that describes a part is looked at up to this length: its parser compares every parameter with every
/// other.
const LONGEST_MIME_FIELD: usize = 8 * 1024;

/// An encoded word is decoded up to this length (RFC 2047 allows 75): its parser reads to the end of the field to
/// find that it is none.
const LONGEST_ENCODED_WORD: usize = 1_000;

/// What stands before the text of an encoded word: `=?xx?q?`.
const SHORTEST_ENCODED_WORD: usize = 7;

const fn other(name: &'static str) -> HeaderName<'static> {
    HeaderName::Other(Cow::Borrowed(name))
}

static PARSER: LazyLock<MessageParser> = LazyLock::new(|| {
    let parser = MessageParser::new()
        .default_header_ignore()
        .with_mime_headers()
        .with_message_ids()
        .with_address_headers()
        .header_date(HeaderName::Date)
        .header_text(HeaderName::Subject)
        .header_raw(HeaderName::ReturnPath)
        .header_raw(HeaderName::ListId);
    [AUTO_SUBMITTED, PRECEDENCE, X_AUTOREPLY, X_AUTORESPOND, FAILED_RECIPIENTS]
        .into_iter()
        .chain(DELIVERED_TO)
        .fold(parser, MessageParser::header_raw)
});

/// The fields of a header block that this crate has a use for, in their order.
pub(crate) struct Head {
    fields: Vec<Header<'static>>,
}

impl Head {
    /// Reads the block that `raw` begins with; what stands behind its first empty line is not looked at.
    pub(crate) fn read(raw: &[u8]) -> Self {
        let fields = PARSER
            .parse_headers(&tidy(raw))
            .and_then(|message| message.into_owned().parts.into_iter().next())
            .map_or_else(Vec::new, |part| part.headers);
        Self { fields }
    }

    fn values(&self, name: &HeaderName<'_>) -> impl Iterator<Item = &HeaderValue<'static>> {
        self.fields.iter().filter(move |field| field.name == *name).map(|field| &field.value)
    }

    /// How many fields of this name there are.
    pub(crate) fn count(&self, name: &HeaderName<'_>) -> usize {
        self.values(name).count()
    }

    /// The first field of this name that holds text.
    pub(crate) fn line(&self, name: &HeaderName<'_>) -> Option<Line> {
        self.values(name).find_map(HeaderValue::as_text).and_then(|text| Line::clean(text).filled())
    }

    /// The ids in the first field of this name that holds any.
    pub(crate) fn ids(&self, name: &HeaderName<'_>) -> Vec<MessageId> {
        let ids = |value: &HeaderValue<'_>| -> Vec<MessageId> {
            let texts = value.as_text_list().unwrap_or_default();
            // Where there are no brackets the whole field comes as one text, and may be prose.
            let words = texts.iter().flat_map(|text| {
                text.split_ascii_whitespace().filter(move |word| word.contains('@') || word == text)
            });
            words.filter_map(parsed).collect()
        };
        self.values(name).map(ids).find(|ids| !ids.is_empty()).unwrap_or_default()
    }

    /// Every plain address in the fields of this name, with its name; those of groups too.
    pub(crate) fn mailboxes(&self, name: &HeaderName<'_>) -> Vec<Mailbox> {
        let addresses = self.values(name).filter_map(HeaderValue::as_address).flat_map(Address::iter);
        addresses
            .filter_map(|found| {
                let name = found.name().map(Line::clean).and_then(Line::filled);
                Some(Mailbox { name, address: parsed(found.address()?)? })
            })
            .collect()
    }

    /// The addresses in the fields of these names, each once.
    pub(crate) fn addresses(&self, names: &[HeaderName<'_>]) -> Vec<EmailAddress> {
        let mut found: Vec<EmailAddress> = Vec::new();
        let texts = names.iter().flat_map(|name| self.values(name)).filter_map(HeaderValue::as_text);
        for address in
            texts.flat_map(|text| text.split([',', ' ', '\r', '\n', '\t', '<', '>'])).filter_map(parsed)
        {
            if !found.contains(&address) {
                found.push(address);
            }
        }
        found
    }

    /// The date in milliseconds since 1970.
    pub(crate) fn date_ms(&self) -> Option<i64> {
        let mut date = *self.values(&HeaderName::Date).find_map(HeaderValue::as_datetime)?;
        // A leap second is counted as the one before it.
        date.second = if date.second == 60 { 59 } else { date.second };
        date.is_valid().then(|| date.to_timestamp() * 1_000)
    }

    /// The first readable field of this name among `Content-Type` and `Content-Disposition`.
    pub(crate) fn content(&self, name: &HeaderName<'_>) -> Option<&ContentType<'static>> {
        self.values(name).find_map(HeaderValue::as_content_type)
    }

    /// Whether `Return-Path` is there and names nobody.
    pub(crate) fn has_null_return_path(&self) -> bool {
        self.line(&HeaderName::ReturnPath).is_some_and(|path| path.as_str() == "<>")
    }
}

fn parsed<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

/// A copy of the block that ends with an empty line, is UTF-8, and holds nothing that makes its parser slow.
fn tidy(block: &[u8]) -> Vec<u8> {
    let mut tidied = String::with_capacity(block.len() + 4);
    for field in fields(block) {
        let is_mime = field.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
        if is_mime && field.len() > LONGEST_MIME_FIELD {
            continue;
        }
        let text = decode::utf8_or_latin(field).0.replace("\r\n", "\n");
        let clean = text.chars().filter(|&char| char != '\0');
        let clean: String = clean.map(|char| if char == '\r' { ' ' } else { char }).collect();
        push_defused(&mut tidied, &clean);
    }
    tidied.push_str("\n\n");
    tidied.into_bytes()
}

/// The fields of a block, each with the lines that continue it.
fn fields(block: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = block;
    std::iter::from_fn(move || {
        if rest.is_empty() || rest.starts_with(b"\n") || rest.starts_with(b"\r\n") {
            return None;
        }
        let mut end = line_length(rest);
        while matches!(rest.get(end), Some(b' ' | b'\t')) {
            end += line_length(&rest[end..]);
        }
        let field = &rest[..end];
        rest = &rest[end..];
        Some(field)
    })
}

/// The length of the first line, its end included.
pub(super) fn line_length(text: &[u8]) -> usize {
    text.iter().position(|&byte| byte == b'\n').map_or(text.len(), |end| end + 1)
}

/// Appends the field. In a long one, where `=?` begins no encoded word within reach, a space makes it no beginning.
fn push_defused(tidied: &mut String, field: &str) {
    if field.len() < LONGEST_ENCODED_WORD {
        return tidied.push_str(field);
    }
    let mut ends = field.match_indices("?=").map(|(at, _)| at).peekable();
    let mut from = 0;
    for (at, _) in field.match_indices("=?").filter(|(at, _)| !field[at + 2..].starts_with('=')) {
        while ends.next_if(|&end| end < at + SHORTEST_ENCODED_WORD).is_some() {}
        if ends.peek().is_none_or(|end| end - at > LONGEST_ENCODED_WORD) {
            tidied.push_str(&field[from..=at]);
            tidied.push(' ');
            from = at + 1;
        }
    }
    tidied.push_str(&field[from..]);
}
