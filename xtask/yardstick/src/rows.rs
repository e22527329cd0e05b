//! What is read from the database.

use serde::Serialize;

/// Whose session it is.
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) name: String,
}

/// A conversation in the list.
#[derive(Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) number: i64,
    pub(crate) subject: String,
    pub(crate) status: String,
    pub(crate) shown_at: i64,
    pub(crate) channels: i64,
    pub(crate) excerpt: String,
    pub(crate) is_own: bool,
    pub(crate) is_unread: bool,
}

/// One conversation.
#[derive(Serialize)]
pub(crate) struct Conversation {
    pub(crate) id: String,
    pub(crate) number: i64,
    pub(crate) subject: String,
    pub(crate) status: String,
    pub(crate) messages: Vec<Message>,
}

/// One message of it.
#[derive(Serialize)]
pub(crate) struct Message {
    pub(crate) seq: i64,
    pub(crate) direction: String,
    pub(crate) channel: String,
    pub(crate) author: String,
    pub(crate) made_at: i64,
    pub(crate) html: String,
    pub(crate) quoted: String,
}
