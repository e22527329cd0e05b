//! Reading a mail.
//!
//! The structure is walked here, in one pass and within limits, and only then are header fields and bodies handed to
//! `mail-parser`, one piece at a time. So nothing a stranger nests reaches code that recurses or scans twice.

mod auto;
mod contents;
mod decode;
mod head;
mod scan;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use kernel::EmailAddress;
use mail_parser::HeaderName;

pub use auto::AutoKind;
pub(crate) use head::Head;

use crate::{Line, Mailbox, MessageId};

/// How much of a mail is read (product.md N4). What is larger is refused whole, never cut.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of the raw mail.
    pub raw_bytes: usize,
    /// Header fields of the mail, and of each of its parts.
    pub header_fields: usize,
    /// Bytes of all header fields of the mail, and of each of its parts.
    pub header_bytes: usize,
    /// Multiparts and attached mails that lie in each other.
    pub levels: usize,
    /// Parts in all, attached mails' parts among them.
    pub parts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            raw_bytes: 35 * 1024 * 1024,
            header_fields: 1_000,
            header_bytes: 1024 * 1024,
            levels: 50,
            parts: 200,
        }
    }
}

/// Why a mail cannot be read. The mail is set aside with this reason.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, thiserror::Error)]
pub enum Broken {
    /// More bytes than [`Limits::raw_bytes`].
    #[error("the mail is larger than allowed")]
    TooLarge,
    /// More header fields than allowed, or longer ones.
    #[error("the mail has more header fields than allowed")]
    TooManyHeaders,
    /// More levels than allowed.
    #[error("the parts of the mail are nested deeper than allowed")]
    TooDeep,
    /// More parts than allowed.
    #[error("the mail has more parts than allowed")]
    TooManyParts,
    /// No `From`, or none with a plain address.
    #[error("the mail does not say who it is from")]
    NoFrom,
    /// The parser gave up.
    #[error("the mail cannot be read")]
    Unreadable,
    /// Nothing but white space.
    #[error("the mail is empty")]
    Empty,
}

impl Broken {
    /// The reason's name in reports and texts; never changes.
    pub fn key(self) -> &'static str {
        match self {
            Self::TooLarge => "too_large",
            Self::TooManyHeaders => "too_many_headers",
            Self::TooDeep => "too_deep",
            Self::TooManyParts => "too_many_parts",
            Self::NoFrom => "no_from",
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
        }
    }
}

/// What was not right about a mail that could be read all the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Oddity {
    /// Several `Message-ID` fields; the first counts.
    SecondMessageId,
    /// Several `From` fields; the first counts.
    SecondFrom,
    /// No date, or none that can be read.
    NoDate,
    /// A text is not in the character set it says, or says none that is known.
    WrongCharset,
    /// A part is not in the transfer encoding it says.
    BrokenEncoding,
    /// A multipart without any part, or without its end.
    BrokenStructure,
}

/// A mail that was read. Texts have LF line ends and no control character but tab; header values are [`Line`]s.
#[derive(Clone, PartialEq, Debug)]
pub struct Mail {
    /// Its own id.
    pub message_id: Option<MessageId>,
    /// The mails it answers; nearly always one.
    pub in_reply_to: Vec<MessageId>,
    /// The exchange it belongs to, oldest first.
    pub references: Vec<MessageId>,
    /// Who it says it is from. Nothing here proves it (TH1, TH4).
    pub from: Mailbox,
    /// Where answers should go.
    pub reply_to: Vec<Mailbox>,
    /// Whom it was written to.
    pub to: Vec<Mailbox>,
    /// Who got a copy.
    pub cc: Vec<Mailbox>,
    /// The addresses the receiving servers noted (`Delivered-To` and the like).
    pub delivered_to: Vec<EmailAddress>,
    /// The subject; empty where there is none.
    pub subject: Line,
    /// When it says it was written, in milliseconds since 1970.
    pub date_ms: Option<i64>,
    /// The text, where every part of it has one in plain text.
    pub text: Option<String>,
    /// The HTML, not made safe. Plain parts among HTML parts are in it, escaped.
    pub html: Option<String>,
    /// Everything else.
    pub attachments: Vec<Attachment>,
    /// Whether a program wrote it.
    pub auto: AutoKind,
    /// The outermost media type, such as `multipart/report`.
    pub media_type: String,
    /// Of a `multipart/report`, what it reports on (RFC 6522), in lower case.
    pub report_type: Option<String>,
    /// Whether it came with the empty return path of reports (RFC 5321 §4.5.5).
    pub null_return_path: bool,
    /// The addresses that could not be reached, as Exim says it (`X-Failed-Recipients`).
    pub failed_recipients: Vec<EmailAddress>,
    /// What was not right.
    pub oddities: BTreeSet<Oddity>,
}

