//! Taking in the files of inbound mail: kept whatever they are (N4), shown by what their bytes say.

use std::sync::Arc;

use file_format::FileFormat;
use kernel::{Fault, OrgId};

use super::accept::{Checked, DECODERS, store};
use super::kind::{Kind, KindFacts};
use super::{preview, safe_name};
use crate::Desk;
use crate::conversation::message::NewFile;

/// What is said of bytes that are nothing known.
const UNKNOWN: &str = "application/octet-stream";

/// Stores a file with its true type, and a picture of it where it is one.
pub async fn keep_inbound(desk: &Desk, org: OrgId, name: &str, bytes: Vec<u8>) -> Result<NewFile, Fault> {
    let permit = DECODERS.acquire().await.map_err(Fault::internal)?;
    let (name, bytes) = (safe_name(name), Arc::new(bytes));
    let looked = {
        let (name, bytes) = (name.clone(), bytes.clone());
        tokio::task::spawn_blocking(move || look(&name, &bytes)).await
    };
    drop(permit);
    // A stranger's file that makes a reader panic is kept as well.
    let (media_type, picture) = looked.unwrap_or((UNKNOWN, None));
    store(desk, org, &name, Checked { media_type, bytes, picture }).await
}

fn look(name: &str, bytes: &[u8]) -> (&'static str, Option<Vec<u8>>) {
    let named = Kind::of_name(name).map(Kind::facts).filter(|facts| (facts.check)(bytes).is_ok());
    let format = FileFormat::from_bytes(bytes);
    match named.or_else(|| taken(format)) {
        Some(facts) if facts.is_picture => {
            let picture = preview(bytes, facts.kind).ok();
            (facts.media_type, picture.map(|picture| picture.bytes))
        }
        Some(facts) => (facts.media_type, None),
        None => (spelled(format), None),
    }
}

/// The type among those that are taken which the bytes are of.
fn taken(format: FileFormat) -> Option<&'static KindFacts> {
    Kind::all().find(|facts| facts.media_type == format.media_type())
}

/// Types of which nothing is said in pages or files are not worth a name either.
fn spelled(format: FileFormat) -> &'static str {
    const NAMED: [&str; 10] = [
        "application/zip",
        "application/gzip",
        "application/rtf",
        "audio/mpeg",
        "image/bmp",
        "image/svg+xml",
        "image/tiff",
        "image/webp",
        "text/plain",
        "video/mp4",
    ];
    NAMED.into_iter().find(|name| *name == format.media_type()).unwrap_or(UNKNOWN)
}
