//! Where mail goes that is ready to leave.

use kernel::Fault;
use mail::Line;
use mail::client::smtp::{Outcome, SmtpClient};

use super::{Mailbox, Post};

/// Where this installation's mail goes. Decided once, when the program starts.
pub enum Outbox {
    /// To a mail server.
    Smtp(SmtpClient),
    /// Into the built-in mailbox: with `--dev` and in the demo only (O4).
    Mailbox(Mailbox),
    /// Nowhere: mail is not set up, and answers wait.
    Off,
}

impl Outbox {
    /// Whether mail can leave at all.
    pub fn is_set_up(&self) -> bool {
        !matches!(self, Self::Off)
    }

    /// Hands a mail over.
    pub async fn send(&self, post: &Post) -> Outcome {
        match self {
            Self::Smtp(client) => {
                client.send(Some(&post.from), std::slice::from_ref(&post.to), &post.raw).await
            }
            Self::Mailbox(mailbox) => kept(mailbox.keep(&post.raw).await.map(drop)),
            Self::Off => Outcome::Temporary(Line::clean("mail is not set up")),
        }
    }
}

fn kept(kept: Result<(), Fault>) -> Outcome {
    match kept {
        Ok(()) => Outcome::Sent(Line::clean("kept in the built-in mailbox")),
        Err(fault) => Outcome::Temporary(Line::clean(&fault.to_string())),
    }
}
