//! Builds the product as it is released and the benchmark, then runs the benchmark: `docs/performance.md`.

use std::process::Command;

use anyhow::Result;

use crate::postgres::Cluster;
use crate::{needs, process};

/// `cargo xtask bench [TOPIC…] [--quick] [--check] [--write] [--postgres]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    needs::provide(needs::OF_BENCH)?;
    let mut build = process::cargo();
    build.args(["build", "--profile=dist", "--package=portico", "--package=yardstick", "--package=bench"]);
    process::show(&mut build)?;
    let (on_postgres, rest): (Vec<_>, Vec<_>) = arguments.iter().partition(|word| *word == "--postgres");
    let mut bench = Command::new("target/dist/bench");
    bench.args(rest);
    let cluster = if on_postgres.is_empty() { None } else { Some(Cluster::durable()?) };
    if let Some(cluster) = &cluster {
        bench.arg(format!("--postgres={}", cluster.address()));
    }
    process::show(&mut bench)
}
