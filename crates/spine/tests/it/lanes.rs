//! Jobs of a lane run one at a time and in order, whatever happens.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use spine::{Failure, NewJob, Ticket};
use testkit::{Database, Engine, both};
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::stage::{START, Stage, trouble, until};

/// Where tasks are seen at work.
#[derive(Clone, Default)]
struct Floor(Arc<Mutex<Seen>>);

#[derive(Default)]
struct Seen {
    busy: BTreeSet<i64>,
    done: BTreeMap<i64, Vec<i64>>,
    overlaps: usize,
    tries: usize,
}

impl Floor {
    fn enter(&self, lane: i64) {
        let mut seen = self.0.lock().unwrap();
        seen.tries += 1;
        if !seen.busy.insert(lane) {
            seen.overlaps += 1;
        }
    }

    fn leave(&self, lane: i64, done: Option<i64>) {
        let mut seen = self.0.lock().unwrap();
        seen.busy.remove(&lane);
        seen.done.entry(lane).or_default().extend(done);
    }

    fn done(&self) -> usize {
        self.0.lock().unwrap().done.values().map(Vec::len).sum()
    }

    /// Works on a task for a moment; some fail at first.
    async fn work(self, lanes: i64, number: i64, ticket: Ticket, again: kernel::Time) -> Result<(), Failure> {
        let lane = number % lanes;
        self.enter(lane);
        for _ in 0..number % 5 {
            tokio::task::yield_now().await;
        }
        let fails = (number % 7 == 3 && ticket.attempt() == 1) || (number % 11 == 5 && ticket.attempt() <= 2);
        self.leave(lane, (!fails).then_some(number));
        if fails { Err(Failure::Retry(Some(again), trouble())) } else { Ok(()) }
    }
}

fn lane(number: i64) -> String {
    format!("lane {number}")
}

/// Eight workers, until `count` tasks are done.
fn send_workers(stage: &Stage, floor: &Floor, lanes: i64, count: usize) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    for _ in 0..8 {
        let (doing, now) = (floor.clone(), stage.context.now());
        let worker = stage.worker(move |number, ticket| doing.clone().work(lanes, number, ticket, now));
        let (floor, wake) = (floor.clone(), stage.wake.clone());
        workers.spawn(async move {
            until!({
                let hint = wake.hint();
                if worker.run_ready().await.unwrap() == 0 && floor.done() < count {
                    hint.await;
                }
                floor.done() >= count
            });
        });
    }
    workers
}

#[both]
async fn six_hundred_jobs_in_32_lanes_neither_overlap_nor_change_their_order(database: Database) {
    let stage = Stage::open(&database).await;
    for batch in 0..6 {
        stage
            .queue((batch * 100..(batch + 1) * 100).map(|number| stage.task_in(&lane(number % 32), number)))
            .await;
    }
    let floor = Floor::default();
    send_workers(&stage, &floor, 32, 600).join_all().await;
    until!(stage.queued().await.is_empty());
    let seen = floor.0.lock().unwrap();
    assert_eq!(seen.overlaps, 0);
    assert!(seen.tries > 700, "the injected failures happened");
    assert_eq!(seen.done.len(), 32);
    for (lane, numbers) in &seen.done {
        assert!(numbers.is_sorted_by(|before, after| before < after), "lane {lane}: {numbers:?}");
    }
}

#[both]
async fn lanes_hold_while_verbs_go_on_queueing(database: Database) {
    let stage = Stage::open(&database).await;
    let floor = Floor::default();
    let workers = send_workers(&stage, &floor, 4, 800);
    let mut verbs = JoinSet::new();
    for verb in 0..4 {
        let stage = stage.clone();
        verbs.spawn(async move {
            for number in verb * 1000..verb * 1000 + 100 {
                // Each transaction queues into two lanes.
                let other = number + 502;
                stage
                    .queue([stage.task_in(&lane(number % 4), number), stage.task_in(&lane(other % 4), other)])
                    .await;
                stage.wake.all();
            }
        });
    }
    verbs.join_all().await;
    workers.join_all().await;
    let seen = floor.0.lock().unwrap();
    assert_eq!(seen.overlaps, 0);
    for numbers in seen.done.values() {
        for source in 0..8 {
            let own: Vec<i64> = numbers.iter().copied().filter(|number| number / 500 == source).collect();
            assert_eq!(own.len(), 25);
            assert!(own.is_sorted(), "{own:?}");
        }
    }
}

#[both]
async fn a_postponed_job_keeps_the_head_of_its_lane(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task_in("a", 1), stage.task_in("a", 2), stage.task_in("b", 3)]).await;
    let done = Arc::new(Mutex::new(Vec::new()));
    let worker = stage.worker({
        let done = done.clone();
        move |number, ticket: Ticket| {
            done.lock().unwrap().push((number, ticket.attempt()));
            async move { if ticket.attempt() == 1 && number == 1 { Err(trouble().into()) } else { Ok(()) } }
        }
    });
    until!(worker.run_ready().await.unwrap() == 0);
    done.lock().unwrap().sort_unstable();
    assert_eq!(*done.lock().unwrap(), [(1, 1), (3, 1)]);
    stage.later(12_000);
    until!(worker.run_ready().await.unwrap() == 0);
    assert_eq!(done.lock().unwrap()[2..], [(1, 2), (2, 1)]);
}

