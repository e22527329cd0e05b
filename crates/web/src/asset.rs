//! Assets by their hash, kept for ever by browsers; the accent colour of a brand joined to the style sheet.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use desk::door::Place;
use http::{HeaderValue, StatusCode, header};
use theme::Asset;

use crate::cache::{ForEverybody, LONGEST};
use crate::web::Web;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The routes of assets; they need no door, for they are the same for everybody.
pub(crate) fn routes(router: Router<Web>) -> Router<Web> {
    router
        .route("/assets/{hash}/{*name}", get(asset))
        .route("/scripts/{hash}/{*name}", get(own_script))
        .route("/brand/{accent}/{hash}/{*sheet}", get(sheet))
        .route("/favicon.ico", get(icon))
}

/// Whether an address is an asset's.
pub(crate) fn is_asset(path: &str) -> bool {
    ["/assets/", "/brand/", "/scripts/"].iter().any(|folder| path.starts_with(folder))
}

async fn asset(
    State(web): State<Web>,
    place: Option<Extension<Place>>,
    Path((hash, name)): Path<(String, String)>,
) -> Response {
    match find(&web, place, &hash, &name).await {
        Some(asset) => kept(asset.bytes, asset.media_type),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// An asset of any theme this node knows. Another node may have drawn the page: then the site's own is compiled first.
async fn find(web: &Web, place: Option<Extension<Place>>, hash: &str, name: &str) -> Option<Asset> {
    let known = web.looks().asset(hash, name).or_else(|| web.app().assets.get(hash, name).cloned());
    if known.is_some() {
        return known;
    }
    let site = place?.0.site?;
    web.looks().of(web.desk(), &site).await.assets.get(hash, name).cloned()
}

/// A script that a theme of this knowledge base brought; another's is at no address here.
async fn own_script(
    State(web): State<Web>,
    place: Option<Extension<Place>>,
    Path((hash, name)): Path<(String, String)>,
) -> Response {
    let Some(site) = place.and_then(|place| place.0.site) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let known = web.looks().own_script(site.kb, &hash, &name);
    let found = match known {
        Some(known) => Some(known),
        None => web.looks().of(web.desk(), &site).await.assets.own_script(&hash, &name).cloned(),
    };
    found
        .map_or_else(|| StatusCode::NOT_FOUND.into_response(), |script| kept(script.bytes, script.media_type))
}

async fn sheet(
    State(web): State<Web>,
    place: Option<Extension<Place>>,
    Path((accent, hash, name)): Path<(String, String, String)>,
) -> Response {
    let is_colour = accent.len() == 6 && accent.bytes().all(|byte| byte.is_ascii_hexdigit());
    let found = find(&web, place, &hash, &name).await;
    match found.filter(|sheet| is_colour && sheet.media_type.starts_with("text/css")) {
        Some(sheet) => {
            let text = String::from_utf8_lossy(&sheet.bytes);
            kept(format!("{text}\n:root {{ --accent: #{accent}; }}\n").into(), sheet.media_type)
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn icon(State(web): State<Web>) -> Response {
    match web.looks().bundled().assets.url("icons/favicon.svg") {
        Some(address) => crate::answer::redirect(StatusCode::FOUND, address),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

/// A picture of SVG that is opened by itself is a page, in which nothing is to run.
const SVG: &str = "image/svg+xml";
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

fn kept(bytes: bytes::Bytes, media_type: &'static str) -> Response {
    let policy =
        (media_type == SVG).then_some([(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY))]);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    let mark = (bytes.len() <= LONGEST).then_some(Extension(ForEverybody));
    (policy, headers, mark, bytes).into_response()
}
