//! Founding an organization: with its default brand, that brand's knowledge base, and the host names it answers on.

use kernel::{EmailAddress, Fault};

use crate::Act;
use crate::brand::Brand;
use crate::kb::{Host, Kb, Origin};
use crate::org::Organization;
use crate::who::System;

/// What a new organization is to be.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Its name in addresses.
    pub name: String,
    /// Its name for people, and its default brand's.
    pub title: String,
    /// The default brand's accent colour, `#rrggbb`.
    pub accent: String,
    /// The address the default brand writes from.
    pub sender: Option<EmailAddress>,
    /// Where the help centre and portal answer.
    pub help: Origin,
    /// Where the app answers; the same host as `help` serves both.
    pub app: Origin,
    /// Where the API answers besides the app's host.
    pub api: Origin,
}

impl Founding {
    /// Founds the organization the act is in.
    pub async fn found(&self, act: &mut Act<System>) -> Result<Organization, Fault> {
        let organization = Organization::add(act, &self.name, &self.title).await?;
        let brand = Brand::add(act, &self.name, &self.title, &self.accent).await?;
        if let Some(sender) = &self.sender {
            brand.add_address(act, sender, true).await?;
        }
        let kb = Kb::add(act, &brand, &self.title).await?;
        let is_shared = self.help.host == self.app.host;
        Host::add(act, &self.help, Some(kb.id), is_shared).await?;
        if !is_shared {
            Host::add(act, &self.app, None, true).await?;
        }
        if ![&self.help.host, &self.app.host].contains(&&self.api.host) {
            Host::add_api(act, &self.api).await?;
        }
        Ok(organization)
    }
}