#[both]
async fn a_dead_job_lets_its_lane_go_on(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue([stage.task_in("a", 1), stage.task_in("a", 2)]).await;
    let worker = stage.worker(|number, _| async move {
        if number == 1 { Err(Failure::GiveUp(trouble())) } else { Ok(()) }
    });
    until!(worker.run_ready().await.unwrap() == 0);
    let dead = stage.only().await;
    assert_eq!((dead.number, dead.state.as_str()), (1, "dead"));
}

#[both]
async fn jobs_without_a_lane_run_side_by_side(database: Database) {
    let stage = Stage::open(&database).await;
    stage.queue((0..32).map(|number| stage.task(number))).await;
    let meeting = Arc::new(Barrier::new(32));
    let worker = stage.worker(move |_, _| {
        let meeting = meeting.clone();
        async move {
            meeting.wait().await;
            Ok(())
        }
    });
    assert_eq!(worker.run_ready().await.unwrap(), 32);
    assert!(stage.queued().await.is_empty());
}

#[both]
async fn a_slow_job_does_not_hold_up_the_others(database: Database) {
    let stage = Stage::open(&database).await;
    let (slow, done) = (Arc::new(tokio::sync::Notify::new()), Arc::new(Mutex::new(0)));
    stage.queue((0..100).map(|number| stage.task(number))).await;
    let worker = stage.worker({
        let (slow, done) = (slow.clone(), done.clone());
        move |number, _| {
            let (slow, done) = (slow.clone(), done.clone());
            async move {
                if number == 0 {
                    slow.notified().await;
                }
                *done.lock().unwrap() += 1;
                Ok(())
            }
        }
    });
    let working = tokio::spawn(async move { worker.work().await });
    until!(*done.lock().unwrap() == 99);
    until!(stage.queued().await.len() == 1);
    slow.notify_one();
    until!(stage.queued().await.is_empty());
    working.abort();
}

#[both]
async fn lanes_of_two_organizations_have_nothing_to_do_with_each_other(database: Database) {
    let stage = Stage::open(&database).await;
    let other = Stage { org: stage.context.new_id(), ..stage.clone() };
    let worker = stage.worker(|_, _| async { Ok(()) });
    let later = NewJob { ready_at: START.plus_millis(1), ..stage.task_in("a", 1) };
    stage.queue([later, stage.task_in("a", 2)]).await;
    assert_eq!(worker.run_ready().await.unwrap(), 0);
    stage.queue([other.task_in("a", 3), other.task_in("a", 4)]).await;
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert!(other.queued().await.is_empty());
    let states: Vec<String> = stage.queued().await.into_iter().map(|job| job.state).collect();
    assert_eq!(states, ["ready", "behind"]);
}

/// One organization's lane is at work all the time, and its second job is older than that of the other.
#[both]
async fn th27_a_lane_goes_on_while_another_organization_works_in_a_lane_of_the_same_name(database: Database) {
    let stage = Stage::open(&database).await;
    let other = Stage { org: stage.context.new_id(), ..stage.clone() };
    let worker = stage.worker(|_, _| async { Ok(()) });
    let later = NewJob { ready_at: START.plus_millis(1), ..other.task_in("a", 1) };
    other.queue([later, other.task_in("a", 2)]).await;
    stage.queue([stage.task_in("a", 3), stage.task_in("a", 4)]).await;
    until!(worker.run_ready().await.unwrap() == 0);
    assert!(stage.queued().await.is_empty());
    let states: Vec<String> = other.queued().await.into_iter().map(|job| job.state).collect();
    assert_eq!(states, ["ready", "behind"]);
}

#[both]
async fn transactions_that_queue_into_the_same_lanes_do_not_wait_for_each_other(database: Database) {
    if database.engine == Engine::Sqlite {
        return; // One transaction writes at a time.
    }
    let stage = Stage::open(&database).await;
    let (mut one, mut two) = (stage.another_writer().await, stage.another_writer().await);
    spine::enqueue(&mut one, &stage.task_in("a", 1)).await.unwrap();
    spine::enqueue(&mut two, &stage.task_in("b", 2)).await.unwrap();
    spine::enqueue(&mut one, &stage.task_in("b", 3)).await.unwrap();
    spine::enqueue(&mut two, &stage.task_in("a", 4)).await.unwrap();
    two.commit().await.unwrap();
    let done = Arc::new(Mutex::new(Vec::new()));
    let worker = stage.worker({
        let done = done.clone();
        move |number, _| {
            done.lock().unwrap().push(number);
            async { Ok(()) }
        }
    });
    until!(worker.run_ready().await.unwrap() == 0);
    one.commit().await.unwrap();
    until!(worker.run_ready().await.unwrap() == 0);
    let mut done = done.lock().unwrap().clone();
    done[..2].sort_unstable();
    done[2..].sort_unstable();
    assert_eq!(done, [2, 4, 1, 3]);
}

#[both]
async fn a_job_queued_while_its_lanes_last_one_ends_is_not_forgotten(database: Database) {
    if database.engine == Engine::Sqlite {
        return; // One transaction writes at a time.
    }
    let stage = Stage::open(&database).await;
    stage.queue([stage.task_in("a", 1)]).await;
    let mut verb = stage.another_writer().await;
    spine::enqueue(&mut verb, &stage.task_in("a", 2)).await.unwrap();
    let worker = stage.worker(|_, _| async { Ok(()) });
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    verb.commit().await.unwrap();
    assert_eq!(worker.run_ready().await.unwrap(), 1);
    assert!(stage.queued().await.is_empty());
}
