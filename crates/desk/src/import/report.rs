//! What an import comes to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The counts of an import. Every mail that was read was stored, was there already or was set aside.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Mails in the archive.
    pub read: u64,
    /// Messages that are new.
    pub stored: u64,
    /// Conversations that are new.
    pub conversations: u64,
    /// Mails that were here already, or stood in the archive before.
    pub doubled: u64,
    /// Of the stored ones, those that named no other mail and joined a conversation by addresses, subject and date.
    pub joined_by_subject: u64,
    /// Mails that could not be imported, by reason.
    pub set_aside: BTreeMap<String, u64>,
    /// Files of the stored messages.
    pub files: u64,
    /// How long it took, over all its runs.
    pub seconds: f64,
}

impl Report {
    /// All that were set aside.
    pub fn set_aside_in_all(&self) -> u64 {
        self.set_aside.values().sum()
    }

    pub(super) fn count_aside(&mut self, reason: &str) {
        *self.set_aside.entry(reason.to_owned()).or_default() += 1;
    }
}
