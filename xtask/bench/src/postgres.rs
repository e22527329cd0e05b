//! Databases on a PostgreSQL server, by its own client.

use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

/// Makes an empty database in place of one of this name; answers its address.
pub(crate) fn fresh(server: &str, name: &str) -> Result<String> {
    run(server, &format!("drop database if exists {name} with (force)"))?;
    run(server, &format!("create database {name}"))?;
    address(server, name)
}

/// The address of another database on the same server.
fn address(server: &str, name: &str) -> Result<String> {
    let (start, _) = server.rsplit_once('/').context("the address ends in no database")?;
    Ok(format!("{start}/{name}"))
}

/// Brings the planner's numbers up to date, as the server does by itself after a while.
pub(crate) fn settle(database: &str) -> Result<()> {
    run(database, "vacuum analyze")
}

fn run(address: &str, statement: &str) -> Result<()> {
    let mut psql = Command::new("psql");
    psql.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command", statement, address]);
    let output = psql.stdin(Stdio::null()).output().context("psql (Debian: postgresql-client)")?;
    ensure!(output.status.success(), "{statement}: {}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn another_database_is_on_the_same_server() {
        let found = address("postgres://postgres@127.0.0.1:5433/postgres", "bench_small").unwrap();
        assert_eq!(found, "postgres://postgres@127.0.0.1:5433/bench_small");
    }
}
