//! How often somebody may search (A6): counted in this process, for a write per search would cost more than the search.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use kernel::{Fault, Time};

use crate::code;

const MOST: usize = 60;
const MILLIS: i64 = 60 * 1000;
/// Sessions remembered before those that search no more are forgotten.
const SESSIONS: usize = 10_000;

/// The searches of the last minute, by session.
#[derive(Default)]
pub(crate) struct Searches(Mutex<BTreeMap<String, VecDeque<Time>>>);

impl Searches {
    /// Counts one more, or answers `too_often` and when to come again.
    pub(crate) fn count(&self, session: &str, now: Time) -> Result<(), Fault> {
        let since = now.plus_millis(-MILLIS);
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if sessions.len() >= SESSIONS {
            sessions.retain(|_, times| times.back().is_some_and(|last| *last > since));
        }
        let times = sessions.entry(session.to_owned()).or_default();
        times.retain(|time| *time > since);
        if let Some(oldest) = times.front().filter(|_| times.len() >= MOST) {
            let wait = oldest.plus_millis(MILLIS).millis_since(now);
            return Err(Fault::new(&code::TOO_OFTEN).retry_after((wait + 999).div_euclid(1000)));
        }
        times.push_back(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;

    use super::Searches;

    #[test]
    fn a6_sixty_searches_a_minute_and_no_more() {
        let searches = Searches::default();
        let search = |session: &str, at: i64| searches.count(session, Time(at));
        for second in 0..60 {
            search("s1", second * 100).unwrap();
        }
        let refused = search("s1", 10_000).unwrap_err();
        assert_eq!((refused.code().name, refused.retry_after_seconds()), ("too_often", Some(50)));
        search("s2", 10_000).unwrap();
        search("s1", 60_000).unwrap();
        assert!(search("s1", 60_000).is_err());
    }
}
