//! The dictionaries of the index: which words there are that begin so, or differ by so much.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use kernel::Fault;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;
use tantivy::{Searcher, Term};
use tantivy_fst::Automaton;

use crate::fault::failed;

/// No more words are taken that begin alike, or that differ by errors; the most frequent are.
const MAX_BEGINNINGS: usize = 512;
const MAX_ERRONEOUS: usize = 48;

/// Those of some fields, in all segments.
#[derive(Clone, Copy)]
pub(crate) struct Dictionaries<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a [Field],
}

/// What the dictionaries say of a token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known {
    /// How far it is from what was typed.
    pub(crate) distance: u8,
    /// The places of the fields that have it, as bits.
    pub(crate) fields: u8,
    pub(crate) documents: u32,
}

pub(crate) type Found = BTreeMap<String, Known>;

impl Dictionaries<'_> {
    /// In how many documents it is, at least: in so many of the field that has it most often.
    pub(crate) fn documents(&self, token: &str) -> Result<u64, Fault> {
        let of_field = |field: &Field| self.searcher.doc_freq(&Term::from_field_text(*field, token));
        let most = self.fields.iter().map(of_field).try_fold(0, |most, next| Ok(u64::max(most, next?)));
        most.map_err(|error: tantivy::TantivyError| failed(error))
    }

    /// Whether any has it.
    pub(crate) fn is_there(&self, token: &str) -> Result<bool, Fault> {
        let mut found = false;
        self.each_dictionary(|_, dictionary| {
            found = found || dictionary.term_ord(token)?.is_some();
            Ok(())
        })?;
        Ok(found)
    }

    /// Tokens that begin with one.
    pub(crate) fn beginning(&self, token: &str) -> Result<Found, Fault> {
        let mut found = Found::new();
        self.each_dictionary(|field, dictionary| {
            let mut stream = dictionary.range().ge(token).into_stream()?;
            while stream.advance() && stream.key().starts_with(token.as_bytes()) {
                note(&mut found, stream.key(), 0, field, stream.value().doc_freq);
            }
            Ok(())
        })?;
        Ok(most_frequent(found, MAX_BEGINNINGS))
    }

    /// Tokens that begin with `start` and go on as an automaton accepts, but for what was typed itself.
    pub(crate) fn near(&self, start: &str, dfa: &DFA) -> Result<Found, Fault> {
        let mut found = Found::new();
        self.each_dictionary(|field, dictionary| {
            let mut stream = dictionary.search(Near { start: start.as_bytes(), dfa }).into_stream()?;
            while stream.advance() {
                if let Distance::Exact(distance @ 1..) = dfa.eval(&stream.key()[start.len()..]) {
                    note(&mut found, stream.key(), distance, field, stream.value().doc_freq);
                }
            }
            Ok(())
        })?;
        Ok(most_frequent(found, MAX_ERRONEOUS))
    }

    /// Visits each dictionary with the place of its field.
    fn each_dictionary(
        &self,
        mut visit: impl FnMut(usize, &TermDictionary) -> std::io::Result<()>,
    ) -> Result<(), Fault> {
        for segment in self.searcher.segment_readers() {
            for (nth, field) in self.fields.iter().enumerate() {
                let index = segment.inverted_index(*field).map_err(failed)?;
                visit(nth, index.terms()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn note(found: &mut Found, key: &[u8], distance: u8, field: usize, documents: u32) {
    if let Ok(token) = std::str::from_utf8(key) {
        let known = found.entry(token.to_owned()).or_default();
        known.distance = distance;
        known.fields |= 1 << field;
        known.documents += documents;
    }
}

fn most_frequent(found: Found, most: usize) -> Found {
    if found.len() <= most {
        return found;
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, known)| (known.distance, u32::MAX - known.documents));
    found.truncate(most);
    found.into_iter().collect()
}

/// For one error and for two. Letters that changed places are one.
pub(crate) fn automata() -> &'static (LevenshteinAutomatonBuilder, LevenshteinAutomatonBuilder) {
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
