//! What a form says in one language.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use kernel::{Fault, Language};
use serde::{Deserialize, Serialize};

use crate::attribute::Tree;

/// The most characters of a title.
pub const MAX_TITLE: usize = 100;
/// The most characters of an introduction.
pub const MAX_INTRODUCTION: usize = 2_000;
/// The most characters of what is said at the end.
pub const MAX_THANKS: usize = 1_000;
/// The most characters of a label.
pub const MAX_LABEL: usize = 200;
/// The most characters of a hint.
pub const MAX_HINT: usize = 500;

/// What a field says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct FieldWords {
    pub(super) label: String,
    pub(super) hint: String,
    /// The names of its choices, by their path, where they are called otherwise than in the form's own language.
    #[serde(default)]
    pub(super) choices: BTreeMap<String, String>,
}

/// What a form says in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormText {
    /// The language.
    pub language: Language,
    /// Its name in addresses, for people.
    pub slug: String,
    /// The title.
    pub title: String,
    /// What stands above the fields; may be empty.
    pub introduction: String,
    /// What is said when it was sent; may be empty.
    pub thanks: String,
    /// What its fields say, by their names.
    pub(super) fields: BTreeMap<String, FieldWords>,
    /// The form's count of changes when this was written.
    pub told: i64,
}

impl FormText {
    /// The label of a field; empty where it has none in this language.
    pub fn label(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", |words| &words.label)
    }

    /// The hint of a field.
    pub fn hint(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", |words| &words.hint)
    }

    /// An outline of what the choices of a field are called in this language, as far as that was said.
    pub fn outline(&self, field: &str, choices: &Tree) -> String {
        let named = |(path, _): (String, String)| {
            let id = path.rsplit('.').next().unwrap_or_default();
            let level = path.matches('.').count();
            let space = if level > 0 { " " } else { "" };
            let name = self.choice(field, &path)?;
            Some(format!("{}{space}{name} | {id}\n", "-".repeat(level)))
        };
        choices.entries().into_iter().filter_map(named).collect()
    }

    /// What a choice is called in this language, where it was said.
    pub fn choice(&self, field: &str, path: &str) -> Option<&str> {
        let said = self.fields.get(field)?.choices.get(path)?;
        Some(said.as_str()).filter(|said| !said.is_empty())
    }
}

/// Reads language, slug, title, introduction, thanks, words and told.
impl FromRow for FormText {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let words: String = row.get(5)?;
        Ok(Self {
            language: row.get(0)?,
            slug: row.get(1)?,
            title: row.get(2)?,
            introduction: row.get(3)?,
            thanks: row.get(4)?,
            fields: serde_json::from_str(&words).map_err(Fault::internal)?,
            told: row.get(6)?,
        })
    }
}
