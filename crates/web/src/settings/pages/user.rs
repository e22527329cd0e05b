//! What the pages of users show.

use serde::{Deserialize, Serialize};

use crate::inbox::pages::Problem;

/// Settings > Users.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Users {
    pub(crate) rows: Vec<UserRow>,
    pub(crate) invite_url: String,
    /// Whether no mail leaves, and so no invitation.
    pub(crate) mail_off: bool,
}

/// A user in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserRow {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) initials: String,
    pub(crate) kind: String,
    pub(crate) roles: Vec<String>,
    /// The names of permission sets.
    pub(crate) sets: Vec<String>,
    pub(crate) standing: Standing,
    pub(crate) has_second_factor: bool,
    pub(crate) seen_at: Option<i64>,
    pub(crate) is_me: bool,
    pub(crate) url: String,
}

/// Whether a user can sign in.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Standing {
    /// `active`, `invited`, `over` for an invitation that is, `inactive`.
    pub(crate) key: String,
    /// When an invitation is over.
    pub(crate) ends_at: Option<i64>,
}

/// Inviting somebody.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InviteUser {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) email: String,
    pub(crate) form: UserForm,
    pub(crate) mail_off: bool,
    pub(crate) problems: Vec<Problem>,
}

/// A user, to be changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeUser {
    pub(crate) action: String,
    pub(crate) back_url: String,
    /// The name as it is, whatever was typed.
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) standing: Standing,
    pub(crate) form: UserForm,
    /// What is done with one button; each leads nowhere where it cannot be done.
    pub(crate) deactivate_url: Option<String>,
    pub(crate) activate_url: Option<String>,
    pub(crate) resend_url: Option<String>,
    pub(crate) withdraw_url: Option<String>,
    pub(crate) reset_url: Option<String>,
    pub(crate) problems: Vec<Problem>,
}

/// What a user is given, as chosen.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserForm {
    pub(crate) name: String,
    pub(crate) kinds: Vec<Choice>,
    pub(crate) roles: Vec<Choice>,
    pub(crate) sets: Vec<SetChoice>,
}

/// One of a fixed list, by its key.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choice {
    pub(crate) key: String,
    pub(crate) chosen: bool,
}

/// A permission set that can be given.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetChoice {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) chosen: bool,
}
