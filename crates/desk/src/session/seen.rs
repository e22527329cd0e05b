//! When sessions were last used (A5). A page that is looked at writes nothing: what was seen waits here and is stored by
//! the clock, of each session once in some minutes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use db::{params, sql};
use kernel::{Fault, OrgId, Time};

use super::SessionId;
use crate::Desk;

/// What is stored may be this much behind.
const BEHIND_MILLIS: i64 = 5 * 60 * 1000;
/// The most sessions that wait to be stored; of the others it is stored later that they were seen.
const MOST: usize = 1_000;

sql! {
    SEEN = "update session set seen_at = $3 where org_id = $1 and id = $2 and coalesce(seen_at, made_at) < $3";
}

/// Sessions seen since the last time they were stored. A crash may lose them, and nothing depends on them.
#[derive(Default)]
pub(crate) struct Seen(Mutex<BTreeMap<(OrgId, SessionId), Time>>);

impl Seen {
    /// Remembers that a session was used, if what is stored is too far behind.
    pub(super) fn note(&self, session: (OrgId, SessionId), stored: Time, now: Time) {
        if now.millis_since(stored) < BEHIND_MILLIS {
            return;
        }
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < MOST {
            waiting.insert(session, now);
        }
    }

    fn take(&self) -> BTreeMap<(OrgId, SessionId), Time> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Desk {
    /// Stores what waits.
    pub async fn flush_seen(&self) -> Result<(), Fault> {
        let seen = self.seen().take();
        if seen.is_empty() {
            return Ok(());
        }
        let mut writer = self.db().writer().await?;
        for ((org, session), at) in seen {
            writer.run(SEEN.with(params![org, session, at])).await?;
        }
        writer.commit().await
    }
}
