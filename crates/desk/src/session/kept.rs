//! Whom a session stands for, kept for a moment: people look at pages more often than anything about them changes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use kernel::Time;

use crate::Desk;

/// What another process changed is known here after this time: A7 gives a second.
const KEPT_MILLIS: i64 = 750;
/// The most that is kept; beyond it everything is forgotten and read again.
const MOST: usize = 10_000;

/// What was found of sessions of one kind, by the fingerprints of their tokens.
pub(crate) struct Kept<W>(Mutex<BTreeMap<String, Found<W>>>);

struct Found<W> {
    who: W,
    moment: Moment,
    ends_at: Time,
}

/// When something is read. It counts while this process has committed nothing since, so that nobody sees less than what
/// was answered, and not for long, because of other processes.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    commits: u64,
    at: Time,
}

impl Moment {
    pub(super) fn now(desk: &Desk) -> Self {
        Self { commits: desk.db().commits(), at: desk.context().now() }
    }

    fn holds_at(self, now: Self) -> bool {
        self.commits == now.commits && (0..KEPT_MILLIS).contains(&now.at.millis_since(self.at))
    }
}

impl<W: Clone> Kept<W> {
    /// Whom the session stands for, if that still counts at `now` and for the asker.
    pub(super) fn find(&self, hash: &str, now: Moment, counts: impl Fn(&W) -> bool) -> Option<W> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(hash)?;
        let is_good = found.moment.holds_at(now) && now.at < found.ends_at && counts(&found.who);
        is_good.then(|| found.who.clone())
    }

    /// Keeps what was found at a moment that was taken before it was read.
    pub(super) fn keep(&self, hash: &str, who: &W, (moment, ends_at): (Moment, Time)) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(hash.to_owned(), Found { who: who.clone(), moment, ends_at });
    }
}

impl<W> Default for Kept<W> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}
