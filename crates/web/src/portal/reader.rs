//! Who looks at a page that everybody may see: nobody in particular, a customer, or somebody of the team.

use desk::article::{Audience, ReadsArticles};
use desk::{Customer, TeamReader, View};
use kernel::{Fault, Kind};

use crate::cookie;
use crate::visit::Visit;

/// Whoever is signed in in this browser, as pages show it.
pub(crate) enum Reader {
    /// Nobody.
    Nobody,
    /// A customer.
    Customer(Customer),
    /// A user of the organization.
    Team(TeamReader),
}

impl Reader {
    /// Whoever it is. A user who is also signed in as a customer reads as a user.
    pub(crate) async fn of(visit: &Visit) -> Result<Self, Fault> {
        if let Some(view) = team_reader(visit).await? {
            return Ok(Self::Team(view.close()));
        }
        Ok(signed_in(visit).await?.map_or(Self::Nobody, |view| Self::Customer(view.close())))
    }
}

impl Reader {
    /// Which articles are counted for them, by their audience.
    pub(crate) fn audiences(&self) -> [Audience; 2] {
        match self {
            Self::Team(user) => user.audiences(),
            Self::Nobody | Self::Customer(_) => [Audience::Public; 2],
        }
    }
}

/// The view of the customer who is signed in in this browser.
pub(crate) async fn signed_in(visit: &Visit) -> Result<Option<View<Customer>>, Fault> {
    let Some(token) = visit.cookies.get(&visit.site.origin, cookie::CUSTOMER) else { return Ok(None) };
    or_nobody(visit.web.desk().view_customer(visit.site.clone(), token).await)
}

/// The view of the user who is signed in in this browser, at this host.
pub(crate) async fn team_reader(visit: &Visit) -> Result<Option<View<TeamReader>>, Fault> {
    let Some(token) = visit.cookies.get(&visit.site.origin, cookie::TEAM) else { return Ok(None) };
    or_nobody(visit.web.desk().view_team_reader(visit.site.clone(), token).await)
}

fn or_nobody<W>(found: Result<View<W>, Fault>) -> Result<Option<View<W>>, Fault> {
    match found {
        Ok(view) => Ok(Some(view)),
        Err(fault) if matches!(fault.kind(), Kind::SignIn | Kind::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}
