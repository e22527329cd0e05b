//! A database that is locked, read-only, gone or slow.

use std::time::{Duration, Instant};

use db::{Db, Location};
use kernel::base_codes;
use testkit::{Database, Engine, both};

use crate::schema::{STEPS, TAKEN, add, code, count, open, slow};

#[both]
async fn a_statement_of_a_reader_ends_after_its_limit(database: Database) {
    let db = open(&database).await;
    let begun = Instant::now();
    let reader = db.reader().await.unwrap();
    assert_eq!(code(reader.one::<(i64,)>(slow()).await), &base_codes::UNAVAILABLE);
    assert!(begun.elapsed() < Duration::from_secs(9));
    drop(reader);
    assert_eq!(count(&db).await, 0);
}

#[both]
async fn a_read_only_database_file_refuses_and_says_unavailable(database: Database) {
    let db = open(&database).await;
    let Location::Sqlite(path) = &database.location else { return };
    let other = rusqlite::Connection::open(path).unwrap();
    other.execute_batch("begin exclusive").unwrap();
    let mut writer = db.writer().await.unwrap();
    assert_eq!(code(writer.run(add("locked out")).await), &base_codes::UNAVAILABLE);
    drop(writer);
    other.execute_batch("rollback").unwrap();
    let mut writer = db.writer().await.unwrap();
    writer.run(add("let in")).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(count(&db).await, 1);
}

#[both]
async fn a_full_disk_is_unavailable_until_there_is_room(database: Database) {
    if database.engine != Engine::Sqlite {
        return;
    }
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    writer.run(limit_pages("40")).await.unwrap();
    let long = "x".repeat(1_000_000);
    let full = writer.run(add(&long)).await;
    assert_eq!(code(full), &base_codes::UNAVAILABLE);
    drop(writer);
    assert!(!db.is_healthy().await, "readiness is false after a full disk");
    let mut writer = db.writer().await.unwrap();
    writer.run(add("fits")).await.unwrap();
    writer.commit().await.unwrap();
    assert!(db.is_healthy().await);
    assert_eq!(count(&db).await, 1);
}

db::sql! {
    LIMIT_PAGES = sqlite "pragma max_page_count = 40" postgres "select 1";
}

fn limit_pages(_: &str) -> db::Call<'static> {
    LIMIT_PAGES.with(vec![])
}

#[both]
async fn a_database_that_is_gone_is_an_error_at_open(database: Database) {
    let missing = match &database.location {
        Location::Sqlite(path) => Location::Sqlite(path.with_extension("missing")),
        Location::Postgres(_) => Location::Postgres("postgres://postgres@127.0.0.1:1/none".to_owned()),
    };
    assert_eq!(code(Db::open(&missing, TAKEN).await), &base_codes::UNAVAILABLE);
    assert!(
        db::migrate(&Location::Postgres("postgres://postgres@127.0.0.1:1/none".to_owned()), STEPS)
            .await
            .is_err()
    );
}
