//! Mailing a sign-in code.

use desk::code;
use desk::delivery::Sender;
use desk::session::{SIGN_IN_MAIL, SignInJob, SignInMail};
use desk::{System, View};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_sign_in;

/// Sends the code and link that somebody asked for. Tried again until they are over.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendSignIn(SignInJob);

impl Job<Host> for SendSignIn {
    const KIND: &'static str = SIGN_IN_MAIL;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Err(Failure::GiveUp(Fault::new(&code::MAIL_OFF)));
        }
        let view = host.desk().view_system(&ticket).await?;
        let wanted = self.wanted(&view).await;
        view.close();
        let Some((sign_in, sender)) = wanted? else { return Ok(()) };
        let post = write_sign_in(&host, &ticket, &sign_in, sender).await?;
        host.send(&post).await
    }
}

impl SendSignIn {
    async fn wanted(&self, view: &View<System>) -> Result<Option<(SignInMail, Sender)>, Fault> {
        let Some(sign_in) = SignInMail::open(view, &self.0).await? else { return Ok(None) };
        let sender = Sender::of_brand(view, sign_in.brand).await?;
        Ok(Some((sign_in, sender)))
    }
}
