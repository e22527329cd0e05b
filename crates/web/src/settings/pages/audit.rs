//! What the page of the audit log shows.

use serde::{Deserialize, Serialize};

/// The audit log.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditLog {
    pub(crate) rows: Vec<AuditRow>,
    pub(crate) filter: AuditFilter,
    /// The older ones.
    pub(crate) next_url: Option<String>,
    pub(crate) clear_url: Option<String>,
    pub(crate) export_url: String,
}

/// An entry.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditRow {
    pub(crate) number: i64,
    pub(crate) at: i64,
    pub(crate) name: String,
    /// Whoever did it, by name; else `user:…`, `system:…`.
    pub(crate) who: String,
    pub(crate) who_url: String,
    pub(crate) client: String,
    pub(crate) subject: String,
    /// The page of what it is about, where it has one.
    pub(crate) subject_url: Option<String>,
    /// `name: value` of what stands beside it.
    pub(crate) details: Vec<String>,
    pub(crate) was: Option<String>,
    pub(crate) became: Option<String>,
    pub(crate) emptied: bool,
    /// Where it can be set back.
    pub(crate) back_url: Option<String>,
}

/// What the log is asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditFilter {
    pub(crate) action: String,
    pub(crate) name: String,
    pub(crate) actor: String,
    pub(crate) subject: String,
    pub(crate) since: String,
    pub(crate) until: String,
    /// Every name there is.
    pub(crate) names: Vec<String>,
}
