//! When a mail is taken to have been written.

use kernel::Time;

/// 1980-01-01: what says it is older was written by a machine whose clock was not set.
const EARLIEST: Time = Time(315_532_800_000);

/// The moments of mails that come in the order of their dates.
#[derive(Debug)]
pub(super) struct Moments {
    now: Time,
    near: Option<Time>,
}

impl Moments {
    pub(super) fn until(now: Time) -> Self {
        Self { now, near: None }
    }

    /// What the mail says, if that can be. Otherwise the moment of the one before it, or now.
    pub(super) fn of(&mut self, said: Option<i64>) -> Time {
        let said = said.map(Time).filter(|at| *at >= EARLIEST).map(|at| at.min(self.now));
        let at = said.or(self.near).unwrap_or(self.now);
        self.near = Some(at);
        at
    }
}

#[cfg(test)]
mod tests {
    use kernel::Time;

    use super::{EARLIEST, Moments};

    #[test]
    fn n3_a_moment_is_past_and_never_missing() {
        let (now, then) = (Time(1_790_000_000_000), EARLIEST.0 + 5);
        let mut moments = Moments::until(now);
        let found =
            [None, Some(then), None, Some(-1), Some(0), Some(now.0 + 1)].map(|said| moments.of(said).0);
        assert_eq!(found, [now.0, then, then, then, then, now.0]);
    }
}
