//! Files of a theme's own: what each revision has, and what they hold, each content once.

use std::collections::BTreeMap;

use db::{Reader, params, sql};
use kernel::{Fault, OrgId};
use sha2::{Digest, Sha256};

use super::RevisionId;
use crate::act::Act;
use crate::who::{User, Who};

/// Files by their paths in the theme.
pub type Files = BTreeMap<String, bytes::Bytes>;

sql! {
    OF_REVISION = "select f.path, c.content from theme_file f
        join theme_content c on c.org_id = f.org_id and c.hash = f.hash
        where f.org_id = $1 and f.revision_id = $2 order by f.path";
    KEEP = "insert into theme_content (org_id, hash, content) values ($1, $2, $3) on conflict do nothing";
    NAME = "insert into theme_file (org_id, revision_id, path, hash) values ($1, $2, $3, $4)";
    SWEEP = "delete from theme_content where org_id = $1
        and not exists (select 1 from theme_file f where f.org_id = $1 and f.hash = theme_content.hash)";
}

/// The files of a revision.
pub(super) async fn of(reader: &Reader, org: OrgId, revision: RevisionId) -> Result<Files, Fault> {
    let rows: Vec<(String, Vec<u8>)> = reader.all(OF_REVISION.with(params![org, revision])).await?;
    Ok(rows.into_iter().map(|(path, content)| (path, content.into())).collect())
}

/// The same in an act.
pub(super) async fn of_in<W: Who>(act: &mut Act<W>, revision: RevisionId) -> Result<Files, Fault> {
    let call = OF_REVISION.with(params![act.org(), revision]);
    let rows: Vec<(String, Vec<u8>)> = act.writer().await?.all(call).await?;
    Ok(rows.into_iter().map(|(path, content)| (path, content.into())).collect())
}

/// Gives a new revision its files.
pub(super) async fn keep<W: Who>(act: &mut Act<W>, revision: RevisionId, files: &Files) -> Result<(), Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    for (path, content) in files {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(content));
        writer.run(KEEP.with(params![org, &hash, &content[..]])).await?;
        writer.run(NAME.with(params![org, revision, path, &hash])).await?;
    }
    Ok(())
}

/// Forgets what no file holds any more.
pub(crate) async fn sweep(act: &mut Act<User>) -> Result<(), Fault> {
    let org = act.org();
    act.writer().await?.run(SWEEP.with(params![org])).await.map(drop)
}
