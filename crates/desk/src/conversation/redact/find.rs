//! Finding an exact text as a reader sees it: line breaks and spaces may differ, signs that are not seen do not count,
//! and an accent is the same however it is encoded.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A sign as it is read, and where it stands in the source.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    pub(super) read: char,
    pub(super) at: Range<usize>,
}

/// What a reader takes for one letter: the folded form, and which of the signs it is.
struct Letter {
    read: String,
    signs: Range<usize>,
}

/// The signs of plain text.
pub(super) fn signs(text: &str) -> Vec<Sign> {
    text.char_indices().map(|(at, read)| Sign { read, at: at..at + read.len_utf8() }).collect()
}

/// A text that is looked for.
pub(super) struct Wanted {
    letters: Vec<String>,
    /// For each beginning of it the length of the longest proper beginning that is its end too.
    borders: Vec<usize>,
}

impl Wanted {
    /// The text without spaces at its ends; one that nobody sees is nowhere.
    pub(super) fn new(text: &str) -> Self {
        let letters = letters(&signs(text));
        let letters: Vec<String> = trimmed(&letters).iter().map(|letter| letter.read.clone()).collect();
        let mut wanted = Self { borders: vec![0; letters.len()], letters };
        for at in 1..wanted.letters.len() {
            wanted.borders[at] = wanted.extend(wanted.borders[at - 1], &wanted.letters[at]);
        }
        wanted
    }

    /// Where it stands among the signs: every occurrence, those that overlap joined.
    pub(super) fn find(&self, signs: &[Sign]) -> Vec<Range<usize>> {
        let letters = letters(signs);
        let mut found: Vec<Range<usize>> = Vec::new();
        for occurrence in self.occurrences(&letters) {
            let (first, last) = (&letters[occurrence.start], &letters[occurrence.end - 1]);
            match found.last_mut() {
                Some(before) if first.signs.start < before.end => before.end = last.signs.end,
                _ => found.push(first.signs.start..last.signs.end),
            }
        }
        found
    }

    /// Every place where its letters stand in a row, overlapping ones too, in time linear in both texts (Knuth, Morris
    /// and Pratt): a customer chose one of them.
    fn occurrences(&self, letters: &[Letter]) -> Vec<Range<usize>> {
        let (length, mut fitting, mut found) = (self.letters.len(), 0, Vec::new());
        if length == 0 {
            return found;
        }
        for (at, letter) in letters.iter().enumerate() {
            fitting = self.extend(fitting, &letter.read);
            if fitting == length {
                found.push(at + 1 - length..at + 1);
                fitting = self.borders[fitting - 1];
            }
        }
        found
    }

    /// How many of its letters fit when `letter` comes after `fitting` of them.
    fn extend(&self, mut fitting: usize, letter: &str) -> usize {
        while fitting > 0 && self.letters[fitting] != letter {
            fitting = self.borders[fitting - 1];
        }
        fitting + usize::from(self.letters[fitting] == letter)
    }
}

fn trimmed(letters: &[Letter]) -> &[Letter] {
    let is_word = |letter: &Letter| letter.read != " ";
    let start = letters.iter().position(is_word).unwrap_or(letters.len());
    let end = letters.iter().rposition(is_word).map_or(start, |last| last + 1);
    &letters[start..end]
}

fn letters(signs: &[Sign]) -> Vec<Letter> {
    let text: String = signs.iter().map(|sign| sign.read).collect();
    let (mut letters, mut at): (Vec<Letter>, usize) = (Vec::new(), 0);
    for cluster in text.graphemes(true) {
        let range = at..at + cluster.chars().count();
        at = range.end;
        let read = read_as(cluster);
        match letters.last_mut() {
            Some(before) if read.is_empty() || (read == " " && before.read == " ") => {
                before.signs.end = range.end;
            }
            _ if read.is_empty() => {}
            _ => letters.push(Letter { read, signs: range }),
        }
    }
    letters
}

/// The composed form without signs that are not seen; white space of any kind and length is one space.
fn read_as(cluster: &str) -> String {
    if cluster.chars().all(char::is_whitespace) {
        return " ".to_owned();
    }
    cluster.nfc().filter(|c| !is_unseen(*c)).collect()
}

fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{Wanted, signs};

    fn found<'a>(text: &'a str, wanted: &str) -> Vec<&'a str> {
        let signs = signs(text);
        Wanted::new(wanted)
            .find(&signs)
            .into_iter()
            .map(|range| &text[signs[range.start].at.start..signs[range.end - 1].at.end])
            .collect()
    }

    #[test]
    fn every_occurrence_is_found_and_overlapping_ones_are_one() {
        assert_eq!(found("ab ab abc", "ab"), ["ab", "ab", "ab"]);
        assert_eq!(found("xababay", "aba"), ["ababa"]);
        assert_eq!(found("Planning with Ann", "Ann"), ["Ann"]);
        assert!(found("nothing of it", "secret").is_empty());
        assert!(found("anything", " \n\u{200b} ").is_empty());
        assert!(found("", "a").is_empty());
    }

    #[test]
    fn spaces_encodings_and_unseen_signs_do_not_hide_a_text() {
        assert_eq!(
            found("4111  1111\n1111\u{a0}1111.", "4111 1111 1111 1111"),
            ["4111  1111\n1111\u{a0}1111"]
        );
        assert_eq!(found("se\u{200b}cr\u{ad}et!", "secret"), ["se\u{200b}cr\u{ad}et"]);
        assert_eq!(found("Zo\u{65}\u{308} here", "Zoë"), ["Zo\u{65}\u{308}"]);
        assert_eq!(found("Zoë here", " Zo\u{65}\u{308}\r\n"), ["Zoë"]);
    }

    #[test]
    fn a_letter_is_never_cut_in_two() {
        assert!(found("caf\u{65}\u{301}", "cafe").is_empty());
        assert_eq!(found("👨\u{200d}👩\u{200d}👧 and 👩", "👩"), ["👩"]);
    }
}
