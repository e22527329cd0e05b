//! Puts every question to every search and prints what its answers are worth.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::gain::{DEPTH, ndcg};
use crate::questions::Questions;
use crate::say::say;

/// A search with all articles in it.
pub(crate) trait Contestant {
    fn name(&self) -> String;

    /// The ids of the best articles, best first.
    fn answer(&mut self, typed: &str) -> Result<Vec<String>>;
}

/// A line for each contestant, with the kinds of question beside the mean of all.
pub(crate) fn hold(
    questions: &Questions,
    contestants: &mut [Box<dyn Contestant>],
    shows_each: bool,
) -> Result<()> {
    let kinds: BTreeSet<&str> = questions.all.iter().map(|question| question.kind.as_str()).collect();
    let heads: Vec<String> = kinds.iter().map(|kind| format!("{kind:>13}")).collect();
    say(format!("\n{:<52}{:>9}{}", "", format!("nDCG@{DEPTH}"), heads.concat()));
    for (nth, contestant) in contestants.iter_mut().enumerate() {
        let mut gains = Vec::new();
        for question in &questions.all {
            let hits = contestant.answer(&question.typed)?;
            let gain = ndcg(&hits, &question.grades());
            if shows_each && nth == 0 && gain < 1.0 {
                say(format!("  {gain:.3} \"{}\": {}", question.typed, hits.join(", ")));
            }
            gains.push((question.kind.as_str(), gain));
        }
        let of_kind = |kind: &str| mean(gains.iter().filter(|(of, _)| *of == kind).map(|(_, gain)| *gain));
        let cells: Vec<String> = kinds.iter().map(|kind| format!("{:>13.3}", of_kind(kind))).collect();
        let all = mean(gains.iter().map(|(_, gain)| *gain));
        say(format!("{:<52}{all:>9.3}{}", contestant.name(), cells.concat()));
    }
    Ok(())
}

fn mean(gains: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = gains.fold((0.0, 0_u32), |(sum, count), gain| (sum + gain, count + 1));
    sum / f64::from(count.max(1))
}
