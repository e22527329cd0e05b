//! The knowledge base as it is read beside the work.

use serde::{Deserialize, Serialize};

use crate::marked::Marked;
use theme::Raw;

/// Articles to choose from.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnowledgeBase {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) q: String,
    pub(crate) rows: Vec<ArticleLink>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleLink {
    pub(crate) url: String,
    pub(crate) title: Marked,
    /// Where the words stand.
    pub(crate) excerpt: Marked,
    pub(crate) language: String,
    pub(crate) internal: bool,
}

/// An article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    pub(crate) back_url: String,
    /// *Open in a new window*, where it can be.
    pub(crate) window_url: Option<String>,
    pub(crate) internal: bool,
    pub(crate) language: String,
    pub(crate) title: String,
    pub(crate) made_at: i64,
    pub(crate) body_html: Raw,
}
