//! The harness of the journeys: the real program, a real mail server and a real browser, told as stories of people.

mod browser;
mod driver;
mod journey;
mod letters;
mod patience;
mod portico;
mod program;

use std::sync::{Mutex, PoisonError};

use testkit::{Database, Engine};

pub use browser::Browser;
pub use driver::Driver;
pub use journey::Journey;
pub use letters::{Letter, Letters};
pub use portico::Portico;

/// Tells a story on one database. One after another: each has a browser, a server and a mail server, and their waits
/// are meant for a machine that does nothing else.
pub fn tell<Running>(engine: Engine, story: fn(Database) -> Running)
where
    Running: Future<Output = ()> + Send + 'static,
{
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    // Built before the story begins: its time is limited.
    program::find();
    // A story that failed before this one left nothing behind.
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    testkit::run(engine, story);
}

/// Says that a story cannot be told here. Where `CI` is set that is a failure.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is to see it")]
pub(crate) fn skip(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "the journeys need {why}");
    eprintln!("SKIPPED: without {why} no journey was made");
}
