//! What the settings pages of a knowledge base show.

use db::{params, sql};
use kernel::{Fault, Language, base_codes};

use crate::act::View;
use crate::brand::BrandId;
use crate::code;
use crate::kb::{Host, KbId, Origin};
use crate::right::Right;
use crate::setting::{self, PortalSettings, Scope, Values};
use crate::who::User;

sql! {
    SITES = "select k.id, b.id, b.name, b.title, b.accent, b.is_default, k.title from kb k
        join brand b on b.org_id = k.org_id and b.id = k.brand_id
        where k.org_id = $1 order by b.is_default desc, b.title, b.id";
}

/// A knowledge base and its brand.
#[derive(Clone, Debug)]
pub struct SiteOf {
    /// The knowledge base.
    pub kb: KbId,
    /// The brand.
    pub brand: BrandId,
    /// The brand's name in addresses.
    pub name: String,
    /// The brand's name for people.
    pub brand_title: String,
    /// The brand's accent colour.
    pub accent: String,
    /// Whether it is the default brand's.
    pub is_default: bool,
    /// The title the knowledge base was founded with.
    pub title: String,
}

/// A knowledge base and what it speaks.
#[derive(Clone, Debug)]
pub struct HelpCentre {
    /// The knowledge base and its brand.
    pub site: SiteOf,
    /// Its languages, the default one first.
    pub languages: Vec<Language>,
}

/// Everything that is set for one knowledge base.
#[derive(Clone, Debug)]
pub struct Configuration {
    /// Which.
    pub site: SiteOf,
    /// Its own settings and the organization's.
    values: Values,
    /// Where it answers, the address that links are built from first.
    pub origins: Vec<Origin>,
}

impl SiteOf {
    /// The one of the brand of this name; without a name the default brand's.
    pub fn of_brand<'a>(sites: &'a [Self], name: &str) -> Option<&'a Self> {
        sites.iter().find(|site| if name.is_empty() { site.is_default } else { site.name == name })
    }
}

impl Configuration {
    /// The value in force.
    pub fn value(&self, name: &str) -> &str {
        setting::value(&self.values, name)
    }
}

impl View<User> {
    /// The knowledge bases of the organization, the default brand's first.
    pub async fn sites(&self) -> Result<Vec<SiteOf>, Fault> {
        self.manages_content()?;
        self.reader().all(SITES.with(params![self.org()])).await
    }

    /// What is set for the knowledge base of this brand, or of the default one; a brand that is not there is `not_found`.
    pub async fn configuration(&self, brand: &str) -> Result<Configuration, Fault> {
        let sites = self.sites().await?;
        let site = SiteOf::of_brand(&sites, brand).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?.clone();
        let mut values = setting::values(self.reader(), self.org(), Scope::Kb(site.kb)).await?;
        values.extend(setting::values(self.reader(), self.org(), Scope::Org).await?);
        let hosts = Host::of_org(self.reader(), self.org()).await?;
        let mut origins: Vec<Origin> =
            hosts.into_iter().filter(|host| host.kb == Some(site.kb)).map(|host| host.origin).collect();
        origins.sort_by_key(|origin| (origin.is_loopback(), origin.host.len()));
        Ok(Configuration { site, values, origins })
    }

    /// Every knowledge base, the default brand's first, with the languages its site speaks, the default one first.
    pub async fn help_centres(&self) -> Result<Vec<HelpCentre>, Fault> {
        let mut centres = Vec::new();
        for site in self.sites().await? {
            let values = setting::values(self.reader(), self.org(), Scope::Kb(site.kb)).await?;
            centres.push(HelpCentre { site, languages: PortalSettings::from_values(&values).languages });
        }
        Ok(centres)
    }

    /// The host that links to a knowledge base are built from, if it has one.
    pub async fn host_of(&self, kb: KbId) -> Result<Option<Host>, Fault> {
        self.manages_content()?;
        Host::of_kb(self.reader(), self.org(), kb).await
    }

    fn manages_content(&self) -> Result<(), Fault> {
        if self.who().may(Right::ManageContent) { Ok(()) } else { Err(Fault::new(&code::MAY_NOT)) }
    }
}

db::columns!(SiteOf: kb, brand, name, brand_title, accent, is_default, title);
