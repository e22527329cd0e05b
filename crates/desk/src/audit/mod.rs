//! The audit log (R4): every change with who made it, when, from where, and what was there before and after; sign-ins, and
//! what was refused. Written in the transaction of the change itself, sealed into a chain within seconds.

mod back;
mod chain;
mod keep;
mod list;
mod refused;
mod seal;
mod verify;
mod write;

use db::Statement;

pub use list::{AuditQuery, Entry, PAGE};
pub(crate) use refused::Refusals;
pub use verify::{Broken, Report, Walk, Walked};
pub(crate) use write::{NewEntry, empty, enter};

/// What the audit log itself announces.
pub mod facts {
    crate::interest::facts! {
        /// Somebody took entries of the audit log away as a file.
        EXPORTED "audit.exported";
    }
}

/// What is refused, and what is seen that nobody should see often. These stand in the log alone: nobody follows them.
pub mod kind {
    /// A user asked for something without the right to it.
    pub const REFUSED: &str = "act.refused";
    /// Somebody typed a wrong password.
    pub const PASSWORD_WRONG: &str = "sign_in.refused";
    /// A company's sign-on token was refused.
    pub const SIGN_ON_REFUSED: &str = "sign_on.refused";
    /// More was refused within seconds than is written down; the entry says how much.
    pub const LEFT_OUT: &str = "act.refused_uncounted";

    /// Every one of them, and what it says.
    pub const ALL: &[(&str, &str)] = &[
        (REFUSED, "A user asked for something without the right to it."),
        (LEFT_OUT, "More was refused within seconds than is written down; the entry says how much."),
        (SIGN_ON_REFUSED, "A company's sign-on token was refused; the entry says why."),
        (PASSWORD_WRONG, "Somebody tried to sign in and was refused; the entry says why."),
    ];
}

/// The values of what was changed. Never texts of messages and notes, contents of files, codes or secrets.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Change {
    /// What was there.
    pub was: Option<String>,
    /// What is there now.
    pub became: Option<String>,
}

impl Change {
    /// From one value to another.
    pub fn between(was: impl Into<String>, became: impl Into<String>) -> Self {
        Self { was: Some(was.into()), became: Some(became.into()) }
    }
}

/// Every statement about the audit log.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [write::STATEMENTS, seal::STATEMENTS, verify::STATEMENTS, list::STATEMENTS, keep::STATEMENTS].concat()
}
