//! What the pages of a knowledge base's configuration show.

use serde::{Deserialize, Serialize};

use crate::inbox::pages::Problem;

/// Settings > Knowledge Base > Configuration.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Configuration {
    /// Where a change is sent.
    pub(crate) action: String,
    pub(crate) kb_id: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) tabs: Vec<Tab>,
    /// `general` or `portal`.
    pub(crate) tab: String,
    pub(crate) fields: Vec<SettingField>,
    pub(crate) hosts: Vec<HostRow>,
    pub(crate) customers: Vec<Toggle>,
    pub(crate) authentication_url: String,
    pub(crate) details_url: String,
    pub(crate) session: String,
    pub(crate) session_count: i64,
    pub(crate) problems: Vec<Problem>,
}

/// A brand whose knowledge base can be looked at.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandChoice {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) current: bool,
}

/// One of the tabs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tab {
    pub(crate) key: String,
    pub(crate) url: String,
    pub(crate) current: bool,
}

/// Something that is on or off.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Toggle {
    /// The setting's name.
    pub(crate) name: String,
    /// The part of its texts' keys.
    pub(crate) key: String,
    pub(crate) on: bool,
}

/// Something that is typed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SettingField {
    pub(crate) name: String,
    pub(crate) key: String,
    pub(crate) value: String,
    /// What the page was drawn with.
    pub(crate) seen: String,
    pub(crate) placeholder: String,
}

/// A host name the knowledge base answers at.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostRow {
    pub(crate) url: String,
    /// Whether links in mail are built from it.
    pub(crate) main: bool,
}

/// How customers sign in at one knowledge base.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Authentication {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) kb_id: String,
    pub(crate) lifetime: String,
    pub(crate) units: Vec<Unit>,
    /// What the page was drawn with, in minutes.
    pub(crate) seen: String,
    pub(crate) problems: Vec<Problem>,
}

/// What a lifetime is counted in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    pub(crate) key: String,
    pub(crate) selected: bool,
}
