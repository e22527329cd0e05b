//! The doors as extractors: a handler that names one gets it, or is never called.

use axum::extract::FromRequestParts;
use desk::{Act, Customer, Public, View, code};
use http::request::Parts;
use kernel::Fault;

use crate::answer::Refused;
use crate::cookie::{self, Cookies};
use crate::visit::site;
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
        Ok(web.desk().act_public(site(parts)?))
    }
}

impl FromRequestParts<Web> for View<Customer> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let site = site(parts)?;
        let token = session(parts, &site.origin)?;
        Ok(web.desk().view_customer(site, &token).await?)
    }
}

impl FromRequestParts<Web> for Act<Customer> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let site = site(parts)?;
        let token = session(parts, &site.origin)?;
        Ok(web.desk().act_customer(site, &token).await?)
    }
}

/// The session's token, as the browser sent it.
fn session(parts: &Parts, origin: &desk::kb::Origin) -> Result<String, Fault> {
    let cookies = Cookies::of(&parts.headers);
    cookies.get(origin, cookie::CUSTOMER).map(str::to_owned).ok_or_else(|| Fault::new(&code::SIGN_IN))
}
