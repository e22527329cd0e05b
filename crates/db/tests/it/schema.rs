//! A little schema of two tables, enough for every rule of the vocabulary.

use db::{Db, Step, Taken, sql};
use kernel::Code;
use testkit::Database;

kernel::codes! {
    /// Two notes of one name.
    NAME_TAKEN "name_taken" Conflict "error-name-taken" on "name";
}

pub(crate) static STEPS: &[Step] = &[Step { version: 1, name: "notes", text: include_str!("notes.sql") }];

pub(crate) static TAKEN: &[Taken] =
    &[Taken { table: "note", columns: &["org_id", "name"], code: &NAME_TAKEN }];

sql! {
    SHELVE = "insert into shelf (org_id, id) values ($1, $2)";
    ADD = "insert into note (org_id, name, shelf_id, size, ratio, kept, body) values ($1, $2, $3, $4, $5, $6, $7)";
    ADD_ONCE = "insert into note (org_id, name, kept) values ($1, $2, $3) on conflict do nothing returning seq";
    COUNT = "select count(*) from note where org_id = $1";
    SLOW = sqlite "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000000) select count(*) from n where 'x' <> $1"
        postgres "select count(*) from pg_sleep(30) where 'x' <> $1";
}

pub(crate) fn shelve(id: &'static str) -> db::Call<'static> {
    SHELVE.with(db::params!["o1", id])
}

pub(crate) fn add(name: &str) -> db::Call<'_> {
    ADD.with(db::params!["o1", name, None::<String>, 1_i64, 0.5, true, None::<Vec<u8>>])
}

pub(crate) fn add_on_shelf<'a>(name: &'a str, shelf: &'a str) -> db::Call<'a> {
    ADD.with(db::params!["o1", name, shelf, None::<i64>, None::<f64>, false, vec![0_u8, 255]])
}

pub(crate) fn add_once(name: &str) -> db::Call<'_> {
    ADD_ONCE.with(db::params!["o1", name, true])
}

pub(crate) fn slow() -> db::Call<'static> {
    SLOW.with(db::params!["y"])
}

pub(crate) async fn count(db: &Db) -> i64 {
    let reader = db.reader().await.unwrap();
    let (count,) = reader.one(COUNT.with(db::params!["o1"])).await.unwrap();
    reader.end();
    count
}

pub(crate) async fn open(database: &Database) -> Db {
    database.open(STEPS, TAKEN).await
}

pub(crate) fn code(result: Result<impl Sized, kernel::Fault>) -> &'static Code {
    result.err().expect("a refusal").code()
}
