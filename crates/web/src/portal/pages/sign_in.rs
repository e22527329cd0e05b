//! Signing in and out.

use serde::{Deserialize, Serialize};

use super::Problem;

/// Signing in: the address, then the code. Where customers have nothing to do (`team`) users alone are led on.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Login {
    pub(crate) step: String,
    pub(crate) address: String,
    pub(crate) action_url: String,
    pub(crate) referral_url: String,
    pub(crate) problems: Vec<Problem>,
    pub(crate) resend_url: Option<String>,
    pub(crate) change_url: Option<String>,
    pub(crate) code_minutes: i64,
    /// The company's own login, where it stands beside codes (A3).
    pub(crate) sign_on_url: Option<String>,
    /// The way in for users.
    pub(crate) team_url: Option<String>,
}

/// The mailed link, opened.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoginLink {
    pub(crate) same_browser: bool,
    pub(crate) action_url: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) code: Option<String>,
}

/// Asking whether to sign in whom a token names (C3).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoginConfirm {
    pub(crate) address: String,
    pub(crate) action_url: String,
    pub(crate) cancel_url: String,
}

/// Asking whether to sign out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Logout {
    pub(crate) action_url: String,
    pub(crate) cancel_url: String,
}
