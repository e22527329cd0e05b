//! Mail that programs send about mail: delivery reports (RFC 3464) and automatic answers (RFC 3834).

use kernel::EmailAddress;
use mail_parser::HeaderName;

use crate::parse::Head;
use crate::{AutoKind, Line, Mail, MessageId, ancestors};

/// As much of a returned mail as is looked at for its id.
const HEAD: usize = 64 * 1024;

/// What an automatic mail is. None of them opens a conversation or is answered (TH6).
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Automatic {
    /// It says what became of a mail.
    Delivery(Delivery),
    /// It says that a mail was opened (RFC 8098).
    Receipt,
    /// A program answered, such as an absence note.
    Answer,
    /// A program wrote on its own.
    Generated,
}

/// What became of a mail.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Delivery {
    /// The mail it is about.
    pub about: Option<MessageId>,
    /// What became of it at each address it reports on.
    pub recipients: Vec<Recipient>,
}

/// What became of a mail at one address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recipient {
    /// The address it was sent to.
    pub address: EmailAddress,
    /// What became of it.
    pub action: Action,
    /// The status code, such as `5.1.1` (RFC 3463).
    pub status: Option<Line>,
    /// What the server there said.
    pub reason: Option<Line>,
}

/// What a server did with a mail (RFC 3464 §2.3.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Gave up.
    Failed,
    /// Keeps trying.
    Delayed,
    /// Put it into the mailbox.
    Delivered,
    /// Handed it to a server that does not report.
    Relayed,
    /// Sent it on to several.
    Expanded,
}

/// Recognises automatic mail by what its header and parts say; the words of subject and text do not count.
pub fn recognise(mail: &Mail) -> Option<Automatic> {
    match (mail.media_type.as_str(), mail.report_type.as_deref()) {
        ("multipart/report", Some("delivery-status")) => return Some(Automatic::Delivery(delivery(mail))),
        ("multipart/report", Some("disposition-notification")) => return Some(Automatic::Receipt),
        _ => {}
    }
    match mail.auto {
        _ if is_old_bounce(mail) => Some(Automatic::Delivery(delivery(mail))),
        AutoKind::Replied => Some(Automatic::Answer),
        AutoKind::Generated => Some(Automatic::Generated),
        AutoKind::Bulk | AutoKind::Personal => None,
    }
}

/// Servers that do not know RFC 3464 send from nobody, in the name of the mail system.
fn is_old_bounce(mail: &Mail) -> bool {
    let address = mail.from.address.key();
    let is_system = ["mailer-daemon@", "postmaster@"].iter().any(|name| address.starts_with(name));
    !mail.failed_recipients.is_empty() || (mail.null_return_path && is_system)
}

fn delivery(mail: &Mail) -> Delivery {
    let status = mail.attachments.iter().find(|part| part.media_type.ends_with("/delivery-status"));
    let mut recipients = status.map_or_else(Vec::new, |part| recipients(&part.bytes));
    if recipients.is_empty() {
        let failed = |address: &EmailAddress| Recipient {
            address: address.clone(),
            action: Action::Failed,
            status: None,
            reason: None,
        };
        recipients = mail.failed_recipients.iter().map(failed).collect();
    }
    Delivery { about: returned_id(mail).or_else(|| ancestors(mail).into_iter().next()), recipients }
}

/// The id in the mail, or its head, that was sent back.
fn returned_id(mail: &Mail) -> Option<MessageId> {
    let is_returned =
        |kind: &str| matches!(kind, "message/rfc822" | "text/rfc822-headers" | "message/rfc822-headers");
    let returned = mail.attachments.iter().find(|part| is_returned(&part.media_type))?;
    let head = Head::read(&returned.bytes[..returned.bytes.len().min(HEAD)]);
    head.ids(&HeaderName::MessageId).into_iter().next()
}

/// The blocks of fields, one for each recipient; the first block is about the mail as a whole.
fn recipients(report: &[u8]) -> Vec<Recipient> {
    let text = String::from_utf8_lossy(report).replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ");
    text.split("\n\n").filter_map(recipient).collect()
}

fn recipient(block: &str) -> Option<Recipient> {
    let field = |name: &str| {
        block.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        })
    };
    let address = field("Original-Recipient").or_else(|| field("Final-Recipient")).map(untyped)?;
    Some(Recipient {
        address: address.trim_matches(['<', '>']).parse().ok()?,
        action: action(field("Action")?)?,
        status: field("Status").map(Line::clean).and_then(Line::filled),
        reason: field("Diagnostic-Code").map(untyped).map(Line::clean).and_then(Line::filled),
    })
}

/// `a@b.example` of `rfc822; a@b.example`.
fn untyped(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, value)| value).trim()
}

fn action(text: &str) -> Option<Action> {
    Some(match text.to_ascii_lowercase().as_str() {
        "failed" => Action::Failed,
        "delayed" => Action::Delayed,
        "delivered" => Action::Delivered,
        "relayed" => Action::Relayed,
        "expanded" => Action::Expanded,
        _ => return None,
    })
}
