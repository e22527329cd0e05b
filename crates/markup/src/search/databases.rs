use super::query::{Query, Term};

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

    /// A text that PostgreSQL casts to `tsquery`; else as [`Query::to_fts5`].
    pub fn to_tsquery(&self, scope: &[&str]) -> String {
        self.written(scope, " & ", "", |words, beginning| {
            let lexemes: Vec<_> = words.iter().map(|word| lexeme(word)).collect();
            let phrase = lexemes.join(" <-> ") + if beginning { ":*" } else { "" };
            if words.len() > 1 { format!("({phrase})") } else { phrase }
        })
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

/// A text that PostgreSQL casts to `tsvector`: each word with its place, from 1.
pub fn to_tsvector_text(words: &[String]) -> String {
    let placed = words.iter().zip(1..).map(|(word, place): (_, usize)| format!("{}:{place}", lexeme(word)));
    placed.collect::<Vec<_>>().join(" ")
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
