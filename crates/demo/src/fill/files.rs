//! Drawing and storing what is attached.

use std::collections::{BTreeMap, BTreeSet};

use desk::Desk;
use desk::conversation::message::NewFile;
use desk::file::accept_upload;
use futures_util::{StreamExt, TryStreamExt, stream};
use kernel::{Fault, OrgId};

use crate::content::Enclosure;
use crate::drawing;
use crate::story::Story;

/// The stored file of each enclosure.
pub(super) type Files = BTreeMap<Enclosure, NewFile>;

/// Drawn at once: one for each of the two places where pictures are checked, and one on its way.
const AT_ONCE: usize = 3;

/// The different files of these stories, without those that were redacted.
pub(super) fn of(stories: &[Story<'_>]) -> BTreeSet<Enclosure> {
    let lines = stories.iter().flat_map(|story| &story.lines);
    lines.flat_map(|line| &line.files).filter(|file| !file.redacted).cloned().collect()
}

pub(super) async fn store(
    desk: &Desk,
    org: OrgId,
    enclosures: BTreeSet<Enclosure>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Files, Fault> {
    let storing = enclosures.into_iter().map(|file| store_one(desk, org, file));
    let mut stored = stream::iter(storing).buffer_unordered(AT_ONCE);
    let mut files = Files::new();
    while let Some((enclosure, file)) = stored.try_next().await? {
        files.insert(enclosure, file);
        progress(files.len());
    }
    Ok(files)
}

async fn store_one(desk: &Desk, org: OrgId, file: Enclosure) -> Result<(Enclosure, NewFile), Fault> {
    let drawn = file.clone();
    let bytes =
        tokio::task::spawn_blocking(move || drawing::draw(&drawn)).await.map_err(Fault::internal)??;
    let accepted = accept_upload(desk, org, &file.name, bytes).await?;
    let accepted = accepted.map_err(|why| Fault::internal(format!("{} was refused: {why:?}", file.name)))?;
    Ok((file, accepted))
}
