//! Both ways with a folder, such as one under Git: what was written on either side is on both afterwards, and nothing is lost.
//!
//! Three states of each article are compared: the app's, the folder's, and the one both had when they last met, which is kept in
//! the folder itself. Edits in different places are put together; where both changed the same, both are kept and somebody
//! decides. Git itself is left to whoever uses it: no program is started.

mod base;
mod compare;
mod meeting;
mod paper;
mod shelves;
mod side;
mod theirs;

use std::path::PathBuf;

use folder::Problem;
use kernel::{Fault, OrgId};

use super::Watcher;
use crate::door::{Desk, Operator};
use crate::kb::KbId;
use meeting::Meeting;

/// A folder and a knowledge base about to meet.
#[derive(Clone, Debug)]
pub struct KbSync {
    /// The organization.
    pub org: OrgId,
    /// The knowledge base.
    pub kb: KbId,
    /// The folder.
    pub folder: PathBuf,
    /// Whether what the folder calls published is published; it becomes a draft otherwise.
    pub publishes: bool,
    /// Whether what was deleted on one side is deleted on the other.
    pub deletes: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct SyncReport {
    /// Files that were brought into the app.
    pub to_app: Vec<String>,
    /// Files that were written or removed.
    pub to_folder: Vec<String>,
    /// Texts that both sides changed: somebody decides.
    pub conflicts: Vec<Problem>,
    /// Files that could not be read or brought in.
    pub problems: Vec<Problem>,
    /// Texts that the folder calls published, and that are drafts in the app.
    pub waiting: usize,
    /// What somebody should look at.
    pub notes: Vec<Problem>,
}

impl KbSync {
    /// Whether the folder can be brought together with this knowledge base at all; or why not, in words.
    pub fn check(&self) -> Result<(), String> {
        base::check(self)
    }

    /// Brings both sides together. It can be dropped, and run again, at any time: what has met already is the same on both.
    pub async fn run(
        &self,
        desk: &Desk,
        operator: &Operator,
        watcher: Watcher<'_>,
    ) -> Result<SyncReport, Fault> {
        let mut meeting = Meeting::open(self, desk, operator).await?;
        meeting.categories().await?;
        meeting.articles(watcher).await?;
        meeting.write().await?;
        let mut report = meeting.report;
        report.to_app.sort();
        report.to_folder.sort();
        report.conflicts.sort();
        report.problems.sort();
        report.notes.sort();
        Ok(report)
    }
}
