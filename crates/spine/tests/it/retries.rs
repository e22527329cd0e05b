//! What becomes of jobs that fail.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use kernel::Fault;
use spine::{Failure, NewJob};
use testkit::{Database, both};

use crate::stage::{START, Stage, trouble, until};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

#[both]
async fn the_pauses_grow_and_the_job_dies_after_three_days(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1)]).await;
    let worker = stage.worker(|_, _| async { Err(trouble().into()) });
    let mut expected = [10, 60, 300, 900, 1800, 3600, 7200, 14_400].map(|seconds| seconds * 1000).into_iter();
    loop {
        assert_eq!(worker.run_ready().await.unwrap(), 1);
        let job = stage.only().await;
        if job.state == "dead" {
            break;
        }
        let (pause, usual) =
            (job.ready_at.millis_since(stage.context.now()), expected.next().unwrap_or(8 * HOUR));
        assert!((usual * 8 / 10..=usual * 12 / 10).contains(&pause), "{pause} for {usual}");
        stage.later(pause - 1);
        assert_eq!(worker.run_ready().await.unwrap(), 0);
        stage.later(1);
    }
    let age = stage.context.now().millis_since(START);
    assert!((3 * DAY - 10 * HOUR..=3 * DAY).contains(&age), "{age}");
    stage.later(DAY);
    assert_eq!(worker.run_ready().await.unwrap(), 0);
    assert_eq!(stage.only().await.last_error, "internal: trouble");
}

#[both]
async fn what_failed_together_does_not_return_together(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue((0..30).map(|number| stage.task(number))).await;
    let worker = stage.worker(|_, _| async { Err(trouble().into()) });
    assert_eq!(worker.run_ready().await.unwrap(), 30);
    let pauses: BTreeSet<i64> =
        stage.queued().await.iter().map(|job| job.ready_at.millis_since(START)).collect();
    assert!(pauses.len() > 10, "{pauses:?}");
    assert!(pauses.iter().all(|pause| (8_000..=12_000).contains(pause)), "{pauses:?}");
}

#[both]
async fn a_job_can_say_when_to_be_tried_again(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1)]).await;
    let at = START.plus_millis(HOUR);
    let worker = stage.worker(move |_, _| async move { Err(Failure::Retry(Some(at), trouble())) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert_eq!(stage.only().await.ready_at, at);
}

#[both]
async fn a_job_that_is_due_in_a_week_has_its_three_days_from_then(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([NewJob { ready_at: START.plus_millis(7 * DAY), ..stage.task(1) }]).await;
    stage.later(7 * DAY);
    let worker = stage.worker(|_, _| async { Err(trouble().into()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert_eq!(stage.only().await.state, "ready");
}

#[both]
async fn a_job_that_no_worker_looked_at_for_days_is_still_tried(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1)]).await;
    stage.later(4 * DAY);
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert!(stage.queued().await.is_empty());
}

#[both]
async fn a_job_with_which_workers_vanish_for_three_days_is_not_tried_again(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task_in("a", 1)]).await;
    let endless = stage.worker(|_, _| std::future::pending());
    let vanishing = tokio::spawn(async move { endless.run_ready().await });
    until!(stage.only().await.state == "running");
    vanishing.abort();
    assert!(vanishing.await.unwrap_err().is_cancelled());
    stage.queue([stage.task_in("a", 2)]).await;
    stage.later(3 * DAY + 1);
    let run = Arc::new(Mutex::new(Vec::new()));
    let worker = stage.worker({
        let run = run.clone();
        move |number, _| {
            run.lock().unwrap().push(number);
            async { Ok(()) }
        }
    });
    until!(worker.run_ready().await.unwrap() == 0);
    assert_eq!(*run.lock().unwrap(), [2]);
    let dead = stage.only().await;
    assert_eq!((dead.number, dead.state.as_str()), (1, "dead"));
}

#[both]
async fn a_panic_is_a_failed_try(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1), stage.task(2)]).await;
    let worker = stage.worker(|number, _| async move {
        assert_ne!(number, 1, "one is no number for this job");
        Ok(())
    });
    assert_eq!(worker.run_ready().await.unwrap(), 2);
    let job = stage.only().await;
    assert_eq!((job.number, job.state.as_str(), job.attempts), (1, "ready", 1));
    assert!(job.last_error.contains("one is no number"), "{}", job.last_error);
    assert!(job.ready_at > START);
}

#[both]
async fn a_kind_this_program_does_not_know_is_left_for_one_that_does(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1)]).await;
    assert_eq!(stage.ignorant_worker().run_ready().await.unwrap(), 1);
    let job = stage.only().await;
    assert_eq!((job.state.as_str(), job.last_error.as_str()), ("ready", "internal: no job kind task"));
    stage.later(12_000);
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert!(stage.queued().await.is_empty());
}

#[both]
async fn a_payload_nobody_can_read_is_given_up(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([NewJob { payload: "{}".to_owned(), ..stage.task(1) }]).await;
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert_eq!(stage.only().await.state, "dead");
}

#[both]
async fn odd_words_in_one_reason_do_not_keep_other_ends_from_being_recorded(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task(1), stage.task(2)]).await;
    let worker = stage.worker(|number, _| async move {
        if number == 1 {
            Err(Fault::internal(format!("nul \0 {}", "é".repeat(5_000))).into())
        } else {
            Ok(())
        }
    });
    assert_eq!(worker.run_ready().await.unwrap(), 2);
    assert_eq!(stage.only().await.last_error.chars().count(), 1000);
}
