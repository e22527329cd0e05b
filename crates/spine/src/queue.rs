//! Putting jobs into the queue. A verb that does so never waits for another one, nor for a worker.

use db::{Reader, Writer, params, sql};
use kernel::{Fault, OrgId, Time};

use crate::fact::shard;

/// A job about to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Whom it works for.
    pub org: OrgId,
    /// Its kind.
    pub kind: &'static str,
    /// Jobs of one lane of the organization run one at a time, in order; a failed one keeps its place.
    pub lane: Option<String>,
    /// While a job of the organization with this key waits, another is not queued. A running one does not count: it
    /// may have looked already. Saves work and promises nothing: transactions that overlap may each queue theirs.
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

sql! {
    ENQUEUE = "insert into job (org_id, shard, kind, lane, dedupe, state, ready_at, due_at, made_at, attempts, cause, payload, last_error)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, ''
        where not exists (select 1 from job where org_id = $1 and dedupe = $5 and state in ('fresh', 'behind', 'ready'))";
    ANY_LEFT = "select 1 from job where state <> 'dead' limit 1";
}

/// Queues a job in the caller's transaction, unless one with the same `dedupe` key waits already.
pub async fn enqueue(writer: &mut Writer, job: &NewJob) -> Result<(), Fault> {
    let state = if job.lane.is_some() { "fresh" } else { "ready" };
    let values = params![
        job.org,
        shard(job.org),
        job.kind,
        job.lane.as_deref(),
        job.dedupe.as_deref(),
        state,
        job.ready_at,
        job.ready_at.max(job.made_at),
        job.made_at,
        job.cause,
        &job.payload
    ];
    writer.push(ENQUEUE.with(values)).await
}

/// Whether any job is queued or running, ready or not.
pub async fn is_anything_waiting(reader: &Reader) -> Result<bool, Fault> {
    Ok(reader.maybe::<(i64,)>(ANY_LEFT.with(params![])).await?.is_some())
}
