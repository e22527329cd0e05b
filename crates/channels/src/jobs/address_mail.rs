//! Mailing a code by which a customer proves another address.

use desk::code;
use desk::delivery::Sender;
use desk::session::{ADDRESS_MAIL, AddressJob, AddressMail};
use desk::{System, View};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::write_address_code;

/// Sends the code that somebody asked for. Tried again until it is over.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct SendAddressCode(AddressJob);

impl Job<Host> for SendAddressCode {
    const KIND: &'static str = ADDRESS_MAIL;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            return Err(Failure::GiveUp(Fault::new(&code::MAIL_OFF)));
        }
        let view = host.desk().view_system(&ticket).await?;
        let wanted = self.wanted(&view).await;
        view.close();
        let Some((asked, sender)) = wanted? else { return Ok(()) };
        let post = write_address_code(&host, &ticket, &asked, sender).await?;
        host.send(&post).await
    }
}

impl SendAddressCode {
    async fn wanted(&self, view: &View<System>) -> Result<Option<(AddressMail, Sender)>, Fault> {
        let Some(asked) = AddressMail::open(view, &self.0).await? else { return Ok(None) };
        let sender = Sender::of_brand(view, asked.brand).await?;
        Ok(Some((asked, sender)))
    }
}
