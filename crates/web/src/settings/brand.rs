//! Choosing the brand whose knowledge base a page of the settings is about.

use desk::configuration::{HelpCentre, SiteOf};
use kernel::{Fault, base_codes};
use serde::Deserialize;

use super::pages::BrandChoice;

/// Which brand's page it is; without one the default brand's.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    pub(super) brand: String,
}

/// The knowledge base of the brand of this name; `not_found` for one that is not there.
pub(super) fn site<'a>(sites: &'a [SiteOf], name: &str) -> Result<&'a SiteOf, Fault> {
    SiteOf::of_brand(sites, name).ok_or_else(gone)
}

/// The same with its languages.
pub(super) fn centre<'a>(centres: &'a [HelpCentre], name: &str) -> Result<&'a HelpCentre, Fault> {
    let is_it = |centre: &&HelpCentre| {
        if name.is_empty() { centre.site.is_default } else { centre.site.name == name }
    };
    centres.iter().find(is_it).ok_or_else(gone)
}

fn gone() -> Fault {
    Fault::new(&base_codes::NOT_FOUND)
}

/// Every brand, and which one is shown.
pub(super) fn choices(sites: &[SiteOf], shown: &str) -> Vec<BrandChoice> {
    let choice = |site: &SiteOf| BrandChoice {
        name: site.name.clone(),
        title: site.brand_title.clone(),
        current: site.name == shown,
    };
    sites.iter().map(choice).collect()
}
