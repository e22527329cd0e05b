//! Whether the pages of a theme are drawn quickly.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

/// A page of ours takes a twentieth of it.
const SLOW: Duration = Duration::from_millis(10);

/// What a slow page counts against a quick one.
const WEIGHT: u8 = 4;
/// From here on a theme is slow.
const LIMIT: u8 = 8;
/// What was long ago does not count.
const MOST: u8 = 16;

/// How quickly the pages of a theme were drawn lately. Time on the clock says it, and a busy machine stops a quick page
/// now and then: so a theme is slow where many of its pages are, and only as long as they are.
#[derive(Debug, Default)]
pub struct Pace(AtomicU8);

impl Pace {
    /// Notes that a page took so long.
    pub fn note(&self, took: Duration) {
        let after = |score: u8| {
            let after = if took > SLOW { (score + WEIGHT).min(MOST) } else { score.saturating_sub(1) };
            (after != score).then_some(after)
        };
        // An error says that nothing changed.
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, after).ok();
    }

    /// Whether the next page had better be drawn beside what others wait for.
    pub fn is_slow(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= LIMIT
    }
}
