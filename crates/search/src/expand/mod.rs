//! Which words of the index a word may mean: itself, its forms, what begins so, what differs by a typing error.

mod dictionary;

use std::collections::BTreeMap;

use kernel::Fault;

pub(crate) use dictionary::Dictionaries;
use dictionary::{Known, automata};

use crate::language::Analyser;
use crate::rank::real;
use crate::want::{Beginning, Want, Way, Word};

/// What a hit is worth by how the word stands there, beside the word as it was typed.
const STEM: f32 = 0.95;
const ONE_ERROR: f32 = 0.7;
const TWO_ERRORS: f32 = 0.45;
/// A beginning is worth this, and up to as much more the less is missing.
const BEGINNING: f32 = 0.5;
const REST_OF_BEGINNING: f32 = 0.4;
/// A beginning with an error in it.
const WRONG_BEGINNING: f32 = 0.4;

/// Two words that were typed as one.
const APART: f32 = 0.8;
/// Each of them has so many letters.
const SHORTEST_APART: usize = 3;

/// The stem of a word with an error is one of so many letters at least.
const SHORTEST_WRONG_STEM: usize = 4;

/// What is looked for, in words of the index.
#[derive(Debug)]
pub(crate) struct Sought {
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) phrases: Vec<(Vec<String>, f32)>,
    pub(crate) is_needed: bool,
    /// How many documents have the word or its stem; without any, what may be meant.
    pub(crate) documents: u64,
    meant: u64,
}

/// A word of the index that is one way to say what is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Token {
    pub(crate) worth: f32,
    /// The places of the fields that have it, as bits; all if that is not known.
    fields: u8,
}

impl Token {
    pub(crate) fn may_be_in(self, field: usize) -> bool {
        self.fields & (1 << field) != 0
    }

    fn or(self, other: Self) -> Self {
        Self { worth: self.worth.max(other.worth), fields: self.fields | other.fields }
    }
}

const ALL_FIELDS: u8 = u8::MAX;

/// Looks words up in the dictionaries of some fields.
pub(crate) struct Expander<'a> {
    pub(crate) dictionaries: Dictionaries<'a>,
    pub(crate) analyser: &'a Analyser,
    /// A beginning of fewer letters is none.
    pub(crate) shortest_beginning: usize,
    /// Whether typing errors are forgiven.
    pub(crate) forgives: bool,
}

impl Expander<'_> {
    pub(crate) fn expand(&self, want: &Want) -> Result<Sought, Fault> {
        let mut sought = Sought {
            tokens: BTreeMap::new(),
            phrases: Vec::new(),
            is_needed: want.is_needed,
            documents: 0,
            meant: 0,
        };
        for way in &want.ways {
            match way {
                Way::Word(word, worth) => {
                    self.word(word, *worth, &mut sought)?;
                    sought.phrases.extend(self.apart(word, *worth)?);
                }
                Way::Phrase(stems, worth) => {
                    let tokens = stems.iter().map(|stem| self.analyser.stem(stem)).collect();
                    sought.phrases.push((tokens, *worth));
                }
            }
        }
        for (tokens, _) in &sought.phrases {
            for token in tokens {
                sought.meant = sought.meant.max(self.dictionaries.documents(token)?);
            }
        }
        if sought.documents == 0 {
            sought.documents = sought.meant;
        }
        Ok(sought)
    }

    fn word(&self, word: &Word, worth: f32, sought: &mut Sought) -> Result<(), Fault> {
        let exact = self.analyser.word(&word.folded);
        let mut documents = self.dictionaries.documents(&exact)?;
        sought.add(exact, Token { worth, fields: ALL_FIELDS });
        for stem in &word.stems {
            let stem = self.analyser.stem(stem);
            documents = documents.max(self.dictionaries.documents(&stem)?);
            sought.add(stem, Token { worth: worth * STEM, fields: ALL_FIELDS });
        }
        sought.documents = sought.documents.max(documents);
        let may_go_on = match word.beginning {
            // `Passwort` begins `Passwortänderung`, which has no other form.
            Beginning::No => self.forgives && word.errors > 0,
            Beginning::Unfinished => word.folded.chars().count() >= self.shortest_beginning,
            Beginning::Sign => true,
        };
        if may_go_on {
            self.beginnings(word, worth, sought)?;
        }
        if self.forgives && word.errors > 0 {
            self.errors(word, worth, sought)?;
        }
        Ok(())
    }

    /// `timeout` may be written `time out` where it is never written as it was typed.
    fn apart(&self, word: &Word, worth: f32) -> Result<Option<(Vec<String>, f32)>, Fault> {
        if !self.forgives
            || word.errors == 0
            || self.dictionaries.is_there(&self.analyser.word(&word.folded))?
        {
            return Ok(None);
        }
        for (at, _) in word.folded.char_indices() {
            let (one, other) = word.folded.split_at(at);
            if [one, other].iter().any(|half| half.chars().count() < SHORTEST_APART) {
                continue;
            }
            let halves = vec![self.analyser.word(one), self.analyser.word(other)];
            if self.dictionaries.is_there(&halves[0])? && self.dictionaries.is_there(&halves[1])? {
                return Ok(Some((halves, worth * APART)));
            }
        }
        Ok(None)
    }

    fn beginnings(&self, word: &Word, worth: f32, sought: &mut Sought) -> Result<(), Fault> {
        let typed = self.analyser.word(&word.folded);
        for (token, known) in self.dictionaries.beginning(&typed)? {
            let part = real(typed.len()) / real(token.len());
            sought.found(token, known, worth * (BEGINNING + REST_OF_BEGINNING * part));
        }
        if self.forgives && word.errors > 0 {
            let dfa = automata().0.build_prefix_dfa(&word.folded);
            for (token, known) in self.dictionaries.near(&self.analyser.word(""), &dfa)? {
                sought.found(token, known, worth * WRONG_BEGINNING);
            }
        }
        Ok(())
    }

    /// Words that differ by errors, and words whose stems do: an error in `dictonary` does not hide `dictionaries`.
    fn errors(&self, word: &Word, worth: f32, sought: &mut Sought) -> Result<(), Fault> {
        let builder = if word.errors > 1 { &automata().1 } else { &automata().0 };
        let of = |known: Known| worth * if known.distance > 1 { TWO_ERRORS } else { ONE_ERROR };
        let dfa = builder.build_dfa(&word.folded);
        for (token, known) in self.dictionaries.near(&self.analyser.word(""), &dfa)? {
            sought.found(token, known, of(known));
        }
        let stem = word.stems.first().filter(|stem| stem.chars().count() >= SHORTEST_WRONG_STEM);
        if let Some(stem) = stem {
            let dfa = automata().0.build_dfa(stem);
            for (token, known) in self.dictionaries.near(&self.analyser.stem(""), &dfa)? {
                sought.found(token, known, of(known) * STEM);
            }
        }
        Ok(())
    }
}

impl Sought {
    fn add(&mut self, text: String, token: Token) {
        let known = self.tokens.entry(text).or_default();
        *known = known.or(token);
    }

    fn found(&mut self, text: String, known: Known, worth: f32) {
        self.add(text, Token { worth, fields: known.fields });
        self.meant = self.meant.max(u64::from(known.documents));
    }
}
