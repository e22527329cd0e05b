//! Plain forms: what is none is refused by a page, and what is too long is not read.

use std::collections::BTreeMap;

use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use http::{HeaderMap, StatusCode, header};
use kernel::{Fault, base_codes};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::answer::Refused;
use crate::web::Web;

/// More than an agent's files of 25 MB with their text: of a body over this the rest is not read.
pub(crate) const MOST_BODY: usize = 40 * 1024 * 1024;
/// The same of a form without files. The longest text, percent-encoded, is half of that.
const MOST_PLAIN: usize = 256 * 1024;

/// The fields of a form without files.
pub(crate) struct Form<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Web> for Form<T> {
    type Rejection = Refused;

    async fn from_request(mut request: Request, web: &Web) -> Result<Self, Refused> {
        fits(request.headers(), MOST_PLAIN)?;
        DefaultBodyLimit::max(MOST_PLAIN).apply(&mut request);
        match axum::Form::from_request(request, web).await {
            Ok(axum::Form(typed)) => Ok(Self(typed)),
            Err(refusal) => {
                let code = match refusal.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => &base_codes::TOO_LARGE,
                    StatusCode::UNSUPPORTED_MEDIA_TYPE => &base_codes::WRONG_TYPE,
                    _ => &base_codes::INVALID,
                };
                Err(Fault::new(code).because(refusal).into())
            }
        }
    }
}

/// A form of which several fields have one name: boxes that are ticked, rows of one kind.
#[derive(Deserialize)]
#[serde(transparent)]
pub(crate) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// The first field of this name; empty when there is none.
    pub(crate) fn first(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Whether there is a field of this name, or of a part of it: `links.0.url` of `links`.
    pub(crate) fn begins(&self, name: &str) -> bool {
        let is_of = |field: &str| {
            field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.0.iter().any(|(field, _)| is_of(field))
    }

    /// Every field of this name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The first field of each name.
    pub(crate) fn into_map(self) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        for (name, value) in self.0 {
            fields.entry(name).or_insert(value);
        }
        fields
    }

    /// Whether a field of this name has this value.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|sent| sent == value)
    }
}

/// Refuses a body that says itself that it is longer than this, before any of it is read.
pub(crate) fn fits(headers: &HeaderMap, most: usize) -> Result<(), Fault> {
    let told =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if told.is_some_and(|told| told > most) { Err(Fault::new(&base_codes::TOO_LARGE)) } else { Ok(()) }
}
