//! Headings and the ids by which pages link to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::block::{self, Block, Heading};
use crate::article::inline;

/// Before every id, so that none is one of the page's own.
pub(super) const PREFIX: &str = "section-";

/// As much of a heading as its id says, in signs.
const MAX_SLUG: usize = 60;

/// The headings in the order of the page, each with an id that no other has.
pub(super) fn with_ids(blocks: &[Block]) -> Vec<(&Heading, String)> {
    let mut ids = Ids::default();
    let mut headings = Vec::new();
    block::each(blocks, &mut |block| {
        if let Block::Heading(heading) = block {
            headings.push((heading, ids.next(&inline::words(&heading.words))));
        }
    });
    headings
}

/// Hands out ids for the words of headings.
#[derive(Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// How often each slug was asked for.
    times: BTreeMap<String, usize>,
}

impl Ids {
    /// The id for the next heading, by its words.
    pub(super) fn next(&mut self, words: &str) -> String {
        let slug = format!("{PREFIX}{}", slug(words));
        let times = self.times.entry(slug.clone()).or_default();
        loop {
            *times += 1;
            let id = if *times == 1 { slug.clone() } else { format!("{slug}-{times}") };
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Letters and digits of any language, all else a hyphen.
fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let slug: String = parts.collect::<Vec<_>>().join("-").chars().take(MAX_SLUG).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "1".to_owned() } else { slug.to_owned() }
}
