//! Headings and the ids by which pages link to them.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::block::{self, Block, Heading};
use crate::article::inline::{self, attribute};
use crate::escape;
use crate::lexer::{Lexer, Token};

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

/// Clean HTML as a page shows it: headings with their ids, what scrolls by itself where it can be reached without a mouse,
/// pictures loaded when they are looked at, files of ours below `files`. Blocks stand on lines of their own, and no text has
/// a `<` in it.
pub(super) fn shown(html: &str, files: &str) -> String {
    let mut out = String::with_capacity(html.len() + 1_000);
    let mut ids = Ids::default();
    for line in html.split_inclusive('\n') {
        let heading =
            line.split_at_checked("<h2".len()).filter(|(tag, _)| ["<h2", "<h3", "<h4"].contains(tag));
        match (heading, line.trim_end()) {
            (Some((tag, rest)), _) => {
                out.push_str(tag);
                attribute("id", &ids.next(&words(line)), &mut out);
                out.push_str(rest);
            }
            (None, "<table>") => out.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n"),
            (None, "</table>") => out.push_str("</table>\n</div>\n"),
            (None, _) => out.push_str(line),
        }
    }
    let out = out.replace("<pre><code", "<pre tabindex=\"0\"><code");
    out.replace("<img src=\"/files/", &format!("<img loading=\"lazy\" src=\"{files}"))
        .replace("<a href=\"/files/", &format!("<a href=\"{files}"))
}

fn words(line: &str) -> String {
    let texts = Lexer::new(line).filter_map(|(_, token)| match token {
        Token::Text(text) => Some(escape::decode(text)),
        _ => None,
    });
    texts.collect()
}

/// Hands out ids for the words of headings.
#[derive(Default)]
struct Ids {
    taken: BTreeSet<String>,
    /// How often each slug was asked for.
    times: BTreeMap<String, usize>,
}

impl Ids {
    fn next(&mut self, words: &str) -> String {
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
