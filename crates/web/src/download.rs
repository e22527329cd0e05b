//! Sending stored files so that nothing in them can run (P16, TH35).

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use desk::conversation::portal::Download;
use desk::who::Who;
use desk::{View, file};
use http::{HeaderName, HeaderValue, header};
use kernel::{Fault, base_codes};
use net::ContentHash;
use tokio_util::io::ReaderStream;

/// Nothing in an uploaded file may run, whatever a browser takes it for.
const POLICY: &str = "default-src 'none'; sandbox";
/// The most bytes of a picture we made ourselves.
const MAX_PREVIEW: u64 = 32 * 1024 * 1024;

/// The file as it came, to be saved and not shown.
pub(crate) async fn whole<W: Who>(view: View<W>, found: &Download) -> Result<Response, Fault> {
    let (store, org) = (view.desk().files().clone(), view.org());
    view.close();
    let hash: ContentHash = found.hash.parse()?;
    let content = store.open(org, hash).await?;
    let length = HeaderValue::from(content.size);
    let body = Body::from_stream(ReaderStream::new(content.body)).into_response();
    let mut response = guarded(body, &found.media_type, &file::content_disposition(&found.name))?;
    response.headers_mut().insert(header::CONTENT_LENGTH, length);
    Ok(response)
}

/// The re-encoded picture that pages show.
pub(crate) async fn picture<W: Who>(view: View<W>, found: &Download) -> Result<Response, Fault> {
    let hash = found.preview.as_ref().ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?.parse()?;
    let (store, org) = (view.desk().files().clone(), view.org());
    view.close();
    let bytes = store.read_all(org, hash, MAX_PREVIEW).await?;
    let media_type = picture_type(&bytes);
    guarded(Body::from(bytes).into_response(), media_type, "inline")
}

/// We encoded it, so its first byte tells which of our three types it is.
fn picture_type(bytes: &[u8]) -> &'static str {
    match bytes.first() {
        Some(0xFF) => "image/jpeg",
        Some(b'G') => "image/gif",
        _ => "image/png",
    }
}

fn guarded(mut response: Response, media_type: &str, disposition: &str) -> Result<Response, Fault> {
    let headers: [(HeaderName, &str); 6] = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store, private"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_str(value).map_err(Fault::internal)?);
    }
    Ok(response)
}
