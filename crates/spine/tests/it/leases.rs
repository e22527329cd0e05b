//! A claim holds for a minute and no longer.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use spine::{Failure, Ticket};
use testkit::{Database, both};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::stage::{START, Stage, until};

/// Tasks that say when they begin and wait until they are told to end.
#[derive(Clone, Default)]
struct Gate {
    begun: Arc<Notify>,
    end: Arc<Notify>,
    left: Arc<Notify>,
}

/// Tells when it is left, in whatever way.
struct Inside(Arc<Notify>);

impl Drop for Inside {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}

impl Gate {
    async fn pass(self) -> Result<(), Failure> {
        let _inside = Inside(self.left.clone());
        self.begun.notify_one();
        self.end.notified().await;
        Ok(())
    }

    /// A worker that has claimed the task and holds it.
    async fn hold(&self, stage: &Stage) -> JoinHandle<usize> {
        let gate = self.clone();
        let worker = stage.worker(move |_, _| gate.clone().pass());
        let working = tokio::spawn(async move { worker.run_ready().await.unwrap() });
        self.begun.notified().await;
        working
    }
}

#[both]
async fn a_job_whose_worker_vanished_returns_after_a_minute(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task_in("a", 1)]).await;
    let gate = Gate::default();
    let vanishing = gate.hold(&stage).await;
    vanishing.abort();
    assert!(vanishing.await.unwrap_err().is_cancelled());
    gate.left.notified().await;
    let attempt = Arc::new(AtomicUsize::new(0));
    let worker = stage.worker({
        let attempt = attempt.clone();
        move |_, ticket: Ticket| {
            attempt.store(usize::try_from(ticket.attempt()).unwrap(), Ordering::SeqCst);
            async { Ok(()) }
        }
    });
    stage.later(59_999);
    assert_eq!(worker.run_ready().await.unwrap(), 0);
    stage.later(1);
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert_eq!(attempt.load(Ordering::SeqCst), 2);
    assert!(stage.queued().await.is_empty());
}

#[both]
async fn an_end_after_a_lost_lease_does_nothing(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task_in("a", 1), stage.task_in("a", 2)]).await;
    let (late, next) = (Gate::default(), Gate::default());
    let stalled = late.hold(&stage).await;
    let holding = next.hold(&stage.ahead(60_000)).await;
    late.end.notify_one();
    assert_eq!(stalled.await.unwrap(), 1);
    let states: Vec<(i64, String)> =
        stage.queued().await.into_iter().map(|job| (job.number, job.state)).collect();
    assert_eq!(states, [(1, "running".to_owned()), (2, "behind".to_owned())]);
    next.end.notify_one();
    assert_eq!(holding.await.unwrap(), 1);
    let last = stage.only().await;
    assert_eq!((last.number, last.state.as_str()), (2, "ready"));
}

#[both]
async fn a_long_job_is_renewed(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1)]).await;
    let gate = Gate::default();
    let holding = gate.hold(&stage).await;
    let other = stage.worker(|_, _| async { Ok(()) });
    for round in 1..=5 {
        stage.later(20_000);
        let leased_until = START.plus_millis(round * 20_000 + 60_000);
        until!({
            stage.wake.all();
            stage.only().await.ready_at == leased_until
        });
        assert_eq!(other.run_ready().await.unwrap(), 0);
    }
    gate.end.notify_one();
    assert_eq!(holding.await.unwrap(), 1);
    assert!(stage.queued().await.is_empty());
}

#[both]
async fn a_job_that_another_worker_has_taken_over_is_stopped(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1)]).await;
    let (stalled, taking_over) = (Gate::default(), Gate::default());
    let worker = stage.worker({
        let gate = stalled.clone();
        move |_, _| gate.clone().pass()
    });
    let working = tokio::spawn(async move { worker.work().await });
    stalled.begun.notified().await;
    let holding = taking_over.hold(&stage.ahead(60_000)).await;
    stage.later(20_000);
    stage.wake.all();
    stalled.left.notified().await;
    taking_over.end.notify_one();
    assert_eq!(holding.await.unwrap(), 1);
    assert!(stage.queued().await.is_empty());
    working.abort();
}
