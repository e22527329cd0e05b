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

/// The jobs: what each is about, whether somebody waits for it, in whose name it is, and what writes it.
macro_rules! notices {
    ($($(#[$doc:meta])+ $job:ty, $kind:path: $about:ty, awaited $is_awaited:literal, of $sender:ident, $write:path;)+) => {$(
        $(#[$doc])+
        impl NoticeJob for $job {
            const KIND: &'static str = $kind;
            const IS_AWAITED: bool = $is_awaited;
            type About = $about;

            async fn open(&self, view: &View<System>) -> Result<Option<($about, Sender)>, Fault> {
                let Some(about) = <$about>::open(view, self).await? else { return Ok(None) };
                let sender = notices!(@$sender view, about).await?;
                Ok(Some((about, sender)))
            }

            async fn write(host: &Host, ticket: &Ticket, about: &$about, sender: Sender) -> Result<Post, Fault> {
                $write(host, ticket, about, sender).await
            }
        }
    )+};
    (@brand $view:ident, $about:ident) => { Sender::of_brand($view, $about.brand) };
    (@organization $view:ident, $about:ident) => { Sender::of_organization($view) };
}

notices! {
    /// The code by which somebody proves another address.
    AddressJob, ADDRESS_MAIL: AddressMail, awaited true, of brand, write_address_code;
    /// What an address that nobody has proven gets after a form was sent under it.
    FormJob, FORM_MAIL: FormMail, awaited false, of brand, write_form_received;
    /// The link of an invitation.
    InvitationJob, INVITATION_MAIL: InvitationMail, awaited true, of organization, write_invitation;
    /// The code and link by which somebody signs in.
    SignInJob, SIGN_IN_MAIL: SignInMail, awaited true, of brand, write_sign_in;
    /// To one of those who manage themes: a page of one cannot be drawn.
    BrokenJob, BROKEN_MAIL: BrokenMail, awaited true, of organization, write_theme_broken;
}
