//! Mailing that a page of a theme cannot be drawn.

use desk::code;
use desk::delivery::Sender;
use desk::theme::{BROKEN_MAIL, BrokenJob, BrokenMail};
use desk::{System, View};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_theme_broken;

/// Tells one of those who manage themes. Tried again until another revision is published.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendThemeBroken(BrokenJob);

impl Job<Host> for SendThemeBroken {
    const KIND: &'static str = BROKEN_MAIL;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Err(Failure::GiveUp(Fault::new(&code::MAIL_OFF)));
        }
        let view = host.desk().view_system(&ticket).await?;
        let wanted = self.wanted(&view).await;
        view.close();
        let Some((told, sender)) = wanted? else { return Ok(()) };
        let post = write_theme_broken(&host, &ticket, &told, sender).await?;
        host.send(&post).await
    }
}

impl SendThemeBroken {
    async fn wanted(&self, view: &View<System>) -> Result<Option<(BrokenMail, Sender)>, Fault> {
        let Some(told) = BrokenMail::open(view, &self.0).await? else { return Ok(None) };
        Ok(Some((told, Sender::of_organization(view).await?)))
    }
}
