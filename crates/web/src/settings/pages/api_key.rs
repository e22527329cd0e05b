//! What the pages of API keys show.

use serde::{Deserialize, Serialize};

use crate::inbox::pages::Problem;

/// Settings > Security > API Keys.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKeys {
    pub(crate) rows: Vec<ApiKeyRow>,
    pub(crate) add_url: String,
}

/// A key in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKeyRow {
    pub(crate) name: String,
    /// The last characters of its token.
    pub(crate) tail: String,
    pub(crate) roles: Vec<String>,
    /// From where it may be used; none are everywhere.
    pub(crate) networks: Vec<String>,
    pub(crate) made_at: i64,
    pub(crate) ends_at: Option<i64>,
    pub(crate) expired: bool,
    pub(crate) used_at: Option<i64>,
    pub(crate) revoke_url: String,
}

/// Add API Key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApiKey {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) name: String,
    /// Those that are offered.
    pub(crate) roles: Vec<RoleChoice>,
    /// Others, as typed.
    pub(crate) other_roles: String,
    pub(crate) days: String,
    pub(crate) never_ends: bool,
    pub(crate) networks: String,
    pub(crate) problems: Vec<Problem>,
}

/// A role that is offered.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleChoice {
    pub(crate) name: String,
    pub(crate) chosen: bool,
}

/// A key that was just made: the only page that shows its token.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MadeApiKey {
    pub(crate) name: String,
    pub(crate) token: String,
    pub(crate) back_url: String,
}

/// Whether a key is to be revoked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevokeApiKey {
    pub(crate) name: String,
    pub(crate) tail: String,
    pub(crate) used_at: Option<i64>,
    pub(crate) action: String,
    pub(crate) back_url: String,
}
