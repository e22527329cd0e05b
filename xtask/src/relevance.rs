//! Puts judged questions to the search of articles and to those of the databases.

use anyhow::Result;

use crate::postgres::Cluster;
use crate::{needs, process};

/// `cargo xtask relevance [--each]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    needs::provide(needs::OF_RELEVANCE)?;
    let cluster = Cluster::start()?;
    let mut relevance = process::cargo();
    relevance.args(["run", "--quiet", "--package=relevance", "--"]).args(arguments);
    relevance.arg(format!("--postgres={}", cluster.address()));
    process::show(&mut relevance)
}
