//! What the two doors let through.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use db::{params, sql};
use kernel::base_codes;
use testkit::{Database, both};

use crate::schema::{NAME_TAKEN, add, code, count, open};

sql! {
    WRITE_ANYWAY = "insert into note (org_id, name, kept) values ($1, $2, $3) returning seq";
    NAMES = "select name from note where org_id = $1 order by name";
    SQLITE_VERSION = sqlite "select sqlite_version()" postgres "select '4.0.0'";
}

#[both]
async fn the_read_door_refuses_to_write(database: Database) {
    let db = open(&database).await;
    let reader = db.reader().await.unwrap();
    assert!(reader.maybe::<(i64,)>(WRITE_ANYWAY.with(params!["o1", "x", true])).await.is_err());
    reader.end();
    assert_eq!(count(&db).await, 0);
}

#[both]
async fn a_reader_sees_one_moment(database: Database) {
    let db = open(&database).await;
    let (looked, go_on) = (Arc::new(tokio::sync::Notify::new()), Arc::new(tokio::sync::Notify::new()));
    let watcher = tokio::spawn({
        let (db, looked, go_on) = (db.clone(), looked.clone(), go_on.clone());
        async move {
            let reader = db.reader().await.unwrap();
            let before = reader.all::<(String,)>(NAMES.with(params!["o1"])).await.unwrap().len();
            looked.notify_one();
            go_on.notified().await;
            (before, reader.all::<(String,)>(NAMES.with(params!["o1"])).await.unwrap().len())
        }
    });
    looked.notified().await;
    let mut writer = db.writer().await.unwrap();
    writer.run(add("meanwhile")).await.unwrap();
    writer.commit().await.unwrap();
    go_on.notify_one();
    assert_eq!(watcher.await.unwrap(), (0, 0));
    assert_eq!(count(&db).await, 1);
}

#[both]
async fn the_first_failed_statement_ends_a_writer(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    writer.run(add("first")).await.unwrap();
    assert_eq!(code(writer.run(add("first")).await), &NAME_TAKEN);
    assert_eq!(code(writer.run(add("second")).await), &NAME_TAKEN);
    assert_eq!(code(writer.commit().await), &NAME_TAKEN);
    assert_eq!(count(&db).await, 0);
}

#[both]
async fn a_dropped_writer_stores_nothing_and_does_not_spoil_the_next(database: Database) {
    let db = open(&database).await;
    for round in 0..20 {
        let mut writer = db.writer().await.unwrap();
        writer.run(add("dropped")).await.unwrap();
        drop(writer);
        let mut writer = db.writer().await.unwrap();
        writer.run(add(&format!("kept {round}"))).await.unwrap();
        writer.commit().await.unwrap();
    }
    let reader = db.reader().await.unwrap();
    let names: Vec<(String,)> = reader.all(NAMES.with(params!["o1"])).await.unwrap();
    assert_eq!(names.len(), 20);
    assert!(names.iter().all(|(name,)| name.starts_with("kept")));
}

#[both]
async fn what_nobody_waits_for_is_there_for_the_next_statement_in_its_order(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    let names: Vec<String> = (0..40).map(|number| format!("pushed {number:02}")).collect();
    for name in &names {
        writer.push(add(name)).await.unwrap();
    }
    let there: Vec<(String,)> = writer.all(NAMES.with(params!["o1"])).await.unwrap();
    assert_eq!(there.into_iter().map(|(name,)| name).collect::<Vec<_>>(), names);
    writer.push(add("with the commit")).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(count(&db).await, 41);

    let mut writer = db.writer().await.unwrap();
    writer.push(add("nothing but this")).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(count(&db).await, 42);
}

