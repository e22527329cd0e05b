//! Shortcuts: the page where they are kept, and what the box offers of them.

use serde::{Deserialize, Serialize};

use super::Problem;

/// The own shortcuts and everybody's, with the form that keeps one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shortcuts {
    pub(crate) action: String,
    pub(crate) back_url: String,
    /// Whether this user writes for everybody.
    pub(crate) may_share: bool,
    /// The names of places that are filled.
    pub(crate) places: Vec<String>,
    pub(crate) rows: Vec<ShortcutRow>,
    pub(crate) form: ShortcutForm,
}

/// A shortcut in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShortcutRow {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) shared: bool,
    pub(crate) edit_url: String,
    pub(crate) remove_url: String,
}

/// The one that is being written; without an id it is a new one.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShortcutForm {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) shared: bool,
    pub(crate) problems: Vec<Problem>,
}

/// A shortcut that the box offers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShortcutChoice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) shared: bool,
}

/// A snippet that the box offers.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SnippetChoice {
    pub(crate) id: String,
    pub(crate) name: String,
}
