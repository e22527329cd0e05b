//! Choosing the brand whose knowledge base a page of the settings is about.

use desk::configuration::SiteOf;

use super::pages::BrandChoice;

/// Every brand, and which one is shown.
pub(super) fn choices(sites: &[SiteOf], shown: &str) -> Vec<BrandChoice> {
    let choice = |site: &SiteOf| BrandChoice {
        name: site.name.clone(),
        title: site.brand_title.clone(),
        current: site.name == shown,
    };
    sites.iter().map(choice).collect()
}
