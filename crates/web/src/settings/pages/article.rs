//! The pages on which articles are written.

use serde::{Deserialize, Serialize};

use crate::inbox::pages::Problem;
use theme::Raw;

/// The list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Articles {
    pub(crate) add_url: String,
    pub(crate) action: String,
    pub(crate) change_action: String,
    /// The address of this list, to come back to.
    pub(crate) here: String,
    pub(crate) q: String,
    pub(crate) centres: Vec<ArticleChoice>,
    pub(crate) categories: Vec<ArticleChoice>,
    pub(crate) states: Vec<ArticleChoice>,
    pub(crate) audiences: Vec<ArticleChoice>,
    pub(crate) is_narrowed: bool,
    pub(crate) is_deleted: bool,
    pub(crate) rows: Vec<ArticleLine>,
    pub(crate) more_url: Option<String>,
}

/// Something to choose; one of a fixed list has its title in the texts.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleChoice {
    pub(crate) value: String,
    pub(crate) title: String,
    /// How deep it stands in its tree.
    pub(crate) depth: usize,
    /// The same as signs before its title.
    pub(crate) indent: String,
    pub(crate) chosen: bool,
}

/// A language to choose.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageChoice {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) chosen: bool,
}

/// An article in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleLine {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) title: String,
    pub(crate) language: String,
    pub(crate) state: String,
    pub(crate) publish_at: Option<i64>,
    pub(crate) unpublish_at: Option<i64>,
    pub(crate) is_internal: bool,
    pub(crate) is_limited: bool,
    pub(crate) is_outdated: bool,
    pub(crate) changed_at: i64,
}

/// Beginning one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewArticle {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) title: String,
    pub(crate) centres: Vec<ArticleChoice>,
    pub(crate) languages: Vec<LanguageChoice>,
    pub(crate) audiences: Vec<ArticleChoice>,
    pub(crate) problems: Vec<Problem>,
}

/// Where one is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WriteArticle {
    pub(crate) back_url: String,
    pub(crate) urls: ArticleUrls,
    pub(crate) language: String,
    /// As HTML names it.
    pub(crate) tag: String,
    pub(crate) right_to_left: bool,
    /// What the form was made from: version and how often it was saved; empty for a text that is new.
    pub(crate) version: String,
    pub(crate) revision: i64,
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) body: String,
    pub(crate) meta: ArticleMeta,
    /// The texts there are and could be, this one among them.
    pub(crate) texts: Vec<ArticleText>,
    /// This one's, where it is there.
    pub(crate) text: Option<ArticleText>,
    pub(crate) is_deleted: bool,
    pub(crate) saved_at: Option<i64>,
    pub(crate) saved_by: Option<String>,
    pub(crate) publish_at: String,
    pub(crate) unpublish_at: String,
    pub(crate) arrangement: ArticleArrangement,
    /// What somebody else wrote meanwhile, beside what was typed.
    pub(crate) conflict: Option<ArticleConflict>,
    pub(crate) problems: Vec<Problem>,
}

/// Where its forms go.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleUrls {
    pub(crate) save: String,
    pub(crate) files: String,
    pub(crate) check: String,
    pub(crate) links: String,
    pub(crate) withdrawal: String,
    pub(crate) schedule: String,
    pub(crate) discarding: String,
    pub(crate) confirmation: String,
    pub(crate) arrangement: String,
    pub(crate) deletion: String,
    pub(crate) bringing_back: String,
    pub(crate) preview: String,
    pub(crate) history: String,
    pub(crate) feedback: String,
}

/// What readers say of an article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleFeedback {
    pub(crate) back_url: String,
    pub(crate) title: String,
    /// So many days back uses and clicks are counted.
    pub(crate) days: i64,
    pub(crate) yes: i64,
    pub(crate) no: i64,
    pub(crate) helped_percent: Option<i64>,
    /// How often it was put into answers, for whoever reads conversations.
    pub(crate) uses: Option<i64>,
    /// How often a search led to it.
    pub(crate) clicks: i64,
    pub(crate) answers: Vec<FeedbackAnswer>,
}

/// What one reader says.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeedbackAnswer {
    pub(crate) helpful: bool,
    pub(crate) reasons: Vec<String>,
    pub(crate) text: String,
    pub(crate) language: String,
    pub(crate) at: i64,
}

/// What search engines are told.
#[derive(Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleMeta {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) keywords: String,
}

/// A text of an article.
#[derive(Serialize, Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleText {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) current: bool,
    pub(crate) is_source: bool,
    /// `live`, `changed`, `draft`, or nothing where there is none yet.
    pub(crate) state: Option<String>,
    pub(crate) is_outdated: bool,
    pub(crate) published_at: Option<i64>,
    pub(crate) publish_at: Option<i64>,
    pub(crate) unpublish_at: Option<i64>,
}

/// What counts at once.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleArrangement {
    pub(crate) revision: i64,
    pub(crate) audiences: Vec<ArticleChoice>,
    pub(crate) teams: Vec<ArticleChoice>,
    pub(crate) sets: Vec<ArticleChoice>,
    pub(crate) places: Vec<ArticlePlace>,
    pub(crate) tags: String,
}

/// A knowledge base in which it may stand.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticlePlace {
    pub(crate) kb: String,
    pub(crate) title: String,
    pub(crate) chosen: bool,
    pub(crate) featured: bool,
    pub(crate) categories: Vec<ArticleChoice>,
}

/// Two people wrote at once.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleConflict {
    pub(crate) by: Option<String>,
    pub(crate) at: i64,
    pub(crate) title: String,
    /// Theirs and what was typed, with what differs marked.
    pub(crate) difference_html: Raw,
}

/// The versions of a text.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleHistory {
    pub(crate) back_url: String,
    pub(crate) action: String,
    pub(crate) language: String,
    pub(crate) name: String,
    /// What is written or read now, which a restored version takes the place of.
    pub(crate) version: String,
    pub(crate) revision: i64,
    pub(crate) rows: Vec<ArticleVersion>,
    pub(crate) shown: Option<ShownVersion>,
}

/// One of them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArticleVersion {
    pub(crate) url: String,
    pub(crate) number: i64,
    pub(crate) state: String,
    pub(crate) title: String,
    pub(crate) saved_at: i64,
    pub(crate) saved_by: Option<String>,
    pub(crate) published_at: Option<i64>,
    pub(crate) current: bool,
}

/// The one that is looked at, compared with the one before it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShownVersion {
    pub(crate) id: String,
    pub(crate) number: i64,
    pub(crate) title: String,
    pub(crate) before: Option<i64>,
    pub(crate) added: usize,
    pub(crate) removed: usize,
    pub(crate) difference_html: Raw,
    /// Whether it can be made the draft.
    pub(crate) can_restore: bool,
}
