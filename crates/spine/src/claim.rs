//! The workers' side of the queue: what is claimed for a lease, and what becomes of it.
//!
//! A lane's jobs arrive `fresh`. A worker seats them `behind` and makes the first of a lane without one `ready`. What
//! changes who is first in a lane happens under one lock, which SQLite's only writer is anyway.

use std::collections::BTreeSet;

use db::{FromRow, Reader, Row, Writer, params, sql};
use kernel::{Fault, OrgId, Time};

use crate::pause::has_outlived;

/// A claimed job. Its number of attempts tells this claim from a later one.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) seq: i64,
    pub(crate) org: OrgId,
    pub(crate) kind: String,
    pub(crate) lane: Option<String>,
    pub(crate) attempts: i64,
    pub(crate) cause: i64,
    pub(crate) due_at: Time,
    pub(crate) payload: String,
}

/// What there is to do.
pub(crate) struct Look {
    pub(crate) is_ready: bool,
    pub(crate) is_fresh: bool,
}

/// How long a claim holds before another worker may take the job: 60 s.
const LEASE_MILLIS: i64 = 60_000;
/// How many jobs are seated in one transaction; each may be a statement.
const SEATS: i64 = 64;
/// How much of a reason is kept.
const REASON_CHARS: usize = 1000;

sql! {
    LOOK = "select exists (select 1 from job where state in ('ready', 'running') and ready_at <= $1),
        exists (select 1 from job where state = 'fresh')";
    LOCK_LANES = sqlite "select 1" postgres "select pg_advisory_xact_lock(8101820098972708609)";
    SEAT = "update job set state = 'behind' where seq in (select seq from job where state = 'fresh' order by seq limit $1)
        returning org_id, lane";
    PROMOTE = "update job set state = 'ready'
        where seq = (select min(seq) from job where org_id = $1 and lane = $2 and state = 'behind')
        and not exists (select 1 from job where org_id = $1 and lane = $2 and state in ('ready', 'running'))";
    CLAIM = sqlite "update job set state = 'running', ready_at = $2, attempts = attempts + 1
            where seq in (select seq from job where state in ('ready', 'running') and ready_at <= $1 order by ready_at, seq limit $3)
            returning seq, org_id, kind, lane, attempts, cause, due_at, payload"
        postgres "with picked as materialized (
                select seq from job where state in ('ready', 'running') and ready_at <= $1 order by ready_at, seq limit $3
                for update skip locked)
            update job set state = 'running', ready_at = $2, attempts = attempts + 1 from picked where job.seq = picked.seq
            returning job.seq, org_id, kind, lane, attempts, cause, due_at, payload";
    RENEW = "update job set ready_at = $3 where seq = $1 and attempts = $2 and state = 'running'";
    FINISH = "delete from job where seq = $1 and attempts = $2 and state = 'running'";
    POSTPONE = "update job set state = 'ready', ready_at = $3, last_error = $4
        where seq = $1 and attempts = $2 and state = 'running'";
    BURY = "update job set state = 'dead', last_error = $3 where seq = $1 and attempts = $2 and state = 'running'";
}

impl Claimed {
    /// Whether its workers vanished for three days.
    pub(crate) fn is_spent(&self, now: Time) -> bool {
        self.attempts > 1 && has_outlived(self.due_at, now)
    }
}

/// A reader's question, so that an idle poll never takes the writer.
pub(crate) async fn look(reader: &Reader, now: Time) -> Result<Look, Fault> {
    let (is_ready, is_fresh) = reader.one(LOOK.with(params![now])).await?;
    Ok(Look { is_ready, is_fresh })
}

/// From here to the end of the transaction nobody else changes who is first in a lane. Asked for before anything is
/// claimed or recorded, so that two workers never wait for each other.
pub(crate) async fn lock_lanes(writer: &mut Writer) -> Result<(), Fault> {
    writer.run(LOCK_LANES.with(params![])).await?;
    Ok(())
}

/// Gives fresh jobs their places. Needs the lock.
pub(crate) async fn seat(writer: &mut Writer) -> Result<(), Fault> {
    let lanes: Vec<(OrgId, String)> = writer.all(SEAT.with(params![SEATS])).await?;
    for (org, lane) in lanes.into_iter().collect::<BTreeSet<_>>() {
        promote(writer, org, &lane).await?;
    }
    Ok(())
}

/// Claims up to `limit` ready jobs for one lease.
pub(crate) async fn claim(writer: &mut Writer, now: Time, limit: i64) -> Result<Vec<Claimed>, Fault> {
    writer.all(CLAIM.with(params![now, now.plus_millis(LEASE_MILLIS), limit])).await
}

/// Whether the job is still this claim's, which then holds for another lease.
pub(crate) async fn renew(writer: &mut Writer, job: &Claimed, now: Time) -> Result<bool, Fault> {
    let values = params![job.seq, job.attempts, now.plus_millis(LEASE_MILLIS)];
    Ok(writer.run(RENEW.with(values)).await? > 0)
}

/// Takes a job out of the queue; its lane goes on. Nothing happens when the lease was lost meanwhile.
pub(crate) async fn finish(writer: &mut Writer, job: &Claimed) -> Result<(), Fault> {
    let changed = writer.run(FINISH.with(params![job.seq, job.attempts])).await?;
    go_on(writer, job, changed).await
}

/// Puts a job back, in its place, or buries it when its life would be over by then.
pub(crate) async fn postpone(writer: &mut Writer, job: &Claimed, at: Time, why: &Fault) -> Result<(), Fault> {
    if has_outlived(job.due_at, at) {
        return bury(writer, job, why).await;
    }
    writer.run(POSTPONE.with(params![job.seq, job.attempts, at, storable(why)])).await?;
    Ok(())
}

/// Keeps a job as dead; its lane goes on.
pub(crate) async fn bury(writer: &mut Writer, job: &Claimed, why: &Fault) -> Result<(), Fault> {
    let changed = writer.run(BURY.with(params![job.seq, job.attempts, storable(why)])).await?;
    go_on(writer, job, changed).await
}

async fn go_on(writer: &mut Writer, job: &Claimed, changed: u64) -> Result<(), Fault> {
    match &job.lane {
        Some(lane) if changed > 0 => promote(writer, job.org, lane).await,
        _ => Ok(()),
    }
}

async fn promote(writer: &mut Writer, org: OrgId, lane: &str) -> Result<(), Fault> {
    writer.run(PROMOTE.with(params![org, lane])).await?;
    Ok(())
}

/// A reason that no column refuses: one job's odd words must not keep the ends of others from being recorded.
fn storable(why: &Fault) -> String {
    why.to_string().replace('\0', "").chars().take(REASON_CHARS).collect()
}

impl FromRow for Claimed {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.get(0)?,
            org: row.get(1)?,
            kind: row.get(2)?,
            lane: row.get(3)?,
            attempts: row.get(4)?,
            cause: row.get(5)?,
            due_at: row.get(6)?,
            payload: row.get(7)?,
        })
    }
}
