//! A knowledge base moves: in from a folder or an archive, out into one, and both ways with a folder that others write in.
//!
//! What the files look like is the `folder` crate's; here is what comes of them. Texts are cleaned and files are checked before a
//! transaction is open; then a few dozen articles are stored in one act, each whole or not at all.

mod article;
mod category;
mod export;
mod head;
mod identity;
mod import;
mod judge;
mod layout;
mod order;
mod said;
mod shelf;
mod shelved;
mod site;
mod sync;
mod words;
mod written;

use folder::Problem;
use kernel::Fault;

pub use export::{ExportReport, KbExport};
pub use import::KbImport;
pub use sync::{KbSync, SyncReport};

/// How far it is: articles done, and articles in all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// Done.
    pub done: usize,
    /// In all.
    pub all: usize,
}

/// Who is told of it.
pub type Watcher<'a> = &'a (dyn Fn(Progress) + Send + Sync);

/// What came of an import, or would.
#[derive(Clone, Debug, Default)]
pub struct ImportReport {
    /// What was done, or would be, by what is to be read first.
    pub done: Vec<Done>,
    /// Articles that are here already as they are told.
    pub same: usize,
    /// Files that were put into articles.
    pub files: usize,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
    /// What was left as it is, and what somebody should look at.
    pub notes: Vec<Problem>,
}

/// Something that was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// To what.
    pub what: What,
    /// Whether it is new.
    pub is_new: bool,
    /// Its place in the folder.
    pub place: String,
    /// Its title.
    pub title: String,
}

/// To what something was done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A category.
    Category,
    /// An article.
    Article,
    /// An old address.
    Redirect,
}

impl ImportReport {
    /// How many of these are new, or were changed.
    pub fn count(&self, what: What, is_new: bool) -> usize {
        self.done.iter().filter(|done| done.what == what && done.is_new == is_new).count()
    }
}

/// Does work with files where it keeps nobody waiting who is served by the same runtime.
async fn with_files<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::internal)
}
