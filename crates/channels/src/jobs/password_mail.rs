//! Mailing a link through which a user sets a new password.

use desk::code;
use desk::delivery::Sender;
use desk::session::{PASSWORD_MAIL, PasswordJob, PasswordMail};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_password;

/// Sends the link that somebody asked for. Tried again until it is over.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendPassword(PasswordJob);

impl Job<Host> for SendPassword {
    const KIND: &'static str = PASSWORD_MAIL;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Err(Failure::GiveUp(Fault::new(&code::MAIL_OFF)));
        }
        let Some(asked) = self.asked(&host, &ticket).await? else { return Ok(()) };
        let view = host.desk().view_system(&ticket).await?;
        let sender = Sender::of_organization(&view).await;
        view.close();
        let post = write_password(&host, &ticket, &asked, sender?).await?;
        host.send(&post).await
    }
}

impl SendPassword {
    async fn asked(&self, host: &Host, ticket: &Ticket) -> Result<Option<PasswordMail>, Fault> {
        let mut act = host.desk().act_system(ticket);
        let asked = act.open_password_mail(&self.0).await?;
        act.done(asked).await
    }
}
