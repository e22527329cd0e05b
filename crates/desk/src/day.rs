//! Days, for what is counted by them.

use db::{Bind, Value};
use kernel::Time;

const MILLIS: i64 = 24 * 60 * 60 * 1_000;

/// A day in UTC, as its number since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Day(i64);

impl Day {
    /// The day of a moment.
    pub(crate) fn of(time: Time) -> Self {
        Self(time.0.div_euclid(MILLIS))
    }

    /// So many days before.
    pub(crate) fn minus(self, days: i64) -> Self {
        Self(self.0 - days)
    }
}

impl Bind<'_> for Day {
    fn bind(self) -> Value<'static> {
        self.0.bind()
    }

    fn null() -> Value<'static> {
        i64::null()
    }
}
