//! What the page of the sign-on recipe shows (C7).

use serde::{Deserialize, Serialize};

use super::BrandChoice;

/// The recipe of Custom Sign On with one knowledge base's values, its secrets, and the trial of a token.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignOn {
    /// Where the page of another brand is asked for.
    pub(crate) action: String,
    pub(crate) secret_url: String,
    pub(crate) trial_url: String,
    pub(crate) back_url: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) kb_id: String,
    /// Where the knowledge base answers.
    pub(crate) origin: String,
    /// The path and query at which a program gets the secret.
    pub(crate) api_path: String,
    /// The company's login page, once it is set.
    pub(crate) login_url: Option<String>,
    pub(crate) is_off: bool,
    /// Whether the reader may reveal, make and retire secrets.
    pub(crate) may_manage: bool,
    /// The newest secret, where it was just revealed.
    pub(crate) secret: Option<String>,
    pub(crate) secrets: Vec<SecretRow>,
    /// The token that was tried.
    pub(crate) token: String,
    pub(crate) trial: Option<Trial>,
}

/// A secret that signs, by its age.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecretRow {
    pub(crate) made_at: i64,
    pub(crate) ends_at: Option<i64>,
}

/// What came of a trial.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Trial {
    /// Whom a good token names.
    pub(crate) email: Option<String>,
    /// Until when it is good.
    pub(crate) until: Option<i64>,
    /// The check that failed.
    pub(crate) failed: Option<String>,
    pub(crate) checks: Vec<Check>,
}

/// One check, in their order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Check {
    pub(crate) name: String,
    /// `passed`, `failed` or `waiting`, where an earlier one failed.
    pub(crate) state: String,
}
