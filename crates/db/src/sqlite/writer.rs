//! A write transaction on the one connection that writes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kernel::Fault;
use tokio::sync::OwnedMutexGuard;

use super::connection::{Connection, Step, in_place};
use super::fault::{from_sqlite, from_step, is_disk_trouble};
use crate::constraint::Taken;
use crate::{Call, Row};

/// Holds the only writer until it is committed or dropped.
pub(crate) struct SqliteWriter {
    slot: OwnedMutexGuard<Option<Connection>>,
    taken: &'static [Taken],
    healthy: Arc<AtomicBool>,
    begun: bool,
}

impl SqliteWriter {
    pub(super) fn new(
        slot: OwnedMutexGuard<Option<Connection>>,
        taken: &'static [Taken],
        healthy: Arc<AtomicBool>,
    ) -> Self {
        Self { slot, taken, healthy, begun: false }
    }

    pub(crate) fn query(
        &mut self,
        limit: Duration,
        call: &Call<'_>,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<u64, Fault> {
        let result = in_place(call.statement.long, || self.run(limit, call, each));
        if let Err(Step::Driver(error)) = &result {
            self.distrust(error);
        }
        result.map_err(from_step(self.taken))
    }

    fn run(
        &mut self,
        limit: Duration,
        call: &Call<'_>,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<u64, Step> {
        let connection =
            self.slot.as_ref().ok_or_else(|| Step::Fault(super::unavailable("the writer is closed")))?;
        if !self.begun {
            connection.limit(Some(limit));
            connection.driver.prepare_cached("begin immediate")?.raw_execute()?;
            self.begun = true;
        }
        connection.query(call, each)
    }

    pub(crate) fn commit(mut self) -> Result<(), Fault> {
        if !self.begun {
            return Ok(());
        }
        let Some(connection) = self.slot.as_ref() else {
            return Err(super::unavailable("the writer is closed"));
        };
        connection.limit(None);
        match in_place(true, || connection.driver.execute_batch("commit")) {
            Ok(()) => {
                self.begun = false;
                self.healthy.store(true, Ordering::SeqCst);
                Ok(())
            }
            Err(error) => {
                self.distrust(&error);
                Err(from_sqlite(self.taken)(error))
            }
        }
    }

    /// After a full disk or an I/O error nothing is acknowledged until a clean reopen.
    fn distrust(&mut self, error: &rusqlite::Error) {
        if is_disk_trouble(error) {
            tracing::error!(%error, "the database file refuses writes; it will be opened anew");
            self.healthy.store(false, Ordering::SeqCst);
            *self.slot = None;
        }
    }
}

impl Drop for SqliteWriter {
    fn drop(&mut self) {
        let Some(connection) = self.slot.as_ref() else { return };
        connection.limit(None);
        let open = self.begun && !connection.driver.is_autocommit();
        if open && connection.driver.execute_batch("rollback").is_err() {
            *self.slot = None;
        }
    }
}
