//! The jobs of this program, and what they are given.

mod deliver;
mod notice;
mod password_mail;
mod survey_mail;

use std::sync::Arc;

use desk::Desk;
use desk::article::Turn;
use desk::attribute::ForgetValues;
use desk::code;
use desk::conversation::{EndSnooze, Release, Scrub};
use desk::form::FormJob;
use desk::session::{AddressJob, SignInJob};
use desk::survey::Consider;
use desk::theme::{BrokenJob, Looks};
use desk::user::InvitationJob;
use kernel::{Fault, base_codes};
use mail::client::smtp::Outcome;
use mail::{Boundary, Outgoing, Refused};
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, Registry, Ticket, Worker};
use theme::TemplateFault;

pub use deliver::Deliver;
pub use password_mail::SendPassword;
pub use survey_mail::SendSurvey;

use crate::email::{self, Outbox, Pages, Post};
use notice::SendNotice;

/// What a job is given: the product and the way out. Clones share it.
#[derive(Clone)]
pub struct Host(Arc<Inner>);

struct Inner {
    desk: Desk,
    looks: Arc<Looks>,
    outbox: Outbox,
    pages: Pages,
}

impl Host {
    /// The product with a way out for its mail.
    pub fn new(desk: Desk, looks: Arc<Looks>, outbox: Outbox) -> Result<Self, TemplateFault> {
        email::require(looks.bundled())?;
        Ok(Self(Arc::new(Inner { desk, looks, outbox, pages: Pages::load()? })))
    }

    /// The product.
    pub fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The themes.
    pub(crate) fn looks(&self) -> &Looks {
        &self.0.looks
    }

    /// Where mail goes.
    pub fn outbox(&self) -> &Outbox {
        &self.0.outbox
    }

    pub(crate) fn pages(&self) -> &Pages {
        &self.0.pages
    }

    /// Writes a mail to its one recipient; `no_address` where that is none every mail server takes.
    pub(crate) async fn post(&self, mail: Outgoing) -> Result<Post, Fault> {
        let refused = |why: Refused| Fault::new(&code::NO_ADDRESS).because(why);
        let to = mail.recipients().into_iter().next().ok_or_else(|| refused(Refused::NoRecipient))?;
        let (from, boundary) = (mail.from.address.clone(), self.boundary());
        // Files of megabytes are encoded here.
        let written = tokio::task::spawn_blocking(move || mail::compose(&mail, &boundary));
        let raw = written.await.map_err(Fault::internal)?.map_err(refused)?;
        Ok(Post { from, to, raw })
    }

    /// Hands over a mail that nobody waits for as an answer.
    pub(crate) async fn send(&self, post: &Post) -> Result<(), Failure> {
        let unsent = |said: &str| Fault::new(&base_codes::UNAVAILABLE).because(said.to_owned());
        match self.outbox().send(post).await {
            Outcome::Sent(_) => Ok(()),
            Outcome::Temporary(said) => Err(Failure::Retry(None, unsent(said.as_str()))),
            Outcome::Permanent(said) => Err(Failure::GiveUp(unsent(said.as_str()))),
        }
    }

    fn boundary(&self) -> Boundary {
        let chance = self.desk().context().random.token().replace(['-', '_'], "0");
        Boundary::new(&chance).expect("a token without signs is 43 letters and digits")
    }
}

/// Every kind of job this program runs.
pub fn registry() -> Registry<Host> {
    Registry::new()
        .with::<Deliver>()
        .with::<SendNotice<AddressJob>>()
        .with::<SendNotice<FormJob>>()
        .with::<SendNotice<SignInJob>>()
        .with::<SendPassword>()
        .with::<OfDesk<ForgetValues>>()
        .with::<SendNotice<InvitationJob>>()
        .with::<SendSurvey>()
        .with::<SendNotice<BrokenJob>>()
        .with::<OfDesk<Consider>>()
        .with::<OfDesk<EndSnooze>>()
        .with::<OfDesk<Release>>()
        .with::<OfDesk<Turn>>()
        .with::<OfDesk<Scrub>>()
}

/// A worker of these jobs.
pub fn worker(host: &Host) -> Worker<Host> {
    host.desk().worker(registry(), host.clone())
}

/// A job that needs nothing but the product.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct OfDesk<J>(J);

impl<J: Job<Desk>> Job<Host> for OfDesk<J> {
    const KIND: &'static str = J::KIND;

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        self.0.run(host.desk().clone(), ticket).await
    }
}
