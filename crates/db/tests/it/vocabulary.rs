//! What one text means on both engines.

use db::{Condition, params, sql};
use kernel::base_codes;
use testkit::{Database, both};

use crate::schema::{NAME_TAKEN, add, add_on_shelf, add_once, code, open, shelve};

static NAMED: Condition = Condition("and name = $?");
static LARGER: Condition = Condition("and size > $?");

sql! {
    MIXED = "select $3, $1, $2, $1";
    READ = "select name, size, ratio, kept, body from note where org_id = $1 {conditions} order by seq" with [NAMED, LARGER];
    AMONG = "select name from note where org_id = $1 and name in ($list) order by name";
    COALESCE = "select coalesce($1, 0)";
    RAISE = "insert into note (org_id, name, size, kept) values ($1, $2, $3, $4)
        on conflict (org_id, name) do update set size = excluded.size returning size";
    AFTER = "select name from note where org_id = $1 and (size, name) > ($2, $3) order by size, name limit 1";
    BIG_SUM = "select cast(sum(size) as bigint), count(*) filter (where kept) from note where org_id = $1";
    SORTED = "select name from note where org_id = $1 order by name";
}

type Whole = (String, Option<i64>, Option<f64>, bool, Option<Vec<u8>>);
type NameAndSize = (String, Option<i64>);

#[both]
async fn placeholders_are_bound_by_number(database: Database) {
    let db = open(&database).await;
    let reader = db.reader().await.unwrap();
    let row: (String, String, String, String) =
        reader.one(MIXED.with(params!["one", "two", "three"])).await.unwrap();
    assert_eq!(row, ("three".into(), "one".into(), "two".into(), "one".into()));
    let missing = reader.one::<(String,)>(MIXED.with(params!["one", "two"])).await;
    assert_eq!(code(missing), &base_codes::INTERNAL);
}

#[both]
async fn every_type_comes_back_and_nulls_keep_theirs(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    writer.run(shelve("s1")).await.unwrap();
    writer.run(add("whole")).await.unwrap();
    writer.run(add_on_shelf("bare", "s1")).await.unwrap();
    writer.commit().await.unwrap();
    let reader = db.reader().await.unwrap();
    let rows: Vec<Whole> = reader.all(READ.with(params!["o1"])).await.unwrap();
    assert_eq!(rows[0], ("whole".into(), Some(1), Some(0.5), true, None));
    assert_eq!(rows[1], ("bare".into(), None, None, false, Some(vec![0, 255])));
    let (zero,): (i64,) = reader.one(COALESCE.with(params![None::<i64>])).await.unwrap();
    assert_eq!(zero, 0);
}

#[both]
async fn conditions_and_lists_narrow_a_statement(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    for name in ["a", "b", "c", "d", "e", "f"] {
        writer.run(add(name)).await.unwrap();
    }
    writer.commit().await.unwrap();
    let reader = db.reader().await.unwrap();
    let narrowed = READ.with(params!["o1"]).and(&LARGER, params![0_i64]).and(&NAMED, params!["c"]);
    assert_eq!(reader.all::<NameAndSize>(narrowed).await.unwrap(), [("c".to_owned(), Some(1))]);
    for wanted in [vec!["b"], vec!["a", "zz"], vec!["a", "b", "c", "d", "e"]] {
        let list = wanted.iter().flat_map(|name| params![*name]).collect();
        let found: Vec<(String,)> = reader.all(AMONG.with(params!["o1"]).list(list)).await.unwrap();
        assert_eq!(found.len(), wanted.iter().filter(|name| **name != "zz").count());
    }
    let (next,): (String,) = reader.one(AFTER.with(params!["o1", 1_i64, "b"])).await.unwrap();
    assert_eq!(next, "c");
    let sums: (i64, i64) = reader.one(BIG_SUM.with(params!["o1"])).await.unwrap();
    assert_eq!(sums, (6, 6));
}

#[both]
async fn keys_sort_by_their_bytes(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    for name in ["é", "b", "B", "a", "_", "Z"] {
        writer.run(add(name)).await.unwrap();
    }
    writer.commit().await.unwrap();
    let reader = db.reader().await.unwrap();
    let names: Vec<(String,)> = reader.all(SORTED.with(params!["o1"])).await.unwrap();
    assert_eq!(names.into_iter().map(|(name,)| name).collect::<String>(), "BZ_abé");
}

#[both]
async fn a_taken_name_is_told_by_its_index(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    writer.run(add("twice")).await.unwrap();
    assert_eq!(code(writer.run(add("twice")).await), &NAME_TAKEN);
    drop(writer);
    let mut writer = db.writer().await.unwrap();
    assert_eq!(code(writer.run(add_on_shelf("lost", "nowhere")).await), &base_codes::CONFLICT);
}

#[both]
async fn a_conflict_that_belongs_to_the_story_is_no_error(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    assert!(writer.maybe::<(i64,)>(add_once("once")).await.unwrap().is_some());
    assert!(writer.maybe::<(i64,)>(add_once("once")).await.unwrap().is_none());
    let (size,): (i64,) = writer.one(RAISE.with(params!["o1", "once", 7_i64, true])).await.unwrap();
    assert_eq!(size, 7);
    writer.commit().await.unwrap();
}

#[both]
async fn nul_in_a_text_is_refused_by_both(database: Database) {
    let db = open(&database).await;
    let mut writer = db.writer().await.unwrap();
    assert_eq!(code(writer.run(add("nul\0inside")).await), &base_codes::TEXT_UNSTORABLE);
}
