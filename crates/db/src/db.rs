//! One database and its two doors.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kernel::Fault;

use crate::constraint::Taken;
use crate::postgres::Postgres;
use crate::single::Holders;
use crate::sqlite::Sqlite;
use crate::{Dialect, Reader, Writer, reader, writer};

/// Where a database is.
#[derive(Clone, PartialEq, Eq)]
pub enum Location {
    /// A file.
    Sqlite(PathBuf),
    /// A server, as a `postgres://` address.
    Postgres(String),
}

/// The text is neither a `postgres://` address nor an existing file. An unknown scheme is an error and never a new,
/// empty database.
#[derive(Debug, PartialEq, Eq)]
pub struct LocationRefused(String);

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Db {
    engine: Arc<Engine>,
    holders: Holders,
    writer_life: Duration,
    commits: Arc<AtomicU64>,
}

enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Db {
    /// Opens a migrated database. `taken` says what its unique indexes mean.
    pub async fn open(location: &Location, taken: &'static [Taken]) -> Result<Self, Fault> {
        let engine = match location {
            Location::Sqlite(path) => Engine::Sqlite(Sqlite::open(path, taken)?),
            Location::Postgres(url) => Engine::Postgres(Postgres::open(url, taken).await?),
        };
        let (holders, commits) = (Holders::default(), Arc::default());
        Ok(Self { engine: Arc::new(engine), holders, writer_life: writer::LIFE, commits })
    }

    /// The same database with another limit of a write transaction: tests share two busy cores.
    #[must_use]
    pub fn with_writer_life(mut self, life: Duration) -> Self {
        self.writer_life = life;
        self
    }

    /// A read transaction. Waits up to 2 s for its turn, then `unavailable`.
    pub async fn reader(&self) -> Result<Reader, Fault> {
        let held = self.holders.enter()?;
        let engine = match &*self.engine {
            Engine::Sqlite(sqlite) => reader::Engine::Sqlite(sqlite.reader().await?),
            Engine::Postgres(postgres) => reader::Engine::Postgres(postgres.reader().await?),
        };
        Ok(Reader::new(engine, held))
    }

    /// A write transaction. Waits up to 5 s for its turn on SQLite, 2 s on PostgreSQL, then `unavailable`.
    pub async fn writer(&self) -> Result<Writer, Fault> {
        let held = self.holders.enter()?;
        let engine = match &*self.engine {
            Engine::Sqlite(sqlite) => writer::Engine::Sqlite(sqlite.writer().await?),
            Engine::Postgres(postgres) => writer::Engine::Postgres(Box::new(postgres.writer().await?)),
        };
        Ok(Writer::new(engine, self.writer_life, Arc::clone(&self.commits), held))
    }

    /// How many transactions this process has committed. What was read at one number and is used at the same one is older
    /// than nothing that this process has answered; of other processes it says nothing.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::SeqCst)
    }

    /// Whether the database takes writes.
    pub async fn is_healthy(&self) -> bool {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.is_healthy(),
            Engine::Postgres(postgres) => postgres.is_healthy().await,
        }
    }

    /// Which language its statements are in.
    pub fn dialect(&self) -> Dialect {
        match &*self.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Makes the bytes of deleted and changed rows of these tables vanish from the database's files. Nothing to be
    /// called while a reader or writer is held: it waits for them. False when somebody was in the way and it is to be
    /// called again later.
    ///
    /// SQLite: full-text segments are merged, so that no word of a deleted row is left, and the write-ahead log is
    /// emptied; freed bytes are zeroed as they are freed. PostgreSQL: tables up to 256 MB are written anew, under a
    /// lock of a second or so; larger ones are vacuumed and their GIN indexes written anew without one, and bytes in the
    /// gaps of their pages stay until a row takes the place.
    pub async fn scrub(&self, tables: &[&str]) -> Result<bool, Fault> {
        match &*self.engine {
            Engine::Sqlite(sqlite) => sqlite.scrub(tables).await,
            Engine::Postgres(postgres) => postgres.scrub(tables).await,
        }
    }

    /// Closes PostgreSQL's connections; those in use close when they are handed back.
    pub fn close(&self) {
        if let Engine::Postgres(postgres) = &*self.engine {
            postgres.close();
        }
    }
}

impl FromStr for Location {
    type Err = LocationRefused;

    fn from_str(text: &str) -> Result<Self, LocationRefused> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite:").unwrap_or(text);
        if Path::new(path).is_file() {
            Ok(Self::Sqlite(path.into()))
        } else {
            Err(LocationRefused(text.to_owned()))
        }
    }
}

/// Without the password of a server's address.
impl fmt::Debug for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let after_password = url.rsplit_once('@').map_or(url.as_str(), |(_, rest)| rest);
                write!(formatter, "postgres://…@{}", after_password.trim_start_matches("postgres://"))
            }
        }
    }
}

impl fmt::Display for LocationRefused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} is neither a postgres:// address nor an existing SQLite file", self.0)
    }
}

impl std::error::Error for LocationRefused {}
