//! The bytes that a form names while it waits: nobody forgets them before it is over, and then somebody does (W3).

use db::{Writer, params, sql};
use kernel::{Fault, OrgId, Time};

use super::{Content, FormId, SubmissionId};

// A cross join is read from left to right: SQLite would begin with all the files of an organization.
sql! {
    NAME = "insert into form_file (org_id, submission_id, hash) values ($1, $2, $3) on conflict do nothing";
    LET_GO = "delete from form_file where org_id = $1 and submission_id = $2";
    UNNAME = "insert into unused_file (org_id, hash, made_at)
        select f.org_id, f.hash, cast($3 as bigint) from form_file f where f.org_id = $1 and f.submission_id = $2
        on conflict do nothing";
    UNNAME_ALL = "insert into unused_file (org_id, hash, made_at)
        select distinct f.org_id, f.hash, cast($3 as bigint) from form_submission s cross join form_file f
        where s.org_id = $1 and s.form_id = $2 and f.org_id = $1 and f.submission_id = s.id on conflict do nothing";
}

/// What waits names its files.
pub(super) async fn name(
    writer: &mut Writer,
    (org, id): (OrgId, SubmissionId),
    content: &Content,
) -> Result<(), Fault> {
    for file in &content.files {
        writer.push(NAME.with(params![org, id, &file.hash])).await?;
        if let Some(preview) = &file.preview {
            writer.push(NAME.with(params![org, id, preview])).await?;
        }
    }
    Ok(())
}

/// It waits no more, and a message names them.
pub(super) async fn hand_on(writer: &mut Writer, org: OrgId, id: SubmissionId) -> Result<(), Fault> {
    writer.push(LET_GO.with(params![org, id])).await
}

/// It is over, and perhaps nothing names them any more.
pub(super) async fn drop(
    writer: &mut Writer,
    (org, id): (OrgId, SubmissionId),
    now: Time,
) -> Result<(), Fault> {
    writer.push(UNNAME.with(params![org, id, now])).await?;
    writer.push(LET_GO.with(params![org, id])).await
}

/// The same of all that waits to be sent by a form, which is deleted next.
pub(super) async fn drop_all(
    writer: &mut Writer,
    (org, form): (OrgId, FormId),
    now: Time,
) -> Result<(), Fault> {
    writer.push(UNNAME_ALL.with(params![org, form, now])).await
}
