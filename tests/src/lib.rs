//! The harness of the journeys: the real program, a real mail server and a real browser, told as stories of people.

mod axe;
mod browser;
mod client;
mod clock;
mod cluster;
mod driver;
mod journey;
mod keyboard;
mod letters;
mod login_site;
mod patience;
mod place;
mod port;
mod portico;
mod program;
mod showcase;

use testkit::{Database, Engine};

pub use browser::Browser;
pub use client::{Answer, Client, Stream, answer};
pub use clock::Clock;
pub use cluster::Cluster;
pub use driver::Driver;
pub use journey::Journey;
pub use letters::{Letter, Letters};
pub use login_site::{LoginSite, Signer};
pub use place::Place;
pub use portico::Portico;
pub use showcase::{Sample, Showcase};
pub use thirtyfour::Key;

/// Tells a story on one database.
pub fn tell<Running>(engine: Engine, story: fn(Database) -> Running)
where
    Running: Future<Output = ()> + Send + 'static,
{
    // Built before the story begins: its time is limited.
    program::find();
    testkit::run(engine, story);
}

/// Tells a story that needs neither the program nor a database.
pub fn look<Looking: Future<Output = ()>>(story: Looking) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime can be made").block_on(story);
}

/// Says what a story measured; shown with `--nocapture`.
#[expect(clippy::print_stderr, reason = "whoever runs the tests by hand is to see it")]
pub fn say(measured: &str) {
    eprintln!("{measured}");
}

/// Says that a story cannot be told here. Where `CI` is set that is a failure.
#[expect(clippy::print_stderr, reason = "whoever runs the tests is to see it")]
pub(crate) fn skip(why: &str) {
    assert!(std::env::var_os("CI").is_none(), "the journeys need {why}");
    eprintln!("SKIPPED: without {why} no journey was made");
}
