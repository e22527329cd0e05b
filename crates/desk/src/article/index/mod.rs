//! The index in which articles are found: made from the database, kept current from the facts, thrown away at will.
//!
//! Each process has one. Who may find what is part of every question; and what was found is read again from the database
//! before anybody sees it, for the index comes up to two seconds behind and rights do not.

mod ask;
mod keep;
mod read;

use std::fmt::Display;

use db::Statement;
use kernel::OrgId;

pub use ask::{FOUND_A_PAGE, FOUND_PAGES, Found, FoundText, MAX_SEARCH, Search, Suggested};
pub use keep::IndexKeeper;

/// What a document says of who may find it.
struct Term;

impl Term {
    const PUBLIC: &str = "public";
    const INTERNAL: &str = "internal";

    fn org(org: OrgId) -> String {
        format!("o{org}")
    }

    fn kb(kb: impl Display) -> String {
        format!("k{kb}")
    }

    /// A team or a permission set that a limited article is for.
    fn reader(id: &str) -> String {
        format!("r{id}")
    }
}

pub(super) fn statements() -> Vec<&'static Statement> {
    [ask::STATEMENTS, read::STATEMENTS].concat()
}
