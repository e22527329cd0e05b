//! Taking a file in: checked, given a picture to show, stored by its hash. No row refers to it yet.

use std::sync::Arc;

use kernel::{Fault, OrgId};
use net::ContentHash;
use tokio::sync::Semaphore;

use super::check::check_within;
use super::{FileRefused, MAX_FILE_BYTES, Preview, preview};
use crate::Desk;
use crate::article::{MAX_ARTICLE_FILE, NewArticleFile};
use crate::conversation::message::NewFile;

/// Decoding a picture may take hundreds of megabytes, so only so many are decoded at once.
pub(super) static DECODERS: Semaphore = Semaphore::const_new(2);

/// A file about to be stored.
pub(super) struct Checked {
    pub(super) media_type: String,
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) picture: Option<Preview>,
}

/// Checks an upload by P6 and stores its bytes and its picture.
pub async fn accept_upload(
    desk: &Desk,
    org: OrgId,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Result<NewFile, FileRefused>, Fault> {
    match judge(name, bytes, MAX_FILE_BYTES).await? {
        Ok(checked) => store(desk, org, name, &checked).await.map(Ok),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// The same of a file for an article, which may be larger.
pub async fn accept_article_file(
    desk: &Desk,
    org: OrgId,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Result<NewArticleFile, FileRefused>, Fault> {
    match judge(name, bytes, MAX_ARTICLE_FILE).await? {
        Ok(checked) => {
            let file = store(desk, org, name, &checked).await?;
            let pixels = checked.picture.map(|picture| (picture.width, picture.height));
            Ok(Ok(NewArticleFile { file, pixels }))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Whether it would be taken, so far as that is seen without drawing it.
pub fn check_article_file(name: &str, bytes: &[u8]) -> Result<(), FileRefused> {
    check_within(name, bytes, MAX_ARTICLE_FILE).map(drop)
}

async fn judge(name: &str, bytes: Vec<u8>, most: usize) -> Result<Result<Checked, FileRefused>, Fault> {
    let permit = DECODERS.acquire().await.map_err(Fault::internal)?;
    let (name, bytes) = (name.to_owned(), Arc::new(bytes));
    let checked =
        tokio::task::spawn_blocking(move || look(&name, bytes, most)).await.map_err(Fault::internal);
    drop(permit);
    checked
}

fn look(name: &str, bytes: Arc<Vec<u8>>, most: usize) -> Result<Checked, FileRefused> {
    let kind = check_within(name, &bytes, most)?;
    let picture = if kind.facts().is_picture { Some(preview(&bytes, kind)?) } else { None };
    Ok(Checked { media_type: kind.facts().media_type.to_owned(), bytes, picture })
}

pub(super) async fn store(desk: &Desk, org: OrgId, name: &str, checked: &Checked) -> Result<NewFile, Fault> {
    let hash = keep(desk, org, &checked.bytes).await?;
    let preview = match &checked.picture {
        Some(picture) => Some(keep(desk, org, &picture.bytes).await?.to_string()),
        None => None,
    };
    Ok(NewFile {
        hash: hash.to_string(),
        preview,
        name: name.to_owned(),
        media_type: checked.media_type.clone(),
        size: i64::try_from(checked.bytes.len()).unwrap_or(i64::MAX),
    })
}

/// Stores bytes durably under their hash.
pub async fn keep(desk: &Desk, org: OrgId, bytes: &[u8]) -> Result<ContentHash, Fault> {
    let limit = (MAX_FILE_BYTES as u64) * 16;
    let staged = desk.files().stage(desk.context(), bytes, limit).await?;
    desk.files().commit(&staged, org).await?;
    Ok(staged.hash)
}
