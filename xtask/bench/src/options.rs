//! What to measure.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};

/// Measure the product beside its yardsticks.
#[derive(Parser, Clone, Debug)]
pub(crate) struct Options {
    /// What to measure; everything when nothing is named
    rows: Vec<Topic>,
    /// Once, for a moment each, and without the million messages
    #[arg(long)]
    pub(crate) quick: bool,
    /// Compare the ratios with those of the table in docs/performance.md, medians of five
    #[arg(long)]
    pub(crate) check: bool,
    /// Put the table into docs/performance.md
    #[arg(long, conflicts_with_all = ["check", "quick"])]
    pub(crate) write: bool,
    /// Measure on PostgreSQL as well: a superuser's address
    #[arg(long)]
    pub(crate) postgres: Option<String>,
    /// The server that is being measured on; nothing on SQLite
    #[arg(skip)]
    pub(crate) server: Option<String>,
    /// The folder of the built programs
    #[arg(long, default_value = "target/dist")]
    pub(crate) programs: PathBuf,
    /// The folder for data
    #[arg(long, default_value = "target/bench")]
    pub(crate) folder: PathBuf,
}

/// What can be measured by itself.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Topic {
    /// Pages a second, beside the yardstick and nginx
    Pages,
    /// A customised theme beside the template
    Themes,
    /// Posting replies one after another
    Post,
    /// Signing on with a company's tokens
    SignOn,
    /// Resident memory
    Memory,
    /// From the start to the first page
    Start,
    /// An archive of mails
    Import,
    /// The same pages with a million messages
    Growth,
    /// Searches among a million messages
    Search,
    /// Saved searches of 100,000 open conversations
    Backlog,
}

impl Options {
    pub(crate) fn wants(&self, topic: Topic) -> bool {
        let is_large = matches!(topic, Topic::Growth | Topic::Search | Topic::Backlog);
        if self.rows.is_empty() { !(self.quick && is_large) } else { self.rows.contains(&topic) }
    }

    /// Whether the set with ten thousand messages is needed by itself.
    pub(crate) fn wants_thousands(&self) -> bool {
        [Topic::Pages, Topic::Themes, Topic::Post, Topic::SignOn, Topic::Memory, Topic::Start]
            .into_iter()
            .any(|topic| self.wants(topic))
    }

    /// Whether the set with a million messages is needed.
    pub(crate) fn wants_million(&self) -> bool {
        let measured = [Topic::Growth, Topic::Search].into_iter().any(|topic| self.wants(topic));
        let also = [Topic::Start, Topic::Memory].into_iter().any(|topic| self.wants(topic));
        measured || (also && !self.quick)
    }

    /// The same on PostgreSQL.
    pub(crate) fn on_postgres(self) -> Self {
        Self { server: self.postgres.clone(), ..self }
    }

    /// How often everything is measured; the median counts.
    pub(crate) fn rounds(&self) -> usize {
        match (self.quick, self.check) {
            (true, _) => 1,
            (false, true) => 5,
            (false, false) => 3,
        }
    }

    /// How long one measurement of pages lasts.
    pub(crate) fn duration(&self) -> Duration {
        Duration::from_secs(if self.quick { 2 } else { 5 })
    }

    /// Of the program of this name.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::{Options, Topic};

    #[test]
    fn a_quick_run_leaves_the_million_out_unless_it_is_asked_for() {
        let quick = Options::parse_from(["bench", "--quick"]);
        assert!(quick.wants(Topic::Pages) && !quick.wants(Topic::Search) && !quick.wants_million());
        let search = Options::parse_from(["bench", "--quick", "search"]);
        assert!(search.wants_million() && !search.wants(Topic::Pages));
        assert_eq!((quick.rounds(), Options::parse_from(["bench", "--check"]).rounds()), (1, 5));
    }
}
