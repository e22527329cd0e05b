//! Puts judged questions to the search of articles and to those of the databases, or measures how fast ours is.

use anyhow::Result;

use crate::postgres::Cluster;
use crate::{needs, process};

/// `cargo xtask relevance [--each | --speed]`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut relevance = process::cargo();
    relevance.args(["run", "--quiet", "--package=relevance"]);
    if arguments.iter().any(|argument| argument == "--speed") {
        return process::show(relevance.arg("--profile=dist").arg("--").args(arguments));
    }
    needs::provide(needs::OF_RELEVANCE)?;
    let cluster = Cluster::start()?;
    relevance.arg("--").args(arguments).arg(format!("--postgres={}", cluster.address()));
    process::show(&mut relevance)
}
