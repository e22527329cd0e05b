use super::cut::cut;
use super::databases::beginnings;
use super::fold::fold;

/// A message has no more words in the index: a `tsvector` ends at position 16,383, and scopes stand before.
const MAX_WORDS: usize = 16_000;

/// A word has no more letters in the index.
const MAX_LETTERS: usize = 80;

/// Nor has a message more bytes, each word counted with its beginnings and what PostgreSQL adds: a `tsvector` ends at
/// 1 MB.
const MAX_BYTES: usize = 1_000_000;
const BYTES_BESIDE: usize = 8;

/// The words by which a message is found, folded, in the order of the text, repeated as often as they stand
/// there. No word holds white space, a double quote or a NUL.
///
/// Addresses and numbers with hyphens give the whole, then the parts. Languages without spaces give overlapping
/// pairs of signs.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut bytes = 0;
    let words = cut(&folded).flatten().map(|word| shortened(word.text).to_owned());
    let fitting = words.take(MAX_WORDS).take_while(|word| {
        bytes +=
            word.len() + BYTES_BESIDE + beginnings(word).map(|beginning| beginning.len() + 1).sum::<usize>();
        bytes <= MAX_BYTES
    });
    fitting.collect()
}

/// The words of a text joined by single spaces, for a full-text index that cuts at spaces only.
pub fn index_text(text: &str) -> String {
    words(text).join(" ")
}

/// A word as long as the index knows it.
pub(crate) fn shortened(word: &str) -> &str {
    word.char_indices().nth(MAX_LETTERS).map_or(word, |(end, _)| &word[..end])
}
