//! Which registered host a request came to. An unknown one gets a plain 404 and nothing of any tenant.

use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{StatusCode, header};
use net::address::client_address;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::pin::Pin;

use crate::api::AtCommonHost;
use crate::web::Web;

/// Where a request comes from: the peer, or what our own proxies say of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client(pub(crate) IpAddr);

impl Client {
    /// This machine, where this program asks itself.
    pub(crate) fn here() -> Self {
        Self(IpAddr::V4(Ipv4Addr::LOCALHOST))
    }
}

/// Finds the place of the request's host and puts it beside the request.
pub(crate) async fn find(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let Some(name) = host_name(&request) else { return unknown() };
    if web.api_origin().is_some_and(|common| common.host == name) {
        let client = client(&request, &web);
        request.extensions_mut().insert(AtCommonHost);
        request.extensions_mut().insert(client);
        return next.run(request).await;
    }
    match web.desk().place(&name).await {
        Ok(place) => {
            let client = client(&request, &web);
            request.extensions_mut().insert(place);
            request.extensions_mut().insert(client);
            next.run(request).await
        }
        Err(fault) if fault.kind() == kernel::Kind::NotFound => unknown(),
        Err(fault) => {
            tracing::error!(%fault, "a host could not be looked up");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "1")]).into_response()
        }
    }
}

fn client(request: &Request, web: &Web) -> Client {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let hops = request.headers().get_all("x-forwarded-for").iter();
    let hops: Vec<&str> = hops.filter_map(|hop| hop.to_str().ok()).collect();
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    Client(client_address(peer, Some(hops.join(",").as_str()), web.proxies()))
}

/// The host's name without its port, from the request line or the header.
fn host_name(request: &Request) -> Option<String> {
    let authority = match request.uri().authority() {
        Some(authority) => authority.as_str(),
        None => request.headers().get(header::HOST)?.to_str().ok()?,
    };
    let name = authority.rsplit_once(':').map_or(authority, |(name, _)| name);
    (!name.is_empty() && name.len() <= 253).then(|| name.to_ascii_lowercase())
}

fn unknown() -> Response {
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "Not found\n").into_response()
}

type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// `/healthz` and `/readyz` answer on every host.
pub(crate) fn health(web: &Web) -> impl Fn(Request, Next) -> Answering + Clone + Send + Sync + use<> {
    let web = web.clone();
    move |request, next| {
        let web = web.clone();
        Box::pin(async move {
            match request.uri().path() {
                "/healthz" => "ok\n".into_response(),
                "/readyz" if web.desk().is_ready().await => "ready\n".into_response(),
                "/readyz" => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response(),
                _ => next.run(request).await,
            }
        })
    }
}
