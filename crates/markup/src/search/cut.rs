use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// A word of folded text, whose order is its place in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
}

/// What a word is of the piece of text it was cut from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters and digits between signs that are neither.
    Part,
    /// Parts with the signs that join them: an address, a number with hyphens. It stands before its parts.
    Whole,
    /// Two neighbouring signs of a language without spaces.
    Pair,
    /// The last sign of a row of such signs, so that it too begins a word.
    Last,
}

/// The words of each piece of folded text: a piece is what neither white space nor punctuation separates, so
/// an address is one piece of several words.
pub(crate) fn cut(folded: &str) -> impl Iterator<Item = Vec<Word<'_>>> {
    Pieces { text: folded, at: 0 }.map(move |piece| words_of(folded, piece))
}

struct Pieces<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    /// From a letter on while letters follow, or a single joining sign with a letter behind.
    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at + self.text[self.at..].find(is_letter)?;
        let mut end = start;
        let mut signs = self.text[start..].char_indices().peekable();
        while let Some((at, c)) = signs.next() {
            let goes_on =
                is_letter(c) || (is_joiner(c) && signs.peek().is_some_and(|(_, next)| is_letter(*next)));
            if !goes_on {
                break;
            }
            end = start + at + c.len_utf8();
        }
        self.at = end;
        Some(start..end)
    }
}

fn words_of(folded: &str, piece: Range<usize>) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let text = &folded[piece.clone()];
    if text.contains(is_joiner) && !text.contains(is_unspaced) {
        words.push(Word { text, range: piece.clone(), kind: Kind::Whole });
    }
    let mut at = piece.start;
    for part in text.split(is_joiner) {
        for run in runs(part) {
            let range = at..at + run.len();
            at = range.end;
            if run.starts_with(is_unspaced) {
                pairs(folded, range, &mut words);
            } else {
                words.push(Word { text: run, range, kind: Kind::Part });
            }
        }
        // Every joiner is one byte long.
        at += 1;
    }
    words
}

/// Cuts where a script that writes no spaces meets one that does. Marks go with what they stand on.
fn runs(part: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut before = part.starts_with(is_unspaced);
    for (at, c) in part.char_indices() {
        if !is_combining_mark(c) && is_unspaced(c) != before {
            runs.push(&part[start..at]);
            (start, before) = (at, is_unspaced(c));
        }
    }
    runs.push(&part[start..]);
    runs.retain(|run| !run.is_empty());
    runs
}

fn pairs<'a>(folded: &'a str, run: Range<usize>, words: &mut Vec<Word<'a>>) {
    let signs: Vec<usize> =
        folded[run.clone()].grapheme_indices(true).map(|(at, _)| run.start + at).collect();
    for (nth, start) in signs.iter().enumerate() {
        let kind = if nth + 1 == signs.len() { Kind::Last } else { Kind::Pair };
        let range = *start..signs.get(nth + 2).copied().unwrap_or(run.end);
        words.push(Word { text: &folded[range.clone()], range, kind });
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '@' | '.' | '-' | '_' | '+' | '\'' | '/')
}

/// Scripts that write no spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han. Hangul writes them.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' | '\u{f900}'..='\u{faff}'
        | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}
