//! Pages that ask before a conversation goes: into another one, or for good.

use serde::{Deserialize, Serialize};

use super::Problem;

/// Choosing the conversation into which one is merged.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merge {
    pub(crate) back_url: String,
    pub(crate) search_url: String,
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) customer: String,
    /// The number that was looked for, as it was typed.
    pub(crate) typed: String,
    pub(crate) choices: Vec<MergeChoice>,
    pub(crate) has_more: bool,
    pub(crate) problems: Vec<Problem>,
}

/// A conversation to choose.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeChoice {
    pub(crate) url: String,
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) status: String,
    pub(crate) activity_at: i64,
    pub(crate) excerpt: String,
    pub(crate) brand: String,
}

/// Confirming that one is merged into the other.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeConfirm {
    pub(crate) back_url: String,
    pub(crate) action: String,
    /// The same page with the two the other way round.
    pub(crate) swap_url: String,
    pub(crate) from: MergeSide,
    pub(crate) into: MergeSide,
    /// Whether the one that stays is opened by it.
    pub(crate) reopens: bool,
    /// The addresses whose holders see all of it from then on, where there are several.
    pub(crate) seen_by: Vec<String>,
}

/// One of the two.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MergeSide {
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) status: String,
    pub(crate) brand: String,
}

/// Confirming that a conversation is deleted.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Delete {
    pub(crate) back_url: String,
    pub(crate) action: String,
    pub(crate) number: i64,
    pub(crate) subject: Option<String>,
    pub(crate) customer: String,
    pub(crate) messages: i64,
    pub(crate) files: i64,
    pub(crate) notes: i64,
    /// Answers that have not left, and then never will.
    pub(crate) waiting: i64,
    pub(crate) problems: Vec<Problem>,
}
