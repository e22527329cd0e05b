//! Answers that are the same for everybody who is not signed in: made once, kept as bytes (design §16).

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use data_encoding::HEXLOWER;
use desk::door::Place;
use desk::page_path::PagePath;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use crate::cookie::{self, Cookies};
use crate::web::Web;

/// All kept answers together, in bytes.
const MOST: u64 = 16 * 1024 * 1024;
/// The longest answer that is kept, in bytes.
pub(crate) const LONGEST: usize = 1024 * 1024;
/// The year at the foot of a page changes without anybody's doing.
const LIFE: Duration = Duration::from_hours(1);

/// How the query of an article's address begins that a search led to.
const SEARCHED: &str = "q=";

/// Kept answers, in every encoding that was asked for.
pub(crate) struct PageCache(Cache<Key, Arc<Kept>>);

#[derive(PartialEq, Eq, Hash)]
struct Key {
    revision: u64,
    host: String,
    path: String,
    encoding: &'static str,
}

struct Kept {
    headers: HeaderMap,
    body: Bytes,
}

/// Marks an answer that everybody gets alike, with whatever query and from whatever address.
#[derive(Clone, Copy)]
pub(crate) struct ForEverybody;

impl PageCache {
    pub(crate) fn new() -> Self {
        let weight = |key: &Key, kept: &Arc<Kept>| {
            u32::try_from(key.path.len() + kept.body.len() + 1024).unwrap_or(u32::MAX)
        };
        Self(Cache::builder().max_capacity(MOST).weigher(weight).time_to_live(LIFE).build())
    }
}

/// Answers from what is kept, and keeps what is marked.
pub(crate) async fn keep(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let Some(key) = key(&request) else { return next.run(request).await };
    if let Some(kept) = web.cache().0.get(&key) {
        return kept.answer(&request);
    }
    let tag = request.headers().get(header::IF_NONE_MATCH).cloned();
    let encodings = encodings(&key, request.headers());
    request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encodings));
    let response = next.run(request).await;
    if response.status() != StatusCode::OK || response.extensions().get::<ForEverybody>().is_none() {
        return response;
    }
    match Kept::read(response).await {
        Ok(kept) => {
            let kept = Arc::new(kept);
            web.cache().0.insert(key, kept.clone());
            kept.answer_to(tag.as_ref())
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be kept");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The key of a request that may be answered alike for everybody: nobody is signed in, and nothing is to be said once.
fn key(request: &Request) -> Option<Key> {
    // A HEAD request has no body to keep; an article that a search led to is counted.
    if request.method() != Method::GET || is_found_article(request.uri()) {
        return None;
    }
    let place = request.extensions().get::<Place>()?;
    let origin = &place.host.origin;
    if request.headers().contains_key(header::COOKIE) {
        let cookies = Cookies::of(request.headers());
        if [cookie::CUSTOMER, cookie::TEAM, cookie::FLASH, cookie::LOOK]
            .iter()
            .any(|name| cookies.get(origin, name).is_some())
        {
            return None;
        }
    }
    Some(Key {
        revision: place.revision,
        host: origin.host.clone(),
        path: request.uri().path().to_owned(),
        encoding: encoding(request.headers()),
    })
}

/// Whether it is an article's address as results of a search give it. Any other with such a query is answered from what is kept:
/// a stranger's query must not be a way around it.
fn is_found_article(uri: &Uri) -> bool {
    let is_found = uri.query().is_some_and(|query| query.starts_with(SEARCHED));
    let mut parts = uri.path().split('/').skip(1);
    let (_language, article, rest) = (parts.next(), parts.next(), parts.next());
    is_found && rest.is_none() && article.is_some_and(|path| path.parse::<PagePath>().is_ok())
}

/// The best of our encodings that the browser takes (RFC 9110 §12.5.3).
fn encoding(headers: &HeaderMap) -> &'static str {
    ["br", "gzip"].into_iter().find(|name| takes(headers, name)).unwrap_or("identity")
}

/// What is asked of the layers inside: the encoding under which a kept answer is found again, and for one that turns
/// out to be somebody's own what the browser takes besides.
fn encodings(key: &Key, headers: &HeaderMap) -> &'static str {
    if key.encoding == "br" && takes(headers, "gzip") { "br, gzip;q=0.5" } else { key.encoding }
}

fn takes(headers: &HeaderMap, name: &str) -> bool {
    let asked =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    asked.split(',').any(|entry| is_taken(entry, name))
}

/// Whether one entry of an `Accept-Encoding` list is this name, with a weight above nothing.
fn is_taken(entry: &str, name: &str) -> bool {
    let (told, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
    told.trim().eq_ignore_ascii_case(name) && weight.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

impl Kept {
    async fn read(response: Response) -> Result<Self, axum::Error> {
        let (parts, body) = response.into_parts();
        let (mut headers, body) = (parts.headers, to_bytes(body, LONGEST).await?);
        let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(&body)[..16]));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(header::ETAG, tag);
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        Ok(Self { headers, body })
    }

    fn answer(&self, request: &Request) -> Response {
        self.answer_to(request.headers().get(header::IF_NONE_MATCH))
    }

    /// The whole of it, or 304 where the browser has it (RFC 9110 §13.1.2).
    fn answer_to(&self, tag: Option<&HeaderValue>) -> Response {
        static OF_BODY: [HeaderName; 2] = [header::CONTENT_LENGTH, header::CONTENT_ENCODING];
        let has_it = tag.and_then(|tag| tag.to_str().ok()).is_some_and(|tags| {
            let ours = self.headers.get(header::ETAG).and_then(|tag| tag.to_str().ok());
            tags.split(',').any(|tag| Some(tag.trim().trim_start_matches("W/")) == ours)
        });
        let mut response = Response::new(if has_it { Body::empty() } else { self.body.clone().into() });
        *response.headers_mut() = self.headers.clone();
        if has_it {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            for name in &OF_BODY {
                response.headers_mut().remove(name);
            }
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::is_found_article;

    #[test]
    fn th47_only_an_article_that_a_search_led_to_goes_past_what_is_kept() {
        let is = |address: &str| is_found_article(&address.parse().expect("an address"));
        assert!(is("/en_us/lamp-abcdefgh?q=lamp") && is("/en_us/lamp-abcdefgh?q="));
        for kept in [
            "/en_us/lamp-abcdefgh",
            "/en_us/lamp-abcdefgh?x=1&q=lamp",
            "/en_us?q=lamp",
            "/en_us/categories/lamp-abcdefgh?q=lamp",
            "/tags/lamp-abcdefgh/more?q=lamp",
        ] {
            assert!(!is(kept), "{kept}");
        }
    }
}
