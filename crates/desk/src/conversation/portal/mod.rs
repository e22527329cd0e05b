//! What customers see. Another type than agents see: notes have no place in it, redacted bodies never leave the database.

mod download;
mod happened;
mod list;
mod query;
mod thread;

use db::Statement;

pub use download::Download;
pub use happened::{Happened, What};
pub use list::{List, Listed, PAGE};
pub use query::{Filter, ListQuery, Order};
pub use thread::{Entry, File, FileId, MESSAGES, Message, Thread};

/// One row beyond a page tells whether there is another page.
fn one_more(page: usize) -> i64 {
    i64::try_from(page + 1).expect("a page is short")
}

/// Every statement of the portal.
pub(super) fn statements() -> Vec<&'static Statement> {
    [list::STATEMENTS, thread::STATEMENTS, happened::STATEMENTS, download::STATEMENTS].concat()
}