impl Mail {
    /// Whether no automatic answer may be sent to it (RFC 3834 §2).
    pub fn wants_no_answer(&self) -> bool {
        self.auto != AutoKind::Personal || self.null_return_path
    }
}

/// A part of a mail that is not its text.
#[derive(Clone, PartialEq, Debug)]
pub struct Attachment {
    /// The file name; no path, nothing that turns its direction.
    pub name: Option<Line>,
    /// What the sender says it is, in lower case; not to be believed.
    pub media_type: String,
    /// The id by which HTML refers to it (`cid:`), without brackets.
    pub content_id: Option<String>,
    /// Whether it is meant to be seen within the text.
    pub inline: bool,
    /// The content, its transfer encoding undone.
    pub bytes: Vec<u8>,
}

/// Reads a mail. The same bytes always give the same result, and no bytes make it panic.
pub fn parse(raw: &[u8], limits: &Limits) -> Result<Mail, Broken> {
    if raw.len() > limits.raw_bytes {
        return Err(Broken::TooLarge);
    }
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Err(Broken::Empty);
    }
    // The parser has had panics on corrupt mail; one of them must not take the others' mail along (TH9).
    catch_unwind(AssertUnwindSafe(|| read(raw, limits))).unwrap_or(Err(Broken::Unreadable))
}

fn read(raw: &[u8], limits: &Limits) -> Result<Mail, Broken> {
    let (head, parts) = scan::scan(raw, limits)?;
    let from = head.mailboxes(&HeaderName::From).into_iter().next().ok_or(Broken::NoFrom)?;
    let message_id = head.ids(&HeaderName::MessageId).into_iter().next();
    let date_ms = head.date_ms();
    let auto = auto::kind(&head);
    let mut contents = contents::read(raw, &parts);
    contents.oddities.extend(head_oddities(&head, date_ms));
    let root = parts.into_iter().next().ok_or(Broken::Empty)?.label;
    Ok(Mail {
        message_id,
        in_reply_to: head.ids(&HeaderName::InReplyTo),
        references: head.ids(&HeaderName::References),
        from,
        reply_to: head.mailboxes(&HeaderName::ReplyTo),
        to: head.mailboxes(&HeaderName::To),
        cc: head.mailboxes(&HeaderName::Cc),
        delivered_to: head.addresses(&head::DELIVERED_TO),
        subject: head.line(&HeaderName::Subject).unwrap_or_default(),
        date_ms,
        text: contents.text,
        html: contents.html,
        attachments: contents.attachments,
        auto,
        media_type: root.media_type,
        report_type: root.report_type,
        null_return_path: head.has_null_return_path(),
        failed_recipients: head.addresses(&[head::FAILED_RECIPIENTS]),
        oddities: contents.oddities,
    })
}

fn head_oddities(head: &Head, date_ms: Option<i64>) -> impl Iterator<Item = Oddity> {
    let several = |name| head.count(name) > 1;
    [
        several(&HeaderName::MessageId).then_some(Oddity::SecondMessageId),
        several(&HeaderName::From).then_some(Oddity::SecondFrom),
        date_ms.is_none().then_some(Oddity::NoDate),
    ]
    .into_iter()
    .flatten()
}
