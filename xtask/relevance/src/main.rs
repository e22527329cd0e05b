//! How well articles are found: questions with judged answers over a real documentation, put to our search and to the
//! full-text searches of the databases. `cargo xtask relevance` runs it; `docs/performance.md` has what it printed.

mod articles;
mod contest;
mod gain;
mod ours;
mod package;
mod page;
mod postgres;
mod questions;
mod say;
mod speed;
mod sqlite;

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::articles::Article;
use crate::contest::Contestant;
use crate::ours::Ours;
use crate::postgres::Postgres;
use crate::questions::Questions;
use crate::say::say;
use crate::sqlite::Sqlite;

/// What it may be told.
#[derive(Parser)]
struct Options {
    /// The address of a PostgreSQL server that is asked as well; everything is in a temporary table.
    #[arg(long)]
    postgres: Option<String>,
    /// Shows each question that we do not answer as well as could be, and what was found.
    #[arg(long)]
    each: bool,
    /// Measures instead how long things take.
    #[arg(long)]
    speed: bool,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format!("relevance: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    if options.speed {
        return speed::measure();
    }
    let questions = Questions::read()?;
    let text = &questions.text;
    let articles = articles::cut(&text.pages()?)?;
    questions.check(&articles)?;
    say(format!(
        "{} questions over {} articles of {} {} ({})",
        questions.all.len(),
        articles.len(),
        text.name,
        text.version,
        text.licence
    ));
    let mut kinds = BTreeMap::new();
    for question in &questions.all {
        let (asked, judged) = kinds.entry(question.kind.as_str()).or_insert((0, 0));
        *asked += 1;
        *judged += question.grades().len();
    }
    for (kind, (asked, judged)) in kinds {
        say(format!("  {asked:>3} of the kind \"{kind}\", with {judged} articles that answer or help"));
    }
    let checksum = articles::checksum(&articles);
    if checksum != text.checksum {
        say(format!(
            "the text is another than the one that was judged ({checksum}): do not compare the figures"
        ));
    }
    contest::hold(&questions, &mut contestants(&articles, options)?, options.each)
}

/// Ours, and beside it each database in the ways that one would ask it.
fn contestants(articles: &[Article], options: &Options) -> Result<Vec<Box<dyn Contestant>>> {
    let mut all: Vec<Box<dyn Contestant>> = vec![Box::new(Ours::of(articles)?)];
    for (title, beginnings) in [(1.0, false), (4.0, false), (4.0, true)] {
        all.push(Box::new(Sqlite::of(articles, title, beginnings)?));
    }
    if let Some(address) = &options.postgres {
        for way in postgres::WAYS {
            all.push(Box::new(Postgres::of(articles, address, way)?));
        }
    }
    Ok(all)
}
