//! Answers on their way out by mail: what one says, whom it is for, and what became of it. Nothing here reaches the
//! network; a job asks for a draft, makes a letter of it, hands it over and records the outcome.

mod again;
mod draft;
mod outcome;
mod prepare;
mod tag;

use std::sync::Arc;

use db::Statement;
use kernel::{EmailAddress, Language, Time};
use mail::MessageId;
use markup::Html;
use net::ContentHash;

use crate::conversation;
use crate::kb::Site;

pub use outcome::{Next, Outcome, Reason};
pub use prepare::Deliver;
pub use tag::ReplyTarget;
pub(crate) use tag::{give, lead, revoke};

/// What an answer says, to whom and in whose name, as it stands at the moment of reading.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The answer.
    pub message: conversation::MessageId,
    /// When it was written.
    pub made_at: Time,
    /// The brand it leaves in the name of.
    pub sender: Sender,
    /// The customer's address and language.
    pub recipient: Recipient,
    /// The conversation's number, for the subject (P17).
    pub number: i64,
    /// The conversation's subject; may be empty.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The same, cleaned again on its way out (TH8).
    pub html: Html,
    /// What is attached, in order.
    pub files: Vec<DraftFile>,
    /// The mail it answers: the customer's newest, or else our own.
    pub in_reply_to: Option<MessageId>,
    /// The conversation's mails so far, oldest first.
    pub references: Vec<MessageId>,
    /// The customer's newest message before it, to be quoted.
    pub quote: Option<Quote>,
    /// The conversation in the portal, where there is one.
    pub portal_url: Option<String>,
    /// Where the customer says whether to get mails, where there is a portal.
    pub settings_url: Option<String>,
}

/// Who an answer is from.
#[derive(Clone, Debug)]
pub struct Sender {
    /// The agent's name, or the brand's where agents' names are not shown (P4).
    pub name: String,
    /// The brand's name for people.
    pub brand: String,
    /// The brand's accent colour.
    pub accent: String,
    /// The address the brand writes from.
    pub address: EmailAddress,
    /// The brand's site, where it has one: its theme says what mails look like.
    pub site: Option<Arc<Site>>,
}

/// Whom an answer is for.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The name; may be empty.
    pub name: String,
    /// The address.
    pub address: EmailAddress,
    /// The customer's language, or the site's.
    pub language: Language,
    /// The customer's time zone by its IANA name.
    pub zone: String,
}

/// A file of an answer.
#[derive(Clone, Debug)]
pub struct DraftFile {
    /// Where its bytes are in the store.
    pub hash: ContentHash,
    /// A safe name.
    pub name: String,
    /// The true type.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

/// What an answer quotes.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Who wrote it.
    pub author: String,
    /// When.
    pub at: Time,
    /// The text, at most a few pages.
    pub text: String,
    /// The same as safe HTML.
    pub html: Html,
}

/// A draft with what stays the same however often it is tried.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it says.
    pub draft: Draft,
    /// Its own id, by which a receiver knows a second copy.
    pub id: MessageId,
    /// The address that replies come back to, bound to conversation and customer (TH1, TH4).
    pub reply_to: EmailAddress,
}

/// Every statement about deliveries.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [draft::STATEMENTS, prepare::STATEMENTS, outcome::STATEMENTS, again::STATEMENTS, tag::STATEMENTS].concat()
}
