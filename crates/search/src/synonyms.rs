use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use markup::{Kind, placed_words};

use crate::language::Analyser;
use crate::want::{Beginning, Word};

/// More are not read: so many groups, so many words or phrases in one, so many words in a phrase.
const MAX_GROUPS: usize = 1_000;
const MAX_MEMBERS: usize = 20;
const MAX_WORDS: usize = 5;

/// Groups of words and phrases that mean the same. They widen a question, so that changing them changes no index.
#[derive(Debug, Default)]
pub struct Synonyms {
    groups: Vec<Vec<String>>,
    /// As each language reads them, made when it first asks.
    read: Mutex<BTreeMap<String, Arc<Read>>>,
}

#[derive(Debug, Default)]
struct Read {
    members: Vec<Vec<Vec<Word>>>,
    /// The groups that a row of stems belongs to.
    groups_of: BTreeMap<Vec<String>, Vec<usize>>,
}

impl Synonyms {
    /// Of these groups.
    pub fn new(mut groups: Vec<Vec<String>>) -> Self {
        groups.truncate(MAX_GROUPS);
        for members in &mut groups {
            members.truncate(MAX_MEMBERS);
        }
        Self { groups, read: Mutex::default() }
    }

    /// How many of these stems, from the first on, have others of the same meaning, and those.
    pub(crate) fn of(&self, stems: &[&str], analyser: &Analyser) -> Option<(usize, Vec<Vec<Word>>)> {
        if self.groups.is_empty() {
            return None;
        }
        let read = self.read_by(analyser);
        (1..=stems.len().min(MAX_WORDS)).rev().find_map(|length| {
            let typed: Vec<String> = stems[..length].iter().map(|stem| (*stem).to_owned()).collect();
            let groups = read.groups_of.get(&typed)?;
            let members = groups.iter().flat_map(|group| &read.members[*group]);
            let others = members.filter(|member| stems_of(member) != typed).cloned();
            Some((length, others.take(MAX_MEMBERS).collect()))
        })
    }

    fn read_by(&self, analyser: &Analyser) -> Arc<Read> {
        let mut languages = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        languages
            .entry(analyser.code().to_owned())
            .or_insert_with(|| Arc::new(Read::of(&self.groups, analyser)))
            .clone()
    }
}

impl Read {
    fn of(groups: &[Vec<String>], analyser: &Analyser) -> Self {
        let mut read = Self::default();
        for (nth, members) in groups.iter().enumerate() {
            let members: Vec<_> = members
                .iter()
                .map(|member| words(member, analyser))
                .filter(|words| !words.is_empty())
                .collect();
            for member in &members {
                read.groups_of.entry(stems_of(member)).or_default().push(nth);
            }
            read.members.push(members);
        }
        read
    }
}

fn words(member: &str, analyser: &Analyser) -> Vec<Word> {
    let placed = placed_words(member).filter(|placed| placed.kind != Kind::Whole);
    let word = |placed: markup::Placed| Word {
        stems: analyser.stems(member, &placed),
        folded: placed.word,
        beginning: Beginning::No,
        errors: 0,
    };
    placed.map(word).take(MAX_WORDS).collect()
}

fn stems_of(words: &[Word]) -> Vec<String> {
    words.iter().filter_map(|word| word.stems.first().cloned()).collect()
}
