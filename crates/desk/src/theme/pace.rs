//! Which pages of a theme are drawn quickly.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A list of fifty conversations takes a tenth of it.
const SLOW: Duration = Duration::from_millis(10);

/// What a slow drawing counts against a quick one.
const WEIGHT: u8 = 4;
/// From here on a page is slow.
const LIMIT: u8 = 8;
/// What was long ago does not count.
const MOST: u8 = 16;

/// How quickly each page of a theme was drawn lately. Time on the clock says it, and a busy machine stops a quick page
/// now and then: so a page is slow where it often is, and only as long as it is. Each page counts for itself, so that
/// many quick ones hide no slow one.
#[derive(Debug, Default)]
pub struct Pace(Mutex<BTreeMap<&'static str, u8>>);

impl Pace {
    /// Notes that drawing a page, by its template's name, took so long.
    pub fn note(&self, page: &'static str, took: Duration) {
        let mut scores = self.scores();
        let score = scores.entry(page).or_default();
        *score = if took > SLOW { (*score + WEIGHT).min(MOST) } else { score.saturating_sub(1) };
    }

    /// Whether the page had better be drawn beside what others wait for.
    pub fn is_slow(&self, page: &'static str) -> bool {
        self.scores().get(page).is_some_and(|score| *score >= LIMIT)
    }

    fn scores(&self) -> MutexGuard<'_, BTreeMap<&'static str, u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
