//! How tantivy cuts our texts: each word as it was written and by its stems, at one place.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::vec::IntoIter;

use markup::{Kind, Placed, placed_words};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use crate::language::{Analyser, STEM, WORD};

/// The name under which fields know it.
pub(crate) const TOKENIZER: &str = "words";

/// More words of one field of one document are not indexed.
const MAX_WORDS: usize = 20_000;

/// Between two lines of a text, for example two headings, so that no words of both stand near each other.
const GAP: usize = 16;

/// What the tokenizer reads: the language's code, then the text, whose lines have nothing to do with each other.
pub(crate) fn written_in(code: &str, lines: &[&str]) -> String {
    let length = lines.iter().map(|line| line.len() + 1).sum::<usize>();
    let mut text = String::with_capacity(code.len() + length);
    text.push_str(code);
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
    text
}

pub(crate) fn tokenizers() -> TokenizerManager {
    let tokenizers = TokenizerManager::default();
    tokenizers.register(TOKENIZER, Words::default());
    tokenizers
}

/// Keeps the analyser of each language it met.
#[derive(Clone, Default)]
struct Words {
    analysers: BTreeMap<String, Analyser>,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        let (code, text) = text.split_once('\n').unwrap_or((text, ""));
        let analyser = self.analysers.entry(code.to_owned()).or_insert_with(|| Analyser::of_code(code));
        let mut lines = text.split('\n');
        let line = lines.next().unwrap_or_default();
        Tokens {
            analyser,
            words: placed_words(line).collect::<Vec<_>>().into_iter(),
            line,
            lines,
            left: MAX_WORDS,
            position: 0,
            stems: Arc::new([]),
            written: 0,
            token: Token::default(),
        }
    }
}

pub(crate) struct Tokens<'a> {
    analyser: &'a mut Analyser,
    line: &'a str,
    lines: std::str::Split<'a, char>,
    words: IntoIter<Placed>,
    left: usize,
    /// Where the next word stands.
    position: usize,
    /// Those of the last word, of which so many were written.
    stems: Arc<[String]>,
    written: usize,
    token: Token,
}

impl Tokens<'_> {
    fn next_word(&mut self) -> Option<Placed> {
        self.left = self.left.checked_sub(1)?;
        loop {
            if let Some(placed) = self.words.next() {
                return Some(placed);
            }
            self.line = self.lines.next()?;
            self.words = placed_words(self.line).collect::<Vec<_>>().into_iter();
            self.position += GAP;
        }
    }

    fn write(&mut self, kind: char, word: &str, position: usize) {
        self.token.position = position;
        self.token.text.clear();
        self.token.text.push_str(self.analyser.code());
        self.token.text.push(kind);
        self.token.text.push_str(word);
    }
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        let stems = self.stems.clone();
        if let Some(stem) = stems.get(self.written) {
            self.written += 1;
            self.write(STEM, stem, self.token.position);
            return true;
        }
        let Some(placed) = self.next_word() else { return false };
        self.stems = self.analyser.stems_again(self.line, &placed);
        self.written = 0;
        self.write(WORD, &placed.word, self.position);
        // What was joined stands at the place of its first part.
        self.position += usize::from(placed.kind != Kind::Whole);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
