//! SQLite: statements run in place, on the calling worker, because one costs less than a hop to another thread.

mod connection;
mod fault;
mod reader;
mod scrub;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kernel::Fault;
use tokio::sync::{Mutex, OwnedMutexGuard, Semaphore};

use crate::constraint::Taken;
pub(crate) use connection::open_for_migration;
use connection::{Connection, unavailable};
pub(crate) use reader::SqliteReader;
pub(crate) use writer::SqliteWriter;

const READER_WAIT: Duration = Duration::from_secs(2);
const WRITER_WAIT: Duration = Duration::from_secs(5);

/// One file: several read-only connections, one that writes.
pub(crate) struct Sqlite {
    path: PathBuf,
    taken: &'static [Taken],
    idle: Arc<std::sync::Mutex<Vec<Connection>>>,
    readers: Arc<Semaphore>,
    writer: Arc<Mutex<Option<Connection>>>,
    healthy: Arc<AtomicBool>,
}

impl Sqlite {
    pub(crate) fn open(path: &Path, taken: &'static [Taken]) -> Result<Self, Fault> {
        let writer = Connection::open_writer(path)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Ok(Self {
            path: path.to_owned(),
            taken,
            idle: Arc::default(),
            readers: Arc::new(Semaphore::new((2 * cores).max(4))),
            writer: Arc::new(Mutex::new(Some(writer))),
            healthy: Arc::new(AtomicBool::new(true)),
        })
    }

    pub(crate) async fn reader(&self) -> Result<SqliteReader, Fault> {
        let permit = tokio::time::timeout(READER_WAIT, Arc::clone(&self.readers).acquire_owned())
            .await
            .map_err(|_| unavailable("no reader within 2 s"))?
            .map_err(Fault::internal)?;
        let idle = self.idle.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => Connection::open_reader(&self.path)?,
        };
        Ok(SqliteReader::new(connection, Arc::clone(&self.idle), permit))
    }

    pub(crate) async fn writer(&self) -> Result<SqliteWriter, Fault> {
        let slot = self.writer_slot().await?;
        Ok(SqliteWriter::new(slot, self.taken, Arc::clone(&self.healthy)))
    }

    async fn writer_slot(&self) -> Result<OwnedMutexGuard<Option<Connection>>, Fault> {
        let mut slot = tokio::time::timeout(WRITER_WAIT, Arc::clone(&self.writer).lock_owned())
            .await
            .map_err(|_| unavailable("no writer within 5 s"))?;
        if slot.is_none() {
            *slot = Some(Connection::open_writer(&self.path)?);
        }
        Ok(slot)
    }

    /// Whether the last commit could be stored.
    pub(crate) fn is_healthy(&self) -> bool {
        self.healthy.load(Ordering::SeqCst)
    }
}
