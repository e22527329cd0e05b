//! Which words of the index a word may mean: itself, its forms, what begins so, what differs by a typing error.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use kernel::Fault;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;

use crate::fault::failed;
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

/// From so many letters on an error is forgiven in a beginning: fewer begin too many words.
const LETTERS_FOR_WRONG_BEGINNING: usize = 5;

/// No more words are taken that begin alike, or that differ by errors; the most frequent are.
const MAX_BEGINNINGS: usize = 512;
const MAX_ERRONEOUS: usize = 48;

/// What is looked for, in words of the index.
#[derive(Debug)]
pub(crate) struct Sought {
    pub(crate) tokens: BTreeMap<String, f32>,
    pub(crate) phrases: Vec<(Vec<String>, f32)>,
    pub(crate) is_needed: bool,
    /// The documents that have the word or its stem; without any, those that have what may be meant.
    pub(crate) documents: u64,
}

/// Looks words up in the dictionaries of some fields.
pub(crate) struct Expander<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a [Field],
    pub(crate) analyser: &'a Analyser,
    /// A beginning of fewer letters is none.
    pub(crate) shortest_beginning: usize,
}

impl Expander<'_> {
    pub(crate) fn expand(&self, want: &Want) -> Result<Sought, Fault> {
        let mut sought =
            Sought { tokens: BTreeMap::new(), phrases: Vec::new(), is_needed: want.is_needed, documents: 0 };
        for way in &want.ways {
            match way {
                Way::Word(word, worth) => self.word(word, *worth, &mut sought.tokens)?,
                Way::Phrase(stems, worth) => {
                    let tokens = stems.iter().map(|stem| self.analyser.stem(stem)).collect();
                    sought.phrases.push((tokens, *worth));
                }
            }
        }
        sought.documents = self.documents(&sought)?;
        Ok(sought)
    }

    fn word(&self, word: &Word, worth: f32, tokens: &mut BTreeMap<String, f32>) -> Result<(), Fault> {
        let mut add = |token: String, factor: f32| {
            let known = tokens.entry(token).or_insert(0.0);
            *known = known.max(worth * factor);
        };
        for stem in &word.stems {
            add(self.analyser.stem(stem), STEM);
        }
        let letters = word.folded.chars().count();
        let may_go_on = match word.beginning {
            Beginning::No => false,
            Beginning::Unfinished => letters >= self.shortest_beginning,
            Beginning::Sign => true,
        };
        if may_go_on {
            self.beginnings(word, letters, &mut add)?;
        }
        add(self.analyser.word(&word.folded), 1.0);
        if word.errors > 0 {
            self.errors(word, &mut add)?;
        }
        Ok(())
    }

    fn beginnings(
        &self,
        word: &Word,
        letters: usize,
        add: &mut impl FnMut(String, f32),
    ) -> Result<(), Fault> {
        let typed = self.analyser.word(&word.folded);
        for token in self.beginning(&typed)? {
            let part = real(typed.len()) / real(token.len());
            add(token, BEGINNING + REST_OF_BEGINNING * part);
        }
        if letters >= LETTERS_FOR_WRONG_BEGINNING && word.errors > 0 {
            let dfa = automata().0.build_prefix_dfa(&word.folded);
            for (token, _) in self.near(&self.analyser.word(""), &dfa)? {
                add(token, WRONG_BEGINNING);
            }
        }
        Ok(())
    }

    /// Words that differ by errors, and words whose stems do: an error in `dictonary` does not hide `dictionaries`.
    fn errors(&self, word: &Word, add: &mut impl FnMut(String, f32)) -> Result<(), Fault> {
        let builder = if word.errors > 1 { &automata().1 } else { &automata().0 };
        let worth = |distance: u8| if distance > 1 { TWO_ERRORS } else { ONE_ERROR };
        let dfa = builder.build_dfa(&word.folded);
        for (token, distance) in self.near(&self.analyser.word(""), &dfa)? {
            add(token, worth(distance));
        }
        let stem = word.stems.first().filter(|stem| stem.chars().count() >= 4);
        if let Some(stem) = stem {
            let dfa = automata().0.build_dfa(stem);
            for (token, distance) in self.near(&self.analyser.stem(""), &dfa)? {
                add(token, worth(distance) * STEM);
            }
        }
        Ok(())
    }

    fn beginning(&self, token: &str) -> Result<Vec<String>, Fault> {
        let mut found = BTreeMap::new();
        self.each_dictionary(|dictionary| {
            let mut stream = dictionary.range().ge(token).into_stream()?;
            while stream.advance() && stream.key().starts_with(token.as_bytes()) {
                count(&mut found, stream.key(), 0, stream.value().doc_freq);
            }
            Ok(())
        })?;
        Ok(most_frequent(found, MAX_BEGINNINGS).into_iter().map(|(token, _)| token).collect())
    }

    /// Tokens that begin with `start` and go on as an automaton accepts, each with its distance.
    fn near(&self, start: &str, dfa: &DFA) -> Result<Vec<(String, u8)>, Fault> {
        let mut found = BTreeMap::new();
        self.each_dictionary(|dictionary| {
            let mut stream = dictionary.search(Near { start: start.as_bytes(), dfa }).into_stream()?;
            while stream.advance() {
                if let Distance::Exact(distance @ 1..) = dfa.eval(&stream.key()[start.len()..]) {
                    count(&mut found, stream.key(), distance, stream.value().doc_freq);
                }
            }
            Ok(())
        })?;
        Ok(most_frequent(found, MAX_ERRONEOUS))
    }

    fn each_dictionary(
        &self,
        mut visit: impl FnMut(&TermDictionary) -> std::io::Result<()>,
    ) -> Result<(), Fault> {
        for segment in self.searcher.segment_readers() {
            for field in self.fields {
                let index = segment.inverted_index(*field).map_err(failed)?;
                visit(index.terms()).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn documents(&self, sought: &Sought) -> Result<u64, Fault> {
        let of = |least: f32| -> Result<u64, Fault> {
            let tokens = sought.tokens.iter().filter(|(_, worth)| **worth >= least);
            let phrases = sought.phrases.iter().flat_map(|(tokens, _)| tokens).map(|token| (token, &0.0));
            let mut most = 0;
            for (token, _) in tokens.chain(phrases) {
                for field in self.fields {
                    let term = Term::from_field_text(*field, token);
                    most = most.max(self.searcher.doc_freq(&term).map_err(failed)?);
                }
            }
            Ok(most)
        };
        match of(STEM)? {
            0 => of(0.0),
            documents => Ok(documents),
        }
    }
}

/// By token: how far from what was typed, and in how many documents.
type Found = BTreeMap<String, (u8, u32)>;

fn count(found: &mut Found, key: &[u8], distance: u8, documents: u32) {
    if let Ok(token) = std::str::from_utf8(key) {
        found.entry(token.to_owned()).or_insert((distance, 0)).1 += documents;
    }
}

fn most_frequent(found: Found, most: usize) -> Vec<(String, u8)> {
    let mut found: Vec<_> = found.into_iter().collect();
    if found.len() > most {
        found.sort_by_key(|(_, (distance, documents))| (*distance, u32::MAX - documents));
        found.truncate(most);
    }
    found.into_iter().map(|(token, (distance, _))| (token, distance)).collect()
}

/// For one error and for two. Letters that changed places are one.
fn automata() -> &'static (LevenshteinAutomatonBuilder, LevenshteinAutomatonBuilder) {
    static BUILDERS: OnceLock<(LevenshteinAutomatonBuilder, LevenshteinAutomatonBuilder)> = OnceLock::new();
    BUILDERS.get_or_init(|| {
        (LevenshteinAutomatonBuilder::new(1, true), LevenshteinAutomatonBuilder::new(2, true))
    })
}

/// Accepts what stands behind a fixed start as another automaton does.
struct Near<'a> {
    start: &'a [u8],
    dfa: &'a DFA,
}

#[derive(Clone, Copy)]
enum State {
    /// So many bytes of the start were read.
    Start(usize),
    Behind(u32),
    Nowhere,
}

impl Automaton for Near<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Start(0)
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Behind(state) if matches!(self.dfa.distance(*state), Distance::Exact(_)))
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Start(_) => true,
            State::Behind(state) => *state != SINK_STATE,
            State::Nowhere => false,
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match state {
            State::Start(read) if self.start[*read] != byte => State::Nowhere,
            State::Start(read) if read + 1 < self.start.len() => State::Start(read + 1),
            State::Start(_) => State::Behind(self.dfa.initial_state()),
            State::Behind(state) => State::Behind(self.dfa.transition(*state, byte)),
            State::Nowhere => State::Nowhere,
        }
    }
}
