//! Waiting for a condition, with an end.

use std::time::Duration;

use tokio::time::{Instant, Interval, interval};

const LIMIT: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(40);

/// How long something is waited for: `while patience.lasts().await { … }`.
pub(crate) struct Patience {
    looks: Interval,
    ends: Instant,
}

impl Patience {
    /// Begins to wait.
    pub(crate) fn new() -> Self {
        Self { looks: interval(PAUSE), ends: Instant::now() + LIMIT }
    }

    /// Whether to look again; at once at first, after a pause from then on.
    pub(crate) async fn lasts(&mut self) -> bool {
        self.looks.tick().await;
        Instant::now() < self.ends
    }
}
