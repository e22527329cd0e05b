//! The doors of the API as extractors, and which requests are for it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, RawPathParams};
use desk::api_key::ApiHost;
use desk::door::Place;
use desk::kb::Host;
use desk::{Act, ApiPublic, Key, View, code};
use http::header;
use http::request::Parts;
use kernel::{Fault, base_codes};

use super::rate::Rate;
use crate::answer::Refused;
use crate::place::Client;
use crate::visit::network;
use crate::web::Web;

/// Calls a minute from one network that need no key.
const WITHOUT_KEY: i64 = 300;
/// How addresses begin that need no key, at a knowledge base's host.
const FOR_EVERYBODY: &str = "/p/";
const SCHEME: &str = "bearer ";

/// Beside a request to the installation's common API host, where every other has its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AtCommonHost;

/// What a door learns of a request, for the edge.
#[derive(Clone, Default)]
pub(super) struct Learnt(Arc<(OnceLock<Key>, OnceLock<Rate>)>);

impl Learnt {
    /// The key that was let in.
    pub(super) fn key(&self) -> Option<&Key> {
        self.0.0.get()
    }

    /// What is left of the budget, where the call was counted.
    pub(super) fn rate(&self) -> Option<Rate> {
        self.0.1.get().copied()
    }
}

/// The kinds of host that the API answers at.
enum Asked {
    Of(Arc<Host>),
    Common,
}

/// Whether the API is what answers to this request: under `/v1` and everywhere on a host with nothing else, and under `/p` at a
/// knowledge base's.
pub(super) fn is_for_api(parts: &Parts) -> bool {
    let path = parts.uri.path();
    let is_open = path.starts_with(FOR_EVERYBODY) && host(parts).is_some_and(|host| host.kb.is_some());
    is_open
        || match asked(parts) {
            Some(Asked::Common) => true,
            Some(Asked::Of(host)) => {
                path == "/v1" || path.starts_with("/v1/") || (!host.serves_app && host.kb.is_none())
            }
            None => false,
        }
}

/// The registered host, where the request came to one.
pub(super) fn host(parts: &Parts) -> Option<Arc<Host>> {
    parts.extensions.get::<Place>().map(|place| place.host.clone())
}

impl FromRequestParts<Web> for View<Key> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let asked = asked(parts).ok_or_else(nothing_here)?;
        let view = web.desk().view_key(asked.host(), bearer(parts)?, client(parts)).await?;
        let_in(parts, web, view.who())?;
        Ok(view)
    }
}

impl FromRequestParts<Web> for Act<Key> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let asked = asked(parts).ok_or_else(nothing_here)?;
        let act = web.desk().act_key(asked.host(), bearer(parts)?, client(parts)).await?;
        let_in(parts, web, act.who())?;
        Ok(act.from(&network(parts)))
    }
}

/// The organization is the one whose name stands in the address.
impl FromRequestParts<Web> for View<ApiPublic> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Refused> {
        let asked = asked(parts).ok_or_else(nothing_here)?;
        let network = net::Network::for_limits(client(parts));
        count(parts, web, (&format!("network:{network}"), WITHOUT_KEY))?;
        let named = RawPathParams::from_request_parts(parts, web).await.map_err(|_| nothing_here())?;
        let name = named.iter().find(|(parameter, _)| *parameter == "name").map(|(_, name)| name);
        Ok(web.desk().view_named(asked.host(), name.ok_or_else(nothing_here)?).await?)
    }
}

impl Asked {
    fn host(&self) -> ApiHost<'_> {
        match self {
            Self::Of(host) => ApiHost::Of(host),
            Self::Common => ApiHost::Common,
        }
    }
}

fn asked(parts: &Parts) -> Option<Asked> {
    if parts.extensions.get::<AtCommonHost>().is_some() {
        return Some(Asked::Common);
    }
    host(parts).filter(|host| host.serves_api).map(Asked::Of)
}

/// The token of `Authorization: Bearer …`; the scheme's name is read in any case (RFC 9110 §11.1).
fn bearer(parts: &Parts) -> Result<&str, Fault> {
    let shown = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = shown.and_then(|shown| {
        let (scheme, token) = shown.split_at_checked(SCHEME.len())?;
        scheme.eq_ignore_ascii_case(SCHEME).then(|| token.trim())
    });
    token.ok_or_else(|| Fault::new(&code::KEY_INVALID))
}

fn client(parts: &Parts) -> IpAddr {
    parts.extensions.get::<Client>().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |client| client.0)
}

/// Counts a call of a key whose token is good.
fn let_in(parts: &Parts, web: &Web, key: &Key) -> Result<(), Fault> {
    if let Some(learnt) = parts.extensions.get::<Learnt>() {
        learnt.0.0.get_or_init(|| key.clone());
    }
    count(parts, web, (&format!("org:{}", key.org), key.budget))
}

/// Counts one call more, notes for the answer what is left, and refuses beyond it.
fn count(parts: &Parts, web: &Web, (whose, limit): (&str, i64)) -> Result<(), Fault> {
    let now = web.desk().context().now();
    let rate = web.rates().count(whose, limit, now);
    if let Some(learnt) = parts.extensions.get::<Learnt>() {
        learnt.0.1.get_or_init(|| rate);
    }
    if rate.is_over {
        let wait = rate.reset_at - now.seconds();
        return Err(Fault::new(&code::TOO_OFTEN).retry_after(wait.max(1)));
    }
    Ok(())
}

fn nothing_here() -> Fault {
    Fault::new(&base_codes::NOT_FOUND)
}
