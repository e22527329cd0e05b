//! One language's table of texts, with everything it falls back to already in it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentValue;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use minijinja::Value;

use super::bundle::{Built, Tale, Told, build};
use crate::TemplateFault;
use crate::dates::DateWords;
use crate::numbers::NumberStyle;

/// Whole numbers up to here are exact, and the plural rules take them.
const EXACT: i64 = 1 << 53;
/// Numbers with a fraction are given to texts rounded to thousandths.
const THOUSANDTHS: f64 = 1000.0;

/// A value that a text is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// Words, written as they are.
    Text(&'a str),
    /// A number, by which the text can choose its plural form.
    Number(i64),
    /// A number with a fraction.
    Fraction(f64),
}

/// A text that could not be told, and what to show instead.
pub(crate) struct Untold {
    pub(crate) instead: String,
    pub(crate) why: String,
}

pub(crate) struct Words {
    table: BTreeMap<Box<str>, Told>,
    own: BTreeSet<Box<str>>,
    pub(crate) numbers: NumberStyle,
    pub(crate) dates: DateWords,
}

impl Words {
    /// Lays the tables of a chain over each other, the language's own last.
    pub(super) fn merge(language: &str, chain: &[&Tale]) -> Result<Self, TemplateFault> {
        let table: BTreeMap<_, _> = chain
            .iter()
            .flat_map(|tale| tale.iter())
            .map(|(key, told)| (key.clone(), told.clone()))
            .collect();
        let own = chain.last().into_iter().flat_map(|tale| tale.keys().cloned()).collect();
        let mut words = Self { table, own, numbers: NumberStyle::default(), dates: DateWords::default() };
        words.numbers = NumberStyle::of(&words);
        words.dates = DateWords::of(&words)
            .map_err(|message| TemplateFault::new(format!("{language}.ftl"), None, message))?;
        Ok(words)
    }

    pub(super) fn own_keys(&self) -> impl Iterator<Item = &str> {
        self.own.iter().map(|key| &**key)
    }

    /// The text when it needs no value: the common case, one look-up.
    pub(crate) fn ready(&self, key: &str) -> Option<&Value> {
        match self.table.get(key) {
            Some(Told::Ready(text)) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn text<'a>(
        &'a self,
        key: &str,
        arguments: &[(&str, Argument<'_>)],
    ) -> Result<Cow<'a, str>, Untold> {
        match self.table.get(key) {
            Some(Told::Ready(text)) => Ok(Cow::Borrowed(text.as_str().unwrap_or_default())),
            Some(Told::Built(fluent)) => {
                let arguments = arguments.iter().map(|(name, value)| (*name, value.to_fluent())).collect();
                told(key, build(fluent, key, Some(&arguments))).map(Cow::Owned)
            }
            None => Err(Untold { instead: key.to_owned(), why: format!("there is no text {key:?}") }),
        }
    }
}

fn told(key: &str, built: Built) -> Result<String, Untold> {
    match built {
        Built::Whole(text) => Ok(text),
        Built::Lacking { text } => {
            let why = format!("the text {key:?} needs a value that it is not given: {text}");
            Err(Untold { instead: text, why })
        }
        Built::Broken(why) => {
            Err(Untold { instead: key.to_owned(), why: format!("the text {key:?} is broken: {why}") })
        }
    }
}

impl<'a> Argument<'a> {
    /// Numbers that the plural rules could not read are given as words: they panic on what fits no 64 bits.
    fn to_fluent(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) if (-EXACT..=EXACT).contains(&number) =>
            {
                #[expect(clippy::cast_precision_loss, reason = "it is exact up to 2^53")]
                plain_number(number as f64)
            }
            Self::Number(number) => FluentValue::from(number.to_string()),
            Self::Fraction(number) if number.abs() < 1e9 => {
                plain_number((number * THOUSANDTHS).round() / THOUSANDTHS)
            }
            Self::Fraction(number) => FluentValue::from(number.to_string()),
        }
    }
}

/// With the options of a number written in a text: `[0]` is chosen only by one that is the same in all of them.
fn plain_number(value: f64) -> FluentValue<'static> {
    FluentValue::Number(FluentNumber::new(value, FluentNumberOptions::default()))
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Argument<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
