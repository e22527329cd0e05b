//! What the pages of searching and of redirects show.

use serde::{Deserialize, Serialize};

use super::BrandChoice;
use crate::inbox::pages::Problem;

/// Settings > Knowledge Base > Search.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchSettings {
    pub(crate) action: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) spans: Vec<Span>,
    /// So many days back is looked.
    pub(crate) days: i64,
    pub(crate) searches: i64,
    pub(crate) misses: i64,
    pub(crate) clicks: i64,
    pub(crate) most_searched: Vec<SearchedRow>,
    pub(crate) most_missed: Vec<SearchedRow>,
    /// Words that mean the same, a group a line.
    pub(crate) words: String,
    /// What the page was drawn with.
    pub(crate) seen: i64,
    pub(crate) problems: Vec<Problem>,
}

/// How far back can be looked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    pub(crate) days: i64,
    pub(crate) url: String,
    pub(crate) current: bool,
}

/// What was looked for, and what came of it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchedRow {
    pub(crate) words: String,
    pub(crate) searches: i64,
    pub(crate) misses: i64,
    pub(crate) clicks: i64,
}

/// Settings > Knowledge Base > Redirects.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Redirects {
    pub(crate) action: String,
    pub(crate) removal_action: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) kb_id: String,
    pub(crate) rows: Vec<RedirectRow>,
    /// What was typed and not taken.
    pub(crate) path: String,
    pub(crate) target: String,
    pub(crate) problems: Vec<Problem>,
}

/// An old address and where it leads.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RedirectRow {
    pub(crate) path: String,
    pub(crate) target: String,
    pub(crate) made_at: i64,
}
