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

/// Two words that were typed as one.
const APART: f32 = 0.8;
/// Each of them has so many letters.
const SHORTEST_APART: usize = 3;

/// The stem of a word with an error is one of so many letters at least.
const SHORTEST_WRONG_STEM: usize = 4;

/// No more words are taken that begin alike, or that differ by errors; the most frequent are.
const MAX_BEGINNINGS: usize = 512;
const MAX_ERRONEOUS: usize = 48;

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
    pub(crate) searcher: &'a Searcher,
    pub(crate) fields: &'a [Field],
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
                sought.meant = sought.meant.max(self.documents(token)?);
            }
        }
        if sought.documents == 0 {
            sought.documents = sought.meant;
        }
        Ok(sought)
    }

    fn word(&self, word: &Word, worth: f32, sought: &mut Sought) -> Result<(), Fault> {
        let exact = self.analyser.word(&word.folded);
        let mut documents = self.documents(&exact)?;
        sought.add(exact, Token { worth, fields: ALL_FIELDS });
        for stem in &word.stems {
            let stem = self.analyser.stem(stem);
            documents = documents.max(self.documents(&stem)?);
            sought.add(stem, Token { worth: worth * STEM, fields: ALL_FIELDS });
        }
        sought.documents = sought.documents.max(documents);
        let may_go_on = match word.beginning {
            Beginning::No => false,
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

    /// In how many documents it is, at least: in so many of the field that has it most often.
    fn documents(&self, token: &str) -> Result<u64, Fault> {
        let of_field = |field: &Field| self.searcher.doc_freq(&Term::from_field_text(*field, token));
        let most = self.fields.iter().map(of_field).try_fold(0, |most, next| Ok(u64::max(most, next?)));
        most.map_err(|error: tantivy::TantivyError| failed(error))
    }

    /// `timeout` may be written `time out` where it is never written as it was typed.
    fn apart(&self, word: &Word, worth: f32) -> Result<Option<(Vec<String>, f32)>, Fault> {
        if !self.forgives || word.errors == 0 || self.is_there(&self.analyser.word(&word.folded))? {
            return Ok(None);
        }
        for (at, _) in word.folded.char_indices() {
            let (one, other) = word.folded.split_at(at);
            if [one, other].iter().any(|half| half.chars().count() < SHORTEST_APART) {
                continue;
            }
            let halves = vec![self.analyser.word(one), self.analyser.word(other)];
            if self.is_there(&halves[0])? && self.is_there(&halves[1])? {
                return Ok(Some((halves, worth * APART)));
            }
        }
        Ok(None)
    }

    fn is_there(&self, token: &str) -> Result<bool, Fault> {
        let mut found = false;
        self.each_dictionary(|_, dictionary| {
            found = found || dictionary.term_ord(token)?.is_some();
            Ok(())
        })?;
        Ok(found)
    }

    fn beginnings(&self, word: &Word, worth: f32, sought: &mut Sought) -> Result<(), Fault> {
        let typed = self.analyser.word(&word.folded);
        for (token, known) in self.beginning(&typed)? {
            let part = real(typed.len()) / real(token.len());
            sought.found(token, known, worth * (BEGINNING + REST_OF_BEGINNING * part));
        }
        if self.forgives && word.errors > 0 {
            let dfa = automata().0.build_prefix_dfa(&word.folded);
            for (token, known) in self.near(&self.analyser.word(""), &dfa)? {
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
        for (token, known) in self.near(&self.analyser.word(""), &dfa)? {
            sought.found(token, known, of(known));
        }
        let stem = word.stems.first().filter(|stem| stem.chars().count() >= SHORTEST_WRONG_STEM);
        if let Some(stem) = stem {
            let dfa = automata().0.build_dfa(stem);
            for (token, known) in self.near(&self.analyser.stem(""), &dfa)? {
                sought.found(token, known, of(known) * STEM);
            }
        }
        Ok(())
    }

    fn beginning(&self, token: &str) -> Result<Found, Fault> {
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
    fn near(&self, start: &str, dfa: &DFA) -> Result<Found, Fault> {
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

/// What the dictionaries say of a token.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// How far it is from what was typed.
    distance: u8,
    fields: u8,
    documents: u32,
}

type Found = BTreeMap<String, Known>;

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
