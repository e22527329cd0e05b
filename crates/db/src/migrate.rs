//! Forward-only migrations: one text a step, read by both engines.
//!
//! The texts use type words where the engines' names differ: `{key}` for ordered text, `{int}`, `{bool}`, `{bytes}`,
//! `{real}`, `{seq}` for a counting primary key, `{strict}` at a table's end. A line that only one engine is to read
//! begins with `--sqlite:` or `--postgres:`.

use std::fs::File;
use std::path::Path;

use refinery::{Migration, Runner};
use thiserror::Error;

use crate::Dialect;
use crate::db::Location;
use crate::postgres::connect_unlimited;
use crate::sqlite::open_for_migration;

/// One step: its number, its name and its text.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Counts up from 1.
    pub version: u32,
    /// What the step is about, in snake case.
    pub name: &'static str,
    /// The text with type words.
    pub text: &'static str,
}

/// Why the database could not be brought to this program's schema.
#[derive(Debug, Error)]
pub enum MigrateError {
    /// The database was used by a newer program, or an applied step was edited.
    #[error("the database does not fit this program: {0}")]
    DoesNotFit(String),
    /// A step failed; nothing of it is stored.
    #[error("a migration failed: {0}")]
    Failed(String),
    /// The server is older than PostgreSQL 15.
    #[error("PostgreSQL {0} is too old; Portico needs 15 or newer")]
    TooOld(String),
    /// The database cannot be reached or opened.
    #[error("the database cannot be opened: {0}")]
    Unreachable(String),
}

/// Any number that nobody else takes as an advisory lock.
const ADVISORY_LOCK: i64 = 0x706f_7274_6963_6f00;

/// Brings the database to the last of `steps`, one migrator at a time. Makes a SQLite file that does not exist.
pub async fn migrate(location: &Location, steps: &[Step]) -> Result<(), MigrateError> {
    match location {
        Location::Sqlite(path) => {
            let migrations = migrations(steps, Dialect::Sqlite)?;
            let path = path.clone();
            tokio::task::spawn_blocking(move || migrate_sqlite(&path, &migrations))
                .await
                .map_err(|error| MigrateError::Failed(error.to_string()))?
        }
        Location::Postgres(url) => migrate_postgres(url, &migrations(steps, Dialect::Postgres)?).await,
    }
}

fn migrations(steps: &[Step], dialect: Dialect) -> Result<Vec<Migration>, MigrateError> {
    let make = |step: &Step| {
        let name = format!("V{}__{}", step.version, step.name);
        Migration::unapplied(&name, &translate(step.text, dialect))
    };
    steps.iter().map(make).collect::<Result<_, _>>().map_err(|error| from_refinery(&error))
}

fn migrate_sqlite(path: &Path, migrations: &[Migration]) -> Result<(), MigrateError> {
    let unreachable = |error: &dyn std::fmt::Display| MigrateError::Unreachable(error.to_string());
    let lock = File::create(path.with_extension("migrating")).map_err(|error| unreachable(&error))?;
    lock.lock().map_err(|error| unreachable(&error))?;
    let mut connection = open_for_migration(path).map_err(|error| unreachable(&error))?;
    Runner::new(migrations).run(&mut connection).map_err(|error| from_refinery(&error))?;
    Ok(())
}

async fn migrate_postgres(url: &str, migrations: &[Migration]) -> Result<(), MigrateError> {
    let unreachable = |error: tokio_postgres::Error| MigrateError::Unreachable(describe(&error));
    let mut client = connect_unlimited(url).await.map_err(unreachable)?;
    let version: i32 = client
        .query_one("select current_setting('server_version_num')::int", &[])
        .await
        .map_err(unreachable)?
        .get(0);
    if version < 150_000 {
        return Err(MigrateError::TooOld((version / 10_000).to_string()));
    }
    client.execute("select pg_advisory_lock($1)", &[&ADVISORY_LOCK]).await.map_err(unreachable)?;
    // The lock belongs to the session and goes with it.
    Runner::new(migrations).run_async(&mut client).await.map_err(|error| from_refinery(&error))?;
    Ok(())
}

fn describe(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(refusal) => refusal.message().to_owned(),
        None => std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string),
    }
}

fn from_refinery(error: &refinery::Error) -> MigrateError {
    use refinery::error::Kind;
    match error.kind() {
        Kind::DivergentVersion(..) | Kind::MissingVersion(..) => MigrateError::DoesNotFit(error.to_string()),
        Kind::Connection(_, source) => MigrateError::Failed(format!("{error}: {source}")),
        _ => MigrateError::Failed(error.to_string()),
    }
}

/// Fails the step when a rebuilt table left rows without their parents. The name cannot be taken by a real table.
const CHECK_FOREIGN_KEYS: &str = "
create temp table if not exists lost_parents (child text check (child is null));
insert into lost_parents select \"table\" from pragma_foreign_key_check;
drop table lost_parents;
";

fn translate(text: &str, dialect: Dialect) -> String {
    let (own, other) = match dialect {
        Dialect::Sqlite => ("--sqlite:", "--postgres:"),
        Dialect::Postgres => ("--postgres:", "--sqlite:"),
    };
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with(other)) {
        let line = line.trim_start().strip_prefix(own).unwrap_or(line);
        out.push_str(&translate_types(line, dialect));
        out.push('\n');
    }
    if dialect == Dialect::Sqlite {
        out.push_str(CHECK_FOREIGN_KEYS);
    }
    out
}

fn translate_types(line: &str, dialect: Dialect) -> String {
    let words: [(&str, &str, &str); 6] = [
        ("{key}", "text", "text collate \"C\""),
        ("{int}", "integer", "bigint"),
        ("{bytes}", "blob", "bytea"),
        ("{real}", "real", "double precision"),
        ("{seq}", "integer primary key autoincrement", "bigint generated by default as identity primary key"),
        ("{strict}", "strict", ""),
    ];
    let mut line = words.into_iter().fold(line.to_owned(), |line, (word, sqlite, postgres)| {
        line.replace(word, if dialect == Dialect::Sqlite { sqlite } else { postgres })
    });
    while let Some(at) = line.find("{bool}") {
        let column = line[..at].split_whitespace().next_back().unwrap_or_default().to_owned();
        let sqlite = format!("integer check ({column} in (0, 1))");
        line.replace_range(
            at..at + "{bool}".len(),
            if dialect == Dialect::Sqlite { &sqlite } else { "boolean" },
        );
    }
    line
}

#[cfg(test)]
mod tests {
    use super::translate_types;
    use crate::Dialect;

    #[test]
    fn type_words_become_each_engines_own() {
        let line = "  id {key} not null, done {bool} not null, at {int}) {strict};";
        assert_eq!(
            translate_types(line, Dialect::Sqlite),
            "  id text not null, done integer check (done in (0, 1)) not null, at integer) strict;"
        );
        assert_eq!(
            translate_types(line, Dialect::Postgres),
            "  id text collate \"C\" not null, done boolean not null, at bigint) ;"
        );
    }
}
