//! One connection with our settings, and the running of one call on it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kernel::{Fault, base_codes};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, OpenFlags};

use super::fault::from_sqlite;
use crate::{Call, Dialect, Row, Value};

/// A connection and the moment at which its statements are stopped.
pub(crate) struct Connection {
    pub(super) driver: rusqlite::Connection,
    deadline: Arc<Deadline>,
}

struct Deadline {
    epoch: Instant,
    millis: AtomicU64,
}

const NEVER: u64 = u64::MAX;
/// Virtual machine steps between two looks at the deadline: well below a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 20_000;

pub(super) fn unavailable(why: &'static str) -> Fault {
    Fault::new(&base_codes::UNAVAILABLE).because(why).retry_after(1)
}

impl Connection {
    pub(super) fn open_reader(path: &Path) -> Result<Self, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Self::open(path, flags)?;
        connection.set("pragma query_only = on; pragma cache_size = -2048;")?;
        Ok(connection)
    }

    pub(super) fn open_writer(path: &Path) -> Result<Self, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Self::open(path, flags)?;
        connection.set(
            "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;
             pragma foreign_keys = on; pragma cache_size = -16384; pragma wal_autocheckpoint = 1000;
             pragma journal_size_limit = 67108864;",
        )?;
        Ok(connection)
    }

    fn open(path: &Path, flags: OpenFlags) -> Result<Self, Fault> {
        let mut driver = rusqlite::Connection::open_with_flags(path, flags).map_err(from_sqlite(&[]))?;
        configure(&driver).map_err(from_sqlite(&[]))?;
        let deadline = Arc::new(Deadline { epoch: Instant::now(), millis: AtomicU64::new(NEVER) });
        let watched = Arc::clone(&deadline);
        driver
            .progress_handler(STEPS_BETWEEN_LOOKS, Some(move || watched.has_passed()))
            .map_err(from_sqlite(&[]))?;
        Ok(Self { driver, deadline })
    }

    fn set(&self, pragmas: &str) -> Result<(), Fault> {
        self.driver.execute_batch(pragmas).map_err(from_sqlite(&[]))
    }

    /// From now on a statement that goes on after `limit` is stopped and answers `unavailable`.
    pub(super) fn limit(&self, limit: Option<Duration>) {
        let millis =
            limit.map_or(NEVER, |limit| self.deadline.elapsed_millis().saturating_add(whole_millis(limit)));
        self.deadline.millis.store(millis, Ordering::Relaxed);
    }

    /// Runs a call and hands each row to `each`. Answers how many rows were changed.
    pub(super) fn query(
        &self,
        call: &Call<'_>,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), Fault>,
    ) -> Result<u64, Step> {
        let (text, values) = call.resolve(Dialect::Sqlite);
        let mut statement = self.driver.prepare_cached(&text)?;
        bind(&mut statement, &values)?;
        let has_columns = statement.column_count() > 0;
        if !has_columns {
            return Ok(statement.raw_execute()? as u64);
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            each(&Row::Sqlite(row)).map_err(Step::Fault)?;
        }
        Ok(self.driver.changes())
    }
}

/// What can go wrong in a step: the driver, or reading a row.
pub(super) enum Step {
    Driver(rusqlite::Error),
    Fault(Fault),
}

impl From<rusqlite::Error> for Step {
    fn from(error: rusqlite::Error) -> Self {
        Self::Driver(error)
    }
}

impl Deadline {
    fn elapsed_millis(&self) -> u64 {
        whole_millis(self.epoch.elapsed())
    }

    fn has_passed(&self) -> bool {
        self.elapsed_millis() > self.millis.load(Ordering::Relaxed)
    }
}

fn whole_millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(NEVER)
}

fn configure(driver: &rusqlite::Connection) -> rusqlite::Result<()> {
    driver.set_prepared_statement_cache_capacity(512);
    // Otherwise a misspelt quoted column is a text, and prepares.
    driver.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    driver.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // Otherwise a bound value may change the plan, and a kept statement is prepared again for each: a fifth of a page.
    driver.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    driver.busy_timeout(Duration::from_secs(5))?;
    driver.execute_batch("pragma temp_store = memory; pragma mmap_size = 0;")
}

/// SQLite takes `$2` for a name and numbers names by first appearance, so the number is read out of the name.
fn bind(statement: &mut CachedStatement<'_>, values: &[Value<'_>]) -> Result<(), Step> {
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap_or_default();
        let number = name.strip_prefix('$').and_then(|digits| digits.parse::<usize>().ok()).unwrap_or(0);
        let value = number.checked_sub(1).and_then(|place| values.get(place));
        let value = value.ok_or_else(|| Step::Fault(Fault::internal(format!("no value for {name}"))))?;
        statement.raw_bind_parameter(index, borrowed(value)?)?;
    }
    Ok(())
}

fn borrowed<'a>(value: &'a Value<'_>) -> Result<ToSqlOutput<'a>, Step> {
    let bound = match value {
        Value::Text(Some(text)) if text.contains('\0') => {
            return Err(Step::Fault(Fault::new(&base_codes::TEXT_UNSTORABLE)));
        }
        Value::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
        Value::Int(Some(number)) => ValueRef::Integer(*number),
        Value::Bool(Some(flag)) => ValueRef::Integer((*flag).into()),
        Value::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
        Value::Real(Some(number)) => ValueRef::Real(*number),
        _ => ValueRef::Null,
    };
    Ok(ToSqlOutput::Borrowed(bound))
}

/// The connection of the migrator: makes the file when it is absent, without foreign keys until it is done.
pub(crate) fn open_for_migration(path: &Path) -> rusqlite::Result<rusqlite::Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let driver = rusqlite::Connection::open_with_flags(path, flags)?;
    configure(&driver)?;
    // Inside a transaction this does nothing, and rebuilding a parent table would then delete its children by cascade.
    driver
        .execute_batch("pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = off;")?;
    Ok(driver)
}

/// Runs what may take long without holding up the other tasks of this worker.
pub(super) fn in_place<T>(long: bool, work: impl FnOnce() -> T) -> T {
    let several_threads = tokio::runtime::Handle::try_current()
        .is_ok_and(|handle| handle.runtime_flavor() == tokio::runtime::RuntimeFlavor::MultiThread);
    if long && several_threads { tokio::task::block_in_place(work) } else { work() }
}
