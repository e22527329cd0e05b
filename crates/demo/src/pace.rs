//! When the entries of a story happen: the delays of the scenario, varied a little, within working hours, and never
//! in the future.

use crate::content::{Passage, Speaker, Variant};
use crate::moment::Moment;

/// The entries of one variant, each by its place in the scenario.
pub(crate) type Passages<'a> = Vec<(usize, &'a Passage)>;

/// Delays above this are waits of days and vary by hours; those below vary by a share.
const LONG: i64 = 720;
const OPENS: i64 = 7;
const CLOSES: i64 = 17;
/// A story is moved back by at most so many days to end in the past.
const MOST_DAYS_BACK: i64 = 9;

/// When conversation number `n` begins, and when each of its entries happens. Nothing where it cannot end before now.
pub(crate) fn times(
    variant: &Variant,
    passages: &Passages<'_>,
    n: usize,
    now: Moment,
) -> Option<(Moment, Vec<Moment>)> {
    (0..MOST_DAYS_BACK).find_map(|back| {
        let start = start(variant, now, back)?;
        let times = run(start, variant, passages, n);
        times.last().is_none_or(|last| *last < now).then_some((start, times))
    })
}

fn start(variant: &Variant, now: Moment, back: i64) -> Option<Moment> {
    if let Some(minutes) = variant.minutes_ago {
        return Some(now.plus_minutes(-minutes));
    }
    let (hour, minute) = variant.at.as_deref()?.split_once(':')?;
    let start = now.at(hour.parse().ok()?, minute.parse().ok()?).plus_days(-variant.days_ago - back);
    Some(if start.is_sunday() { start.plus_days(-1) } else { start })
}

fn run(start: Moment, variant: &Variant, passages: &Passages<'_>, n: usize) -> Vec<Moment> {
    let (mut minutes, mut last) = (0, start.plus_seconds(-1));
    let mut times = Vec::with_capacity(passages.len());
    for (place, passage) in passages {
        minutes += vary(passage.after_minutes, count(n), count(*place));
        if variant.at.is_some() && passage.from != Speaker::Customer {
            let waits_until = office_hours(start.plus_minutes(minutes), count(n), count(*place));
            minutes = (waits_until.0 - start.0).div_euclid(60);
        }
        let seconds = (count(n) * 17 + count(*place) * 23) % 60;
        // Within one minute the seconds might run backwards.
        last = start.plus_minutes(minutes).plus_seconds(seconds).max(last.plus_seconds(3));
        times.push(last);
    }
    times
}

/// Delays differ a little from one conversation to the next.
fn vary(minutes: i64, n: i64, place: i64) -> i64 {
    if minutes < LONG {
        minutes * (85 + (n * 7 + place * 11) % 31) / 100
    } else {
        minutes - 90 + (n * 53 + place * 97) % 181
    }
}

/// What the company writes at night or on a Sunday waits for the next morning.
fn office_hours(at: Moment, n: i64, place: i64) -> Moment {
    if (OPENS..CLOSES).contains(&at.hour()) && !at.is_sunday() {
        return at;
    }
    let morning = at.at(OPENS, (n * 13 + place * 7) % 50);
    let morning = if at.hour() >= OPENS { morning.plus_days(1) } else { morning };
    if morning.is_sunday() { morning.plus_days(1) } else { morning }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
