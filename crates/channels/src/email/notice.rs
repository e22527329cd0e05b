//! Mails that no person wrote.

use desk::delivery::Sender;
use kernel::{EmailAddress, Fault, Language};
use mail::{Line, Mailbox, Outgoing};
use serde::Serialize;
use spine::Ticket;
use theme::Page;

use super::Post;
use super::page::Drawn;
use super::shell::{Manner, Shell};
use crate::Host;

/// One such mail.
pub(super) struct Notice<'a> {
    pub(super) to: &'a EmailAddress,
    pub(super) sender: Sender,
    pub(super) language: &'a Language,
    /// The key of its subject.
    pub(super) subject: &'static str,
}

impl Notice<'_> {
    /// To a customer, drawn with the site's theme.
    pub(super) async fn themed<P: Page>(self, host: &Host, ticket: &Ticket, mail: &P) -> Result<Post, Fault> {
        let drawn = host.draw(ticket, &self.sender, &self.manner(host), mail).await?;
        self.post(host, ticket, drawn).await
    }

    /// To a user, as `mail/<name>.html` of the program has it.
    pub(super) async fn plain(
        self,
        host: &Host,
        ticket: &Ticket,
        (name, mail): (&str, &impl Serialize),
    ) -> Result<Post, Fault> {
        let drawn = host.pages().draw(name, &Shell::new(&self.sender, &self.manner(host)), mail)?;
        self.post(host, ticket, drawn).await
    }

    fn manner(&self, host: &Host) -> Manner<'_> {
        Manner { language: self.language, zone: "UTC", now: host.desk().context().now() }
    }

    /// As it goes out; the same for every try of one job.
    async fn post(self, host: &Host, ticket: &Ticket, drawn: Drawn) -> Result<Post, Fault> {
        let id = format!("{}.{}@{}", ticket.org(), ticket.seq(), self.sender.address.domain());
        let subject = drawn.say(self.language, self.subject, &self.sender.brand);
        let mail = Outgoing {
            from: Mailbox::named(Line::clean(&self.sender.name), self.sender.address),
            reply_to: None,
            to: vec![Mailbox::plain(self.to.clone())],
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: Line::clean(&subject),
            message_id: id.parse().map_err(Fault::internal)?,
            in_reply_to: None,
            references: Vec::new(),
            date_ms: host.desk().context().now().0,
            text: drawn.text,
            html: Some(drawn.html),
            files: Vec::new(),
            auto_submitted: true,
            extra: Vec::new(),
        };
        host.post(mail).await
    }
}
