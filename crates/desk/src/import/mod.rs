//! `mail import`: an archive of real mail becomes customers, conversations and messages (N3).
//!
//! A thread reads and parses ahead. What is new of every hundred mails is made safe and its files are kept before a
//! transaction is open; then the mails are stored in the order of their dates. How far it got is stored with them, so
//! that an import which broke off goes on where it was, and its report counts everything once.

mod contents;
mod join;
mod letter;
mod memory;
mod moment;
mod people;
mod pictures;
mod post;
mod read;
mod report;
mod run;
mod set_aside;
mod store;
mod work;

use std::path::PathBuf;
use std::sync::Arc;

use db::Statement;
use kernel::{EmailAddress, Fault, OrgId};
use mail::archive::Archive;

pub use pictures::picture_place;
pub use report::Report;

use crate::Desk;
use crate::brand::Brand;
use crate::code;
use crate::door::Operator;
use letter::Own;
use read::Reading;
use run::Run;

/// An archive about to be imported.
#[derive(Clone, Debug)]
pub struct MailImport {
    /// The organization.
    pub org: OrgId,
    /// In whose name; its addresses tell what was received from what was sent.
    pub brand: Brand,
    /// Further addresses that were the brand's.
    pub addresses: Vec<EmailAddress>,
    /// The mails.
    pub archive: Arc<Archive>,
    /// The name by which an import that broke off is found again, such as the archive's whole path.
    pub source: String,
    /// The folder for mails that cannot be imported; each lies in it in a folder named by the reason.
    pub set_aside: PathBuf,
}

/// How far an import is.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// Mails that were dealt with, by this run and the one it goes on with.
    pub mails: u64,
    /// Of the archive's bytes.
    pub bytes: u64,
}

impl MailImport {
    /// Imports what is not there yet. It can be dropped, and run again, at any time. `unavailable` when the database
    /// stays away or locked for long, `no_address` where nothing tells received from sent.
    pub async fn run(
        &self,
        desk: &Desk,
        operator: &Operator,
        progress: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Report, Fault> {
        let view = desk.view_operator(operator, self.org).await?;
        let mut own = self.brand.addresses(view.reader(), self.org).await?;
        own.extend(self.addresses.iter().map(EmailAddress::key));
        let unfinished = store::unfinished(&view, self).await?;
        view.close();
        let own = Own::of(own).ok_or_else(|| Fault::new(&code::NO_ADDRESS))?;
        let mut reading = Reading::start(self.archive.clone(), own, unfinished).await?;
        let mut run = Run::new(self, desk, operator, reading.report());
        while let Some(chunk) = reading.next().await? {
            let bytes = chunk.bytes_done;
            run.take(chunk).await?;
            progress(Progress { mails: run.kept().read, bytes });
        }
        run.end().await
    }
}

pub(crate) fn statements() -> Vec<&'static Statement> {
    [store::STATEMENTS, people::STATEMENTS].concat()
}
