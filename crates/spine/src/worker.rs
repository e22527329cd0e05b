//! The worker: claims, runs without a transaction, records the end.

use std::sync::Arc;

use db::Db;
use futures_util::FutureExt;
use futures_util::future::join_all;
use kernel::{Context, Fault};

use crate::job::{Failure, Registry, Ticket};
use crate::queue::{self, Claimed};
use crate::{Wake, take_turn};

/// Runs the jobs of one process.
pub struct Worker<Host> {
    db: Db,
    context: Context,
    registry: Arc<Registry<Host>>,
    host: Host,
    wake: Wake,
}

/// Jobs claimed in one commit and run side by side.
const BATCH: i64 = 32;
const SWEEP_EVERY_MILLIS: i64 = 5_000;
const RENEW_EVERY: std::time::Duration = std::time::Duration::from_secs(20);

impl<Host: Clone + Send + 'static> Worker<Host> {
    /// A worker over `db` that hands `host` to its jobs.
    pub fn new(db: Db, context: Context, registry: Registry<Host>, host: Host, wake: Wake) -> Self {
        Self { db, context, registry: Arc::new(registry), host, wake }
    }

    /// Works for ever. Ends when its task is ended; what it was doing then returns after its lease.
    pub async fn work(&self) {
        loop {
            let round = async {
                match self.run_ready().await {
                    Ok(count) => (count > 0, ()),
                    Err(fault) => {
                        tracing::warn!(%fault, "the job queue could not be read");
                        (false, ())
                    }
                }
            };
            self.wake.wait_after(round).await;
        }
    }

    /// Runs what is ready now and answers how many jobs that were.
    pub async fn run_ready(&self) -> Result<usize, Fault> {
        let now = self.context.now();
        let reader = self.db.reader().await?;
        let is_ready = queue::is_ready(&reader, now).await?;
        reader.end().await;
        if !is_ready {
            return Ok(0);
        }
        let claimed = self.claim().await?;
        let count = claimed.len();
        let ends = self.run_renewed(&claimed).await;
        self.record(&claimed, ends).await?;
        self.wake.all();
        Ok(count)
    }

    async fn claim(&self) -> Result<Vec<Claimed>, Fault> {
        let now = self.context.now();
        let mut writer = self.db.writer().await?;
        if take_turn(&mut writer, "job sweep", now, SWEEP_EVERY_MILLIS).await? {
            queue::sweep(&mut writer).await?;
        }
        let claimed = queue::claim(&mut writer, now, BATCH).await?;
        writer.commit().await?;
        Ok(claimed)
    }

    /// Runs the batch side by side and renews its leases as long as that takes.
    async fn run_renewed(&self, claimed: &[Claimed]) -> Vec<Result<(), Failure>> {
        let mut running = std::pin::pin!(join_all(claimed.iter().map(|job| self.run(job))));
        loop {
            match tokio::time::timeout(RENEW_EVERY, &mut running).await {
                Ok(ends) => return ends,
                Err(_) => self.renew(claimed).await,
            }
        }
    }

    async fn renew(&self, claimed: &[Claimed]) {
        let renewed = async {
            let mut writer = self.db.writer().await?;
            for job in claimed {
                queue::renew(&mut writer, job, self.context.now()).await?;
            }
            writer.commit().await
        };
        if let Err(fault) = renewed.await {
            tracing::warn!(%fault, "leases could not be renewed");
        }
    }

    /// A panic is a failed try.
    async fn run(&self, job: &Claimed) -> Result<(), Failure> {
        let Some((kind, run)) = self.registry.find(&job.kind) else {
            return Err(Failure::Retry(None, Fault::internal(format!("no job kind {}", job.kind))));
        };
        let ticket = Ticket { org: job.org, kind, seq: job.seq, cause: job.cause, attempt: job.attempts };
        let running = tokio::spawn(run(job.payload.clone(), self.host.clone(), ticket));
        match running.map(Result::ok).await {
            Some(end) => end,
            None => Err(Failure::Retry(None, Fault::internal(format!("{kind} panicked")))),
        }
    }

    async fn record(&self, claimed: &[Claimed], ends: Vec<Result<(), Failure>>) -> Result<(), Fault> {
        let mut writer = self.db.writer().await?;
        let now = self.context.now();
        for (job, end) in claimed.iter().zip(ends) {
            match end {
                Ok(()) => queue::finish(&mut writer, job).await?,
                Err(Failure::Retry(at, fault)) => {
                    tracing::info!(job = job.seq, kind = job.kind, %fault, "a job failed and will be tried again");
                    queue::postpone(&mut writer, job, (now, &self.context.random), (at, &fault.to_string()))
                        .await?;
                }
                Err(Failure::GiveUp(fault)) => {
                    tracing::warn!(job = job.seq, kind = job.kind, %fault, "a job is given up");
                    queue::bury(&mut writer, job, &fault.to_string()).await?;
                }
            }
        }
        writer.commit().await
    }
}
