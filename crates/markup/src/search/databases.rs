use std::collections::BTreeSet;

use super::query::{Query, Term};

/// A beginning of so many letters is a lexeme of its own in PostgreSQL, as it is in an FTS5 table with `prefix='1 2 3'`:
/// to gather every word that begins with two letters reads a good part of the index.
const LONGEST_BEGINNING: usize = 3;

/// Ends the lexeme of a beginning. No word holds it.
const GOES_ON: char = '*';

impl Query {
    /// The text of an FTS5 `match`. The words of `scope` stand as they are in the index and must all occur too.
    ///
    /// An empty query finds nothing, whatever its scope.
    pub fn to_fts5(&self, scope: &[&str]) -> String {
        self.written(scope, " AND ", r#""""#, |words, beginning| {
            let phrase = quoted(&words.join(" "), '"', &['"']);
            if beginning { phrase + "*" } else { phrase }
        })
    }

    /// A text that PostgreSQL casts to `tsquery`; else as [`Query::to_fts5`]. Of the words of `any`, if there are such, one
    /// must occur as well.
    pub fn to_tsquery(&self, scope: &[&str], any: &[String]) -> String {
        let written = self.written(scope, " & ", "", |words, beginning| {
            if let (true, [word]) = (beginning, words)
                && word.chars().count() <= LONGEST_BEGINNING
            {
                return lexeme(&format!("{word}{GOES_ON}"));
            }
            let lexemes: Vec<_> = words.iter().map(|word| lexeme(word)).collect();
            let phrase = lexemes.join(" <-> ") + if beginning { ":*" } else { "" };
            if words.len() > 1 { format!("({phrase})") } else { phrase }
        });
        if any.is_empty() || written.is_empty() {
            return written;
        }
        let any: Vec<String> = any.iter().map(|word| lexeme(word)).collect();
        format!("({}) & {written}", any.join(" | "))
    }

    fn written(
        &self,
        scope: &[&str],
        and: &str,
        nothing: &str,
        write: impl Fn(&[&str], bool) -> String,
    ) -> String {
        if self.is_empty() {
            return nothing.to_owned();
        }
        let scope = scope.iter().map(|word| write(&[word], false));
        let terms = self.terms().iter().map(|Term { words, beginning }| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            write(&words, *beginning)
        });
        scope.chain(terms).collect::<Vec<_>>().join(and)
    }
}

/// A text that PostgreSQL casts to `tsvector`: the scope, each word with its place from 1, and how words begin.
pub fn to_tsvector_text(scope: &[String], words: &[String]) -> String {
    let mut lexemes: Vec<String> = scope.iter().map(|word| lexeme(word)).collect();
    let placed = words.iter().zip(1..).map(|(word, place): (_, usize)| format!("{}:{place}", lexeme(word)));
    lexemes.extend(placed);
    let beginnings: BTreeSet<&str> = words.iter().flat_map(|word| beginnings(word)).collect();
    lexemes.extend(beginnings.iter().map(|beginning| lexeme(&format!("{beginning}{GOES_ON}"))));
    lexemes.join(" ")
}

/// The first letter, the first two, the first three.
pub(super) fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.take(LONGEST_BEGINNING).map(|end| &word[..end])
}

fn lexeme(word: &str) -> String {
    quoted(word, '\'', &['\'', '\\'])
}

/// Between quotes, with the signs that mean something there doubled. A NUL, which ends a text in C, is left out.
fn quoted(text: &str, quote: char, doubled: &[char]) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars().filter(|c| *c != '\0') {
        out.push(c);
        if doubled.contains(&c) {
            out.push(c);
        }
    }
    out.push(quote);
    out
}
