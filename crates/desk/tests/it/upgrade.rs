//! A database of an older schema, brought to this program's.

use db::{Db, Dialect, migrate, params, sql};
use desk::schema::{STEPS, TAKEN};
use markup::Query;
use testkit::{Database, both};

/// The last step before short beginnings were indexed.
const BEFORE: usize = 10;

sql! {
    BRAND = "insert into brand (org_id, id, name, title, accent, is_default, made_at) values ('1', 'b', 'b', '', '', $1, 0)";
    CUSTOMER = "insert into customer (org_id, id, name, blocked, made_at) values ('1', 'c', '', $1, 0)";
    CONVERSATION = "insert into conversation (org_id, id, number, customer_id, brand_id, subject, status, priority, made_at,
            activity_at, last_seq, last_in_seq, excerpt, channels, shown_at, shown_seq, shown_out_seq, shown_excerpt, shown_channels)
        values ('1', 'v', 1, 'c', 'b', '', 'open', 3, 0, 0, 0, 0, '', 0, 0, 0, 0, '', 0)";
    MESSAGE = "insert into message (seq, org_id, id, conversation_id, direction, channel, author, author_name, address, text, html,
            quoted, shown, redacted, state, failure, made_at)
        values ($1, '1', $2, 'v', 'in', 'portal', '', '', '', '', '', '', $3, $4, '', '', 0)";
    WORDS = sqlite "insert into message_word (rowid, words) values ($1, $2)"
        postgres "insert into message_word (seq, words) values ($1, to_tsvector('simple', $2))";
    FIND = sqlite "select rowid from message_word where words match $1 order by rowid"
        postgres "select seq from message_word where words @@ cast($1 as tsquery) order by seq";
}

/// What was indexed before, written as it was then.
async fn fill(db: &Db) {
    let mut writer = db.writer().await.unwrap();
    writer.run(BRAND.with(params![true])).await.unwrap();
    writer.run(CUSTOMER.with(params![false])).await.unwrap();
    writer.run(CONVERSATION.with(params![])).await.unwrap();
    let messages = [(1_i64, "o1 c2 b3 vshown 1001 broken router", true), (40_000, "o1 c2 b3 rope", false)];
    for (seq, words, shown) in messages {
        writer.run(MESSAGE.with(params![seq, seq.to_string(), shown, false])).await.unwrap();
        writer.run(WORDS.with(params![seq, words])).await.unwrap();
    }
    writer.commit().await.unwrap();
}

#[both]
async fn p3_what_was_indexed_before_short_beginnings_is_found_by_them(database: Database) {
    database.make_empty().await;
    migrate(&database.location, &STEPS[..BEFORE]).await.unwrap();
    let db = Db::open(&database.location, TAKEN).await.unwrap();
    fill(&db).await;
    db.close();
    migrate(&database.location, STEPS).await.unwrap();
    let db = Db::open(&database.location, TAKEN).await.unwrap();
    let cases: [(&str, &[&str], &[i64]); 10] = [
        ("ro", &[":o1"], &[1, 40_000]),
        ("ro", &[":s12"], &[1]),
        ("ro", &[":c2"], &[1, 40_000]),
        ("rou", &[":o1", ":b3"], &[1]),
        ("route", &[":o1"], &[1]),
        ("\"broken router\"", &[":o1"], &[1]),
        ("o", &[":o1"], &[]),
        ("vsh", &[":o1"], &[]),
        ("rope ", &[":o1"], &[40_000]),
        ("10", &[":o1"], &[1]),
    ];
    for (typed, scope, expected) in cases {
        assert_eq!(found(&db, typed, scope, &[]).await, expected, "{typed}");
    }
    if db.dialect() == Dialect::Postgres {
        assert_eq!(found(&db, "ro", &[":o1"], &[":e9".to_owned(), ":e3".to_owned()]).await, [40_000]);
    }
}

async fn found(db: &Db, typed: &str, scope: &[&str], epochs: &[String]) -> Vec<i64> {
    let query = Query::parse(typed);
    let written = match db.dialect() {
        Dialect::Sqlite => query.to_fts5(scope),
        Dialect::Postgres => query.to_tsquery(scope, epochs),
    };
    let reader = db.reader().await.unwrap();
    let rows: Vec<(i64,)> = reader.all(FIND.with(params![written])).await.unwrap();
    rows.into_iter().map(|(seq,)| seq).collect()
}
