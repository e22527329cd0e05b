//! Lanes that become one or are given up, and what was told of a subject forgotten: of one organization alone.

use std::sync::{Arc, Mutex};

use spine::{Failure, Follower, NewFact};
use testkit::{Database, both};

use crate::stage::{START, Stage, trouble};

/// Two organizations in one database.
async fn two(database: &Database) -> (Stage, Stage) {
    let ours = Stage::open(database).await;
    let theirs = Stage { org: ours.context.new_id(), ..ours.clone() };
    (ours, theirs)
}

async fn states(stage: &Stage) -> Vec<(i64, String)> {
    stage.queued().await.into_iter().map(|job| (job.number, job.state)).collect()
}

#[both]
async fn w2_what_waits_in_two_lanes_goes_on_in_one_by_its_age(database: Database) {
    let (ours, theirs) = two(&database).await;
    ours.queue([ours.task_in("a", 1), ours.task_in("b", 2), ours.task_in("a", 3)]).await;
    theirs.queue([theirs.task_in("a", 7), theirs.task_in("a", 8)]).await;
    // The first of each lane has been tried in vain.
    let fails = ours.worker(|number, _| async move {
        if number == 8 { Ok(()) } else { Err(Failure::Retry(Some(START.plus_millis(1_000)), trouble())) }
    });
    fails.run_ready().await.unwrap();
    let mut writer = ours.writer().await;
    spine::join_lanes(&mut writer, ours.org, "a", "b").await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(states(&theirs).await, [(7, "ready".to_owned()), (8, "behind".to_owned())]);
    let done = Arc::new(Mutex::new(Vec::new()));
    let seen = done.clone();
    let works = ours.worker(move |number, _| {
        seen.lock().unwrap().push(number);
        async { Ok(()) }
    });
    ours.later(1_000);
    for _ in 0..4 {
        works.run_ready().await.unwrap();
    }
    let mut ours_done: Vec<i64> = done.lock().unwrap().clone();
    ours_done.retain(|number| *number < 7);
    assert_eq!(
        ours_done,
        [2, 1, 3],
        "the first of the lane that stays keeps its place, the others come by age"
    );
}

#[both]
async fn w2_a_lane_that_is_given_up_loses_all_but_what_runs(database: Database) {
    let (ours, theirs) = two(&database).await;
    ours.queue([ours.task_in("a", 1), ours.task_in("a", 2), ours.task_in("b", 3)]).await;
    theirs.queue([theirs.task_in("a", 7), theirs.task_in("a", 8)]).await;
    let db = ours.db.clone();
    let (org, stage) = (ours.org, ours.clone());
    let works = ours.worker(move |number, ticket| {
        let (db, stage) = (db.clone(), stage.clone());
        async move {
            if number == 1 && ticket.org() == org {
                let mut writer = db.writer().await?;
                spine::drop_lane(&mut writer, org, "a").await?;
                writer.commit().await?;
                let left: Vec<(i64, String)> = states(&stage).await;
                assert!(
                    left.contains(&(1, "running".to_owned())) && left.iter().all(|(number, _)| *number != 2)
                );
            }
            Err(Failure::Retry(None, trouble()))
        }
    });
    works.run_ready().await.unwrap();
    let left: Vec<i64> = states(&ours).await.into_iter().map(|(number, _)| number).collect();
    assert_eq!(left, [1, 3]);
    assert_eq!(states(&theirs).await.len(), 2);
}

#[both]
async fn w2_what_is_forgotten_of_a_subject_is_told_to_nobody(database: Database) {
    let (ours, theirs) = two(&database).await;
    let reader = ours.db.reader().await.unwrap();
    let mut follower = Follower::from_now(&reader).await.unwrap();
    reader.end();
    let mut writer = ours.writer().await;
    for (org, subject) in [(ours.org, "gone"), (ours.org, "kept"), (theirs.org, "gone")] {
        let (name, payload) = ("stage.played", "{}".to_owned());
        let (subject, actor) = (subject.to_owned(), "system:story".to_owned());
        spine::announce(&mut writer, &NewFact { org, name, subject, actor, at: START, payload })
            .await
            .unwrap();
    }
    spine::forget(&mut writer, ours.org, "gone").await.unwrap();
    writer.commit().await.unwrap();
    let mut told = Vec::new();
    crate::stage::until!({
        let reader = ours.db.reader().await.unwrap();
        told.extend(follower.next(&reader, 10).await.unwrap());
        reader.end();
        told.len() >= 2
    });
    let told: Vec<_> = told.into_iter().map(|fact| (fact.org, fact.subject)).collect();
    assert_eq!(told, [(ours.org, "kept".to_owned()), (theirs.org, "gone".to_owned())]);
}
