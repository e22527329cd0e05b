//! How long the address and the header fields of a request may be: measured before anybody reads them (product §13).

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

/// The longest address, path and query together, in bytes.
const ADDRESS: usize = 8 * 1024;
/// The most of all header fields together, in bytes as they are sent.
const FIELDS: usize = 16 * 1024;
/// A line's method and version around its address.
const LINE: usize = 64;

/// The longest head that can be allowed; a server that stops reading there answers 431 by itself.
pub const LONGEST: usize = LINE + ADDRESS + FIELDS;

/// Refuses what is too long, on every host and before anything is looked up.
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if address > ADDRESS {
        return refuse(StatusCode::URI_TOO_LONG, "This address is too long.\n");
    }
    if sent(request.headers()) > FIELDS {
        return refuse(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "These header fields are too long.\n");
    }
    next.run(request).await
}

/// The bytes of `name: value` and the end of its line, for every field.
fn sent(fields: &HeaderMap) -> usize {
    fields.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum()
}

/// As plain as the answer to an unknown host: whose page it would be is not known yet.
fn refuse(status: StatusCode, why: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], why).into_response()
}
