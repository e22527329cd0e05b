//! Assets by their hash, kept for ever by browsers; the accent colour of a brand joined to the style sheet.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use http::{HeaderValue, StatusCode, header};

use crate::cache::{ForEverybody, LONGEST};
use crate::web::Web;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const SHEET: &str = "midtown.css";

/// The routes of assets; they need no door, for they are the same for everybody.
pub(crate) fn routes(router: Router<Web>) -> Router<Web> {
    router
        .route("/assets/{hash}/{*name}", get(asset))
        .route("/brand/{accent}/{hash}/midtown.css", get(sheet))
        .route("/favicon.ico", get(icon))
}

/// The address of the style sheet in a brand's colour: one request instead of two.
pub(crate) fn css_url(web: &Web, accent: &str) -> String {
    let plain = web.midtown().assets.url(SHEET).unwrap_or_default();
    let hash = plain.split('/').nth(2).unwrap_or_default();
    format!("/brand/{}/{hash}/{SHEET}", accent.trim_start_matches('#'))
}

async fn asset(State(web): State<Web>, Path((hash, name)): Path<(String, String)>) -> Response {
    let found = web.midtown().assets.get(&hash, &name).or_else(|| web.app().assets.get(&hash, &name));
    match found {
        Some(asset) => kept(asset.bytes.clone(), asset.media_type),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn sheet(State(web): State<Web>, Path((accent, hash)): Path<(String, String)>) -> Response {
    let is_colour = accent.len() == 6 && accent.bytes().all(|byte| byte.is_ascii_hexdigit());
    match web.midtown().assets.get(&hash, SHEET).filter(|_| is_colour) {
        Some(sheet) => {
            let text = String::from_utf8_lossy(&sheet.bytes);
            kept(format!("{text}\n:root {{ --accent: #{accent}; }}\n").into(), sheet.media_type)
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn icon(State(web): State<Web>) -> Response {
    match web.midtown().assets.url("icons/favicon.svg") {
        Some(address) => crate::answer::redirect(StatusCode::FOUND, address),
        None => StatusCode::NO_CONTENT.into_response(),
    }
}

fn kept(bytes: bytes::Bytes, media_type: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOR_EVER)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    let mark = (bytes.len() <= LONGEST).then_some(Extension(ForEverybody));
    (headers, mark, bytes).into_response()
}
