//! A database of its own for every story.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use db::{Db, Location, Step, Taken, migrate};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::postgres;

/// Which database a story runs on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Engine {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of the run's private cluster.
    Postgres,
}

/// An empty place for a database.
#[derive(Clone, Debug)]
pub struct Database {
    /// Which engine it is.
    pub engine: Engine,
    /// Where it is. For SQLite the file does not exist yet.
    pub location: Location,
    /// A temporary folder of the story.
    pub folder: PathBuf,
    number: u64,
}

/// Removes what a story left.
pub(crate) struct Cleaner {
    _folder: TempDir,
    postgres: Option<String>,
}

/// Stories run side by side on two busy cores; none is about how long a transaction may take.
const PATIENCE: Duration = Duration::from_secs(30);

static NEXT: AtomicU64 = AtomicU64::new(0);

impl Database {
    pub(crate) fn create(engine: Engine) -> (Self, Cleaner) {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let number = NEXT.fetch_add(1, Ordering::SeqCst);
        let name = format!("story_{}_{number}", std::process::id());
        let (location, postgres) = match engine {
            Engine::Sqlite => (Location::Sqlite(folder.path().join("portico.db")), None),
            Engine::Postgres => (Location::Postgres(postgres::address_of(&name)), Some(name)),
        };
        let database = Self { engine, location, folder: folder.path().to_owned(), number };
        (database, Cleaner { _folder: folder, postgres })
    }

    /// Makes it from a template that was migrated by `steps` once in this process, and opens it.
    pub async fn open(&self, steps: &'static [Step], taken: &'static [Taken]) -> Db {
        self.make(steps).await;
        self.open_again(taken).await
    }

    /// Opens it as it is, as another process would.
    pub async fn open_again(&self, taken: &'static [Taken]) -> Db {
        let db = Db::open(&self.location, taken).await.expect("a migrated database opens");
        db.with_writer_life(PATIENCE)
    }

    /// Makes it from a template that was migrated by `steps` once in this process.
    pub async fn make(&self, steps: &'static [Step]) {
        static TEMPLATES: Mutex<BTreeMap<(usize, usize, bool), Template>> = Mutex::const_new(BTreeMap::new());
        let key = (steps.as_ptr() as usize, steps.len(), self.engine == Engine::Sqlite);
        let mut templates = TEMPLATES.lock().await;
        let template = match templates.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Template::migrated(self.engine, self.number, steps).await),
        };
        template.copy_to(&self.location).await;
    }

    /// An empty database, not migrated.
    pub async fn make_empty(&self) {
        if let Location::Postgres(_) = &self.location {
            postgres::create(&self.postgres_name(), "template0").await;
        }
    }

    fn postgres_name(&self) -> String {
        format!("story_{}_{}", std::process::id(), self.number)
    }
}

/// A migrated database to copy.
enum Template {
    Sqlite(TempDir),
    Postgres(String),
}

impl Template {
    async fn migrated(engine: Engine, number: u64, steps: &[Step]) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::tempdir().expect("a temporary folder can be made");
                let location = Location::Sqlite(folder.path().join("portico.db"));
                migrate(&location, steps).await.expect("the steps apply to an empty file");
                Self::Sqlite(folder)
            }
            Engine::Postgres => {
                let name = format!("template_{}_{number}", std::process::id());
                postgres::create(&name, "template0").await;
                let location = Location::Postgres(postgres::address_of(&name));
                migrate(&location, steps).await.expect("the steps apply to an empty database");
                Self::Postgres(name)
            }
        }
    }

    async fn copy_to(&self, location: &Location) {
        match (self, location) {
            (Self::Sqlite(folder), Location::Sqlite(path)) => {
                copy(&folder.path().join("portico.db"), path);
            }
            (Self::Postgres(template), Location::Postgres(url)) => {
                let name = url.rsplit('/').next().expect("the address ends in the name");
                postgres::create(name, template).await;
            }
            _ => unreachable!("templates are kept by engine"),
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::copy(from, to).expect("the template can be copied");
}

impl Cleaner {
    pub(crate) async fn clean(self) {
        if let Some(name) = &self.postgres {
            postgres::drop_if_there(name).await;
        }
    }
}
