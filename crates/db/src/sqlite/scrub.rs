//! What a deleted row leaves behind, made to vanish.

use kernel::Fault;

use super::connection::{Connection, in_place};
use super::fault::from_sqlite;
use super::{Sqlite, unavailable};

/// Pages of a full-text index merged while the writer is held; then others have their turn.
const PAGES_A_TURN: i64 = 500;

impl Sqlite {
    /// Merges the full-text indexes among `tables` and empties the write-ahead log. False while a reader is in the way.
    pub(crate) async fn scrub(&self, tables: &[&str]) -> Result<bool, Fault> {
        for table in tables {
            let mut first = true;
            while self.in_turn(|connection| merge(connection, table, std::mem::take(&mut first))).await? {}
        }
        self.in_turn(empty_log).await
    }

    /// Runs `work` on the writer outside a transaction and hands the writer on.
    async fn in_turn(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<bool> + Send,
    ) -> Result<bool, Fault> {
        let slot = self.writer_slot().await?;
        let connection = slot.as_ref().ok_or_else(|| unavailable("the writer is closed"))?;
        in_place(true, || work(connection)).map_err(from_sqlite(&[]))
    }
}

/// One step of merging all segments of a full-text index into one: entries of deleted rows stay in the old segments.
/// Whether there is more to do.
fn merge(connection: &Connection, table: &str, first: bool) -> rusqlite::Result<bool> {
    let is_index = "select exists (select 1 from sqlite_schema where name = $1 and sql like '%using fts5%')";
    if !connection.driver.query_row(is_index, [table], |row| row.get(0))? {
        return Ok(false);
    }
    // A negative number begins a merge of everything; the positive one goes on with it.
    let pages = if first { -PAGES_A_TURN } else { PAGES_A_TURN };
    let before = connection.driver.total_changes();
    let step = format!("insert into {table} ({table}, rank) values ('merge', $1)");
    connection.driver.execute(&step, [pages])?;
    Ok(connection.driver.total_changes() - before >= 2)
}

/// Whether the write-ahead log could be emptied; a reader of an older moment keeps it.
fn empty_log(connection: &Connection) -> rusqlite::Result<bool> {
    let busy: i64 = connection.driver.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    Ok(busy == 0)
}
