//! Migrations on both engines.

use db::{Db, Location, MigrateError, Step, migrate, params, sql};
use testkit::{Database, both};

use crate::schema::{STEPS, TAKEN, add, add_on_shelf, count, shelve};

/// A parent table rebuilt with a new constraint, as SQLite demands it.
static REBUILT: &[Step] = &[
    STEPS_ONE,
    Step {
        version: 2,
        name: "rebuild_shelf",
        text: "
            --sqlite: create table new_shelf (org_id text not null, id text not null, label text not null default '', primary key (org_id, id)) strict;
            --sqlite: insert into new_shelf (org_id, id) select org_id, id from shelf;
            --sqlite: drop table shelf;
            --sqlite: alter table new_shelf rename to shelf;
            --postgres: alter table shelf add column label text not null default '';
        ",
    },
];

static BROKEN: &[Step] = &[
    STEPS_ONE,
    Step {
        version: 2,
        name: "lose_shelves",
        text: "
            --sqlite: delete from shelf;
            --postgres: alter table note drop constraint note_org_id_shelf_id_fkey, add constraint kept foreign key (org_id, shelf_id) references shelf (org_id, id);
            --postgres: delete from shelf;
        ",
    },
];

const STEPS_ONE: Step = Step { version: 1, name: "notes", text: include_str!("notes.sql") };
static FIRST: &[Step] = &[STEPS_ONE];

sql! {
    LABELS = "select label from shelf where org_id = $1";
}

#[both]
async fn a_rebuilt_parent_keeps_its_children(database: Database) {
    fill(&database).await;
    migrate(&database.location, REBUILT).await.unwrap();
    let db = Db::open(&database.location, TAKEN).await.unwrap();
    assert_eq!(count(&db).await, 2);
    let reader = db.reader().await.unwrap();
    assert_eq!(reader.all::<(String,)>(LABELS.with(params!["o1"])).await.unwrap().len(), 1);
}

#[both]
async fn a_step_that_leaves_children_without_parents_is_undone(database: Database) {
    fill(&database).await;
    assert!(matches!(migrate(&database.location, BROKEN).await, Err(MigrateError::Failed(_))));
    let db = Db::open(&database.location, TAKEN).await.unwrap();
    assert_eq!(count(&db).await, 2);
}

async fn fill(database: &Database) {
    database.make_empty().await;
    migrate(&database.location, FIRST).await.unwrap();
    let db = Db::open(&database.location, TAKEN).await.unwrap();
    let mut writer = db.writer().await.unwrap();
    writer.run(shelve("s1")).await.unwrap();
    writer.run(add("free")).await.unwrap();
    writer.run(add_on_shelf("shelved", "s1")).await.unwrap();
    writer.commit().await.unwrap();
    db.close();
}

#[both]
async fn two_starters_at_once_migrate_once(database: Database) {
    database.make_empty().await;
    let starters = (0..4).map(|_| {
        let location = database.location.clone();
        tokio::spawn(async move { migrate(&location, STEPS).await })
    });
    for starter in starters.collect::<Vec<_>>() {
        starter.await.unwrap().unwrap();
    }
    assert_eq!(count(&Db::open(&database.location, TAKEN).await.unwrap()).await, 0);
}

#[both]
async fn a_database_newer_than_the_program_is_refused(database: Database) {
    database.make_empty().await;
    migrate(&database.location, REBUILT).await.unwrap();
    assert!(matches!(migrate(&database.location, FIRST).await, Err(MigrateError::DoesNotFit(_))));
}

#[both]
async fn an_edited_step_is_refused(database: Database) {
    database.make_empty().await;
    migrate(&database.location, FIRST).await.unwrap();
    let edited: &[Step] = &[Step { text: "create table other (id {key});", ..STEPS_ONE }];
    assert!(matches!(migrate(&database.location, edited).await, Err(MigrateError::DoesNotFit(_))));
}

#[test]
fn o2_a_named_database_that_is_absent_is_an_error() {
    for text in ["mysql://host/x", "/nowhere/portico.db", "sqlite:/nowhere/portico.db", ""] {
        assert!(text.parse::<Location>().is_err(), "{text}");
    }
    assert!("postgres://host/x".parse::<Location>().is_ok());
}

#[test]
fn th49_a_location_does_not_print_its_password() {
    let location: Location = "postgres://portico:hunter2@db.example/portico".parse().unwrap();
    assert!(!format!("{location:?}").contains("hunter2"));
}
