//! When keys were last used. A call of the API that only reads writes nothing: what was used waits here and is stored by
//! the clock, of each key once in a minute.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use db::{params, sql};
use kernel::{Fault, OrgId, Time};

use super::ApiKeyId;
use crate::Desk;

/// What is stored may be this much behind.
const BEHIND_MILLIS: i64 = 60 * 1000;
/// The most keys that wait to be stored; of the others it is stored later that they were used.
const MOST: usize = 1_000;

sql! {
    USED = "update api_key set used_at = $3 where org_id = $1 and id = $2 and coalesce(used_at, 0) < $3";
}

/// Keys used since the last time they were stored. A crash may lose them, and nothing depends on them.
#[derive(Default)]
pub(crate) struct Used(Mutex<BTreeMap<(OrgId, ApiKeyId), Time>>);

impl Used {
    /// Remembers that a key was used, if what is stored is too far behind.
    pub(super) fn note(&self, key: (OrgId, ApiKeyId), stored: Option<Time>, now: Time) {
        if stored.is_some_and(|stored| now.millis_since(stored) < BEHIND_MILLIS) {
            return;
        }
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < MOST {
            waiting.insert(key, now);
        }
    }

    fn take(&self) -> BTreeMap<(OrgId, ApiKeyId), Time> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Desk {
    /// Stores what waits.
    pub(crate) async fn flush_used_keys(&self) -> Result<(), Fault> {
        let used = self.used_keys().take();
        if used.is_empty() {
            return Ok(());
        }
        let mut writer = self.db().writer().await?;
        for ((org, key), at) in used {
            writer.run(USED.with(params![org, key, at])).await?;
        }
        writer.commit().await
    }
}
