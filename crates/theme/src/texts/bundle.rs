//! One language's Fluent files, read and checked.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::{ResolverError, errors::ReferenceKind};
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Message, Pattern};
use kernel::Language;
use minijinja::Value;
use unic_langid::LanguageIdentifier;

use super::guard;
use crate::TemplateFault;
use crate::numbers::{ASKED, NumberStyle};

/// The longest text one key may give.
const TEXT_BYTES: usize = 64 * 1024;
/// The most digits behind the point that a text may ask for.
const FRACTION_DIGITS: usize = 6;

/// The files of one language while they are being read.
pub(super) struct Bundle {
    language: String,
    fluent: FluentBundle<FluentResource>,
    keys: Vec<String>,
}

/// One text: ready, or to be built with the values it is given.
#[derive(Clone)]
pub(super) enum Told {
    Ready(Value),
    Built(Arc<FluentBundle<FluentResource>>),
}

/// The texts of one language by key; `key.attribute` names a Fluent attribute.
pub(super) type Tale = BTreeMap<Box<str>, Told>;

impl Bundle {
    pub(super) fn new(language: &Language) -> Result<Self, TemplateFault> {
        let identifier: LanguageIdentifier = language
            .tag()
            .parse()
            .map_err(|_| TemplateFault::new(format!("{language}.ftl"), None, "the language is unknown"))?;
        let mut fluent = FluentBundle::new_concurrent(vec![identifier]);
        // Values inside a right-to-left text are mostly left-to-right: names, addresses, numbers. The reverse is rare,
        // and pages mark people's words with dir="auto" themselves.
        fluent.set_use_isolating(language.is_right_to_left());
        fluent.add_function("NUMBER", number).expect("a new bundle has no function");
        Ok(Self { language: language.to_string(), fluent, keys: Vec::new() })
    }

    pub(super) fn add(&mut self, source: String) -> Result<(), TemplateFault> {
        guard::check(&source).map_err(|(line, message)| self.fault(Some(line), message))?;
        let resource = FluentResource::try_new(source).map_err(|(resource, errors)| {
            let at = errors.first().map_or(0, |error| error.pos.start);
            let line = resource.source().get(..at).map(|before| before.matches('\n').count() + 1);
            self.fault(line, errors.first().map(ToString::to_string).unwrap_or_default())
        })?;
        self.keys.extend(resource.entries().filter_map(as_message).flat_map(keys_of));
        self.fluent.add_resource_overriding(resource);
        Ok(())
    }

    pub(super) fn set_number_style(&mut self, style: NumberStyle) {
        self.fluent.set_formatter(Some(style.fluent_formatter()));
    }

    /// Builds every text that needs no value, and finds those that refer to what is not there.
    pub(super) fn tell(self) -> Result<Tale, TemplateFault> {
        let fluent = Arc::new(self.fluent);
        let mut tale = Tale::new();
        for key in self.keys {
            let told = match build(&fluent, &key, None) {
                Built::Whole(text) => Told::Ready(Value::from(text)),
                Built::Lacking { .. } => Told::Built(fluent.clone()),
                Built::Broken(why) => {
                    return Err(TemplateFault::new(
                        format!("{}.ftl", self.language),
                        None,
                        format!("{key}: {why}"),
                    ));
                }
            };
            tale.insert(key.into(), told);
        }
        Ok(tale)
    }

    fn fault(&self, line: Option<usize>, message: impl Into<String>) -> TemplateFault {
        TemplateFault::new(format!("{}.ftl", self.language), line, message)
    }
}

/// How the language writes numbers: the nearest of its files that says it.
pub(super) fn style(chain: &[&Bundle]) -> NumberStyle {
    let mark = |key| {
        let texts = chain.iter().rev().map(|bundle| build(&bundle.fluent, key, None));
        texts.into_iter().find_map(|built| match built {
            Built::Whole(text) => Some(text),
            _ => None,
        })
    };
    NumberStyle::new(mark("number-group").as_deref(), mark("number-decimal").as_deref())
}

/// A text, tried.
pub(super) enum Built {
    Whole(String),
    /// A value it needs was not given; the names of such values stand in braces.
    Lacking {
        text: String,
    },
    /// It refers to a text, term or function that is not there, or does not end.
    Broken(String),
}

pub(super) fn build(
    fluent: &FluentBundle<FluentResource>,
    key: &str,
    arguments: Option<&FluentArgs<'_>>,
) -> Built {
    let Some(pattern) = pattern(fluent, key) else {
        return Built::Broken("it has no value".to_owned());
    };
    let mut errors = Vec::new();
    let mut text = CappedText(String::new());
    if fluent.write_pattern(&mut text, pattern, arguments, &mut errors).is_err() {
        return Built::Broken("it is too long".to_owned());
    }
    match errors.iter().find(|error| !lacks_value(error)) {
        Some(error) => Built::Broken(error.to_string()),
        None if errors.is_empty() => Built::Whole(text.0),
        None => Built::Lacking { text: text.0 },
    }
}

fn pattern<'a>(fluent: &'a FluentBundle<FluentResource>, key: &str) -> Option<&'a Pattern<&'a str>> {
    match key.split_once('.') {
        Some((message, attribute)) => Some(fluent.get_message(message)?.get_attribute(attribute)?.value()),
        None => fluent.get_message(key)?.value(),
    }
}

fn lacks_value(error: &FluentError) -> bool {
    matches!(error, FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable { .. })))
}

fn as_message<'a>(entry: &'a Entry<&'a str>) -> Option<&'a Message<&'a str>> {
    match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    }
}

fn keys_of(message: &Message<&str>) -> Vec<String> {
    let name = message.id.name;
    let attributes = message.attributes.iter().map(|attribute| format!("{name}.{}", attribute.id.name));
    message.value.iter().map(|_| name.to_owned()).chain(attributes).collect()
}

/// `NUMBER($count)` writes thousands apart, as the language does; `$count` alone does not.
fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    let Some(FluentValue::Number(given)) = positional.first() else {
        return FluentValue::Error;
    };
    let mut options = given.options.clone();
    options.minimum_integer_digits = ASKED;
    options.merge(named);
    options.minimum_fraction_digits =
        options.minimum_fraction_digits.map(|digits| digits.min(FRACTION_DIGITS));
    FluentValue::Number(FluentNumber::new(given.value, options))
}

struct CappedText(String);

impl fmt::Write for CappedText {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        if self.0.len() + piece.len() > TEXT_BYTES {
            return Err(fmt::Error);
        }
        self.0.push_str(piece);
        Ok(())
    }
}
