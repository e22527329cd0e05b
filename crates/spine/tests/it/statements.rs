//! The statements themselves.

use db::{Dialect, FromRow, Row, Statement, Value, params, sql};
use kernel::Fault;
use testkit::{Database, both};

use crate::stage::{START, Stage};

sql! {
    FILL = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
        insert into job (org_id, shard, kind, lane, dedupe, state, ready_at, due_at, made_at, attempts, cause, payload, last_error)
        select $1, 0, 'task', case when i % 2 = 0 then 'lane ' || cast(i % 200 as text) end, 'key ' || cast(i as text),
            case when i % 2 = 0 then 'behind' else 'ready' end, $2 + i, $2, $2, 0, 0, '{}', '' from n";
    ANALYZE = "analyze";
}

/// One line of a plan.
struct Line(String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        match row {
            Row::Sqlite(_) => row.get(3).map(Line),
            Row::Postgres(_) => row.get(0).map(Line),
        }
    }
}

#[both]
async fn every_statement_fits_the_schema(database: Database) {
    let stage = Stage::open(&database).await;
    let statements = spine::statements();
    assert!(statements.len() >= 15);
    assert_eq!(stage.db.prepare_check(&statements).await.unwrap(), []);
}

#[both]
async fn the_queues_work_does_not_grow_with_the_queue(database: Database) {
    let stage = Stage::open(&database).await;
    let mut writer = stage.db.writer().await.unwrap();
    writer.run(FILL.with(params![stage.org, START.plus_millis(1000)])).await.unwrap();
    writer.run(ANALYZE.with(params![])).await.unwrap();
    writer.commit().await.unwrap();
    let (now, org) = (START, stage.org);
    let claim = plan(&stage, "claim::CLAIM", params![now, now, 32_i64, 1_i64]).await;
    assert!(claim.contains("job_ready"), "{claim}");
    let plans = [
        claim,
        plan(&stage, "claim::LOOK", params![now]).await,
        plan(&stage, "claim::SEAT", params![64_i64]).await,
        plan(&stage, "claim::PROMOTE", params![]).await,
        plan(&stage, "claim::RENEW", params![1_i64, now]).await,
        plan(&stage, "claim::FINISH", params![1_i64]).await,
        plan(&stage, "claim::CLEAR", params![]).await,
        plan(&stage, "claim::POSTPONE", params![1_i64, 1_i64, now, ""]).await,
        plan(&stage, "claim::BURY", params![1_i64, 1_i64, ""]).await,
        plan(
            &stage,
            "queue::ENQUEUE",
            params![org, 0_i64, "task", None::<String>, "key 7", "ready", now, now, now, 0_i64, "{}"],
        )
        .await,
    ];
    for plan in plans {
        // The index of fresh jobs holds nothing but what is wanted, so SQLite may scan it.
        let plan = plan.replace("SCAN job USING COVERING INDEX job_fresh", "");
        for costly in ["Seq Scan", "SCAN job", "Sort", "TEMP B-TREE"] {
            assert!(!plan.contains(costly), "{plan}");
        }
    }
}

/// How the engine would run the statement of this name.
async fn plan(stage: &Stage, name: &'static str, values: Vec<Value<'_>>) -> String {
    let statements = spine::statements();
    let known = statements.iter().find(|statement| statement.name.strip_prefix("spine::") == Some(name));
    let statement = known.expect("the name is listed");
    let explain = |text: &str| -> &'static str {
        let how = if stage.db.dialect() == Dialect::Sqlite { "explain query plan" } else { "explain" };
        Box::leak(format!("{how} {text}").into_boxed_str())
    };
    let explained: &'static Statement = Box::leak(Box::new(Statement {
        name,
        sqlite: explain(statement.sqlite),
        postgres: explain(statement.postgres),
        conditions: &[],
        long: false,
    }));
    let mut writer = stage.db.writer().await.unwrap();
    let mut call = explained.with(values);
    if statement.sqlite.contains("$list") {
        call = call.list((1..=32).map(|seq| Value::Int(Some(seq))).collect());
    }
    let lines: Vec<Line> = writer.all(call).await.unwrap();
    let lines: Vec<String> = lines.into_iter().map(|Line(line)| line).collect();
    format!("{name}\n{}", lines.join("\n"))
}
