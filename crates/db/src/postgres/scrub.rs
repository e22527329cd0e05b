//! What a deleted row leaves behind, made to vanish.

use std::time::Duration;

use kernel::Fault;
use tokio_postgres::Client;
use tokio_postgres::error::SqlState;

use super::fault::from_postgres;
use super::{Postgres, connect_unlimited};

/// Tables up to this size are written anew, under a lock of a second or so.
const SMALL: i64 = 256 * 1024 * 1024;

/// A moment: what was deleted before it is wanted gone.
const NOW: &str = "select cast(pg_snapshot_xmax(pg_current_snapshot()) as text)";

/// Whether nobody can see any more what was deleted before a moment. Transactions of other databases count too, because
/// the server's own snapshots do not look behind them; so do standbys that ask for rows to be kept.
const IS_PAST: &str = "select pg_snapshot_xmin(pg_current_snapshot()) >= cast(cast($1 as text) as xid8)
    and not exists (select 1 from pg_stat_activity
        where (datname = current_database() or datname is null) and pid <> pg_backend_pid() and backend_xmin is not null
        and age(backend_xmin) > age(cast(cast(cast($1 as text) as xid8) as xid)))
    and not exists (select 1 from pg_replication_slots
        where xmin is not null and age(xmin) > age(cast(cast(cast($1 as text) as xid8) as xid)))";

/// Looks at whether a moment is past, and the pause between two: longer than a transaction lasts.
const LOOKS: usize = 15;
const PAUSE: Duration = Duration::from_millis(200);

const SIZE: &str = "select pg_total_relation_size(cast(cast($1 as text) as regclass))";

const GIN_INDEXES: &str = "select cast(cast(x.indexrelid as regclass) as text) from pg_index x
    join pg_class i on i.oid = x.indexrelid join pg_am a on a.oid = i.relam
    where a.amname = 'gin' and x.indrelid = cast(cast($1 as text) as regclass)";

impl Postgres {
    /// Clears `tables` of dead rows. False while somebody may still see them, or the lock was not to be had.
    pub(crate) async fn scrub(&self, tables: &[&str]) -> Result<bool, Fault> {
        let client = connect_unlimited(&self.url).await.map_err(|error| from_postgres(None, error))?;
        match clear(&client, tables).await {
            Err(error) if error.code() == Some(&SqlState::LOCK_NOT_AVAILABLE) => Ok(false),
            result => result.map_err(|error| from_postgres(None, error)),
        }
    }
}

async fn clear(client: &Client, tables: &[&str]) -> Result<bool, tokio_postgres::Error> {
    client.batch_execute("set lock_timeout = '1s'").await?;
    if !is_unseen(client).await? {
        return Ok(false);
    }
    for table in tables {
        let size: i64 = client.query_one(SIZE, &[table]).await?.get(0);
        if size <= SMALL {
            // A plain vacuum leaves words in the gaps of pages and in the keys of GIN indexes.
            client.batch_execute(&format!("vacuum (full) {table}")).await?;
        } else {
            vacuum(client, table).await?;
        }
    }
    Ok(true)
}

/// Waits until everybody who may still see what is deleted now has ended.
async fn is_unseen(client: &Client) -> Result<bool, tokio_postgres::Error> {
    let now: String = client.query_one(NOW, &[]).await?.get(0);
    for _ in 0..LOOKS {
        if client.query_one(IS_PAST, &[&now]).await?.get(0) {
            return Ok(true);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(false)
}

async fn vacuum(client: &Client, table: &str) -> Result<(), tokio_postgres::Error> {
    client.batch_execute(&format!("vacuum {table}")).await?;
    for index in client.query(GIN_INDEXES, &[&table]).await? {
        let name: String = index.get(0);
        client.batch_execute(&format!("reindex index concurrently {name}")).await?;
    }
    Ok(())
}
