//! What somebody looks for, read from what they typed.

use markup::{Kind, Placed, placed_words};

use crate::language::Analyser;
use crate::synonyms::Synonyms;

/// Longer than any field takes; what follows is not read.
const MAX_SIGNS: usize = 1_000;

/// More are not looked for.
const MAX_WANTS: usize = 12;

/// From so many letters on one error is forgiven, from so many two.
const LETTERS_FOR_ONE_ERROR: usize = 4;
const LETTERS_FOR_TWO_ERRORS: usize = 8;
/// Longer words are names and codes, and looking for what differs from them takes long.
const MOST_LETTERS_FOR_ERRORS: usize = 40;

/// What a word of the same meaning is worth beside the one that was typed, and a word of a typed phrase that stands alone.
const SAME_MEANING: f32 = 0.8;
const PART_OF_PHRASE: f32 = 0.5;

/// What two words are worth that the text writes as one.
const JOINED: f32 = 0.9;

/// One thing to be found, in any of several ways.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Want {
    pub(crate) ways: Vec<Way>,
    /// Whether it counts when a document must have most of what was typed.
    pub(crate) is_needed: bool,
}

/// A way to find it, and what that is worth, from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Way {
    Word(Word, f32),
    /// Stems that stand next to each other.
    Phrase(Vec<String>, f32),
}

/// A word as it may stand in the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) folded: String,
    pub(crate) stems: Vec<String>,
    pub(crate) beginning: Beginning,
    /// How many typing errors are forgiven.
    pub(crate) errors: u8,
}

/// Whether more may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beginning {
    No,
    /// The word was still being typed.
    Unfinished,
    /// A single sign of a language without spaces, which begins a pair.
    Sign,
}

impl Want {
    /// Whether a typing error can be forgiven in it.
    pub(crate) fn can_be_wrong(&self) -> bool {
        self.ways.iter().any(|way| matches!(way, Way::Word(word, _) if word.errors > 0))
    }
}

/// A word that was typed.
struct Unit {
    word: Word,
    kind: Kind,
    /// Says how something is asked and not what about.
    is_weak: bool,
}

/// What was typed, read in one language. Nothing that can be typed is an error; punctuation alone wants nothing.
pub(crate) fn wants(typed: &str, analyser: &Analyser, synonyms: &Synonyms) -> Vec<Want> {
    let typed: String = typed.chars().take(MAX_SIGNS).collect();
    let parts: Vec<&str> = typed.split(is_quote).collect();
    let last = parts.len() - 1;
    let mut wants: Vec<(Want, bool)> = Vec::new();
    for (nth, part) in parts.into_iter().enumerate() {
        let is_quoted = nth % 2 == 1 && nth < last;
        let goes_on = nth == last && !part.ends_with(char::is_whitespace);
        let units = units(part, goes_on, analyser);
        if is_quoted {
            wants.extend(phrase(&units).map(|want| (want, false)));
        } else {
            loose(&units, analyser, synonyms, &mut wants);
        }
    }
    only_content(wants)
}

fn units(part: &str, goes_on: bool, analyser: &Analyser) -> Vec<Unit> {
    let placed: Vec<Placed> = placed_words(part).collect();
    let mut units = Vec::with_capacity(placed.len());
    let mut whole: Option<&Placed> = None;
    for (nth, one) in placed.iter().enumerate() {
        whole = if one.kind == Kind::Whole { Some(one) } else { whole };
        let follows_pair =
            nth > 0 && placed[nth - 1].kind == Kind::Pair && placed[nth - 1].range.end == one.range.end;
        if one.kind == Kind::Last && follows_pair {
            continue; // its pair holds it
        }
        let within = whole.filter(|whole| one.range.end <= whole.range.end);
        let is_weak = analyser.is_stop(&part[one.range.clone()])
            || within.is_some_and(|whole| is_rest_of_contraction(part, whole, one, analyser));
        let is_last = goes_on && nth + 1 == placed.len();
        let beginning = match one.kind {
            Kind::Last => Beginning::Sign,
            Kind::Part if is_last => Beginning::Unfinished,
            _ => Beginning::No,
        };
        let errors = if one.kind == Kind::Part { errors(&one.word) } else { 0 };
        let stems = analyser.stems(part, one);
        units.push(Unit {
            word: Word { folded: one.word.clone(), stems, beginning, errors },
            kind: one.kind,
            is_weak,
        });
    }
    units
}

