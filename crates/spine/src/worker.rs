//! The worker: claims, runs without a transaction, records the end.

use std::sync::Arc;

use db::Db;
use kernel::{Context, Fault, Time, base_codes};

use crate::Wake;
use crate::claim::{self, Claimed, Outcome};
use crate::crew::Crew;
use crate::job::{Failure, Registry, Running, Ticket};
use crate::pause::pause_after;

/// Runs the jobs of one process, up to 32 side by side.
pub struct Worker<Host> {
    db: Db,
    context: Context,
    registry: Arc<Registry<Host>>,
    host: Host,
    wake: Wake,
}

/// A third of a lease.
const RENEW_EVERY_MILLIS: u64 = 20_000;

impl<Host: Clone + Send + 'static> Worker<Host> {
    /// A worker over `db` that hands `host` to its jobs.
    pub fn new(db: Db, context: Context, registry: Registry<Host>, host: Host, wake: Wake) -> Self {
        Self { db, context, registry: Arc::new(registry), host, wake }
    }

    /// Works for ever. When its task is ended so are its jobs, which return after their leases.
    pub async fn work(&self) {
        let (mut crew, mut renewed_at) = (Crew::new(&self.context.random), self.context.now());
        loop {
            let hint = self.wake.hint();
            match self.claim(&mut crew).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(fault) => tracing::warn!(%fault, "the job queue could not be read"),
            }
            if let Err(fault) = self.attend(&mut crew, &mut renewed_at, hint).await {
                tracing::warn!(%fault, "what became of jobs could not be recorded yet");
            }
        }
    }

    /// Runs what is ready now, as far as one crew goes, to its end and answers how many jobs that were. What ran is
    /// recorded when the database is there again.
    pub async fn run_ready(&self) -> Result<usize, Fault> {
        let (mut crew, mut renewed_at) = (Crew::new(&self.context.random), self.context.now());
        while self.claim(&mut crew).await? {}
        let count = crew.len();
        while crew.len() > 0 {
            match self.attend(&mut crew, &mut renewed_at, self.wake.hint()).await {
                Err(fault) if !fault.is(&base_codes::UNAVAILABLE) => return Err(fault),
                _ => {}
            }
        }
        Ok(count)
    }

    /// Seats what was queued and starts what is ready, as far as the crew has room. Whether more is to be seated.
    async fn claim(&self, crew: &mut Crew) -> Result<bool, Fault> {
        if crew.room() == 0 {
            return Ok(false);
        }
        let now = self.context.now();
        let reader = self.db.reader().await?;
        let look = claim::look(&reader, now).await?;
        reader.end();
        if !look.is_ready && !look.is_fresh {
            return Ok(false);
        }
        let mut writer = self.db.writer().await?;
        let is_more = look.is_fresh && claim::seat(&mut writer).await?;
        let claimed = claim::claim(&mut writer, crew.name, now, crew.room()).await?;
        writer.commit().await?;
        for job in claimed {
            let running = self.run(&job, now);
            crew.start(job, running);
        }
        Ok(is_more)
    }

    fn run(&self, job: &Claimed, now: Time) -> Running {
        if job.is_spent(now) {
            return failed(Failure::GiveUp(Fault::internal("no worker came to its end with it")));
        }
        let Some((kind, run)) = self.registry.find(&job.kind) else {
            return failed(Failure::Retry(None, Fault::internal(format!("no job kind {}", job.kind))));
        };
        let ticket = Ticket { org: job.org, kind, seq: job.seq, cause: job.cause, attempt: job.attempts };
        run(job.payload.clone(), self.host.clone(), ticket)
    }

    /// Waits for the end of a job or a hint, records what ended and renews the leases of what goes on.
    async fn attend(
        &self,
        crew: &mut Crew,
        renewed_at: &mut Time,
        hint: impl Future<Output = ()>,
    ) -> Result<(), Fault> {
        tokio::select! {
            () = crew.one_ends() => {}
            () = hint => {}
        }
        self.record(crew).await?;
        let now = self.context.now();
        if now.millis_since(*renewed_at).unsigned_abs() >= RENEW_EVERY_MILLIS {
            self.renew(crew, now).await?;
            *renewed_at = now;
        }
        Ok(())
    }

    async fn record(&self, crew: &mut Crew) -> Result<(), Fault> {
        let ends: Vec<_> = crew.ended().map(|(job, end)| (job, self.outcome(job, end))).collect();
        if ends.is_empty() {
            return Ok(());
        }
        let mut writer = self.db.writer().await?;
        claim::record(&mut writer, crew.name, &ends).await?;
        writer.commit().await?;
        crew.dismiss_ended();
        self.wake.all();
        Ok(())
    }

    fn outcome<'a>(&self, job: &Claimed, end: &'a Result<(), Failure>) -> Outcome<'a> {
        match end {
            Ok(()) => Outcome::Done,
            Err(Failure::Retry(at, fault)) => {
                tracing::info!(job = job.seq, kind = job.kind, %fault, "a job failed and will be tried again");
                let pause = pause_after(job.attempts, &self.context.random);
                Outcome::Again(at.unwrap_or_else(|| self.context.now().plus_millis(pause)), fault)
            }
            Err(Failure::GiveUp(fault)) => {
                tracing::warn!(job = job.seq, kind = job.kind, %fault, "a job is given up");
                Outcome::Dead(fault)
            }
        }
    }

    async fn renew(&self, crew: &mut Crew, now: Time) -> Result<(), Fault> {
        let members: Vec<i64> = crew.members().collect();
        let mut writer = self.db.writer().await?;
        let own = claim::renew(&mut writer, crew.name, &members, now).await?;
        writer.commit().await?;
        crew.keep_only(&own);
        Ok(())
    }
}

fn failed(failure: Failure) -> Running {
    Box::pin(std::future::ready(Err(failure)))
}
