//! Mails that no person wrote: about signing in.

use desk::delivery::Sender;
use kernel::{EmailAddress, Fault};
use mail::{Line, Mailbox, Outgoing};
use spine::Ticket;

use super::Post;
use super::page::Parts;
use crate::Host;

/// One such mail.
pub(super) struct Notice {
    pub(super) to: EmailAddress,
    pub(super) sender: Sender,
    pub(super) subject: String,
    pub(super) parts: Parts,
}

impl Notice {
    /// As it goes out; the same for every try of one job.
    pub(super) async fn post(self, host: &Host, ticket: &Ticket) -> Result<Post, Fault> {
        let id = format!("{}.{}@{}", ticket.org(), ticket.seq(), self.sender.address.domain());
        let mail = Outgoing {
            from: Mailbox::named(Line::clean(&self.sender.name), self.sender.address),
            reply_to: None,
            to: vec![Mailbox::plain(self.to)],
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: Line::clean(&self.subject),
            message_id: id.parse().map_err(Fault::internal)?,
            in_reply_to: None,
            references: Vec::new(),
            date_ms: host.desk().context().now().0,
            text: self.parts.text,
            html: Some(self.parts.html),
            files: Vec::new(),
            auto_submitted: true,
            extra: Vec::new(),
        };
        host.post(mail).await
    }
}
