//! What the pages of one's own account show.

use serde::{Deserialize, Serialize};

use super::{Choice, Unit};
use crate::inbox::pages::Problem;

/// Settings > Your sign-in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    pub(crate) email: String,
    pub(crate) second_factor: Option<HeldFactor>,
    pub(crate) set_up_url: String,
    pub(crate) renew_action: String,
    pub(crate) remove_action: String,
    pub(crate) devices: Vec<AccountDevice>,
    pub(crate) everywhere_action: String,
    pub(crate) problems: Vec<Problem>,
}

/// A second factor.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HeldFactor {
    pub(crate) made_at: i64,
    /// How many recovery codes are left.
    pub(crate) codes: i64,
}

/// Where one is signed in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountDevice {
    /// Empty where the browser did not say.
    pub(crate) name: String,
    pub(crate) signed_in_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) current: bool,
    pub(crate) action: String,
}

/// Settings > Security > Sign-in of users.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInSecurity {
    pub(crate) action: String,
    pub(crate) demands: Vec<Choice>,
    pub(crate) lifetime: String,
    pub(crate) units: Vec<Unit>,
    /// What the page shows of each, so that nobody undoes another's change unseen.
    pub(crate) seen_demand: String,
    pub(crate) seen_minutes: String,
    pub(crate) problems: Vec<Problem>,
}

/// Setting a second factor up.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetUpFactor {
    /// Whether nothing else is there until it is done.
    pub(crate) owed: bool,
    pub(crate) offer: Option<FactorOffer>,
    pub(crate) action: String,
    pub(crate) confirm_action: String,
    pub(crate) back_url: String,
    pub(crate) problems: Vec<Problem>,
}

/// What the app is to know.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactorOffer {
    /// In groups of letters.
    pub(crate) text: String,
    /// The link that an app opens.
    pub(crate) link: String,
    /// The same as a picture: a `data:` address.
    pub(crate) picture: String,
}

/// Recovery codes that were just made: the only page that shows them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecoveryCodes {
    pub(crate) codes: Vec<String>,
    pub(crate) done_url: String,
}
