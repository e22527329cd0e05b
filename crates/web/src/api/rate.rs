//! How many calls there may be: of all keys of an organization together, within the last 60 seconds (api.md §1.7).
//! Counted in this process, for a write per call would cost more than the call.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use kernel::Time;

const SECONDS: i64 = 60;
/// Callers remembered before those that call no more are forgotten.
const MOST: usize = 10_000;

/// What is left of a budget.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Rate {
    /// How many calls there may be.
    pub(crate) limit: i64,
    /// How many more there may be now.
    pub(crate) remaining: i64,
    /// The second since 1970 in which there may be more again.
    pub(crate) reset_at: i64,
    /// Whether this call is one too many.
    pub(crate) is_over: bool,
}

/// The calls of the last minute by caller: of each second how many.
#[derive(Default)]
pub(crate) struct Rates(Mutex<BTreeMap<String, VecDeque<(i64, i64)>>>);

impl Rates {
    /// Counts one more. One that is too many is not counted, so that waiting helps.
    pub(crate) fn count(&self, whose: &str, limit: i64, now: Time) -> Rate {
        let second = now.seconds();
        let is_recent = |(at, _): &(i64, i64)| *at > second - SECONDS;
        let mut callers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if callers.len() >= MOST {
            callers.retain(|_, calls| calls.back().is_some_and(is_recent));
        }
        if callers.len() >= MOST {
            callers.clear();
        }
        let calls = callers.entry(whose.to_owned()).or_default();
        calls.retain(is_recent);
        let made: i64 = calls.iter().map(|(_, many)| many).sum();
        let is_over = made >= limit;
        match calls.back_mut() {
            _ if is_over => (),
            Some((last, many)) if *last >= second => *many += 1,
            _ => calls.push_back((second, 1)),
        }
        let reset_at = calls.front().map_or(second, |(first, _)| *first) + SECONDS;
        Rate { limit, remaining: (limit - made - i64::from(!is_over)).max(0), reset_at, is_over }
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;

    use super::{MOST, Rates};

    #[test]
    fn x1_a_budget_holds_for_a_rolling_minute() {
        let rates = Rates::default();
        let call = |whose: &str, second: i64| {
            let rate = rates.count(whose, 3, Time(second * 1000 + 999));
            (rate.remaining, rate.reset_at, rate.is_over)
        };
        assert_eq!(call("a", 100), (2, 160, false));
        assert_eq!(call("a", 130), (1, 160, false));
        assert_eq!(call("a", 130), (0, 160, false));
        assert_eq!(call("a", 159), (0, 160, true));
        assert_eq!(call("b", 159), (2, 219, false), "everybody has their own");
        assert_eq!(call("a", 160), (0, 190, false), "the call of second 100 is over");
        assert_eq!(call("a", 189), (0, 190, true));
        assert_eq!(call("a", 190), (1, 220, false));
    }

    #[test]
    fn th21_who_calls_no_more_is_forgotten() {
        let rates = Rates::default();
        for caller in 0..=MOST {
            rates.count(&caller.to_string(), 1, Time(0));
        }
        assert_eq!(rates.0.lock().unwrap().len(), 1);
    }
}
