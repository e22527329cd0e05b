//! The page of the built-in mailbox.

use serde::{Deserialize, Serialize};

use theme::samples;

/// Mails, and one of them opened.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mailbox {
    pub(super) live_url: Option<String>,
    pub(super) fragment_url: String,
    pub(super) list_url: String,
    pub(super) mails: Vec<Entry>,
    pub(super) mail: Option<Mail>,
}

/// A mail in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(super) id: String,
    pub(super) url: String,
    pub(super) to: String,
    pub(super) subject: Option<String>,
    pub(super) excerpt: String,
    pub(super) at: i64,
    pub(super) current: bool,
}

/// A mail, seen in one of several ways.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mail {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) subject: String,
    pub(super) at: i64,
    pub(super) files: Vec<File>,
    pub(super) views: Vec<View>,
    pub(super) frame_url: Option<String>,
    pub(super) text: Option<String>,
    pub(super) headers: Vec<Field>,
}

/// A file of a mail.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    pub(super) name: String,
    pub(super) bytes: usize,
    pub(super) url: String,
}

/// One way to see a mail.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct View {
    pub(super) key: String,
    pub(super) url: String,
    pub(super) current: bool,
}

/// A header field.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    pub(super) name: String,
    pub(super) value: String,
}

theme::pages! {
    Mailbox => "shared/mailbox.html",
}

samples! {
    "templates/samples/":
    Mailbox: "mailbox.empty", "mailbox.headers", "mailbox.html", "mailbox.list", "mailbox.text";
}
