//! The run's private PostgreSQL cluster, started by `cargo xtask test`.

use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Config, NoTls};

const ADDRESS: &str = "PORTICO_TEST_POSTGRES";

/// A missing server is an error and never a skipped test.
fn cluster() -> String {
    std::env::var(ADDRESS).unwrap_or_else(|_| {
        panic!("{ADDRESS} is not set: run `cargo xtask test`, or one crate's tests with `cargo xtask postgres cargo test -p NAME`")
    })
}

/// The address of the database `name` in the cluster.
pub(crate) fn address_of(name: &str) -> String {
    let cluster = cluster();
    let server = cluster.rsplit_once('/').map_or(cluster.as_str(), |(server, _)| server);
    format!("{server}/{name}")
}

async fn connect() -> Client {
    let config = Config::from_str(&cluster()).expect("the cluster's address is well formed");
    let (client, connection) = config.connect(NoTls).await.expect("the cluster answers");
    tokio::spawn(connection);
    client
}

/// Makes the database `name` anew: an earlier run may have left one. Tries again while another process still copies the template.
pub(crate) async fn create(name: &str, template: &str) {
    drop_if_there(name).await;
    let client = connect().await;
    let text = format!("create database {name} template {template} encoding 'UTF8' locale 'C.UTF-8'");
    for _ in 0..100 {
        match client.batch_execute(&text).await {
            Err(error) if error.code() == Some(&SqlState::OBJECT_IN_USE) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            result => return result.expect("a database can be made"),
        }
    }
    panic!("the template {template} stays in use");
}

pub(crate) async fn drop_if_there(name: &str) {
    let text = format!("drop database if exists {name} with (force)");
    connect().await.batch_execute(&text).await.expect("a database can be dropped");
}
