//! Sanitised HTML in its parts, and what a reader sees of them.

use std::ops::Range;

use super::find::Sign;

/// A part of sanitised HTML.
pub(super) enum Piece {
    Text(Range<usize>),
    Tag(Range<usize>),
}

/// Sanitised HTML in its parts: every `<` begins a tag, and a `>` ends it unless it stands between quotes.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let (mut pieces, mut at) = (Vec::new(), 0);
    while at < html.len() {
        let is_tag = html[at..].starts_with('<');
        let length = if is_tag { tag_length(&html[at..]) } else { html[at..].find('<') };
        let end = length.map_or(html.len(), |length| at + length);
        pieces.push(if is_tag { Piece::Tag(at..end) } else { Piece::Text(at..end) });
        at = end;
    }
    pieces
}

fn tag_length(html: &str) -> Option<usize> {
    let mut is_quoted = false;
    let end = html.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    });
    end.map(|end| end + 1)
}

/// Tags that do not end a word.
const WITHIN_WORDS: [&str; 16] = [
    "a", "abbr", "b", "bdi", "bdo", "code", "del", "em", "i", "ins", "s", "span", "strong", "sub", "sup", "u",
];

/// The signs a reader sees; a tag that ends a word is read as a space.
pub(super) fn read(html: &str, pieces: &[Piece]) -> Vec<Sign> {
    let mut signs = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Text(range) => decode(&html[range.clone()], range.start, &mut signs),
            Piece::Tag(range) if WITHIN_WORDS.contains(&name(&html[range.clone()])) => {}
            Piece::Tag(range) => signs.push(Sign { read: ' ', at: range.start..range.start }),
        }
    }
    signs
}

pub(super) fn name(tag: &str) -> &str {
    tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// The references that sanitised HTML holds.
const REFERENCES: [(&str, char); 6] =
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&nbsp;", '\u{a0}'), ("&quot;", '"'), ("&#39;", '\'')];

pub(super) fn decode(text: &str, start: usize, signs: &mut Vec<Sign>) {
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let reference =
            REFERENCES.iter().find(|(written, _)| first == '&' && text[at..].starts_with(written));
        let (read, length) =
            reference.map_or((first, first.len_utf8()), |(written, read)| (*read, written.len()));
        signs.push(Sign { read, at: start + at..start + at + length });
        at += length;
    }
}
