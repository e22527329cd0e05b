//! How long a failing job is tried, and how often.

use kernel::{Random, Time};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// The pauses between tries; after the last one a job is tried every 8 h.
const PAUSES: [i64; 9] =
    [10_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR];
/// How long after it was due a job is tried again.
const LIFE: i64 = 72 * HOUR;

/// The pause in milliseconds after this many tries, up to 20 % shorter or longer by chance so that what failed
/// together does not return together.
pub(crate) fn pause_after(attempts: i64, random: &Random) -> i64 {
    let place = usize::try_from(attempts - 1).unwrap_or(0).min(PAUSES.len() - 1);
    let percent = 80 + i64::try_from(random.below(41)).expect("it is below 41");
    PAUSES[place] * percent / 100
}

/// Whether a job that was due then is past its life at `at`.
pub(crate) fn has_outlived(due_at: Time, at: Time) -> bool {
    at.millis_since(due_at) > LIFE
}
