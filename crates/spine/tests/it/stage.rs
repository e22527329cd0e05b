//! What the stories play on: a database, a clock that is moved by hand, and workers whose job is a closure.

use std::pin::Pin;
use std::sync::Arc;

use db::{Db, FromRow, Row, Step, Writer, params, sql};
use kernel::{Clock, Context, Fault, OrgId, Random, Time, base_codes};
use serde::{Deserialize, Serialize};
use spine::{Failure, Job, NewJob, Registry, Ticket, Wake, Worker};
use testkit::Database;

pub(crate) const START: Time = Time(1_790_000_000_000);

static STEPS: &[Step] = &[spine::SCHEMA];

#[derive(Clone)]
pub(crate) struct Stage {
    pub(crate) db: Db,
    pub(crate) context: Context,
    pub(crate) wake: Wake,
    pub(crate) org: OrgId,
}

type End = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// What a task does, told by the story.
#[derive(Clone)]
pub(crate) struct Host(Arc<dyn Fn(i64, Ticket) -> End + Send + Sync>);

#[derive(Serialize, Deserialize)]
struct Task {
    number: i64,
}

impl Job<Host> for Task {
    const KIND: &'static str = "task";

    async fn run(self, host: Host, ticket: Ticket) -> Result<(), Failure> {
        (host.0)(self.number, ticket).await
    }
}

/// A row of the queue.
#[derive(Debug)]
pub(crate) struct Queued {
    pub(crate) number: i64,
    pub(crate) state: String,
    pub(crate) ready_at: Time,
    pub(crate) attempts: i64,
    pub(crate) last_error: String,
}

sql! {
    QUEUED = "select payload, state, ready_at, attempts, last_error from job where org_id = $1 order by seq";
}

impl Stage {
    pub(crate) async fn open(database: &Database) -> Self {
        let context = Context { clock: Clock::fixed(START), random: Random::seeded(1) };
        let org = context.new_id();
        Self { db: database.open(STEPS, &[]).await, context, wake: Wake::default(), org }
    }

    /// A worker for which a task is this closure, given the task's number.
    pub(crate) fn worker<Ending>(
        &self,
        act: impl Fn(i64, Ticket) -> Ending + Send + Sync + 'static,
    ) -> Worker<Host>
    where
        Ending: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        let host = Host(Arc::new(move |number, ticket| Box::pin(act(number, ticket))));
        let registry = Registry::new().with::<Task>();
        Worker::new(self.db.clone(), self.context.clone(), registry, host, self.wake.clone())
    }

    /// A worker that knows no kind of job.
    pub(crate) fn ignorant_worker(&self) -> Worker<()> {
        Worker::new(self.db.clone(), self.context.clone(), Registry::new(), (), self.wake.clone())
    }

    /// A task without a lane, ready now.
    pub(crate) fn task(&self, number: i64) -> NewJob {
        NewJob {
            org: self.org,
            kind: Task::KIND,
            lane: None,
            dedupe: None,
            ready_at: self.context.now(),
            made_at: self.context.now(),
            cause: 0,
            payload: serde_json::to_string(&Task { number }).unwrap(),
        }
    }

    pub(crate) fn task_in(&self, lane: &str, number: i64) -> NewJob {
        NewJob { lane: Some(lane.to_owned()), ..self.task(number) }
    }

    pub(crate) async fn queue(&self, jobs: impl IntoIterator<Item = NewJob>) {
        let mut writer = self.writer().await;
        for job in jobs {
            spine::enqueue(&mut writer, &job).await.unwrap();
        }
        writer.commit().await.unwrap();
    }

    /// A writer, however busy the machine is.
    pub(crate) async fn writer(&self) -> Writer {
        loop {
            match self.db.writer().await {
                Ok(writer) => return writer,
                Err(fault) => assert!(fault.is(&base_codes::UNAVAILABLE), "{fault}"),
            }
        }
    }

    pub(crate) async fn queued(&self) -> Vec<Queued> {
        let reader = self.db.reader().await.unwrap();
        let rows = reader.all(QUEUED.with(params![self.org])).await.unwrap();
        reader.end();
        rows
    }

    /// The only row of the queue.
    pub(crate) async fn only(&self) -> Queued {
        let mut rows = self.queued().await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }

    /// A writer beside the one this task may hold; on PostgreSQL only, for SQLite has one.
    pub(crate) async fn another_writer(&self) -> Writer {
        let db = self.db.clone();
        tokio::spawn(async move { db.writer().await.unwrap() }).await.unwrap()
    }

    /// The same stage for a worker of its own clock, which is ahead.
    pub(crate) fn ahead(&self, millis: i64) -> Self {
        let clock = Clock::fixed(self.context.now().plus_millis(millis));
        Self { context: Context { clock, random: self.context.random.clone() }, ..self.clone() }
    }

    pub(crate) fn later(&self, millis: i64) {
        self.context.clock.advance_millis(millis);
    }
}

/// Waits for a condition, not for ever.
macro_rules! until {
    ($condition:expr) => {
        let begun = std::time::Instant::now();
        while !$condition {
            assert!(begun.elapsed().as_secs() < 60, "it never came to be so: {}", stringify!($condition));
            tokio::task::yield_now().await;
        }
    };
}
pub(crate) use until;

pub(crate) fn trouble() -> Fault {
    Fault::internal("trouble")
}

impl FromRow for Queued {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let payload: String = row.get(0)?;
        let task: Option<Task> = serde_json::from_str(&payload).ok();
        Ok(Self {
            number: task.map_or(-1, |task| task.number),
            state: row.get(1)?,
            ready_at: row.get(2)?,
            attempts: row.get(3)?,
            last_error: row.get(4)?,
        })
    }
}
