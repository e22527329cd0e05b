//! The table of jobs: put in with the fact, claimed for a lease, kept in order within a lane.

use db::{FromRow, Reader, Row, Writer, params, sql};
use kernel::{Fault, OrgId, Random, Time};

use crate::fact::shard;

/// A job about to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Whom it works for.
    pub org: OrgId,
    /// Its kind.
    pub kind: &'static str,
    /// Jobs of one lane run one at a time, in order.
    pub lane: Option<String>,
    /// While a job with this key waits, another is not queued.
    pub dedupe: Option<String>,
    /// The earliest time to run.
    pub ready_at: Time,
    /// Now.
    pub made_at: Time,
    /// The number of the fact that caused it; 0 for the clock.
    pub cause: i64,
    /// The job itself as JSON.
    pub payload: String,
}

/// A claimed job.
#[derive(Clone, Debug)]
pub(crate) struct Claimed {
    pub(crate) seq: i64,
    pub(crate) org: OrgId,
    pub(crate) kind: String,
    pub(crate) attempts: i64,
    pub(crate) cause: i64,
    pub(crate) payload: String,
}

/// How long a claim holds before another worker may take the job: 60 s.
pub(crate) const LEASE_MILLIS: i64 = 60_000;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
/// The pauses between tries; after the last one a job is tried every 8 h until it is three days old.
const PAUSES: [i64; 9] =
    [10_000, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR];
const LIFE: i64 = 72 * HOUR;

sql! {
    ENQUEUE = "insert into job (org_id, shard, kind, lane, dedupe, head, dead, ready_at, attempts, made_at, cause, payload, last_error)
        values ($1, $2, $3, $4, $5, $6, false, $7, 0, $8, $9, $10, '') on conflict do nothing returning seq";
    IS_WAITING = "select 1 from job where dedupe = $1";
    READY = "select 1 from job where head and not dead and ready_at <= $1 limit 1";
    CLAIM = sqlite "update job set ready_at = $2, attempts = attempts + 1
            where seq in (select seq from job where head = 1 and dead = 0 and ready_at <= $1 order by ready_at limit $3)
            returning seq, org_id, kind, attempts, cause, payload"
        postgres "update job set ready_at = $2, attempts = attempts + 1
            where seq in (select seq from job where head and not dead and ready_at <= $1 order by ready_at limit $3 for update skip locked)
            returning seq, org_id, kind, attempts, cause, payload";
    RENEW = "update job set ready_at = $3 where seq = $1 and attempts = $2";
    FINISH = "delete from job where seq = $1 and attempts = $2 returning lane";
    POSTPONE = "update job set ready_at = $3, last_error = $4 where seq = $1 and attempts = $2 returning made_at";
    BURY = "update job set dead = true, head = false, dedupe = null, last_error = $3 where seq = $1 and attempts = $2 returning lane";
    PROMOTE = "update job set head = true where seq = (select min(seq) from job where lane = $1 and not dead) and not head";
    ORPHANS = "select lane from job where lane is not null and not dead group by lane having count(*) filter (where head) = 0 limit 100";
    WAITING = "select count(*) from job where not dead";
}

/// Queues a job in the caller's transaction, unless one with the same `dedupe` key waits already.
pub async fn enqueue(writer: &mut Writer, job: &NewJob) -> Result<(), Fault> {
    let queued = insert(writer, job, true).await?;
    if !queued && job.lane.is_some() && !is_waiting(writer, job).await? {
        insert(writer, job, false).await?;
    }
    Ok(())
}

async fn insert(writer: &mut Writer, job: &NewJob, head: bool) -> Result<bool, Fault> {
    let values = params![
        job.org,
        shard(job.org),
        job.kind,
        job.lane.as_deref(),
        job.dedupe.as_deref(),
        head,
        job.ready_at,
        job.made_at,
        job.cause,
        &job.payload
    ];
    Ok(writer.maybe::<(i64,)>(ENQUEUE.with(values)).await?.is_some())
}

