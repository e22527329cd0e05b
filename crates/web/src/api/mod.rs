//! The API's face: `/v1/…` for programs, in JSON, on hosts of an organization and on the installation's common one. Who
//! asks says so with a key in the `Authorization` header; cookies count for nothing here.

mod account;
mod document;
mod door;
mod edge;
mod envelope;
mod error;
mod hook;
mod kb;
mod operations;
mod organization;
mod rate;
mod shape;
mod sign_on;
mod theme;

use axum::Router;

use crate::face::Face;
use crate::web::Web;

pub(crate) use document::{DOCUMENT, document};
pub(crate) use door::AtCommonHost;
pub(crate) use edge::answer;
pub(crate) use rate::Rates;

/// The API's routes. Each is found with a slash at its end too (api.md §1.5).
pub(crate) fn face(face: Face) -> Face {
    kb::face(face)
        .get_with_slash("/v1/auth/kb/{id}/settings", sign_on::settings)
        .get_with_slash("/v1/auth/tokens/current", account::token)
        .get_with_slash("/v1/users/current", account::user)
        .get_with_slash(theme::THEMES, theme::list)
        .post_with_slash(theme::THEMES, theme::add)
        .get_with_slash("/v1/kb/themes/{id}", theme::one)
        .post_with_slash("/v1/kb/themes/{id}/revisions", theme::save)
        .get_with_slash("/v1/kb/themes/{id}/revisions/{revision}/archive", theme::archive)
        .post_with_slash("/v1/kb/themes/{id}/publish", theme::publish)
        .get_with_slash("/v1/orgs/{id}", organization::org)
        .get_with_slash("/v1/domains/{name}", organization::domain)
        .post_with_slash("/v1/hooks/form/{name}/{hash}", hook::form)
}

/// The description of it all, which needs no door: it is the same for everybody.
pub(crate) fn routes(router: Router<Web>) -> Router<Web> {
    router.route(DOCUMENT, axum::routing::get(document::show))
}
