//! Taking in the files of inbound mail: kept whatever they are (N4), and called what their bytes say they are.

use std::sync::Arc;

use file_format::FileFormat;
use kernel::{Fault, OrgId};

use super::accept::{Checked, DECODERS, store};
use super::kind::{Kind, KindFacts};
use super::{Preview, preview, safe_name};
use crate::Desk;
use crate::conversation::message::NewFile;

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
    let (media_type, picture) = looked.unwrap_or_else(|_| ("application/octet-stream".to_owned(), None));
    store(desk, org, &name, &Checked { media_type, bytes, picture }).await
}

fn look(name: &str, bytes: &[u8]) -> (String, Option<Preview>) {
    let named = Kind::of_name(name).map(Kind::facts).filter(|facts| (facts.check)(bytes).is_ok());
    let format = FileFormat::from_bytes(bytes);
    let Some(facts) = named.or_else(|| taken(format)) else { return (format.media_type().to_owned(), None) };
    let picture = facts.is_picture.then(|| preview(bytes, facts.kind).ok()).flatten();
    (facts.media_type.to_owned(), picture)
}

/// The kind among those that are taken which the bytes are of.
fn taken(format: FileFormat) -> Option<&'static KindFacts> {
    Kind::all().find(|facts| facts.media_type == format.media_type())
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn n4_a_file_is_what_its_bytes_say() {
        let png = crate::file::samples::picture(8, 8, image::ImageFormat::Png);
        for (name, bytes, media_type, is_shown) in [
            ("photo.png", png.as_slice(), "image/png", true),
            ("report.pdf", &png, "image/png", true),
            ("no name", &png, "image/png", true),
            ("broken.png", &png[..40], "image/png", false),
            ("run.pdf", b"MZ\x90\0\x03\0\0\0", "application/x-dosexec", false),
            ("a.csv", b"a,b\n1,2\n", "text/csv", false),
            ("a.txt", b"hello", "text/plain", false),
            ("a.bin", b"\x80\x81\x82\0", "application/octet-stream", false),
        ] {
            let (found, picture) = look(name, bytes);
            assert_eq!((found.as_str(), picture.is_some()), (media_type, is_shown), "{name}");
        }
    }
}
