//! The job that makes redacted bytes vanish.

use db::{params, sql};
use kernel::{Fault, OrgId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use spine::{Failure, Job, NewFact, NewJob, Ticket};

use crate::conversation::facts::SCRUB;
use crate::door::Desk;
use crate::interest::job;

sql! {
    UNUSED = "select u.hash from unused_file u where u.org_id = $1
            and not exists (select 1 from message_file f where f.org_id = $1 and f.hash = u.hash)
            and not exists (select 1 from message_file f where f.org_id = $1 and f.preview = u.hash)
        limit 256";
    USED = "delete from unused_file where org_id = $1
            and (exists (select 1 from message_file f where f.org_id = $1 and f.hash = unused_file.hash)
            or exists (select 1 from message_file f where f.org_id = $1 and f.preview = unused_file.hash))";
    FORGET = "delete from unused_file where org_id = $1 and hash = $2";
    FORGET_FILE = "delete from file where org_id = $1 and hash = $2
            and not exists (select 1 from message_file f where f.org_id = $1 and f.hash = file.hash)";
}

/// The tables a redacted text may have left traces in.
const TABLES: &[&str] = &["message", "message_file", "message_word", "note", "conversation"];

/// Seconds until a reader that is in the way must have ended.
const PAUSE_SECONDS: i64 = 5;

/// A redaction wants its bytes scrubbed; the ones that wait are one.
#[expect(clippy::unnecessary_wraps, reason = "every entry of the table of interest may decline")]
pub(crate) fn scrub_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let mut scrub = job(fact, seq, SCRUB, &json!({}));
    scrub.dedupe = Some(SCRUB.to_owned());
    Some(scrub)
}

/// Deletes the bytes of files that nothing names any more, then clears the database's files of what rows left there.
#[derive(Serialize, Deserialize, Debug)]
pub struct Scrub {}

impl Job<Desk> for Scrub {
    const KIND: &'static str = SCRUB;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        while forget_files(&desk, ticket.org()).await? > 0 {}
        if desk.db().scrub(TABLES).await? {
            return Ok(());
        }
        let again = desk.context().now().plus_millis(PAUSE_SECONDS * 1_000);
        Err(Failure::Retry(Some(again), Fault::new(&kernel::base_codes::UNAVAILABLE)))
    }
}

/// Bytes first, then the rows that name them to be deleted: a crash between leaves something to delete again.
async fn forget_files(desk: &Desk, org: OrgId) -> Result<usize, Fault> {
    let reader = desk.db().reader().await?;
    let unused: Vec<(String,)> = reader.all(UNUSED.with(params![org])).await?;
    reader.end();
    for (hash,) in &unused {
        desk.files().delete(org, hash.parse()?).await?;
    }
    let mut writer = desk.db().writer().await?;
    writer.run(USED.with(params![org])).await?;
    for (hash,) in &unused {
        writer.run(FORGET_FILE.with(params![org, hash])).await?;
        writer.run(FORGET.with(params![org, hash])).await?;
    }
    writer.commit().await?;
    Ok(unused.len())
}
