//! Which themes are drawn beside what others wait for (T4).

use std::time::Duration;

use desk::theme::Pace;

const QUICK: Duration = Duration::from_micros(500);
const SLOW: Duration = Duration::from_millis(40);

#[test]
fn t4_a_page_that_a_busy_machine_stopped_makes_no_theme_a_slow_one() {
    let pace = Pace::default();
    for _ in 0..1_000 {
        pace.note(SLOW);
        assert!(!pace.is_slow());
        for _ in 0..9 {
            pace.note(QUICK);
        }
    }
}

#[test]
fn t4_a_theme_is_slow_as_long_as_its_pages_are() {
    let pace = Pace::default();
    pace.note(SLOW);
    pace.note(SLOW);
    assert!(pace.is_slow());
    for _ in 0..1_000 {
        pace.note(SLOW);
    }
    for _ in 0..10 {
        pace.note(QUICK);
    }
    assert!(!pace.is_slow(), "what was long ago does not count");
}
