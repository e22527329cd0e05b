//! Writing a mail.
//!
//! Every value that becomes a header field is of a type that holds no line break (TH7), and the same input always
//! gives the same bytes: id, date and boundary come from outside.

mod fields;
mod parts;

use std::time::{Duration, UNIX_EPOCH};

use kernel::EmailAddress;
use lettre::address::Envelope;
use lettre::message::Message;
use lettre::message::header::{self, Header};
use lettre::message::{Mailboxes, MessageBuilder};

pub use fields::Extra;
pub use parts::{Boundary, File, Placement};

use crate::{Line, Mailbox, MessageId};

/// The last second that a date field can hold: the end of the year 9999.
const LAST_SECOND: u64 = 253_402_300_799;

/// How many of the nearest ancestors `References` names beside the first, so that it stays far below what servers
/// take.
const NEAREST: usize = 20;

/// A mail to be written.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Who it is from.
    pub from: Mailbox,
    /// Where answers go, where not to `from`.
    pub reply_to: Option<Mailbox>,
    /// Whom it is for.
    pub to: Vec<Mailbox>,
    /// Who gets a copy that all can see.
    pub cc: Vec<Mailbox>,
    /// Who gets a copy that nobody can see: among [`recipients`](Outgoing::recipients), not in the mail.
    pub bcc: Vec<Mailbox>,
    /// The subject.
    pub subject: Line,
    /// Its own id.
    pub message_id: MessageId,
    /// The mail it answers.
    pub in_reply_to: Option<MessageId>,
    /// The exchange it belongs to, oldest first. The first and the last 20 are written.
    pub references: Vec<MessageId>,
    /// When it was written, in milliseconds since 1970.
    pub date_ms: i64,
    /// Its text.
    pub text: String,
    /// The same in HTML, made safe by whoever wrote it.
    pub html: Option<String>,
    /// Files sent along.
    pub files: Vec<File>,
    /// Whether no person wrote it: it says so, and well-behaved programs do not answer it (RFC 3834 §5).
    pub auto_submitted: bool,
    /// Fields of one's own.
    pub extra: Vec<Extra>,
}

/// Why a mail is not written.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refused {
    /// Nobody to send it to.
    #[error("the mail has no recipient")]
    NoRecipient,
    /// The address is not one that every mail server takes (such as an address literal of the wrong form).
    #[error("mail cannot be sent to the address {0}")]
    Address(String),
    /// The date is before 1970 or after 9999.
    #[error("the mail has a date that no mail can have")]
    Date,
    /// The name of a field is no field name, or one that is written from the mail's other values.
    #[error("the header field {0} cannot be set")]
    Field(String),
    /// The text is not a boundary (RFC 2046 §5.1.1).
    #[error("a boundary is 16 to 60 letters and digits")]
    Boundary,
}

impl Outgoing {
    /// The addresses the mail is to be sent to, each once.
    pub fn recipients(&self) -> Vec<EmailAddress> {
        let mut addresses: Vec<EmailAddress> = Vec::new();
        for mailbox in self.to.iter().chain(&self.cc).chain(&self.bcc) {
            if addresses.iter().all(|known| known.key() != mailbox.address.key()) {
                addresses.push(mailbox.address.clone());
            }
        }
        addresses
    }
}

/// Writes the mail as it goes over the wire (RFC 5322), with CRLF line ends and ASCII only.
pub fn compose(mail: &Outgoing, boundary: &Boundary) -> Result<Vec<u8>, Refused> {
    let builder = addressed(mail)?;
    let builder = threaded(builder, mail);
    let builder = mail.extra.iter().fold(builder, |builder, extra| builder.raw_header(extra.value()));
    let refused = || Refused::Address(mail.from.address.to_string());
    let mut message = parts::body(builder, mail, boundary).map_err(|_| refused())?;
    message.headers_mut().set(header::From::from(mailboxes([&mail.from])?));
    Ok(message.formatted())
}

fn addressed(mail: &Outgoing) -> Result<MessageBuilder, Refused> {
    let recipient = mail.recipients().into_iter().next().ok_or(Refused::NoRecipient)?;
    // The builder wants an envelope; the real one is the sender's business, and only it knows of blind copies.
    let envelope = Envelope::new(None, vec![address(&recipient)?]).map_err(|_| Refused::NoRecipient)?;
    let mut builder = Message::builder().envelope(envelope).date(date(mail.date_ms)?);
    // The builder reads this field again, and not every name survives that: the name is added to what it made.
    builder = builder.header(header::From::from(mailboxes([&Mailbox::plain(mail.from.address.clone())])?));
    if let Some(reply_to) = &mail.reply_to {
        builder = builder.header(header::ReplyTo::from(mailboxes([reply_to])?));
    }
    if !mail.to.is_empty() {
        builder = builder.header(header::To::from(mailboxes(&mail.to)?));
    }
    if !mail.cc.is_empty() {
        builder = builder.header(header::Cc::from(mailboxes(&mail.cc)?));
    }
    Ok(builder.raw_header(fields::text(header::Subject::name(), &mail.subject)))
}

fn threaded(builder: MessageBuilder, mail: &Outgoing) -> MessageBuilder {
    let mut builder = builder.message_id(Some(mail.message_id.to_string()));
    if let Some(id) = &mail.in_reply_to {
        builder = builder.in_reply_to(id.to_string());
    }
    if !mail.references.is_empty() {
        builder = builder.references(references(&mail.references));
    }
    if mail.auto_submitted {
        builder = builder.raw_header(fields::auto_generated());
    }
    builder
}

fn references(ids: &[MessageId]) -> String {
    let (first, others) = ids.split_at(1.min(ids.len()));
    let nearest = &others[others.len().saturating_sub(NEAREST)..];
    first.iter().chain(nearest).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn date(ms: i64) -> Result<std::time::SystemTime, Refused> {
    let seconds = u64::try_from(ms.div_euclid(1_000)).map_err(|_| Refused::Date)?;
    (seconds <= LAST_SECOND).then(|| UNIX_EPOCH + Duration::from_secs(seconds)).ok_or(Refused::Date)
}

fn mailboxes<'a>(list: impl IntoIterator<Item = &'a Mailbox>) -> Result<Mailboxes, Refused> {
    let mailbox = |mailbox: &Mailbox| {
        let name = mailbox.name.as_ref().map(fields::name);
        Ok(lettre::message::Mailbox::new(name, address(&mailbox.address)?))
    };
    list.into_iter().map(mailbox).collect()
}

pub(crate) fn address(address: &EmailAddress) -> Result<lettre::Address, Refused> {
    address.as_str().parse().map_err(|_| Refused::Address(address.to_string()))
}
