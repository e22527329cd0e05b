//! The list of conversations, alone and beside one.

use serde::{Deserialize, Serialize};

use crate::marked::Marked;

/// The list with nothing open beside it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Conversations {
    pub(crate) live_url: String,
    pub(crate) notice_url: String,
    /// Always nothing: templates ask whether a conversation is open.
    pub(crate) conversation: Option<()>,
    pub(crate) views: Vec<ViewChoice>,
    pub(crate) saved: Vec<SavedChoice>,
    pub(crate) list: List,
    /// While mail is not set up: `administer` for whoever can see to it, `wait` for others.
    pub(crate) mail_off: Option<String>,
}

/// What may change in the list while it is looked at.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct ListParts(pub(crate) Conversations);

/// One of the views.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewChoice {
    pub(crate) key: String,
    pub(crate) url: String,
    pub(crate) current: bool,
    pub(crate) count: Option<i64>,
    pub(crate) capped: bool,
}

/// A search that the user kept under a name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SavedChoice {
    pub(crate) name: String,
    pub(crate) url: String,
    pub(crate) remove_url: String,
    pub(crate) current: bool,
    pub(crate) count: Option<i64>,
    pub(crate) capped: bool,
}

/// A page of a list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    pub(crate) view: String,
    /// Whose conversations alone are listed, where they are one customer's.
    pub(crate) customer: Option<String>,
    pub(crate) url: String,
    pub(crate) fragment_url: String,
    pub(crate) finder: Finder,
    pub(crate) rows: Vec<Row>,
    pub(crate) first_url: Option<String>,
    pub(crate) next_url: Option<String>,
}

/// Search and filters.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finder {
    pub(crate) url: String,
    pub(crate) q: String,
    /// The customer whose conversations alone are looked through.
    pub(crate) customer: Option<String>,
    /// How many filters are set.
    pub(crate) active: usize,
    pub(crate) clear_url: String,
    /// Where a search is kept under a name.
    pub(crate) save_url: String,
    /// What would be kept; nothing where nothing narrows the view.
    pub(crate) save_query: Option<String>,
    /// The name as it was typed, where it was refused.
    pub(crate) save_name: Option<String>,
    pub(crate) fields: Vec<FinderField>,
    /// The value that the chosen attribute is to have; nothing where there are no attributes.
    pub(crate) value: Option<String>,
}

/// A filter.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinderField {
    pub(crate) name: String,
    pub(crate) value: Option<String>,
    pub(crate) options: Vec<FilterOption>,
}

/// A value of a filter: with the key of its text, or with its name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FilterOption {
    pub(crate) value: String,
    pub(crate) key: Option<String>,
    pub(crate) label: Option<String>,
}

/// A conversation in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) number: i64,
    pub(crate) customer: String,
    pub(crate) subject: Option<String>,
    pub(crate) excerpt: Marked,
    pub(crate) channel: String,
    pub(crate) direction: String,
    pub(crate) unread: bool,
    pub(crate) current: bool,
    pub(crate) assignee: Option<Person>,
    pub(crate) team: Option<String>,
    pub(crate) brand: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) activity_at: i64,
    pub(crate) status: String,
    pub(crate) priority: i64,
    pub(crate) snoozed_until: Option<i64>,
}

/// A user by name.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) initials: String,
}
