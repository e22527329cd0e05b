//! Moments as people type them and as fields of date and time show them, where somebody is.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use kernel::Time;

/// A moment typed as `2026-09-22T09:00`. A time that the change of clocks leaves out is the one as long after it, and one that
/// comes twice the first of the two (RFC 5545 §3.3.5).
pub(crate) fn read(typed: &str, zone: &str) -> Option<Time> {
    at(typed.parse().ok()?, &zone_named(zone))
}

/// The same of a day and an hour.
pub(crate) fn at(moment: DateTime, zone: &TimeZone) -> Option<Time> {
    Some(Time(moment.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond()))
}

/// As fields of date and time write it.
pub(crate) fn write(at: Time, zone: &str) -> String {
    let instant = Timestamp::from_millisecond(at.0).unwrap_or_default();
    instant.to_zoned(zone_named(zone)).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The zone of this IANA name; UTC for one that there is not.
pub(crate) fn zone_named(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    fn at(typed: &str) -> String {
        let instant = read(typed, "Europe/Berlin").map(|at| jiff::Timestamp::from_millisecond(at.0).unwrap());
        instant.map(|instant| instant.to_string()).unwrap_or_default()
    }

    #[test]
    fn k2_a_schedule_in_the_change_of_clocks_has_one_meaning() {
        assert_eq!(at("2026-03-29T02:30"), "2026-03-29T01:30:00Z", "left out: as long after the change");
        assert_eq!(at("2026-10-25T02:30"), "2026-10-25T00:30:00Z", "twice: the first");
        assert_eq!(at("2026-07-01T12:00"), "2026-07-01T10:00:00Z");
        assert_eq!((at("2026-02-30T12:00"), at("noon")), (String::new(), String::new()));
        let summer = read("2026-07-01T12:00", "Europe/Berlin").unwrap();
        assert_eq!(write(summer, "Europe/Berlin"), "2026-07-01T12:00");
        assert_eq!(write(summer, "Nowhere/None"), "2026-07-01T10:00");
    }
}
