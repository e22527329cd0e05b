//! How well articles are found: questions with judged answers over a real documentation, put to our search and to the
//! full-text searches of the databases. `cargo xtask relevance` runs it; `docs/performance.md` has what it printed.

mod articles;
mod package;
mod page;
mod questions;
mod say;

use std::collections::BTreeMap;
use std::process::ExitCode;

use anyhow::Result;

use crate::questions::Questions;
use crate::say::say;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format!("relevance: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
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
    Ok(())
}
