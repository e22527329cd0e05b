//! The harness: one story on both databases, each in a database of its own, and small tools for cruel tests.

mod cancel;
mod database;
mod exim;
mod postgres;

use std::time::Duration;

pub use cancel::at_every_await;
pub use database::{Database, Engine};
pub use exim::{ClosedPort, Exim};
pub use testkit_macros::both;

/// After so long a story hangs.
const LIMIT: Duration = Duration::from_mins(2);

/// Runs a story as a task on a runtime with several threads, in a fresh database. One that hangs fails.
pub fn run<Story, Running>(engine: Engine, story: Story)
where
    Story: FnOnce(Database) -> Running,
    Running: Future<Output = ()> + Send + 'static,
{
    // Another test of this process may have installed it already.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime can be made");
    let (database, cleaner) = Database::create(engine);
    let told = runtime.block_on(async { tokio::time::timeout(LIMIT, tokio::spawn(story(database))).await });
    runtime.block_on(cleaner.clean());
    if let Err(failure) = told.expect("the story ends") {
        std::panic::resume_unwind(failure.into_panic());
    }
}
