use std::sync::Arc;

use frostem::{Algorithm, Stemmer};
use kernel::Language;
use markup::{Kind, Placed, fold};
use tantivy::tokenizer::{
    Language as Listed, RawTokenizer, StopWordFilter, TokenFilter, TokenStream, Tokenizer,
};
use unicode_normalization::UnicodeNormalization;

/// A language whose word forms are known.
struct Known {
    /// Without a region.
    code: &'static str,
    name: &'static str,
    stemmer: Algorithm,
    /// Whose list of stop words it has; English has one of ours, because tantivy's knows no question words.
    stop: Option<Listed>,
}

const fn known(code: &'static str, name: &'static str, stemmer: Algorithm, stop: Option<Listed>) -> Known {
    Known { code, name, stemmer, stop }
}

/// By code. What is not here is searched by its letters.
const KNOWN: &[Known] = &[
    known("ar", "Arabic", Algorithm::Arabic, None),
    known("ca", "Catalan", Algorithm::Catalan, None),
    known("cs", "Czech", Algorithm::Czech, None),
    known("da", "Danish", Algorithm::Danish, Some(Listed::Danish)),
    known("de", "German", Algorithm::German, Some(Listed::German)),
    known("el", "Greek", Algorithm::Greek, None),
    known("en", "English", Algorithm::English, None),
    known("es", "Spanish", Algorithm::Spanish, Some(Listed::Spanish)),
    known("et", "Estonian", Algorithm::Estonian, None),
    known("eu", "Basque", Algorithm::Basque, None),
    known("fa", "Persian", Algorithm::Persian, None),
    known("fi", "Finnish", Algorithm::Finnish, Some(Listed::Finnish)),
    known("fr", "French", Algorithm::French, Some(Listed::French)),
    known("ga", "Irish", Algorithm::Irish, None),
    known("hi", "Hindi", Algorithm::Hindi, None),
    known("hu", "Hungarian", Algorithm::Hungarian, Some(Listed::Hungarian)),
    known("hy", "Armenian", Algorithm::Armenian, None),
    known("id", "Indonesian", Algorithm::Indonesian, None),
    known("it", "Italian", Algorithm::Italian, Some(Listed::Italian)),
    known("lt", "Lithuanian", Algorithm::Lithuanian, None),
    known("nb", "Norwegian Bokmål", Algorithm::Norwegian, Some(Listed::Norwegian)),
    known("ne", "Nepali", Algorithm::Nepali, None),
    known("nl", "Dutch", Algorithm::Dutch, Some(Listed::Dutch)),
    known("nn", "Norwegian Nynorsk", Algorithm::Norwegian, Some(Listed::Norwegian)),
    known("no", "Norwegian", Algorithm::Norwegian, Some(Listed::Norwegian)),
    known("pl", "Polish", Algorithm::Polish, None),
    known("pt", "Portuguese", Algorithm::Portuguese, Some(Listed::Portuguese)),
    known("ro", "Romanian", Algorithm::Romanian, None),
    known("ru", "Russian", Algorithm::Russian, Some(Listed::Russian)),
    known("sr", "Serbian", Algorithm::Serbian, None),
    known("sv", "Swedish", Algorithm::Swedish, Some(Listed::Swedish)),
    known("ta", "Tamil", Algorithm::Tamil, None),
    known("tr", "Turkish", Algorithm::Turkish, None),
    known("yi", "Yiddish", Algorithm::Yiddish, None),
];

/// Words that say how something is asked and not what about.
const ENGLISH: &[&str] = &[
    "a", "about", "after", "again", "all", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "but", "by", "can", "can't", "cannot", "could", "did", "didn't", "do", "does",
    "doesn't", "doing", "don't", "down", "during", "each", "few", "for", "from", "further", "get", "had",
    "has", "have", "having", "he", "her", "here", "him", "his", "how", "i", "i'm", "i've", "if", "in",
    "into", "is", "isn't", "it", "it's", "its", "just", "let", "me", "more", "most", "my", "no", "nor",
    "not", "of", "on", "once", "only", "or", "other", "our", "out", "over", "own", "same", "she", "should",
    "so", "some", "such", "than", "that", "that's", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "through", "to", "too", "under", "until", "up", "us", "very", "was", "we", "were",
    "what", "what's", "when", "where", "which", "while", "who", "whom", "why", "will", "with", "won't",
    "would", "you", "your",
];

