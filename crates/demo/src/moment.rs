//! Times as stories need them: whole seconds of UTC with the hands of a clock.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Time;

/// Seconds since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Moment(pub(crate) i64);

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
pub(crate) const DAY: i64 = 86_400;
const SUNDAY: i64 = 6;

impl Moment {
    pub(crate) fn of(time: Time) -> Self {
        Self(time.seconds())
    }

    pub(crate) fn time(self) -> Time {
        Time(self.0 * 1_000)
    }

    pub(crate) fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds)
    }

    pub(crate) fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0 + minutes * MINUTE)
    }

    pub(crate) fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY)
    }

    /// The same day at another hour and minute.
    pub(crate) fn at(self, hour: i64, minute: i64) -> Self {
        Self(self.0 - self.0.rem_euclid(DAY) + hour * HOUR + minute * MINUTE + self.0.rem_euclid(MINUTE))
    }

    pub(crate) fn hour(self) -> i64 {
        self.0.rem_euclid(DAY) / HOUR
    }

    pub(crate) fn minute(self) -> i64 {
        self.0.rem_euclid(HOUR) / MINUTE
    }

    /// From 0, Monday.
    pub(crate) fn weekday(self) -> i64 {
        const THE_FIRST_DAY_WAS_A_THURSDAY: i64 = 3;
        (self.0.div_euclid(DAY) + THE_FIRST_DAY_WAS_A_THURSDAY).rem_euclid(7)
    }

    pub(crate) fn is_sunday(self) -> bool {
        self.weekday() == SUNDAY
    }

    pub(crate) fn date(self) -> Date {
        let stamp = Timestamp::from_second(self.0).unwrap_or_default();
        stamp.to_zoned(TimeZone::UTC).date()
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_has_the_hands_of_a_clock() {
        let moment = Moment(1_790_000_003);
        assert_eq!(moment.date().to_string(), "2026-09-21");
        assert_eq!((moment.weekday(), moment.hour(), moment.minute()), (0, 14, 13));
        let morning = moment.at(7, 5);
        assert_eq!((morning.hour(), morning.minute(), morning.0 % 60), (7, 5, moment.0 % 60));
        assert!(moment.plus_days(-1).is_sunday() && !moment.is_sunday());
    }
}
