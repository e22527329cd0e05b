//! The doors of the API.

use std::net::IpAddr;

use kernel::{Fault, OrgId, base_codes};

use super::Desk;
use crate::api_key::{self, ApiHost, look_key};
use crate::org::Organization;
use crate::who::{ApiPublic, Key};
use crate::{Act, View};

impl Desk {
    /// The door of a program, by the token it shows and the address it comes from: `key_invalid` for everything that is
    /// no key of this host, `key_expired` for one that is over. `not_found` on a host without the API.
    pub async fn view_key(&self, host: ApiHost<'_>, token: &str, from: IpAddr) -> Result<View<Key>, Fault> {
        serves_api(host)?;
        let (org, id, token) = api_key::read(self, host, token)?;
        let reader = self.0.db.reader().await?;
        let found = look_key(&reader, (org, id, &token), from, self).await;
        self.view_as(reader, found)
    }

    /// The door of a program that changes something.
    pub async fn act_key(&self, host: ApiHost<'_>, token: &str, from: IpAddr) -> Result<Act<Key>, Fault> {
        let who = self.view_key(host, token, from).await?.close();
        Ok(Act::new(who, self.clone()))
    }

    /// The door of anybody who asks the API about the organization of this name; on another organization's host it is
    /// `not_found`, like one that is not there.
    pub async fn view_named(&self, host: ApiHost<'_>, name: &str) -> Result<View<ApiPublic>, Fault> {
        serves_api(host)?;
        if !Organization::is_name(name) {
            return Err(Fault::new(&base_codes::NOT_FOUND));
        }
        let reader = self.0.db.reader().await?;
        let found = Organization::find(&reader, name).await?;
        let is_here = |org: OrgId| match host {
            ApiHost::Of(host) => host.org == org,
            ApiHost::Common => true,
        };
        let who = found.map(|found| ApiPublic { org: found.id }).filter(|who| is_here(who.org));
        self.view_as(reader, who.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND)))
    }
}

impl Act<Key> {
    /// What is there now, in the same name, before anything is done.
    pub async fn look(&mut self) -> Result<View<Key>, Fault> {
        let reader = self.desk().db().reader().await?;
        Ok(View::new(reader, self.who().clone(), self.desk().clone()))
    }

    /// Stores what was done, and looks at what is there then.
    pub async fn done_then_look(self) -> Result<View<Key>, Fault> {
        let (who, desk) = (self.who().clone(), self.desk().clone());
        self.done(()).await?;
        Ok(View::new(desk.db().reader().await?, who, desk))
    }
}

fn serves_api(host: ApiHost<'_>) -> Result<(), Fault> {
    match host {
        ApiHost::Of(host) if !host.serves_api => Err(Fault::new(&base_codes::NOT_FOUND)),
        ApiHost::Of(_) | ApiHost::Common => Ok(()),
    }
}
