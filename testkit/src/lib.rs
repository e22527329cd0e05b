//! The harness: one story on both databases, each in a database of its own, and small tools for cruel tests.

mod cancel;
mod database;
mod exim;
#[cfg(debug_assertions)]
mod notes;
mod postgres;
mod reference;

use std::time::Duration;

pub use cancel::at_every_await;
pub use database::{Database, Engine};
pub use exim::{ClosedPort, Exim};
#[cfg(debug_assertions)]
pub use notes::write_switches;
pub use reference::{Table, hold, hold_file};
pub use testkit_macros::both;

/// After so many minutes a story hangs.
const MINUTES: u64 = 2;
/// More minutes, for a story that was asked to do more than usual.
const GIVEN_MINUTES: &str = "PORTICO_TEST_MINUTES";

/// Runs a story as a task on a runtime with several threads, in a fresh database. One that hangs fails.
pub fn run<Story, Running>(engine: Engine, story: Story)
where
    Story: FnOnce(Database) -> Running,
    Running: Future<Output = ()> + Send + 'static,
{
    // Another test of this process may have installed it already.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all();
    #[cfg(debug_assertions)]
    let notebook = notes::Notebook::begin(&mut builder);
    let runtime = builder.build().expect("a runtime can be made");
    let (database, cleaner) = Database::create(engine);
    let told = runtime.block_on(async { tokio::time::timeout(limit(), tokio::spawn(story(database))).await });
    runtime.block_on(cleaner.clean());
    if let Err(failure) = told.expect("the story ends") {
        std::panic::resume_unwind(failure.into_panic());
    }
    #[cfg(debug_assertions)]
    notebook.into_iter().for_each(notes::Notebook::end);
}

fn limit() -> Duration {
    let given = std::env::var(GIVEN_MINUTES).ok();
    Duration::from_mins(given.map_or(MINUTES, |text| text.parse().expect("minutes are a number")))
}
