//! Mailing an invitation.

use desk::code;
use desk::delivery::Sender;
use desk::user::{INVITATION_MAIL, InvitationJob, InvitationMail};
use desk::{System, View};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_invitation;

/// Sends the link of an invitation. Tried again until it is over.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendInvitation(InvitationJob);

impl Job<Host> for SendInvitation {
    const KIND: &'static str = INVITATION_MAIL;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Err(Failure::GiveUp(Fault::new(&code::MAIL_OFF)));
        }
        let view = host.desk().view_system(&ticket).await?;
        let wanted = self.wanted(&view).await;
        view.close();
        let Some((invited, sender)) = wanted? else { return Ok(()) };
        let post = write_invitation(&host, &ticket, &invited, sender).await?;
        host.send(&post).await
    }
}

impl SendInvitation {
    async fn wanted(&self, view: &View<System>) -> Result<Option<(InvitationMail, Sender)>, Fault> {
        let Some(invited) = InvitationMail::open(view, &self.0).await? else { return Ok(None) };
        Ok(Some((invited, Sender::of_organization(view).await?)))
    }
}
