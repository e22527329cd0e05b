//! Finds text keys in templates, scripts and Rust.

use super::fluent::{is_key, leading_key};

/// A template's `t("key")`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Call<'a> {
    pub(crate) key: &'a str,
    /// The key is only the start of what is looked up, as in `t("status-" ~ name)`.
    pub(crate) continues: bool,
    pub(crate) line: usize,
}

/// Everything between quotes that could be a key; of `"key.attribute"` the key.
pub(crate) fn quoted(source: &str) -> impl Iterator<Item = &str> {
    let opened = source.match_indices(['"', '\'', '`']);
    opened.filter_map(|(at, quote)| {
        let inside = &source[at + quote.len()..];
        let key = leading_key(inside);
        let rest = &inside[key.len()..];
        let attribute = rest.strip_prefix('.').map_or(0, |attribute| 1 + leading_key(attribute).len());
        (!key.is_empty() && rest[attribute..].starts_with(quote)).then_some(key)
    })
}

/// Every key a template looks up by its name, in order.
pub(crate) fn calls(source: &str) -> Vec<Call<'_>> {
    let starts = source.match_indices("t(").filter(|(at, _)| {
        !source[..*at].chars().next_back().is_some_and(|before| is_key(before) || before == '.')
    });
    starts.filter_map(|(at, call)| self::call(source, at + call.len())).collect()
}

fn call(source: &str, at: usize) -> Option<Call<'_>> {
    let argument = source[at..].trim_start();
    let quote = argument.chars().next().filter(|c| ['"', '\''].contains(c))?;
    let inside = &argument[1..];
    let key = leading_key(inside);
    let after = inside[key.len()..].strip_prefix(quote)?.trim_start();
    let line = 1 + source[..at].matches('\n').count();
    Some(Call { key, continues: after.starts_with('~') || after.starts_with('+'), line })
}
