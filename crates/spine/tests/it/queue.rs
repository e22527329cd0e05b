//! What is put into the queue, and what is not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kernel::Time;
use spine::NewJob;
use testkit::{Database, both};
use tokio::sync::Notify;

use crate::stage::{START, Stage, until};

impl Stage {
    fn keyed(&self, key: &str, number: i64) -> NewJob {
        NewJob { dedupe: Some(key.to_owned()), ..self.task(number) }
    }

    async fn numbers(&self) -> Vec<i64> {
        self.queued().await.into_iter().map(|job| job.number).collect()
    }
}

#[both]
async fn while_a_job_waits_another_with_its_key_is_not_queued(database: Database) {
    let stage = Stage::open(&database).await;
    let other = Stage { org: stage.context.new_id(), ..stage.clone() };
    stage.queue([stage.keyed("k", 1), stage.keyed("k", 2), stage.keyed("l", 3), stage.task(4)]).await;
    stage.queue([stage.keyed("k", 5), other.keyed("k", 6)]).await;
    assert_eq!(stage.numbers().await, [1, 3, 4]);
    assert_eq!(other.numbers().await, [6], "keys belong to an organization");
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 4);
    stage.queue([stage.keyed("k", 7)]).await;
    assert_eq!(stage.numbers().await, [7]);
}

#[both]
async fn in_a_lane_too(database: Database) {
    let stage = Stage::open(&database).await;
    let keyed = |number| NewJob { lane: Some("a".to_owned()), ..stage.keyed("k", number) };
    stage.queue([stage.task_in("a", 1), stage.task_in("a", 2), keyed(3), keyed(4)]).await;
    assert_eq!(stage.numbers().await, [1, 2, 3]);
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    stage.queue([keyed(5)]).await;
    assert_eq!(stage.numbers().await, [2, 3], "also once it has its place");
    until!(worker.run_ready().await.unwrap() == 0);
    assert!(stage.queued().await.is_empty());
}

#[both]
async fn a_running_job_does_not_swallow_a_later_wish(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.keyed("k", 1)]).await;
    let (begun, end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let worker = stage.worker({
        let (begun, end) = (begun.clone(), end.clone());
        move |_, _| {
            let (begun, end) = (begun.clone(), end.clone());
            async move {
                begun.notify_one();
                end.notified().await;
                Ok(())
            }
        }
    });
    let working = tokio::spawn(async move { worker.run_ready().await.unwrap() });
    begun.notified().await;
    let later = |number| NewJob { ready_at: START.plus_millis(1), ..stage.keyed("k", number) };
    stage.queue([later(2), later(3)]).await;
    end.notify_one();
    working.await.unwrap();
    assert_eq!(stage.numbers().await, [2]);
}

#[both]
async fn a_postponed_job_still_stands_for_its_key_and_a_dead_one_does_not(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.keyed("k", 1)]).await;
    let failing = stage.worker(|_, _| async { Err(crate::stage::trouble().into()) });
    assert_eq!(failing.run_ready().await.unwrap(), 1);
    stage.queue([stage.keyed("k", 2)]).await;
    assert_eq!(stage.numbers().await, [1]);
    stage.later(12_000);
    let burying = stage.worker(|_, _| async { Err(spine::Failure::GiveUp(crate::stage::trouble())) });
    assert_eq!(burying.run_ready().await.unwrap(), 1);
    stage.queue([stage.keyed("k", 3)]).await;
    assert_eq!(stage.numbers().await, [1, 3]);
}

#[both]
async fn a_job_waits_for_its_time(database: Database) {
    let stage = Stage::open(&database).await;
    let at = START.plus_millis(5_000);
    stage
        .queue([NewJob { ready_at: at, ..stage.task(1) }, NewJob { ready_at: at, ..stage.task_in("a", 2) }])
        .await;
    let worker = stage.worker(|_, _| async { Ok(()) });
    stage.later(4_999);
    assert_eq!(worker.run_ready().await.unwrap(), 0);
    stage.later(1);
    assert_eq!(worker.run_ready().await.unwrap(), 2);
}

#[both]
async fn a_job_knows_whom_it_works_for_and_why(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([NewJob { cause: 77, ..stage.task(1) }]).await;
    let (org, right) = (stage.org, Arc::new(AtomicUsize::new(0)));
    let worker = stage.worker({
        let right = right.clone();
        move |number, ticket: spine::Ticket| {
            let seen = (number, ticket.org(), ticket.kind(), ticket.cause(), ticket.attempt(), ticket.seq());
            right.fetch_add(usize::from(seen == (1, org, "task", 77, 1, 1)), Ordering::SeqCst);
            async { Ok(()) }
        }
    });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert_eq!(right.load(Ordering::SeqCst), 1);
}

#[both]
async fn a_job_of_a_transaction_that_was_dropped_never_was(database: Database) {
    let stage = Stage::open(&database).await;
    let mut writer = stage.db.writer().await.unwrap();
    spine::enqueue(&mut writer, &stage.task(1)).await.unwrap();
    spine::enqueue(&mut writer, &stage.task_in("a", 2)).await.unwrap();
    drop(writer);
    assert!(!is_anything_waiting(&stage).await);
    stage.queue([NewJob { ready_at: Time(i64::MAX), ..stage.task(3) }]).await;
    assert!(is_anything_waiting(&stage).await);
}

async fn is_anything_waiting(stage: &Stage) -> bool {
    let reader = stage.db.reader().await.unwrap();
    spine::is_anything_waiting(&reader).await.unwrap()
}

#[both]
async fn hundreds_of_jobs_queued_at_once_in_one_lane_all_find_their_places(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue((0..300).map(|number| stage.task_in("a", number))).await;
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert!(stage.queued().await.iter().skip(1).all(|job| job.state == "behind"));
}
