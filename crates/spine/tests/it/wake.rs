//! Hints are not missed.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use spine::Wake;
use testkit::{Database, both};

use crate::stage::{Stage, until};

async fn is_there(hint: impl Future<Output = ()>) -> bool {
    let mut hint = pin!(hint);
    poll_fn(|context| Poll::Ready(hint.as_mut().poll(context).is_ready())).await
}

#[tokio::test]
async fn a_hint_given_while_looking_is_not_missed() {
    let wake = Wake::default();
    wake.all();
    let (first, second, none) = (wake.hint(), wake.clone().all(), wake.hint());
    let () = second;
    assert!(is_there(first).await, "it came between the asking and the waiting");
    assert!(!is_there(none).await, "what came before the asking is no hint");
}

#[tokio::test]
async fn a_hint_wakes_everybody() {
    let wake = Wake::default();
    let (one, two) = (wake.hint(), wake.hint());
    wake.all();
    assert!(is_there(one).await && is_there(two).await);
}

#[both]
async fn a_worker_hears_of_new_jobs(database: Database) {
    let stage = Stage::open(&database).await;
    let worker = stage.worker(|_, _| async { Ok(()) });
    let working = tokio::spawn(async move { worker.work().await });
    for number in 0..20 {
        stage.queue([stage.task(number), stage.task_in("a", number)]).await;
        stage.wake.all();
        until!(stage.queued().await.is_empty());
    }
    working.abort();
}
