//! The write door.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use kernel::{Code, Fault, base_codes};

use crate::postgres::PostgresWriter;
use crate::reader::only;
use crate::single::Held;
use crate::sqlite::SqliteWriter;
use crate::{Call, FromRow, Row};

/// A write transaction. Begins with its first statement; stores everything at [`commit`](Self::commit) or nothing.
/// Its first failed statement ends it on both engines: later ones and the commit answer the same code. After 2 s it
/// answers `unavailable`, because everybody else waits for it.
pub struct Writer {
    engine: Engine,
    begun: Option<Instant>,
    life: Duration,
    poison: Option<&'static Code>,
    after_commit: Vec<Box<dyn FnOnce() + Send>>,
    commits: Arc<AtomicU64>,
    _held: Held,
}

pub(crate) enum Engine {
    Sqlite(SqliteWriter),
    Postgres(Box<PostgresWriter>),
}

/// How long a transaction may take unless the database was opened with more patience.
pub(crate) const LIFE: Duration = Duration::from_secs(2);

impl Writer {
    pub(crate) fn new(engine: Engine, life: Duration, commits: Arc<AtomicU64>, held: Held) -> Self {
        Self { engine, begun: None, life, poison: None, after_commit: Vec::new(), commits, _held: held }
    }

    /// The only row; none is `not_found`.
    pub async fn one<T: FromRow + Send>(&mut self, call: Call<'_>) -> Result<T, Fault> {
        self.maybe(call).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
    }

    /// The only row, if there is one.
    pub async fn maybe<T: FromRow + Send>(&mut self, call: Call<'_>) -> Result<Option<T>, Fault> {
        let name = call.statement.name;
        Ok(only(name, self.all(call).await?))
    }

    /// Every row.
    pub async fn all<T: FromRow + Send>(&mut self, call: Call<'_>) -> Result<Vec<T>, Fault> {
        let mut rows = Vec::new();
        let mut each = |row: &Row<'_>| {
            rows.push(T::from_row(row)?);
            Ok(())
        };
        self.query(&call, &mut each).await?;
        Ok(rows)
    }

    /// Changes rows and answers how many.
    pub async fn run(&mut self, call: Call<'_>) -> Result<u64, Fault> {
        self.query(&call, &mut |_| Ok(())).await
    }

    /// Changes rows where nobody needs to know how many. On PostgreSQL it travels with the next statement or with the
    /// commit, and what it fails with is their answer.
    pub async fn push(&mut self, call: Call<'_>) -> Result<(), Fault> {
        self.enter()?;
        let result = match &mut self.engine {
            Engine::Sqlite(writer) => writer.query(self.life, &call, &mut |_| Ok(())).map(drop),
            Engine::Postgres(writer) => writer.push(&call).await,
        };
        self.leave(result)
    }

    async fn query(
        &mut self,
        call: &Call<'_>,
        each: &mut (dyn FnMut(&Row<'_>) -> Result<(), Fault> + Send),
    ) -> Result<u64, Fault> {
        self.enter()?;
        let result = match &mut self.engine {
            Engine::Sqlite(writer) => writer.query(self.life, call, each),
            Engine::Postgres(writer) => writer.query(call, each).await,
        };
        self.leave(result)
    }

    /// Before a statement. It counts as failed until it has ended: when its future is dropped half-way, nothing may
    /// follow it.
    fn enter(&mut self) -> Result<(), Fault> {
        if let Some(code) = self.poison {
            return Err(Fault::new(code).because("an earlier statement of this transaction failed"));
        }
        let begun = *self.begun.get_or_insert_with(Instant::now);
        self.poison = Some(&base_codes::UNAVAILABLE);
        if begun.elapsed() > self.life {
            return Err(Fault::new(&base_codes::UNAVAILABLE)
                .because("this transaction took longer than everybody else can wait"));
        }
        Ok(())
    }

    fn leave<T>(&mut self, result: Result<T, Fault>) -> Result<T, Fault> {
        self.poison = result.as_ref().err().map(Fault::code);
        result
    }

    /// What is to be done when, and only when, the commit has succeeded: wake-ups, cache versions, waiting pages.
    pub fn after_commit(&mut self, action: impl FnOnce() + Send + 'static) {
        self.after_commit.push(Box::new(action));
    }

    /// Whether a statement has run.
    pub fn has_begun(&self) -> bool {
        self.begun.is_some()
    }

    /// Stores everything durably.
    pub async fn commit(self) -> Result<(), Fault> {
        if let Some(code) = self.poison {
            return Err(Fault::new(code).because("a statement of this transaction failed"));
        }
        let committed = match self.engine {
            Engine::Sqlite(writer) => writer.commit(),
            Engine::Postgres(writer) => writer.commit().await,
        };
        // Whether it succeeded may be in doubt, so a failure counts too.
        self.commits.fetch_add(1, Ordering::SeqCst);
        committed?;
        self.after_commit.into_iter().for_each(|action| action());
        Ok(())
    }
}
