//! Files of messages: each request asks what its conversation asks, at that moment (P16).

use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use desk::conversation::portal::FileId;
use desk::{Customer, View, file};
use http::{HeaderName, HeaderValue, header};
use kernel::{Fault, base_codes};
use net::ContentHash;
use serde::Deserialize;
use tokio_util::io::ReaderStream;

use super::conversation::Place as Conversation;
use crate::answer::Answer;

/// The parameters of a file's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    #[serde(flatten)]
    conversation: Conversation,
    file: FileId,
}

/// Nothing in an uploaded file may run, whatever a browser takes it for.
const POLICY: &str = "default-src 'none'; sandbox";

pub(crate) async fn download(view: View<Customer>, Path(place): Path<Place>) -> Answer {
    let found = view.download(place.conversation.id()?, place.file).await?;
    let name = file::content_disposition(&found.name);
    let (hash, media_type) = (found.hash.clone(), found.media_type.clone());
    Ok(send(view, &hash, &media_type, &name).await?)
}

/// The most bytes of a picture we made ourselves.
const MAX_PREVIEW: u64 = 32 * 1024 * 1024;

/// The re-encoded picture that pages show.
pub(crate) async fn preview(view: View<Customer>, Path(place): Path<Place>) -> Answer {
    let found = view.download(place.conversation.id()?, place.file).await?;
    let hash = found.preview.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?.parse()?;
    let (store, org) = (view.desk().files().clone(), view.org());
    view.close().await;
    let bytes = store.read_all(org, hash, MAX_PREVIEW).await?;
    let media_type = picture_type(&bytes);
    Ok(guarded(Body::from(bytes).into_response(), media_type, "inline")?)
}

/// We encoded it, so its first byte tells which of our three types it is.
fn picture_type(bytes: &[u8]) -> &'static str {
    match bytes.first() {
        Some(0xFF) => "image/jpeg",
        Some(b'G') => "image/gif",
        _ => "image/png",
    }
}

async fn send(
    view: View<Customer>,
    hash: &str,
    media_type: &str,
    disposition: &str,
) -> Result<Response, Fault> {
    let (store, org) = (view.desk().files().clone(), view.org());
    view.close().await;
    let hash: ContentHash = hash.parse()?;
    let content = store.open(org, hash).await?;
    let length = HeaderValue::from(content.size);
    let mut response =
        guarded(Body::from_stream(ReaderStream::new(content.body)).into_response(), media_type, disposition)?;
    response.headers_mut().insert(header::CONTENT_LENGTH, length);
    Ok(response)
}

/// The headers under which an uploaded file can do no harm (P16, TH35).
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
