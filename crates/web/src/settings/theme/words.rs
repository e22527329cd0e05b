//! What can be written in a template, for whoever edits one: functions, filters, settings, and what its page is given.

use serde::Serialize;
use serde_json::Value;
use theme::{Package, fields};

/// Something that can be written.
#[derive(Serialize)]
pub(super) struct Word {
    label: String,
    /// `function`, `keyword`, `property` or `variable`, as CodeMirror draws them.
    #[serde(rename = "type")]
    kind: &'static str,
    /// An example of what it holds.
    detail: String,
}

/// What can be written in this file of a theme.
pub(super) fn of(package: &Package, path: &str) -> Vec<Word> {
    let mut words: Vec<Word> =
        fields::FUNCTIONS.iter().map(|name| word(format!("{name}("), "function", "")).collect();
    words.extend(fields::FILTERS.iter().map(|name| word((*name).to_owned(), "keyword", "")));
    words.extend(
        package
            .manifest()
            .settings()
            .map(|(name, setting)| word(format!("theme.{name}"), "property", &example(&setting.default()))),
    );
    let page = crate::pages().iter().chain(crate::mails()).find(|page| page.template == path);
    for field in page.map(fields::of_page).unwrap_or_default() {
        words.push(word(field.path, "variable", &field.example));
    }
    words
}

fn word(label: String, kind: &'static str, detail: &str) -> Word {
    Word { label, kind, detail: detail.chars().take(60).collect() }
}

fn example(value: &Value) -> String {
    if let Value::String(text) = value { text.clone() } else { value.to_string() }
}
