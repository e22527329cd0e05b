//! Trying a token out in the settings (C7): every check of a sign-on, without using it up or making anybody.

use identity::{SignOnClaims, SignOnRefusal};
use kernel::{Fault, base_codes};

use super::attempt::Confirmation;
use super::enter;
use crate::View;
use crate::customer::{AddressKind, Holder, Person};
use crate::kb::{Host, Kb, KbId, Site};
use crate::session;
use crate::who::User;

/// What would become of a token that came now.
#[derive(Debug)]
pub struct Trial {
    /// Whether Custom Sign On is off, for which every token is refused before anything of it is looked at.
    pub is_off: bool,
    /// What it says, or the first of the other checks that it fails.
    pub outcome: Result<SignOnClaims, SignOnRefusal>,
}

impl View<User> {
    /// Checks a token as a sign-on at this knowledge base would.
    pub async fn try_sign_on(&self, kb: KbId, token: &str) -> Result<Trial, Fault> {
        let found: Kb = self.see(kb).await?;
        let host = Host::of_kb(self.reader(), self.org(), found.id).await?;
        let host = host.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let site = Site::load(self.reader(), &host, self.desk().keys()).await?;
        let site = site.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let outcome = match site.check_sign_on(token, self.now()) {
            Err(refusal) => Err(refusal),
            Ok(good) => self.refusal_of(&site, &good).await?.map_or(Ok(good.claims), Err),
        };
        Ok(Trial { is_off: !site.portal.sign_on, outcome })
    }

    /// What speaks against a good token: that it was used, or whose it is.
    async fn refusal_of(&self, site: &Site, good: &Confirmation) -> Result<Option<SignOnRefusal>, Fault> {
        if enter::is_used(self.reader(), site, &good.hash).await? {
            return Ok(Some(SignOnRefusal::Replayed));
        }
        let address = (AddressKind::Email, good.claims.email.as_str());
        let holders: Vec<Holder> = Person::holders_seen(self.reader(), self.org(), address).await?;
        let is_blocked =
            session::is_blocked(holders.iter().map(|holder| (holder.standing, holder.person.blocked)));
        Ok(is_blocked.then_some(SignOnRefusal::Blocked))
    }
}
