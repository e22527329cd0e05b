//! The pages on which attributes, snippets and the details of the portal are defined.

use serde::{Deserialize, Serialize};

use super::BrandChoice;
use crate::inbox::pages::{AttributeOption, Problem};

/// Every attribute, with the form that keeps one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinedAttributes {
    pub(crate) action: String,
    pub(crate) objects: Vec<DefinedObject>,
    pub(crate) form: AttributeForm,
}

/// The attributes of one object.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinedObject {
    pub(crate) key: String,
    pub(crate) rows: Vec<DefinedAttribute>,
}

/// An attribute in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinedAttribute {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) edit_url: String,
    pub(crate) url: String,
}

/// The one that is being written; without an id it is a new one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeForm {
    pub(crate) id: String,
    pub(crate) object: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) snippets: Vec<AttributeOption>,
    pub(crate) required: bool,
    pub(crate) sensitive: bool,
    pub(crate) many: bool,
    pub(crate) options: String,
    pub(crate) problems: Vec<Problem>,
}

/// Every snippet, with the form that keeps one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinedSnippets {
    pub(crate) action: String,
    pub(crate) rows: Vec<DefinedSnippet>,
    pub(crate) form: SnippetForm,
}

/// A snippet in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinedSnippet {
    pub(crate) name: String,
    pub(crate) is_outdated: bool,
    pub(crate) edit_url: String,
    pub(crate) remove_url: String,
}

/// The one that is being written; without an id it is a new one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SnippetForm {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) texts: Vec<SnippetText>,
    pub(crate) problems: Vec<Problem>,
}

/// A text in one language.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SnippetText {
    pub(crate) language: String,
    pub(crate) text: String,
    /// Its source has changed since.
    pub(crate) is_outdated: bool,
    /// It is said to be right all the same.
    pub(crate) is_right: bool,
}

/// What the portal of a knowledge base shows of a conversation.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChosenDetails {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) site: String,
    /// Whether there are as many as there may be.
    pub(crate) full: bool,
    pub(crate) rows: Vec<ChosenDetail>,
    pub(crate) choices: Vec<AttributeOption>,
    pub(crate) snippets: Vec<AttributeOption>,
    pub(crate) title: String,
    pub(crate) problems: Vec<Problem>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChosenDetail {
    pub(crate) what: AttributeOption,
    /// Whether no customer sees it, because it is sensitive now.
    pub(crate) hidden: bool,
    pub(crate) title: String,
    pub(crate) snippets: Vec<AttributeOption>,
    /// What is wrong with the name that was typed for it.
    pub(crate) problems: Vec<Problem>,
    pub(crate) rename_url: String,
    pub(crate) place_url: String,
    pub(crate) remove_url: String,
}
