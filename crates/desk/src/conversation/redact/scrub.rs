//! The job that makes redacted bytes vanish.

use db::{params, sql};
use kernel::{Fault, OrgId, Time};
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
            and not exists (select 1 from article_file f where f.org_id = $1 and f.hash = u.hash)
            and not exists (select 1 from article_file f where f.org_id = $1 and f.preview = u.hash)
            and not exists (select 1 from form_file f where f.org_id = $1 and f.hash = u.hash)
        and u.made_at <= $2 limit 256";
    HAVING_SOME = "select distinct u.org_id from unused_file u where u.made_at <= $1";
    USED = "delete from unused_file where org_id = $1
            and (exists (select 1 from message_file f where f.org_id = $1 and f.hash = unused_file.hash)
            or exists (select 1 from message_file f where f.org_id = $1 and f.preview = unused_file.hash)
            or exists (select 1 from article_file f where f.org_id = $1 and f.hash = unused_file.hash)
            or exists (select 1 from article_file f where f.org_id = $1 and f.preview = unused_file.hash)
            or exists (select 1 from form_file f where f.org_id = $1 and f.hash = unused_file.hash))";
    FORGET = "delete from unused_file where org_id = $1 and hash = $2";
    FORGET_FILE = "delete from file where org_id = $1 and hash = $2
            and not exists (select 1 from message_file f where f.org_id = $1 and f.hash = file.hash)
            and not exists (select 1 from article_file f where f.org_id = $1 and f.hash = file.hash)
            and not exists (select 1 from form_file f where f.org_id = $1 and f.hash = file.hash)";
}

/// The tables a redacted text may have left traces in.
const TABLES: &[&str] = &[
    "attribute_value",
    "message",
    "message_file",
    "message_word",
    "note",
    "held_answer",
    "conversation",
    "conversation_tag",
    "survey",
    "form_submission",
];

/// Seconds until it is tried again: whoever is in the way, a reader of ours ends after ten.
const PAUSE_SECONDS: i64 = 5;
/// The store wants a day between, so that nobody takes the same bytes in meanwhile.
const UNNAMED_SECONDS: i64 = 24 * 60 * 60;
/// After this many the bytes should be nowhere (product W3).
const PROMISED_SECONDS: i64 = 60;
/// Tries between two lines of the log, a minute or two.
const TRIES_A_COMPLAINT: i64 = 12;
/// Tries of one job; then another goes on, because a job's life is shorter than somebody's transaction may be.
const TRIES: i64 = 1_000;

/// A redaction wants its bytes scrubbed; the ones that wait are one.
#[expect(clippy::unnecessary_wraps, reason = "every entry of the table of interest may decline")]
pub(crate) fn scrub_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let mut scrub = job(fact, seq, SCRUB, &json!({ "since": fact.at }));
    scrub.dedupe = Some(SCRUB.to_owned());
    Some(scrub)
}

/// Deletes the bytes of files that nothing names any more, then clears the database's files of what rows left there.
#[derive(Serialize, Deserialize, Debug)]
pub struct Scrub {
    /// When the first of what it is to clear was redacted or deleted.
    #[serde(default)]
    since: Option<Time>,
}

impl Job<Desk> for Scrub {
    const KIND: &'static str = SCRUB;

    async fn run(self, desk: Desk, ticket: Ticket) -> Result<(), Failure> {
        let in_the_way = match clear(&desk, ticket.org()).await {
            Ok(true) => return Ok(()),
            Ok(false) => Fault::new(&kernel::base_codes::UNAVAILABLE),
            Err(fault) => fault,
        };
        self.complain(&desk, &ticket, &in_the_way);
        if ticket.attempt() >= TRIES {
            return Ok(self.begin_anew(&desk, &ticket).await?);
        }
        Err(Failure::Retry(Some(next_try(&desk)), in_the_way))
    }
}

impl Scrub {
    /// Somebody's transaction keeps what is gone alive for too long: nothing of ours can end it, so it is told.
    fn complain(&self, desk: &Desk, ticket: &Ticket, in_the_way: &Fault) {
        let waited = self.since.map_or(0, |since| desk.context().now().millis_since(since) / 1_000);
        if waited > PROMISED_SECONDS && ticket.attempt() % TRIES_A_COMPLAINT == 0 {
            let org = ticket.org();
            tracing::warn!(%org, waited, %in_the_way, "redacted bytes are still in the database's files");
        }
    }

    async fn begin_anew(&self, desk: &Desk, ticket: &Ticket) -> Result<(), Fault> {
        let job = NewJob {
            org: ticket.org(),
            kind: SCRUB,
            lane: None,
            dedupe: Some(SCRUB.to_owned()),
            ready_at: next_try(desk),
            made_at: desk.context().now(),
            cause: ticket.cause(),
            payload: json!({ "since": self.since }).to_string(),
        };
        let mut writer = desk.db().writer().await?;
        spine::enqueue(&mut writer, &job).await?;
        writer.commit().await
    }
}

fn next_try(desk: &Desk) -> Time {
    desk.context().now().plus_seconds(PAUSE_SECONDS)
}

/// Whether nothing is left; not while somebody is in the way.
async fn clear(desk: &Desk, org: OrgId) -> Result<bool, Fault> {
    while forget_files(desk, org, Time(i64::MAX)).await? > 0 {}
    desk.db().scrub(TABLES).await
}

/// Forgets the bytes that nothing names for a day any more, of every organization: those of forms that nobody sent. Nobody was
/// promised to be rid of them within the minute, so the database's files are left alone.
pub(crate) async fn forget_unused(desk: &Desk, now: Time) -> Result<(), Fault> {
    let until = now.plus_seconds(-UNNAMED_SECONDS);
    let reader = desk.db().reader().await?;
    let all: Vec<(OrgId,)> = reader.all(HAVING_SOME.with(params![until])).await?;
    reader.end();
    for (org,) in all {
        while forget_files(desk, org, until).await? > 0 {}
    }
    Ok(())
}

/// Bytes first, then the rows that name them to be deleted: a crash between leaves something to delete again.
async fn forget_files(desk: &Desk, org: OrgId, until: Time) -> Result<usize, Fault> {
    let reader = desk.db().reader().await?;
    let unused: Vec<(String,)> = reader.all(UNUSED.with(params![org, until])).await?;
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
