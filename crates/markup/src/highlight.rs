use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use crate::excerpt::cut_after;
use crate::search::{Query, Term, Word, cut, fold_with_sources, in_source};

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The words as they were written.
    pub text: String,
    /// Whether they were looked for.
    pub hit: bool,
}

/// The part of a text around its first hit, on one line of about `max_chars` grapheme clusters, in pieces; with
/// no hit its beginning. A `…` says that there is more.
pub fn highlight(text: &str, query: &Query, max_chars: usize) -> Vec<Span> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hits = hits(&line, query.terms());
    marked(&line, &hits, hits.first().map_or(0, |first| first.start), max_chars)
}

/// The part of a single line around the byte `around`, in pieces. The hits are ranges of the line's signs in their order,
/// none overlapping another. A `…` says that there is more.
pub fn marked(line: &str, hits: &[Range<usize>], around: usize, max_chars: usize) -> Vec<Span> {
    let start = window_start(line, around, max_chars);
    let end = cut_after(&line[start..], max_chars).map_or(line.len(), |length| start + length);
    let mut spans = Vec::new();
    push(&mut spans, if start > 0 { "…" } else { "" }, false);
    let mut at = start;
    for hit in hits.iter().filter(|hit| start <= hit.start && hit.start < end) {
        push(&mut spans, &line[at..hit.start], false);
        at = hit.end.min(end);
        push(&mut spans, &line[hit.start..at], true);
    }
    push(&mut spans, &line[at..end], false);
    push(&mut spans, if end < line.len() { "…" } else { "" }, false);
    spans
}

fn push(spans: &mut Vec<Span>, text: &str, hit: bool) {
    match spans.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if !hit && !last.hit => last.text.push_str(text),
        _ => spans.push(Span { text: text.to_owned(), hit }),
    }
}

/// A third of the window before the hit, or more where less follows, from the beginning of a word if there is one.
fn window_start(line: &str, hit: usize, max_chars: usize) -> usize {
    let behind = line[hit..].graphemes(true).take(max_chars).count();
    let room = (max_chars / 3).max(max_chars - behind);
    let before = || line[..hit].grapheme_indices(true).rev().take(room);
    let Some((furthest, _)) = before().last().filter(|(at, _)| *at > 0) else { return 0 };
    let word = before().filter(|(_, cluster)| *cluster == " ").last();
    word.map_or(furthest, |(space, _)| space + 1)
}

/// Where the terms stand in a line, in order, none overlapping another.
fn hits(line: &str, terms: &[Term]) -> Vec<Range<usize>> {
    let (folded, sources) = fold_with_sources(line);
    let words: Vec<_> = cut(&folded).flatten().collect();
    let found = (0..words.len()).filter_map(|at| terms.iter().find_map(|term| hit(&words[at..], term)));
    let mut hits: Vec<Range<usize>> = Vec::new();
    for in_folded in found {
        let hit = in_source(&in_folded, &sources);
        match hits.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => hits.push(hit),
        }
    }
    hits
}

fn hit(words: &[Word<'_>], term: &Term) -> Option<Range<usize>> {
    let looked_for = term.words();
    let there = words.get(..looked_for.len())?;
    let (last, before) = looked_for.split_last()?;
    let (last_there, before_there) = there.split_last()?;
    let same = before.iter().zip(before_there).all(|(word, there)| word == there.text);
    let ends = if term.is_beginning() {
        last_there.text.starts_with(last.as_str())
    } else {
        last_there.text == last
    };
    (same && ends).then(|| there[0].range.start..last_there.range.end)
}
