//! What customers say of themselves, and where they are signed in.

use serde::{Deserialize, Serialize};

use super::Problem;

/// My settings: what the customer says of themselves (P15).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) back_url: String,
    pub(crate) action_url: String,
    pub(crate) name: String,
    pub(crate) languages: Vec<LanguageChoice>,
    pub(crate) zones: Vec<ZoneChoices>,
    pub(crate) mails: bool,
    pub(crate) problems: Vec<Problem>,
    pub(crate) addresses: Addresses,
    pub(crate) devices: usize,
    pub(crate) devices_url: String,
}

/// The customer's e-mail addresses, and one that is about to be proven.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Addresses {
    pub(crate) action_url: String,
    pub(crate) rows: Vec<OwnAddress>,
    /// What was typed as another.
    pub(crate) typed: String,
    /// Where a code was sent to; nothing while none is waited for.
    pub(crate) asked: Option<String>,
    pub(crate) code_minutes: i64,
}

/// An address of the customer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnAddress {
    pub(crate) address: String,
    pub(crate) current: bool,
    pub(crate) remove_url: Option<String>,
}

/// A language to choose.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageChoice {
    pub(crate) code: String,
    /// As BCP 47 writes it.
    pub(crate) tag: String,
    pub(crate) name: String,
    pub(crate) current: bool,
}

/// The time zones of a part of the world.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ZoneChoices {
    pub(crate) area: String,
    pub(crate) zones: Vec<ZoneChoice>,
}

/// A time zone to choose.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ZoneChoice {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) current: bool,
}

/// Where the customer is signed in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Devices {
    pub(crate) back_url: String,
    pub(crate) everywhere_url: String,
    pub(crate) rows: Vec<Device>,
}

/// One browser.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Device {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) last_seen_at: i64,
    pub(crate) signed_in_at: i64,
    pub(crate) current: bool,
    pub(crate) action_url: Option<String>,
}
