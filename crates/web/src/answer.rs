//! What handlers answer with.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, Kind};

use crate::error::Outcome;

/// A page, a redirect, or a fault that becomes a page at the edge.
pub(crate) type Answer = Result<Response, Refused>;

/// A fault on its way to the edge, where the face's error page is drawn.
#[derive(Debug)]
pub struct Refused(Fault);

impl Refused {
    /// Whether signing in would mend it.
    pub(crate) fn is_sign_in(&self) -> bool {
        self.0.kind() == Kind::SignIn
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = Outcome::of(self.0.kind()).status.into_response();
        response.extensions_mut().insert(Arc::new(self.0));
        response
    }
}

/// 303: after a POST, look there.
pub(crate) fn see_other(address: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, address)
}

/// A redirect that nobody keeps.
pub(crate) fn redirect(status: StatusCode, address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (
        status,
        [
            (header::LOCATION, location),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store, private")),
        ],
    )
        .into_response()
}
