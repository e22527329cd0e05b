//! What the pages of permission sets show.

use serde::{Deserialize, Serialize};

use super::Choice;
use crate::inbox::pages::Problem;

/// Settings > Permission sets.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PermissionSets {
    pub(crate) rows: Vec<PermissionSetRow>,
    pub(crate) add_url: String,
}

/// A permission set in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PermissionSetRow {
    pub(crate) name: String,
    pub(crate) rights: Vec<String>,
    /// How many users have it.
    pub(crate) users: i64,
    pub(crate) url: String,
}

/// A permission set, new or to be changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PermissionSetForm {
    pub(crate) action: String,
    pub(crate) back_url: String,
    /// The name as it is kept; nothing of a new one.
    pub(crate) title: Option<String>,
    /// The name as typed.
    pub(crate) name: String,
    pub(crate) rights: Vec<Choice>,
    /// How many users have it.
    pub(crate) users: i64,
    /// Where it is removed; nowhere while it is new.
    pub(crate) remove_url: Option<String>,
    pub(crate) problems: Vec<Problem>,
}
