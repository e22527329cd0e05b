//! An empty installation.

use db::Db;
use desk::{Desk, STEPS, TAKEN};
use identity::Keys;
use kernel::{Clock, Context, Random};
use net::Store;
use testkit::Database;
use testkit_desk::BEGINNING;

/// A product without any organization.
pub(crate) struct Place {
    pub(crate) desk: Desk,
    pub(crate) db: Db,
}

impl Place {
    pub(crate) async fn empty(database: &Database) -> Self {
        let db = database.open(STEPS, TAKEN).await;
        let random = Random::seeded(1);
        let keys = Keys::generate(&random);
        let context = Context { clock: Clock::fixed(BEGINNING), random };
        let desk = Desk::new(db.clone(), context, keys, Store::folder(database.folder.join("files")));
        Self { desk, db }
    }

    /// Fills the example with so many conversations at most.
    pub(crate) async fn fill(&self, most: usize) -> Result<demo::Filled, kernel::Fault> {
        demo::fill(&self.desk, &demo::Plan { port: 8080, most, progress: &|_, _| {} }).await
    }
}
