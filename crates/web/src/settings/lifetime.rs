//! A lifetime as people say it: a whole number of hours or of days.

use super::pages::Unit;

/// A number and what it counts.
pub(super) struct Lifetime {
    pub(super) count: i64,
    pub(super) unit: &'static str,
}

const UNITS: [(&str, i64); 2] = [("hours", 60), ("days", 24 * 60)];

impl Lifetime {
    /// Days where they are whole.
    pub(super) fn of(minutes: &str) -> Self {
        let minutes: i64 = minutes.parse().unwrap_or(24 * 60);
        let (unit, size) = if minutes % UNITS[1].1 == 0 { UNITS[1] } else { UNITS[0] };
        Self { count: minutes / size, unit }
    }
}

/// What was typed in minutes; nothing for what is no whole number, or of no unit there is.
pub(super) fn minutes(count: &str, unit: &str) -> Option<String> {
    let (_, size) = UNITS.into_iter().find(|(name, _)| *name == unit)?;
    let count: i64 = count.trim().parse().ok()?;
    Some(count.checked_mul(size)?.to_string())
}

/// The units there are.
pub(super) fn units(chosen: &str) -> Vec<Unit> {
    UNITS.map(|(key, _)| Unit { key: key.to_owned(), selected: key == chosen }).into()
}
