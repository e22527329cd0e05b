//! The organization: as its keys see it, and as anybody who knows its name may.

use axum::extract::Path;
use desk::{ApiPublic, Key, View};
use kernel::{Fault, OrgId, base_codes};

use super::account::ORGS;
use super::envelope::{Moment, Resource};
use super::shape::attributes;
use crate::answer::Answer;

attributes! {
    /// An organization.
    pub(super) struct Org "org" {
        /// Its name in addresses.
        name "name": String,
        /// Its name for people.
        display_name "displayName": String,
        /// When it was founded.
        made_at "createdAt": Moment,
        /// The same.
        changed_at "updatedAt": Moment,
    }
}

attributes! {
    /// The name of an organization: what anybody may know of it.
    pub(super) struct Domain "domain" {
        /// The name.
        name "name": String,
        /// The organization's id.
        org "orgId": String,
        /// Whether the name is only kept free; never here.
        is_reserved "reservation": bool,
        /// Where the organization lives; an installation is one place.
        pod "pod": (),
        /// When the organization was founded.
        made_at "createdAt": Moment,
        /// The same.
        changed_at "updatedAt": Moment,
    }
}

pub(super) async fn org(view: View<Key>, Path(id): Path<String>) -> Answer {
    if id.parse::<OrgId>()? != view.org() {
        return Err(Fault::new(&base_codes::NOT_FOUND).into());
    }
    let found = view.organization().await?;
    view.close();
    let moment = Moment::from(found.made_at);
    let org = Org { name: found.name, display_name: found.title, made_at: moment, changed_at: moment };
    Resource::new(&id, format!("{}/{id}", ORGS.1), org).answer()
}

pub(super) async fn domain(view: View<ApiPublic>) -> Answer {
    let found = view.organization().await?;
    view.close();
    let (id, moment, link) = (found.id, Moment::from(found.made_at), format!("/v1/domains/{}", found.name));
    let domain = Domain {
        name: found.name,
        org: id.to_string(),
        is_reserved: false,
        pod: (),
        made_at: moment,
        changed_at: moment,
    };
    Resource::new(&id, link, domain).related("org", ORGS, &id).answer()
}
