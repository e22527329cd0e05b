//! The edge of the API: faults become JSON, and every answer has its headers (api.md §1.3, §1.7).

use std::sync::Arc;

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use data_encoding::HEXLOWER;
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use kernel::Fault;
use sha2::{Digest, Sha256};

use super::door::{Learnt, host, is_for_api};
use super::error;
use super::rate::Rate;
use crate::visit::network;
use crate::web::Web;

const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// The headers that answers have; one that a handler chose itself stays.
static HEADERS: [(HeaderName, &str); 6] = [
    (header::CACHE_CONTROL, "no-cache,private"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
    (HeaderName::from_static("timing-allow-origin"), "*"),
];
/// A year, for hosts that are reached by TLS.
const ALWAYS_TLS: &str = "max-age=31536000";
/// Longer answers get no tag.
const TAGGED_BYTES: u64 = 1 << 20;

/// Turns what comes out of the API into what programs expect.
pub(crate) async fn answer(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let learnt = Learnt::default();
    request.extensions_mut().insert(learnt.clone());
    let (parts, body) = request.into_parts();
    if !is_for_api(&parts) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    note_refused(&web, &asked, (&response, &learnt));
    let response = as_json(&web, response);
    let mut response = match tagged(response, &asked.headers).await {
        Ok(response) => response,
        Err(error) => error::of_fault(&web, &Fault::internal(error)),
    };
    add_headers(&mut response, is_by_tls(&web, &asked), learnt.rate());
    response
}

/// A key that asks for what it has no role for is told to the audit log (R4).
fn note_refused(web: &Web, asked: &Parts, (response, learnt): (&Response, &Learnt)) {
    if let Some(key) = learnt.key().filter(|_| response.status() == StatusCode::FORBIDDEN) {
        web.desk().note_refused(key, asked.uri.path(), &network(asked));
    }
}

fn as_json(web: &Web, mut response: Response) -> Response {
    if let Some(fault) = response.extensions_mut().remove::<Arc<Fault>>() {
        return error::of_fault(web, &fault);
    }
    let is_empty = !response.headers().contains_key(header::CONTENT_TYPE);
    match response.status() {
        StatusCode::NOT_FOUND if is_empty => error::nothing_here(web),
        StatusCode::METHOD_NOT_ALLOWED => error::other_method(response.headers_mut().remove(header::ALLOW)),
        _ => response,
    }
}

/// A weak tag of what is answered, and 304 for who has it (RFC 9110 §13.1.2). What nobody may keep has none.
async fn tagged(response: Response, asked: &HeaderMap) -> Result<Response, axum::Error> {
    let is_kept = !response.headers().contains_key(header::CACHE_CONTROL);
    let is_short = response.body().size_hint().upper().is_some_and(|most| most <= TAGGED_BYTES);
    if response.status() != StatusCode::OK || !is_kept || !is_short {
        return Ok(response);
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await?;
    let tag = format!("W/\"{}\"", HEXLOWER.encode(&Sha256::digest(&bytes)[..16]));
    let theirs = asked.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let has_it = theirs.split(',').any(|theirs| theirs.trim() == tag);
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if has_it {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
    }
    Ok(Response::from_parts(parts, if has_it { Body::empty() } else { bytes.into() }))
}

fn add_headers(response: &mut Response, is_by_tls: bool, rate: Option<Rate>) {
    let status = response.status();
    let headers = response.headers_mut();
    for (name, value) in &HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if is_by_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(ALWAYS_TLS));
    }
    let Some(rate) = rate else { return };
    headers.insert(LIMIT, HeaderValue::from(rate.limit));
    headers.insert(REMAINING, HeaderValue::from(rate.remaining));
    // A client that exists fails over a good answer with nothing left and a time beside it.
    if rate.remaining > 0 || !status.is_success() {
        headers.insert(RESET, HeaderValue::from(rate.reset_at));
    }
}

/// Whether the host is registered as one that is reached by TLS.
fn is_by_tls(web: &Web, asked: &Parts) -> bool {
    match host(asked) {
        Some(host) => host.origin.scheme == "https",
        None => web.api_origin().is_some_and(|origin| origin.scheme == "https"),
    }
}