/// A language whose word forms are found.
#[derive(Debug, Clone, Copy)]
pub struct KnownLanguage {
    /// Without a region.
    pub code: &'static str,
    /// In English.
    pub name: &'static str,
    /// Whether it is known which of its words say nothing.
    pub has_stop_words: bool,
}

/// The languages whose word forms are found, by their codes. Others are searched by their letters.
pub fn known_languages() -> impl Iterator<Item = KnownLanguage> {
    KNOWN.iter().map(|Known { code, name, stop, .. }| KnownLanguage {
        code,
        name,
        has_stop_words: stop.is_some() || *code == "en",
    })
}

/// How texts of one language become tokens.
#[derive(Clone)]
pub(crate) struct Analyser {
    code: String,
    stemmer: Option<Stemmer>,
    stop: Stop,
    known: Stems,
}

/// Stems that were found before, by the word as it was written: a few words are most of every text.
#[expect(
    clippy::disallowed_types,
    reason = "it is asked for every word of every text, and its order never shows"
)]
type Stems = std::collections::HashMap<String, Arc<[String]>>;

#[derive(Clone)]
enum Stop {
    Nothing,
    English,
    Listed(Listing),
}

/// Gives back the words that are not listed.
type Listing = <StopWordFilter as TokenFilter>::Tokenizer<RawTokenizer>;

/// Between the language and the word or stem in a token.
pub(crate) const WORD: char = '=';
pub(crate) const STEM: char = '~';

/// More stems are not kept.
const MAX_KNOWN: usize = 50_000;

impl Analyser {
    pub(crate) fn of(language: &Language) -> Self {
        Self::of_code(language.as_str())
    }

    pub(crate) fn of_code(code: &str) -> Self {
        let base = code.split('_').next().unwrap_or(code);
        let known = KNOWN.iter().find(|known| known.code == base);
        let listed = known.and_then(|known| known.stop).and_then(StopWordFilter::new);
        let stop = match listed {
            Some(filter) => Stop::Listed(filter.transform(RawTokenizer::default())),
            None if base == "en" => Stop::English,
            None => Stop::Nothing,
        };
        let stemmer = known.map(|known| Stemmer::new(known.stemmer));
        Self { code: code.to_owned(), stemmer, stop, known: Stems::new() }
    }

    /// The language's code.
    pub(crate) fn code(&self) -> &str {
        &self.code
    }

    /// The token of a word as it was written, folded.
    pub(crate) fn word(&self, word: &str) -> String {
        format!("{}{WORD}{word}", self.code)
    }

    /// The token of a stem.
    pub(crate) fn stem(&self, stem: &str) -> String {
        format!("{}{STEM}{stem}", self.code)
    }

    /// As [`Analyser::stems`], for many texts.
    pub(crate) fn stems_again(&mut self, text: &str, placed: &Placed) -> Arc<[String]> {
        let written = &text[placed.range.clone()];
        if let Some(stems) = self.known.get(written) {
            return stems.clone();
        }
        let stems: Arc<[String]> = self.stems(text, placed).into();
        if self.known.len() < MAX_KNOWN {
            self.known.insert(written.to_owned(), stems.clone());
        }
        stems
    }

    /// The stems of a word: that of what was written, and that of the word without accents where it is another, so that
    /// both ways of writing meet. A language whose forms are not known has the word itself.
    pub(crate) fn stems(&self, text: &str, placed: &Placed) -> Vec<String> {
        let (Some(stemmer), Kind::Part | Kind::Whole) = (&self.stemmer, placed.kind) else {
            return vec![placed.word.clone()];
        };
        let plain = stemmer.stem(&placed.word).into_owned();
        let written = &text[placed.range.clone()];
        if written.is_ascii() {
            return vec![plain];
        }
        let exact = fold(&stemmer.stem(&lower(written)));
        if exact == plain || exact.is_empty() { vec![plain] } else { vec![exact, plain] }
    }

    /// Whether a word says nothing about what is looked for.
    pub(crate) fn is_stop(&self, written: &str) -> bool {
        let word = lower(written).replace('\u{2019}', "'");
        match &self.stop {
            Stop::Nothing => false,
            Stop::English => ENGLISH.binary_search(&word.as_str()).is_ok(),
            Stop::Listed(listing) => !listing.clone().token_stream(&word).advance(),
        }
    }
}

/// As stemmers and lists of stop words want it.
fn lower(written: &str) -> String {
    written.to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_can_be_searched_by_halves() {
        assert!(KNOWN.is_sorted_by_key(|known| known.code));
        assert!(ENGLISH.is_sorted());
    }
}
