//! Mailing that a form was received.

use desk::delivery::Sender;
use desk::form::{FORM_MAIL, FormJob, FormMail};
use desk::{System, View};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_form_received;

/// Sends what an address that nobody has proven gets after a form was sent under it. While no mail leaves, nobody waits for
/// it.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendFormReceived(FormJob);

impl Job<Host> for SendFormReceived {
    const KIND: &'static str = FORM_MAIL;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Ok(());
        }
        let view = host.desk().view_system(&ticket).await?;
        let wanted = self.wanted(&view).await;
        view.close();
        let Some((received, sender)) = wanted? else { return Ok(()) };
        let post = write_form_received(&host, &ticket, &received, sender).await?;
        host.send(&post).await
    }
}

impl SendFormReceived {
    async fn wanted(&self, view: &View<System>) -> Result<Option<(FormMail, Sender)>, Fault> {
        let Some(received) = FormMail::open(view, &self.0).await? else { return Ok(None) };
        let sender = Sender::of_brand(view, received.brand).await?;
        Ok(Some((received, sender)))
    }
}