async fn is_waiting(writer: &mut Writer, job: &NewJob) -> Result<bool, Fault> {
    let Some(key) = job.dedupe.as_deref() else { return Ok(false) };
    Ok(writer.maybe::<(i64,)>(IS_WAITING.with(params![key])).await?.is_some())
}

/// Whether a job could be claimed now. A reader's question, so that an idle poll never takes the writer.
pub(crate) async fn is_ready(reader: &Reader, now: Time) -> Result<bool, Fault> {
    Ok(reader.maybe::<(i64,)>(READY.with(params![now])).await?.is_some())
}

/// Whether any job is queued, ready or not.
pub async fn is_anything_waiting(reader: &Reader) -> Result<bool, Fault> {
    let (count,): (i64,) = reader.one(WAITING.with(params![])).await?;
    Ok(count > 0)
}

/// Claims up to `limit` ready jobs for one lease.
pub(crate) async fn claim(writer: &mut Writer, now: Time, limit: i64) -> Result<Vec<Claimed>, Fault> {
    let mut claimed: Vec<Claimed> =
        writer.all(CLAIM.with(params![now, now.plus_millis(LEASE_MILLIS), limit])).await?;
    claimed.sort_by_key(|job| job.seq);
    Ok(claimed)
}

pub(crate) async fn renew(writer: &mut Writer, job: &Claimed, now: Time) -> Result<(), Fault> {
    writer.run(RENEW.with(params![job.seq, job.attempts, now.plus_millis(LEASE_MILLIS)])).await?;
    Ok(())
}

/// Takes a job out of the queue; its lane goes on. Nothing happens when the lease was lost meanwhile.
pub(crate) async fn finish(writer: &mut Writer, job: &Claimed) -> Result<(), Fault> {
    let lane: Option<(Option<String>,)> = writer.maybe(FINISH.with(params![job.seq, job.attempts])).await?;
    promote(writer, lane.and_then(|(lane,)| lane)).await
}

/// Puts a job back, in its place, or buries it when its life is over.
pub(crate) async fn postpone(
    writer: &mut Writer,
    job: &Claimed,
    (now, random): (Time, &Random),
    (at, why): (Option<Time>, &str),
) -> Result<(), Fault> {
    let at = at.unwrap_or_else(|| now.plus_millis(pause_before(job.attempts, random)));
    let made_at: Option<(Time,)> =
        writer.maybe(POSTPONE.with(params![job.seq, job.attempts, at, why])).await?;
    match made_at {
        Some((made_at,)) if now.millis_since(made_at) > LIFE => bury(writer, job, why).await,
        _ => Ok(()),
    }
}

/// Keeps a job as dead; its lane goes on.
pub(crate) async fn bury(writer: &mut Writer, job: &Claimed, why: &str) -> Result<(), Fault> {
    let lane: Option<(Option<String>,)> =
        writer.maybe(BURY.with(params![job.seq, job.attempts, why])).await?;
    promote(writer, lane.and_then(|(lane,)| lane)).await
}

/// Lets lanes go on whose head was finished while their next job was not yet visible.
pub(crate) async fn sweep(writer: &mut Writer) -> Result<(), Fault> {
    let lanes: Vec<(String,)> = writer.all(ORPHANS.with(params![])).await?;
    for (lane,) in lanes {
        promote(writer, Some(lane)).await?;
    }
    Ok(())
}

async fn promote(writer: &mut Writer, lane: Option<String>) -> Result<(), Fault> {
    if let Some(lane) = lane {
        writer.run(PROMOTE.with(params![lane])).await?;
    }
    Ok(())
}

/// The pause after a failed try, 20 % shorter or longer by chance so that what failed together does not return together.
fn pause_before(attempts: i64, random: &Random) -> i64 {
    let place = usize::try_from(attempts - 1).unwrap_or(0).min(PAUSES.len() - 1);
    let spread = i64::try_from(random.below(41)).unwrap_or(20);
    PAUSES[place] * (80 + spread) / 100
}

impl FromRow for Claimed {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        Ok(Self {
            seq: row.get(0)?,
            org: row.get(1)?,
            kind: row.get(2)?,
            attempts: row.get(3)?,
            cause: row.get(4)?,
            payload: row.get(5)?,
        })
    }
}
