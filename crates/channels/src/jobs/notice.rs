//! Mails about one thing each, written when their turn comes and only as long as somebody wants them.

use desk::code;
use desk::delivery::Sender;
use desk::form::{FORM_MAIL, FormJob, FormMail};
use desk::session::{ADDRESS_MAIL, AddressJob, AddressMail, SIGN_IN_MAIL, SignInJob, SignInMail};
use desk::theme::{BROKEN_MAIL, BrokenJob, BrokenMail};
use desk::user::{INVITATION_MAIL, InvitationJob, InvitationMail};
use desk::{System, View};
use kernel::Fault;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Ticket};

use crate::Host;
use crate::email::{
    Post, write_address_code, write_form_received, write_invitation, write_sign_in, write_theme_broken,
};

/// What a job stored of a mail, and how the mail comes of it.
pub(super) trait NoticeJob: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The job's stored name.
    const KIND: &'static str;
    /// Whether somebody waits for it, so that it fails while no mail leaves; nobody misses any other.
    const IS_AWAITED: bool;
    /// What is written about.
    type About: Send + Sync;

    /// What to write about and in whose name; nothing where nobody wants it any more.
    fn open(
        &self,
        view: &View<System>,
    ) -> impl Future<Output = Result<Option<(Self::About, Sender)>, Fault>> + Send;

    /// The mail.
    fn write(
        host: &Host,
        ticket: &Ticket,
        about: &Self::About,
        sender: Sender,
    ) -> impl Future<Output = Result<Post, Fault>> + Send;
}

/// The job that sends one. Tried again until nobody wants it any more.
#[derive(Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub(super) struct SendNotice<J>(J);

impl<J: NoticeJob> Job<Host> for SendNotice<J> {
    const KIND: &'static str = J::KIND;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        if !host.outbox().is_set_up() {
            let off = Err(Failure::GiveUp(Fault::new(&code::MAIL_OFF)));
            return if J::IS_AWAITED { off } else { Ok(()) };
        }
        let view = host.desk().view_system(&ticket).await?;
        let opened = self.0.open(&view).await;
        view.close();
        let Some((about, sender)) = opened? else { return Ok(()) };
        let post = J::write(&host, &ticket, &about, sender).await?;
        host.send(&post).await
    }
}

/// The code by which somebody proves another address.
impl NoticeJob for AddressJob {
    const KIND: &'static str = ADDRESS_MAIL;
    const IS_AWAITED: bool = true;
    type About = AddressMail;

    async fn open(&self, view: &View<System>) -> Result<Option<(AddressMail, Sender)>, Fault> {
        let Some(about) = AddressMail::open(view, self).await? else { return Ok(None) };
        let sender = Sender::of_brand(view, about.brand).await?;
        Ok(Some((about, sender)))
    }

    async fn write(host: &Host, ticket: &Ticket, about: &AddressMail, sender: Sender) -> Result<Post, Fault> {
        write_address_code(host, ticket, about, sender).await
    }
}

/// What an address that nobody has proven gets after a form was sent under it.
impl NoticeJob for FormJob {
    const KIND: &'static str = FORM_MAIL;
    const IS_AWAITED: bool = false;
    type About = FormMail;

    async fn open(&self, view: &View<System>) -> Result<Option<(FormMail, Sender)>, Fault> {
        let Some(about) = FormMail::open(view, self).await? else { return Ok(None) };
        let sender = Sender::of_brand(view, about.brand).await?;
        Ok(Some((about, sender)))
    }

    async fn write(host: &Host, ticket: &Ticket, about: &FormMail, sender: Sender) -> Result<Post, Fault> {
        write_form_received(host, ticket, about, sender).await
    }
}

/// The link of an invitation.
impl NoticeJob for InvitationJob {
    const KIND: &'static str = INVITATION_MAIL;
    const IS_AWAITED: bool = true;
    type About = InvitationMail;

    async fn open(&self, view: &View<System>) -> Result<Option<(InvitationMail, Sender)>, Fault> {
        let Some(about) = InvitationMail::open(view, self).await? else { return Ok(None) };
        let sender = Sender::of_organization(view).await?;
        Ok(Some((about, sender)))
    }

    async fn write(
        host: &Host,
        ticket: &Ticket,
        about: &InvitationMail,
        sender: Sender,
    ) -> Result<Post, Fault> {
        write_invitation(host, ticket, about, sender).await
    }
}

/// The code and link by which somebody signs in.
impl NoticeJob for SignInJob {
    const KIND: &'static str = SIGN_IN_MAIL;
    const IS_AWAITED: bool = true;
    type About = SignInMail;

    async fn open(&self, view: &View<System>) -> Result<Option<(SignInMail, Sender)>, Fault> {
        let Some(about) = SignInMail::open(view, self).await? else { return Ok(None) };
        let sender = Sender::of_brand(view, about.brand).await?;
        Ok(Some((about, sender)))
    }

    async fn write(host: &Host, ticket: &Ticket, about: &SignInMail, sender: Sender) -> Result<Post, Fault> {
        write_sign_in(host, ticket, about, sender).await
    }
}

/// To one of those who manage themes: a page of one cannot be drawn.
impl NoticeJob for BrokenJob {
    const KIND: &'static str = BROKEN_MAIL;
    const IS_AWAITED: bool = true;
    type About = BrokenMail;

    async fn open(&self, view: &View<System>) -> Result<Option<(BrokenMail, Sender)>, Fault> {
        let Some(about) = BrokenMail::open(view, self).await? else { return Ok(None) };
        let sender = Sender::of_organization(view).await?;
        Ok(Some((about, sender)))
    }

    async fn write(host: &Host, ticket: &Ticket, about: &BrokenMail, sender: Sender) -> Result<Post, Fault> {
        write_theme_broken(host, ticket, about, sender).await
    }
}
