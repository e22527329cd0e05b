//! What the pages of brands show.

use serde::{Deserialize, Serialize};

use crate::inbox::pages::Problem;

/// Settings > Brands.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Brands {
    pub(crate) rows: Vec<BrandRow>,
    pub(crate) add_url: String,
}

/// A brand in the list.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandRow {
    pub(crate) title: String,
    pub(crate) name: String,
    pub(crate) accent: String,
    pub(crate) sender: Option<String>,
    pub(crate) default: bool,
    pub(crate) edit_url: String,
    pub(crate) hosts_url: String,
    /// For another than the default one.
    pub(crate) default_url: Option<String>,
    pub(crate) deletion_url: Option<String>,
}

/// Adding a brand, or changing one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandForm {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) new: bool,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) accent: String,
    pub(crate) sender: String,
    pub(crate) problems: Vec<Problem>,
}

/// Whether a brand is to be deleted, and what stands against it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeleteBrand {
    pub(crate) action: String,
    pub(crate) back_url: String,
    pub(crate) title: String,
    pub(crate) conversations: i64,
    pub(crate) articles: i64,
    pub(crate) sign_ins: i64,
    pub(crate) used: bool,
}
