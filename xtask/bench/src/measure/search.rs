//! Searches, one after another, each for another word.

use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::arena::detail;
use crate::figure::{Figure, Row, Target};
use crate::http::Client;
use crate::people::People;
use crate::place::LIST;

const SEARCHES: usize = 300;
/// A customer may not search more often in a minute.
const OF_CUSTOMER: usize = 60;

/// In the own conversations, and in all of them as an agent.
pub(crate) fn search(on: &'static str, port: u16, people: &People) -> Result<Vec<Row>> {
    let words = words(port, people)?;
    let mut customer = Client::connect(port)?.with_cookie(&people.regular.cookie);
    let mut agent = Client::connect(port)?.with_cookie(&people.agent);
    let row = |what: &str, times| Row {
        what: format!("search {what}, 1 million messages"),
        on,
        product: Figure::of_times(times),
        beside: None,
        target: Target::AtMost(50.0),
    };
    Ok(vec![
        row("in own conversations", times(&mut customer, &words[..OF_CUSTOMER], &format!("{LIST}?q="))?),
        row("in the inbox", times(&mut agent, &words, "/app/conversations?view=open&q=")?),
    ])
}

fn times(client: &mut Client, words: &[String], start: &str) -> Result<Vec<f64>> {
    let one = |word: &String| {
        let begun = Instant::now();
        let page = client.page(&format!("{start}{word}"))?;
        let took = begun.elapsed().as_secs_f64() * 1_000.0;
        ensure!(page.contains("<html"), "a search for {word} answered no page");
        Ok(took)
    };
    words.iter().map(one).collect()
}

/// Words that are there, as frequent and as rare as people use them.
fn words(port: u16, people: &People) -> Result<Vec<String>> {
    let page = Client::connect(port)?.with_cookie(&people.regular.cookie).page(&detail(&people.regular))?;
    let bodies = page.split("class=\"prose\"").skip(1).filter_map(|rest| rest.split("</div>").next());
    let text: String =
        bodies.flat_map(|body| body.split('<')).filter_map(|piece| piece.split('>').nth(1)).collect();
    let found: BTreeSet<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.len() > 1)
        .map(str::to_lowercase)
        .collect();
    ensure!(found.len() > 20, "the conversation has too few words to search for");
    Ok(found.iter().cycle().take(SEARCHES).cloned().collect())
}