/// The `t` of `can't`, the `l` of `l'article`, and all of what is a stop word as a whole.
fn is_rest_of_contraction(part: &str, whole: &Placed, one: &Placed, analyser: &Analyser) -> bool {
    let is_short = one.kind == Kind::Part && one.word.chars().count() <= 2 && whole.word.contains('\'');
    is_short || analyser.is_stop(&part[whole.range.clone()])
}

/// Numbers and codes are meant as they were typed.
fn errors(word: &str) -> u8 {
    let letters = word.chars().count();
    match letters {
        _ if word.chars().any(char::is_numeric) => 0,
        LETTERS_FOR_TWO_ERRORS..=MOST_LETTERS_FOR_ERRORS => 2,
        LETTERS_FOR_ONE_ERROR..LETTERS_FOR_TWO_ERRORS => 1,
        _ => 0,
    }
}

/// What stood between quotes is meant so.
fn phrase(units: &[Unit]) -> Option<Want> {
    let mut stems: Vec<String> = units
        .iter()
        .filter(|unit| unit.kind != Kind::Whole)
        .filter_map(|unit| unit.word.stems.first().cloned())
        .collect();
    let way = match stems.len() {
        0 => return None,
        1 => {
            let folded = units.last()?.word.folded.clone();
            Way::Word(Word { folded, stems, beginning: Beginning::No, errors: 0 }, 1.0)
        }
        _ => {
            stems.truncate(MAX_WANTS);
            Way::Phrase(stems, 1.0)
        }
    };
    Some(Want { ways: vec![way], is_needed: true })
}

fn loose(units: &[Unit], analyser: &Analyser, synonyms: &Synonyms, wants: &mut Vec<(Want, bool)>) {
    let stems: Vec<&str> =
        units.iter().map(|unit| unit.word.stems.first().map_or("", String::as_str)).collect();
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        if let Some((length, others)) = synonyms.of(&stems[at..], analyser) {
            wants.push((meaning(&units[at..at + length], others), false));
            at += length;
            continue;
        }
        let mut ways = vec![Way::Word(unit.word.clone(), 1.0)];
        let before = at.checked_sub(1).and_then(|before| units.get(before));
        ways.extend(before.and_then(|before| joined(before, unit, analyser)));
        ways.extend(units.get(at + 1).and_then(|behind| joined(unit, behind, analyser)));
        let is_needed = unit.kind != Kind::Whole;
        wants.push((Want { ways, is_needed }, unit.is_weak));
        at += 1;
    }
}

/// `unit test` is `unittest` to many.
fn joined(one: &Unit, other: &Unit, analyser: &Analyser) -> Option<Way> {
    let is_word = |unit: &Unit| unit.kind == Kind::Part && !unit.is_weak;
    if !is_word(one) || !is_word(other) {
        return None;
    }
    let text = format!("{}{}", one.word.folded, other.word.folded);
    let placed = placed_words(&text).next()?;
    let stems = analyser.stems(&text, &placed);
    Some(Way::Word(Word { folded: placed.word, stems, beginning: Beginning::No, errors: 0 }, JOINED))
}

/// A word or phrase that has others of the same meaning.
fn meaning(units: &[Unit], others: Vec<Vec<Word>>) -> Want {
    let words: Vec<Word> = units.iter().map(|unit| unit.word.clone()).collect();
    let mut ways = Vec::new();
    if words.len() > 1 {
        let content = units.iter().filter(|unit| !unit.is_weak);
        ways.extend(content.map(|unit| Way::Word(unit.word.clone(), PART_OF_PHRASE)));
    }
    ways.extend(way(words, 1.0));
    ways.extend(others.into_iter().filter_map(|words| way(words, SAME_MEANING)));
    Want { ways, is_needed: true }
}

fn way(mut words: Vec<Word>, worth: f32) -> Option<Way> {
    if words.len() == 1 {
        return words.pop().map(|word| Way::Word(word, worth));
    }
    Some(Way::Phrase(words.into_iter().map(|mut word| word.stems.swap_remove(0)).collect(), worth))
}

/// Stop words are left out, unless there is nothing else.
fn only_content(wants: Vec<(Want, bool)>) -> Vec<Want> {
    let has_content = wants.iter().any(|(want, is_weak)| want.is_needed && !is_weak);
    let mut kept: Vec<Want> = Vec::new();
    for (want, is_weak) in wants {
        if (!has_content || !is_weak) && !kept.contains(&want) && kept.len() < MAX_WANTS {
            kept.push(want);
        }
    }
    kept
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}
