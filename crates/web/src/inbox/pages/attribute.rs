//! What a conversation has of custom attributes: beside it, and on the page where it is changed.

use serde::{Deserialize, Serialize};

use super::Problem;

/// The values beside a conversation, and where they are changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeRows {
    pub(crate) rows: Vec<AttributeRow>,
    pub(crate) change_url: Option<String>,
}

/// A value beside the conversation; nothing of one that is not for the eyes of who looks.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeRow {
    pub(crate) name: String,
    pub(crate) value: Option<AttributeValue>,
}

/// A value, to be written as its type is.
#[derive(Serialize, Deserialize)]
#[serde(tag = "type", content = "is", rename_all = "lowercase")]
pub(crate) enum AttributeValue {
    Texts(Vec<String>),
    At(i64),
    Truth(bool),
    Url(String),
}

/// The page where values are changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attributes {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) fields: Vec<AttributeField>,
    pub(crate) problems: Vec<Problem>,
}

/// A field of the form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeField {
    /// What the form calls it.
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) required: bool,
    /// `line`, `text`, `number`, `moment`, `url`, `one` of the options, or `many` of them.
    pub(crate) kind: String,
    /// As it was typed, where there is nothing to choose from.
    pub(crate) typed: String,
    pub(crate) options: Vec<AttributeOption>,
}

/// Something to choose: under a name, or under a text of ours.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributeOption {
    pub(crate) value: String,
    pub(crate) label: Option<String>,
    pub(crate) key: Option<String>,
    pub(crate) chosen: bool,
}
