//! PostgreSQL: two pools, one whose sessions cannot write.

mod client;
mod fault;
mod reader;
mod scrub;
mod tls;
mod value;
mod writer;

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use kernel::Fault;
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

use crate::constraint::Taken;
use fault::{from_pool, from_postgres};
pub(crate) use reader::PostgresReader;
pub(crate) use writer::PostgresWriter;

const POOL_SIZE: usize = 8;
const POOL_WAIT: Duration = Duration::from_secs(2);
/// A page's statement reads little: workers that are started to share it cost more than they save.
const LIMITS: &str = "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000 \
     -c synchronous_commit=on -c client_min_messages=warning -c plan_cache_mode=auto \
     -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1";

/// What the unique indexes of this database are on.
type Indexes = BTreeMap<String, (String, Vec<String>)>;

/// One database, reached by two pools.
pub(crate) struct Postgres {
    url: String,
    readers: Pool,
    writers: Pool,
    constraints: Arc<Constraints>,
}

/// What a violated unique index means.
pub(crate) struct Constraints {
    taken: &'static [Taken],
    indexes: Indexes,
}

impl Postgres {
    pub(crate) async fn open(url: &str, taken: &'static [Taken]) -> Result<Self, Fault> {
        let readers = pool(url, "-c default_transaction_read_only=on")?;
        let writers = pool(url, "")?;
        let indexes = read_indexes(&readers).await?;
        let constraints = Arc::new(Constraints { taken, indexes });
        Ok(Self { url: url.to_owned(), readers, writers, constraints })
    }

    pub(crate) async fn reader(&self) -> Result<PostgresReader, Fault> {
        Ok(PostgresReader::new(self.readers.get().await.map_err(from_pool)?))
    }

    pub(crate) async fn writer(&self) -> Result<PostgresWriter, Fault> {
        Ok(PostgresWriter::new(self.writers.get().await.map_err(from_pool)?, Arc::clone(&self.constraints)))
    }

    /// Whether the server answers and takes writes.
    pub(crate) async fn is_healthy(&self) -> bool {
        let Ok(client) = self.writers.get().await else { return false };
        client.query_one("select not pg_is_in_recovery()", &[]).await.is_ok_and(|row| row.get(0))
    }

    /// Closes every connection, so that the database can be dropped.
    pub(crate) fn close(&self) {
        self.readers.close();
        self.writers.close();
    }
}

/// A connection of its own without limits, for migrations and operators.
pub(crate) async fn connect_unlimited(url: &str) -> Result<tokio_postgres::Client, tokio_postgres::Error> {
    let config = configure(Config::from_str(url)?);
    let (client, connection) = config.connect(tls::connector()).await?;
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!(%error, "an operator's connection ended");
        }
    });
    Ok(client)
}

fn pool(url: &str, options: &str) -> Result<Pool, Fault> {
    let mut config = configure(Config::from_str(url).map_err(Fault::internal)?);
    config.options(format!("{LIMITS} {options}"));
    let manager = Manager::from_config(
        config,
        tls::connector(),
        ManagerConfig { recycling_method: RecyclingMethod::Fast },
    );
    Pool::builder(manager)
        .max_size(POOL_SIZE)
        .wait_timeout(Some(POOL_WAIT))
        .create_timeout(Some(POOL_WAIT))
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(Fault::internal)
}

/// A server on this machine is reached without TLS unless the address asks for it.
fn configure(mut config: Config) -> Config {
    use tokio_postgres::config::Host;
    let is_here = |host: &Host| match host {
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
        Host::Unix(_) => true,
    };
    if config.get_ssl_mode() == SslMode::Prefer && config.get_hosts().iter().all(is_here) {
        config.ssl_mode(SslMode::Disable);
    }
    config.application_name("portico").connect_timeout(Duration::from_secs(5));
    config
}

const UNIQUE_INDEXES: &str = "
    select i.relname::text, t.relname::text, a.attname::text
    from pg_index x
    join pg_class i on i.oid = x.indexrelid
    join pg_class t on t.oid = x.indrelid
    join unnest(x.indkey) with ordinality as k(attnum, place) on true
    join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
    where x.indisunique and t.relnamespace = current_schema()::regnamespace
    order by i.relname, k.place";

async fn read_indexes(pool: &Pool) -> Result<Indexes, Fault> {
    let client = pool.get().await.map_err(from_pool)?;
    let rows = client.query(UNIQUE_INDEXES, &[]).await.map_err(|error| from_postgres(None, error))?;
    let mut indexes = Indexes::new();
    for row in rows {
        let entry = indexes.entry(row.get(0)).or_insert_with(|| (row.get(1), Vec::new()));
        entry.1.push(row.get(2));
    }
    Ok(indexes)
}
