//! Writing front matter that every reader of YAML understands.

use std::fmt::Write;

/// Writes front matter.
#[derive(Debug, Default)]
pub(crate) struct Writer(String);

impl Writer {
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            _ = writeln!(self.0, "{key}: {}", written(value));
        }
    }

    pub(crate) fn number(&mut self, key: &str, value: i64) {
        _ = writeln!(self.0, "{key}: {value}");
    }

    /// A list, also one with nothing in it.
    pub(crate) fn all(&mut self, key: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|value| written(value)).collect();
        _ = writeln!(self.0, "{key}: [{}]", values.join(", "));
    }

    /// Lines as they stand.
    pub(crate) fn lines(&mut self, lines: &str) {
        self.0.push_str(lines);
    }

    /// With the text behind it.
    pub(crate) fn before(self, body: &str) -> String {
        format!("---\n{}---\n\n{}\n", self.0, body.trim_end_matches('\n'))
    }
}

/// Words between quotes, unless they are plain for every reader of YAML.
fn written(value: &str) -> String {
    let is_plain_sign = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '(' | ')');
    let is_word = matches!(
        value.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
    );
    let begins = value.chars().next().is_some_and(char::is_alphabetic);
    if begins && !is_word && value.chars().all(is_plain_sign) && !value.ends_with(' ') {
        return value.to_owned();
    }
    let escaped = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    format!("\"{escaped}\"")
}
