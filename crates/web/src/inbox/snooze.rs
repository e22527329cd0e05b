//! Until when a conversation may sleep, in the time zone of who sends it to sleep.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kernel::Time;

use super::pages::SnoozeChoice;
use crate::local_time;

/// When a working day begins.
const MORNING: i8 = 9;
const THREE_HOURS: i64 = 3 * 60 * 60;

/// What the menu proposes, each moment once.
pub(super) fn choices(now: Time, zone: &str) -> Vec<SnoozeChoice> {
    let zone = local_time::zone_named(zone);
    let Ok(instant) = Timestamp::from_millisecond(now.0) else { return Vec::new() };
    let today = instant.to_zoned(zone.clone()).date();
    let days = [
        ("tomorrow", today.checked_add(1.day()).ok()),
        ("monday", today.nth_weekday(1, Weekday::Monday).ok()),
        ("week", today.checked_add(7.days()).ok()),
    ];
    let hours = (("hours"), Some(now.plus_seconds(THREE_HOURS)));
    let mornings = days.map(|(key, day)| (key, day.and_then(|day| morning(day, &zone))));
    let mut choices: Vec<SnoozeChoice> = Vec::new();
    for (key, at) in [hours].into_iter().chain(mornings) {
        if let Some(at) = at.filter(|at| choices.iter().all(|choice| choice.at != at.0)) {
            choices.push(SnoozeChoice { key: key.to_owned(), at: at.0 });
        }
    }
    choices
}

/// A moment out of the menu, or one typed as `2026-09-22T09:00`.
pub(super) fn moment(chosen: &str, typed: &str, zone: &str) -> Option<Time> {
    if !chosen.is_empty() {
        return chosen.parse().ok().map(Time);
    }
    local_time::read(typed, zone)
}

fn morning(day: Date, zone: &TimeZone) -> Option<Time> {
    local_time::at(day.at(MORNING, 0, 0, 0), zone)
}

#[cfg(test)]
mod tests {
    use kernel::Time;

    use super::{choices, moment};

    /// Monday, 2026-09-21, 14:13:20 UTC.
    const NOW: Time = Time(1_790_000_000_000);

    fn at(text: &str) -> i64 {
        text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn a_snooze_ends_in_the_morning_of_who_chose_it() {
        let proposed: Vec<(String, i64)> =
            choices(NOW, "Europe/Berlin").into_iter().map(|choice| (choice.key, choice.at)).collect();
        let expected = [
            ("hours", "2026-09-21T17:13:20Z"),
            ("tomorrow", "2026-09-22T07:00:00Z"),
            ("monday", "2026-09-28T07:00:00Z"),
        ];
        assert_eq!(
            proposed,
            expected.map(|(key, text)| (key.to_owned(), at(text))),
            "a week is Monday, said once"
        );
    }

    #[test]
    fn a_moment_is_chosen_or_typed() {
        assert_eq!(moment("1790000000001", "", "UTC"), Some(Time(1_790_000_000_001)));
        assert_eq!(
            moment("", "2026-12-24T18:30", "America/New_York"),
            Some(Time(at("2026-12-24T23:30:00Z")))
        );
        assert_eq!(moment("", "2026-12-24T18:30", "Mars/Olympus"), Some(Time(at("2026-12-24T18:30:00Z"))));
        for (chosen, typed) in [("", ""), ("soon", ""), ("", "tomorrow"), ("", "2026-13-01T00:00")] {
            assert_eq!(moment(chosen, typed, "UTC"), None, "{chosen} {typed}");
        }
    }
}
