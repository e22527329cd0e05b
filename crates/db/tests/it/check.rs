//! Statements that do not fit are found before they run.

use db::{Condition, Statement, sql};
use testkit::{Database, both};

use crate::schema::open;

static LARGER: Condition = Condition("and size > $?");
static MISSPELT: Condition = Condition("and sise > $?");

sql! {
    FITS = "select name, coalesce(size, $2) from note where org_id = $1 and ratio > $3 and kept = $4 and body = $5 and name in ($list)
        {conditions} order by seq limit $6" with [LARGER];
    WRITES = "insert into note (org_id, name, kept) select $1, $2, $3 where not exists (select 1 from note where name = $2)";
    NO_TABLE = "select name from notes where org_id = $1";
    BAD_CONDITION = "select name from note where org_id = $1 {conditions}" with [LARGER, MISSPELT];
    BAD_LIST = "select name from note where nam in ($list)";
    LEAVES_OUT = "select name from note where org_id = $1 and size = $3";
    UNEQUAL = sqlite "select name from note where org_id = $1 and size = $2" postgres "select name from note where org_id = $1";
}

static FITTING: &[&Statement] = &[&FITS, &WRITES];

#[both]
async fn what_fits_the_schema_passes(database: Database) {
    assert_eq!(open(&database).await.prepare_check(FITTING).await.unwrap(), []);
}

#[both]
async fn what_does_not_fit_is_named_with_its_reason(database: Database) {
    let found = open(&database).await.prepare_check(STATEMENTS).await.unwrap();
    let mut found: Vec<&str> = found.iter().map(|(name, _)| name.rsplit("::").next().unwrap()).collect();
    found.dedup();
    assert_eq!(found, ["NO_TABLE", "BAD_CONDITION", "BAD_LIST", "LEAVES_OUT", "UNEQUAL"]);
}
