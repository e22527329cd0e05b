//! Reads as much of a Fluent file as says which keys there are, in which order, and what each one takes.

use std::collections::{BTreeMap, BTreeSet};

/// The texts of one file.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// In the file's order; a term with its hyphen.
    order: Vec<String>,
    by_key: BTreeMap<String, Text>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// `$name`s, without the sign.
    pub(crate) arguments: BTreeSet<String>,
    /// Other texts and terms that it is made of.
    pub(crate) refers_to: BTreeSet<String>,
}

impl Texts {
    pub(crate) fn read(source: &str) -> Self {
        let mut texts = Self::default();
        let mut current = None;
        for line in source.lines() {
            let value = if let Some((key, value)) = entry(line) {
                texts.order.push(key.to_owned());
                current = Some(key);
                value
            } else if line.starts_with('#') {
                current = None;
                continue;
            } else {
                line
            };
            if let Some(key) = current {
                texts.by_key.entry(key.to_owned()).or_default().take_in(value);
            }
        }
        texts
    }

    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Text> {
        self.by_key.get(key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &String> {
        self.by_key.keys()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&String, &Text)> {
        self.by_key.iter()
    }

    /// Keys that stand behind one they should stand before, or a second time.
    pub(crate) fn unsorted(&self) -> impl Iterator<Item = &String> {
        self.order.windows(2).filter(|pair| pair[0] >= pair[1]).map(|pair| &pair[1])
    }

    pub(crate) fn any_starts(&self, start: &str) -> bool {
        self.by_key.keys().any(|key| key.starts_with(start))
    }
}

/// A line that begins a text: its key, and what follows the equals sign.
fn entry(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once('=')?;
    let key = name.trim_end();
    let letters = key.strip_prefix('-').unwrap_or(key);
    let named = letters.starts_with(|c: char| c.is_ascii_alphabetic()) && letters.chars().all(is_key);
    named.then_some((key, value))
}

/// Whether a key may hold this character.
pub(crate) fn is_key(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == '_'
}

/// The run of key characters a text begins with.
pub(crate) fn leading_key(text: &str) -> &str {
    text.find(|c: char| !is_key(c)).map_or(text, |end| &text[..end])
}

impl Text {
    fn take_in(&mut self, line: &str) {
        self.arguments.extend(names_after(line, '$'));
        // `{ brand-name }`, `{ -term }`; a function such as `NUMBER` is written in capitals
        let named = names_after(line, '{').filter(|name| !name.starts_with(|c: char| c.is_ascii_uppercase()));
        self.refers_to.extend(named);
    }
}

fn names_after(line: &str, sign: char) -> impl Iterator<Item = String> {
    line.split(sign)
        .skip(1)
        .map(|rest| leading_key(rest.trim_start()).to_owned())
        .filter(|name| !name.is_empty())
}
