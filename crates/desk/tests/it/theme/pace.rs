//! Which pages of themes are drawn beside what others wait for (T4).

use std::time::Duration;

use desk::theme::Pace;

const QUICK: Duration = Duration::from_micros(500);
const SLOW: Duration = Duration::from_millis(40);
const HOME: &str = "home.html";
const LIST: &str = "conversations.html";

#[test]
fn t4_a_page_that_a_busy_machine_stopped_is_no_slow_one() {
    let pace = Pace::default();
    for _ in 0..1_000 {
        pace.note(LIST, SLOW);
        assert!(!pace.is_slow(LIST));
        for _ in 0..9 {
            pace.note(LIST, QUICK);
        }
    }
}

#[test]
fn t4_a_page_is_slow_as_long_as_it_is_and_no_other_hides_it() {
    let pace = Pace::default();
    for _ in 0..1_000 {
        for _ in 0..9 {
            pace.note(HOME, QUICK);
        }
        pace.note(LIST, SLOW);
    }
    assert!(pace.is_slow(LIST) && !pace.is_slow(HOME));
    for _ in 0..10 {
        pace.note(LIST, QUICK);
    }
    assert!(!pace.is_slow(LIST), "what was long ago does not count");
}
