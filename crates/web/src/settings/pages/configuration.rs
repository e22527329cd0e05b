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
    /// `general`, `portal` or `survey`.
    pub(crate) tab: String,
    pub(crate) fields: Vec<SettingField>,
    pub(crate) hosts: Vec<HostRow>,
    /// Whether this user adds host names and takes them away.
    pub(crate) names_hosts: bool,
    pub(crate) hosts_action: String,
    pub(crate) host_removal_action: String,
    /// What was typed and not taken.
    pub(crate) host_typed: String,
    /// By groups as the tab shows them.
    pub(crate) customers: Vec<Toggle>,
    pub(crate) agents: Vec<Toggle>,
    /// The organization's own.
    pub(crate) internal: Option<Toggle>,
    /// Whether customers are asked how content they were.
    pub(crate) survey: Option<Toggle>,
    /// What they answered, for whoever reads conversations.
    pub(crate) answers: Option<SurveyAnswers>,
    /// Whether the portal for agents is on and does nothing yet (I1).
    pub(crate) waits_for_internal: bool,
    pub(crate) general_url: String,
    pub(crate) authentication_url: String,
    pub(crate) details_url: String,
    pub(crate) session: String,
    pub(crate) session_count: i64,
    pub(crate) sign_on_url: Option<String>,
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
    /// What there is to choose from, where it is not typed.
    pub(crate) choices: Vec<String>,
}

/// What customers answered in the last thirty days.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyAnswers {
    pub(crate) asked: i64,
    pub(crate) rated: i64,
    /// Of a hundred who answered, how many were content.
    pub(crate) content_percent: Option<i64>,
    /// The average of all ratings in tenths.
    pub(crate) average_tenths: Option<i64>,
    pub(crate) newest: Vec<SurveyAnswer>,
}

/// One answer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SurveyAnswer {
    pub(crate) url: String,
    pub(crate) number: i64,
    pub(crate) subject: String,
    pub(crate) rating: i64,
    pub(crate) comment: String,
    pub(crate) at: i64,
}

/// A host name the knowledge base answers at.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HostRow {
    pub(crate) url: String,
    pub(crate) name: String,
    /// Whether links in mail are built from it.
    pub(crate) main: bool,
}

/// How customers sign in at one knowledge base.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Authentication {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) recipe_url: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) kb_id: String,
    pub(crate) lifetime: String,
    pub(crate) units: Vec<Unit>,
    pub(crate) sign_on: bool,
    pub(crate) sign_on_url: String,
    pub(crate) sign_on_code: bool,
    /// What the page was drawn with: lifetime in minutes, on or off, address, on or off.
    pub(crate) seen: Vec<String>,
    pub(crate) problems: Vec<Problem>,
}

/// What a lifetime is counted in.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unit {
    pub(crate) key: String,
    pub(crate) selected: bool,
}