#[both]
async fn what_nobody_waited_for_and_fails_fails_the_next_statement_or_the_commit(database: Database) {
    let db = open(&database).await;
    for asks_before_the_commit in [true, false] {
        let mut writer = db.writer().await.unwrap();
        writer.push(add("twice")).await.unwrap();
        let mut told = writer.push(add("twice")).await;
        // It goes on with what the failure makes senseless: the answer is still the failure.
        told = told.and(writer.push(add("after it")).await);
        if asks_before_the_commit {
            told = told.and(writer.all::<(String,)>(NAMES.with(params!["o1"])).await.map(drop));
        }
        assert_eq!(code(told.and(writer.commit().await)), &NAME_TAKEN);
        assert_eq!(count(&db).await, 0, "nothing of a failed transaction is stored");
    }
    let mut writer = db.writer().await.unwrap();
    assert_eq!(code(writer.push(add("a\0b")).await), &base_codes::TEXT_UNSTORABLE);
    assert_eq!(code(writer.commit().await), &base_codes::TEXT_UNSTORABLE);
}

#[both]
async fn whoever_takes_over_an_ended_reader_sees_what_was_stored_meanwhile(database: Database) {
    let db = open(&database).await;
    for round in 0..20 {
        let reader = db.reader().await.unwrap();
        assert_eq!(reader.all::<(String,)>(NAMES.with(params!["o1"])).await.unwrap().len(), round);
        reader.end();
        let mut writer = db.writer().await.unwrap();
        writer.run(add(&format!("round {round}"))).await.unwrap();
        writer.commit().await.unwrap();
    }
}

#[both]
async fn commits_are_counted_before_they_are_answered_and_nothing_else_is(database: Database) {
    let db = open(&database).await;
    let before = db.commits();
    let mut writer = db.writer().await.unwrap();
    writer.run(add("stored")).await.unwrap();
    assert_eq!(db.commits(), before);
    writer.commit().await.unwrap();
    assert_eq!(db.clone().commits(), before + 1);
    let mut writer = db.writer().await.unwrap();
    writer.run(add("dropped")).await.unwrap();
    drop(writer);
    count(&db).await;
    assert_eq!(db.commits(), before + 1);
}

#[both]
async fn what_follows_a_commit_happens_after_it_and_only_then(database: Database) {
    let db = open(&database).await;
    let followed = Arc::new(AtomicUsize::new(0));
    for (name, commit) in [("stored", true), ("stored", true), ("never", false)] {
        let mut writer = db.writer().await.unwrap();
        let followed = followed.clone();
        writer.after_commit(move || {
            followed.fetch_add(1, Ordering::SeqCst);
        });
        let stored = writer.run(add(name)).await;
        if commit && stored.is_ok() {
            writer.commit().await.unwrap();
        }
    }
    assert_eq!(followed.load(Ordering::SeqCst), 1);
}

#[both]
async fn a_task_holds_one_door_at_a_time(database: Database) {
    let db = open(&database).await;
    let greedy = tokio::spawn({
        let db = db.clone();
        async move {
            let _reader = db.reader().await.unwrap();
            db.writer().await.map(drop)
        }
    });
    assert!(greedy.await.unwrap_err().is_panic(), "debug builds panic");
    assert_eq!(count(&db).await, 0);
}

#[both]
async fn thirty_two_writers_each_get_their_turn(database: Database) {
    let db = open(&database).await;
    let writers = (0..32).map(|number| {
        let db = db.clone();
        tokio::spawn(async move {
            let mut writer = loop {
                match db.writer().await {
                    Ok(writer) => break writer,
                    Err(fault) => assert_eq!(fault.code(), &base_codes::UNAVAILABLE),
                }
            };
            writer.run(add(&format!("writer {number}"))).await.unwrap();
            // A body that takes its time between two statements.
            for _ in 0..50 {
                tokio::task::yield_now().await;
            }
            writer.run(add(&format!("again {number}"))).await.unwrap();
            writer.commit().await.unwrap();
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    assert_eq!(count(&db).await, 64);
}

#[both]
async fn sqlite_is_new_enough_not_to_corrupt_its_log(database: Database) {
    let db = open(&database).await;
    let reader = db.reader().await.unwrap();
    let (version,): (String,) = reader.one(SQLITE_VERSION.with(params![])).await.unwrap();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap()).collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
}
