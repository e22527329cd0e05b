use std::ops::Range;

use super::cut::{Kind, Word, cut};
use super::fold::{fold, fold_with_sources, in_source};
use super::words::shortened;

/// A word of a text as it was written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Folded.
    pub word: String,
    /// Where it stands in the text that was not folded.
    pub range: Range<usize>,
    /// What it is of the piece that it was cut from.
    pub kind: Kind,
}

/// The words of a text in their order, as [`words`](super::words()) gives them, each with its place: for an index that
/// knows word forms, and for marking what was found.
pub fn placed_words(text: &str) -> impl Iterator<Item = Placed> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).flat_map(move |chunk| {
        let start = at;
        at += chunk.len();
        placed_in(chunk, start)
    })
}

/// No word spans white space, so that what is plain ASCII between two spaces needs no map from folded to source.
fn placed_in(chunk: &str, start: usize) -> Vec<Placed> {
    if chunk.is_ascii() {
        let folded = fold(chunk);
        return all(&folded, |range| start + range.start..start + range.end);
    }
    let (folded, sources) = fold_with_sources(chunk);
    all(&folded, |range| {
        let range = in_source(range, &sources);
        start + range.start..start + range.end
    })
}

fn all(folded: &str, place: impl Fn(&Range<usize>) -> Range<usize>) -> Vec<Placed> {
    let placed = |word: Word<'_>| Placed {
        word: shortened(word.text).to_owned(),
        range: place(&word.range),
        kind: word.kind,
    };
    cut(folded).flatten().map(placed).collect()
}
