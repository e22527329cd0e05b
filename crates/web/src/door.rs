//! The doors as extractors: a handler that names one gets it, or is never called.

use axum::extract::FromRequestParts;
use desk::{Account, Act, AppPublic, Customer, Public, TeamReader, User, View, code};
use http::request::Parts;
use kernel::Fault;

use crate::answer::Refused;
use crate::cookie::{self, Cookies};
use crate::visit::{app_host, network, site};
use crate::web::Web;

impl FromRequestParts<Web> for View<Public> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        Ok(web.desk().view_public(site(parts)?).await?)
    }
}

impl FromRequestParts<Web> for Act<Public> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        Ok(web.desk().act_public(site(parts)?).from(&network(parts)))
    }
}

impl FromRequestParts<Web> for View<Customer> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let site = site(parts)?;
        let token = session(parts, &site.origin, cookie::CUSTOMER)?;
        Ok(web.desk().view_customer(site, &token).await?)
    }
}

impl FromRequestParts<Web> for Act<Customer> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let site = site(parts)?;
        let token = session(parts, &site.origin, cookie::CUSTOMER)?;
        Ok(web.desk().act_customer(site, &token).await?.from(&network(parts)))
    }
}

impl FromRequestParts<Web> for View<TeamReader> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let site = site(parts)?;
        let token = session(parts, &site.origin, cookie::TEAM)?;
        Ok(web.desk().view_team_reader(site, &token).await?)
    }
}

impl FromRequestParts<Web> for Act<TeamReader> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let site = site(parts)?;
        let token = session(parts, &site.origin, cookie::TEAM)?;
        Ok(web.desk().act_team_reader(site, &token).await?.from(&network(parts)))
    }
}

impl FromRequestParts<Web> for View<AppPublic> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        Ok(web.desk().view_app(&*app_host(parts)?).await?)
    }
}

impl FromRequestParts<Web> for Act<AppPublic> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        Ok(web.desk().act_app(&*app_host(parts)?)?.from(&network(parts)))
    }
}

impl FromRequestParts<Web> for View<User> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let host = app_host(parts)?;
        let token = session(parts, &host.origin, cookie::USER)?;
        Ok(web.desk().view_user(&host, &token).await?)
    }
}

impl FromRequestParts<Web> for Act<User> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let host = app_host(parts)?;
        let token = session(parts, &host.origin, cookie::USER)?;
        Ok(web.desk().act_user(&host, &token).await?.from(&network(parts)))
    }
}

impl FromRequestParts<Web> for View<Account> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let host = app_host(parts)?;
        let token = session(parts, &host.origin, cookie::USER)?;
        Ok(web.desk().view_account(&host, &token).await?)
    }
}

impl FromRequestParts<Web> for Act<Account> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let host = app_host(parts)?;
        let token = session(parts, &host.origin, cookie::USER)?;
        Ok(web.desk().act_account(&host, &token).await?.from(&network(parts)))
    }
}

/// The session's token, as the browser sent it.
fn session(parts: &Parts, origin: &desk::kb::Origin, name: &str) -> Result<String, Fault> {
    let cookies = Cookies::of(&parts.headers);
    cookies.get(origin, name).map(str::to_owned).ok_or_else(|| Fault::new(&code::SIGN_IN))
}
