//! What operators look at before they act.

use kernel::Fault;

use crate::act::View;
use crate::brand::Brand;
use crate::door::{Desk, Operator};
use crate::kb::{Host, Kb};
use crate::org::Organization;
use crate::setting::{self, Scope, Values};
use crate::who::System;

impl Desk {
    /// Every organization of the installation, by name.
    pub async fn organizations(&self, _: &Operator) -> Result<Vec<Organization>, Fault> {
        let reader = self.db().reader().await?;
        let all = Organization::all(&reader).await?;
        reader.end();
        Ok(all)
    }
}

impl View<System> {
    /// The organization's hosts, by name.
    pub async fn hosts(&self) -> Result<Vec<Host>, Fault> {
        Host::of_org(self.reader(), self.org()).await
    }

    /// The organization's brands, the default one first.
    pub async fn brands(&self) -> Result<Vec<Brand>, Fault> {
        Brand::of_org(self.reader(), self.org()).await
    }

    /// The knowledge base of a brand by its name, of the default one without.
    pub async fn kb_of_brand(&self, name: Option<&str>) -> Result<Option<Kb>, Fault> {
        let brands = self.brands().await?;
        let brand = brands.into_iter().find(|brand| name.map_or(brand.is_default, |name| brand.name == name));
        match brand {
            Some(brand) => Kb::of_brand(self.reader(), self.org(), brand.id).await,
            None => Ok(None),
        }
    }

    /// What is set in a scope.
    pub async fn settings(&self, scope: Scope) -> Result<Values, Fault> {
        setting::values(self.reader(), self.org(), scope).await
    }
}
