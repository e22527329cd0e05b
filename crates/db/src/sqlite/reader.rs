//! A read transaction on one read-only connection.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::Fault;
use tokio::sync::OwnedSemaphorePermit;

use super::connection::{Connection, Step, in_place};
use super::fault::from_step;
use crate::{Call, Row};

const STATEMENT_LIMIT: Duration = Duration::from_secs(2);

/// Sees the database as it was at its first statement. The mutex is never waited for: it only makes `&SqliteReader`
/// something that tasks may share.
pub(crate) struct SqliteReader {
    open: Mutex<Open>,
    idle: Arc<Mutex<Vec<Connection>>>,
    _permit: OwnedSemaphorePermit,
}

struct Open {
    connection: Option<Connection>,
    begun: bool,
}

impl SqliteReader {
    pub(super) fn new(
        connection: Connection,
        idle: Arc<Mutex<Vec<Connection>>>,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        let open = Mutex::new(Open { connection: Some(connection), begun: false });
        Self { open, idle, _permit: permit }
    }

    pub(crate) fn query(
        &self,
        call: &Call<'_>,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        in_place(call.statement.long, || open.query(call, each)).map_err(from_step(&[]))
    }

    pub(crate) fn prepare(&self, text: &str) -> Result<(), String> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.connection().driver.prepare(text).map(drop).map_err(|error| error.to_string())
    }
}

impl Open {
    fn connection(&self) -> &Connection {
        self.connection.as_ref().expect("the connection leaves only when the reader is dropped")
    }

    fn query(
        &mut self,
        call: &Call<'_>,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<(), Step> {
        if !self.begun {
            self.connection().driver.prepare_cached("begin")?.raw_execute()?;
            self.begun = true;
        }
        let connection = self.connection();
        connection.limit(Some(STATEMENT_LIMIT));
        connection.query(call, each).map(|_| ())
    }
}

impl Drop for SqliteReader {
    fn drop(&mut self) {
        let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(connection) = open.connection.take() else { return };
        connection.limit(None);
        // A connection that cannot even roll back is closed instead of handed on.
        let clean = !open.begun
            || connection.driver.is_autocommit()
            || connection.driver.execute_batch("rollback").is_ok();
        if clean {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}
