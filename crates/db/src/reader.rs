//! The read door.

use std::time::{Duration, Instant};

use kernel::{Fault, base_codes};

use crate::postgres::PostgresReader;
use crate::single::Held;
use crate::sqlite::SqliteReader;
use crate::{Call, FromRow, Row};

/// A read transaction: refuses every write, begins with its first statement and sees one moment of the database.
/// An open one keeps the write-ahead log from being reset, so after 10 s it answers `unavailable`.
pub struct Reader {
    engine: Engine,
    opened: Instant,
    _held: Held,
}

pub(crate) enum Engine {
    Sqlite(SqliteReader),
    Postgres(PostgresReader),
}

const LIFE: Duration = Duration::from_secs(10);

impl Reader {
    pub(crate) fn new(engine: Engine, held: Held) -> Self {
        Self { engine, opened: Instant::now(), _held: held }
    }

    /// The only row; none is `not_found`.
    pub async fn one<T: FromRow + Send>(&self, call: Call<'_>) -> Result<T, Fault> {
        self.maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// The only row, if there is one.
    pub async fn maybe<T: FromRow + Send>(&self, call: Call<'_>) -> Result<Option<T>, Fault> {
        let name = call.statement.name;
        Ok(only(name, self.all(call).await?))
    }

    /// Every row.
    pub async fn all<T: FromRow + Send>(&self, call: Call<'_>) -> Result<Vec<T>, Fault> {
        if self.opened.elapsed() > LIFE {
            return Err(Fault::new(&base_codes::UNAVAILABLE).because("this reader is older than 10 s"));
        }
        let mut rows = Vec::new();
        let mut each = |row: &Row<'_>| {
            rows.push(T::from_row(row)?);
            Ok(())
        };
        match &self.engine {
            Engine::Sqlite(reader) => reader.query(&call, &mut each)?,
            Engine::Postgres(reader) => reader.query(&call, &mut each).await?,
        }
        Ok(rows)
    }

    /// Prepares a text without running it; why not, when it does not fit the schema.
    pub(crate) async fn prepare(&self, text: &str) -> Result<(), String> {
        match &self.engine {
            Engine::Sqlite(reader) => reader.prepare(text),
            Engine::Postgres(reader) => reader.prepare(text).await,
        }
    }

    /// Ends it and hands the connection back. Dropping does the same, but costs PostgreSQL a connection.
    pub fn end(self) {
        if let Engine::Postgres(reader) = self.engine {
            reader.end();
        }
    }
}

/// The only one of these rows. In tests more than one is a panic: the statement is not narrow enough.
pub(crate) fn only<T>(statement: &str, rows: Vec<T>) -> Option<T> {
    debug_assert!(rows.len() <= 1, "{statement} answered {} rows where one was asked for", rows.len());
    rows.into_iter().next()
}
