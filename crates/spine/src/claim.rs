//! The workers' side of the queue: what is claimed for a lease, and what becomes of it.
//!
//! A lane's jobs arrive `fresh`. A worker seats them `behind` and makes the first of a lane without one `ready`. What
//! changes who is first in a lane happens under one lock, which SQLite's only writer is anyway.

use db::{Reader, Value, Writer, params, sql};
use kernel::{Fault, OrgId, Time};

use crate::pause::has_outlived;

/// A claimed job.
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

/// What becomes of a job.
pub(crate) enum Outcome<'a> {
    Done,
    /// It is tried again at that time, in its place.
    Again(Time, &'a Fault),
    /// It is kept, but not tried again.
    Dead(&'a Fault),
}

/// How long a claim holds before another worker may take the job: 60 s.
const LEASE_MILLIS: i64 = 60_000;
/// How many jobs are seated in one transaction.
const SEATS: usize = 256;
/// How much of a reason is kept.
const REASON_CHARS: usize = 1000;

sql! {
    LOOK = "select exists (select 1 from job where state in ('ready', 'running') and ready_at <= $1),
        exists (select 1 from job where state = 'fresh')";
    LOCK_LANES = sqlite "select 1" postgres "select pg_advisory_xact_lock(8101820098972708609)";
    SEAT = "update job set state = 'behind' where seq in (select seq from job where state = 'fresh' order by seq limit $1)
        returning seq";
    PROMOTE = "update job set state = 'ready' where seq in (
        select (select min(next.seq) from job as next
            where next.org_id = mate.org_id and next.lane = mate.lane and next.state = 'behind')
        from job as mate where mate.seq in ($list) and mate.lane is not null and not exists (
            select 1 from job as first
            where first.org_id = mate.org_id and first.lane = mate.lane and first.state in ('ready', 'running')))";
    CLAIM = sqlite "update job set state = 'running', ready_at = $2, claimed_by = $4, attempts = attempts + 1
            where seq in (select seq from job where state in ('ready', 'running') and ready_at <= $1 order by ready_at, seq limit $3)
            returning seq, org_id, kind, lane, attempts, cause, due_at, payload"
        postgres "with picked as materialized (
                select seq from job where state in ('ready', 'running') and ready_at <= $1 order by ready_at, seq limit $3
                for update skip locked)
            update job set state = 'running', ready_at = $2, claimed_by = $4, attempts = attempts + 1
            from picked where job.seq = picked.seq
            returning job.seq, org_id, kind, lane, attempts, cause, due_at, payload";
    RENEW = "update job set ready_at = $2 where claimed_by = $1 and state = 'running' and seq in ($list) returning seq";
    FINISH = "update job set state = 'done' where claimed_by = $1 and state = 'running' and seq in ($list)";
    CLEAR = "delete from job where state = 'done' and seq in ($list)";
    POSTPONE = "update job set state = 'ready', ready_at = $3, last_error = $4
        where claimed_by = $1 and state = 'running' and seq = $2";
    BURY = "update job set state = 'dead', last_error = $3 where claimed_by = $1 and state = 'running' and seq = $2";
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

/// Gives fresh jobs their places. Whether there may be more of them.
pub(crate) async fn seat(writer: &mut Writer) -> Result<bool, Fault> {
    lock_lanes(writer).await?;
    let seated: Vec<(i64,)> =
        writer.all(SEAT.with(params![i64::try_from(SEATS).expect("it is small")])).await?;
    let seated: Vec<i64> = seated.into_iter().map(|(seq,)| seq).collect();
    promote(writer, &seated).await?;
    Ok(seated.len() == SEATS)
}

/// Claims up to `limit` ready jobs in the name of `crew` for one lease.
pub(crate) async fn claim(
    writer: &mut Writer,
    crew: i64,
    now: Time,
    limit: i64,
) -> Result<Vec<Claimed>, Fault> {
    writer.all(CLAIM.with(params![now, now.plus_millis(LEASE_MILLIS), limit, crew])).await
}

/// Lets the claims of `crew` on these jobs hold for another lease and answers which were still its own.
pub(crate) async fn renew(
    writer: &mut Writer,
    crew: i64,
    jobs: &[i64],
    now: Time,
) -> Result<Vec<i64>, Fault> {
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    let call = RENEW.with(params![crew, now.plus_millis(LEASE_MILLIS)]).list(values(jobs));
    Ok(writer.all(call).await?.into_iter().map(|(seq,)| seq).collect())
}

/// Records what became of jobs of `crew`, and lets their lanes go on. Nothing happens to those that another worker has
/// claimed meanwhile.
pub(crate) async fn record(
    writer: &mut Writer,
    crew: i64,
    ends: &[(&Claimed, Outcome<'_>)],
) -> Result<(), Fault> {
    let in_lanes: Vec<i64> =
        ends.iter().filter(|(job, _)| job.lane.is_some()).map(|(job, _)| job.seq).collect();
    if !in_lanes.is_empty() {
        lock_lanes(writer).await?;
    }
    let mut done = Vec::new();
    for (job, outcome) in ends {
        match outcome {
            Outcome::Done => done.push(job.seq),
            Outcome::Again(at, why) if !has_outlived(job.due_at, *at) => {
                writer.run(POSTPONE.with(params![crew, job.seq, *at, storable(why)])).await?;
            }
            Outcome::Again(_, why) | Outcome::Dead(why) => {
                writer.run(BURY.with(params![crew, job.seq, storable(why)])).await?;
            }
        }
    }
    if !done.is_empty() {
        writer.run(FINISH.with(params![crew]).list(values(&done))).await?;
    }
    promote(writer, &in_lanes).await?;
    if !done.is_empty() {
        writer.run(CLEAR.with(params![]).list(values(&done))).await?;
    }
    Ok(())
}

/// From here to the end of the transaction nobody else changes who is first in a lane. Asked for before anything else
/// is locked, so that two workers never wait for each other.
pub(crate) async fn lock_lanes(writer: &mut Writer) -> Result<(), Fault> {
    writer.run(LOCK_LANES.with(params![])).await?;
    Ok(())
}

/// Makes the next job ready in each lane of these jobs that has no first one.
async fn promote(writer: &mut Writer, mates: &[i64]) -> Result<(), Fault> {
    if !mates.is_empty() {
        writer.run(PROMOTE.with(params![]).list(values(mates))).await?;
    }
    Ok(())
}

fn values(jobs: &[i64]) -> Vec<Value<'static>> {
    jobs.iter().map(|seq| Value::Int(Some(*seq))).collect()
}

/// A reason that no column refuses: one job's odd words must not keep the ends of others from being recorded.
fn storable(why: &Fault) -> String {
    why.to_string().replace('\0', "").chars().take(REASON_CHARS).collect()
}

db::columns!(Claimed: seq, org, kind, lane, attempts, cause, due_at, payload);
