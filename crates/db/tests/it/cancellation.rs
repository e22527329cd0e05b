//! Futures that are dropped half-way leave nothing behind.

use db::{params, sql};
use testkit::{Database, at_every_await, both};

use crate::schema::{add, count, open};

sql! {
    SIZES = "select size from note where org_id = $1";
    OTHERS = "select name from note where org_id = $1";
}

#[both]
async fn a_reader_dropped_at_any_await_leaves_the_pool_whole(database: Database) {
    let db = open(&database).await;
    let read = || {
        let db = db.clone();
        async move {
            let reader = db.reader().await.unwrap();
            reader.all::<(Option<i64>,)>(SIZES.with(params!["o1"])).await.unwrap();
            reader.all::<(String,)>(OTHERS.with(params!["o1"])).await.unwrap();
            reader.end();
        }
    };
    at_every_await(read, || async { assert_eq!(count(&db).await, 0) }).await;
}

#[both]
async fn a_writer_dropped_at_any_await_stores_all_or_nothing(database: Database) {
    let db = open(&database).await;
    let write = || {
        let db = db.clone();
        async move {
            let mut writer = db.writer().await.unwrap();
            writer.run(add("one")).await?;
            writer.push(add("two")).await?;
            writer.commit().await
        }
    };
    // Dropped while the commit is under way, PostgreSQL may have stored it; never half of it.
    let check = || async { assert!([0, 2].contains(&count(&db).await)) };
    let mut stored = false;
    let attempt = || {
        let written = write();
        let db = db.clone();
        async move {
            if count(&db).await == 2 {
                return Ok(());
            }
            match written.await {
                // The one before was dropped while its commit was under way, and got through after all.
                Err(fault) if fault.code().name == "name_taken" => Ok(()),
                ended => ended,
            }
        }
    };
    let (end, _) = at_every_await(attempt, check).await;
    stored |= end.is_ok();
    assert!(stored);
    assert_eq!(count(&db).await, 2);
}

#[both]
async fn a_statement_dropped_half_way_ends_its_writer(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    let dropped = {
        let mut statement = std::pin::pin!(writer.run(add("half")));
        std::future::poll_fn(|context| std::task::Poll::Ready(statement.as_mut().poll(context).is_pending()))
            .await
    };
    if dropped {
        assert!(writer.commit().await.is_err());
        assert_eq!(count(&db).await, 0);
    } else {
        writer.commit().await.unwrap();
        assert_eq!(count(&db).await, 1);
    }
}
