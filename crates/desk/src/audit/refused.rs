//! What was refused: handed over in memory by the answered request and written by the clock, so that no stranger can
//! queue writes. A crash may lose it, and no right depends on it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kernel::{Fault, OrgId};
use serde_json::json;

use super::write::{NewEntry, enter};
use super::{Change, kind};
use crate::Desk;
use crate::session::Network;
use crate::who::Who;

/// The most that wait at once; of more than these only the number is written.
const MOST: usize = 1_000;

/// What waits to be written.
#[derive(Default)]
pub(crate) struct Refusals(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    entries: Vec<NewEntry>,
    left_out: BTreeMap<OrgId, i64>,
}

impl Refusals {
    fn note(&self, entry: NewEntry) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.entries.len() < MOST {
            waiting.entries.push(entry);
        } else {
            *waiting.left_out.entry(entry.org).or_default() += 1;
        }
    }

    fn take(&self) -> Waiting {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Desk {
    /// Remembers that a user or a key asked for something (`subject`, a path) without the right to it.
    pub fn note_refused<W: Who>(&self, who: &W, subject: &str, from: &Network) {
        self.note(who.org(), (kind::REFUSED, subject), (&who.actor(), from), "{}".to_owned());
    }

    /// Remembers a refused sign-in: whose, and why.
    pub(crate) fn note_sign_in(&self, org: OrgId, account: &str, from: &Network, reason: &str) {
        let details = json!({ "reason": reason }).to_string();
        self.note(org, (kind::PASSWORD_WRONG, account), ("public", from), details);
    }

    /// Remembers a refused sign-on token at a knowledge base, and why.
    pub(crate) fn note_sign_on(&self, org: OrgId, kb: &str, from: &Network, reason: &str) {
        let details = json!({ "reason": reason }).to_string();
        self.note(org, (kind::SIGN_ON_REFUSED, kb), ("public", from), details);
    }

    fn note(
        &self,
        org: OrgId,
        (name, subject): (&'static str, &str),
        (actor, from): (&str, &Network),
        details: String,
    ) {
        let subject = subject.chars().take(200).collect();
        self.refusals().note(NewEntry {
            org,
            name,
            subject,
            actor: actor.to_owned(),
            at: self.context().now(),
            client: from.address().to_string(),
            details,
            change: Change::default(),
        });
    }

    /// Writes what waits.
    pub async fn flush_refusals(&self) -> Result<(), Fault> {
        let Waiting { mut entries, left_out } = self.refusals().take();
        let now = self.context().now();
        entries.extend(left_out.into_iter().map(|(org, count)| NewEntry {
            org,
            name: kind::LEFT_OUT,
            subject: String::new(),
            actor: "system:audit".to_owned(),
            at: now,
            client: String::new(),
            details: json!({ "count": count }).to_string(),
            change: Change::default(),
        }));
        if entries.is_empty() {
            return Ok(());
        }
        let mut writer = self.db().writer().await?;
        for entry in &entries {
            enter(&mut writer, entry, &self.context().random).await?;
        }
        writer.commit().await
    }
}
