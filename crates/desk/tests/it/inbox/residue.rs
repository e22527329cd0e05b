//! W3: after the scrub job no byte of what was redacted is in the database's files.

use std::path::Path;

use db::{Dialect, Location, Statement};
use desk::conversation::{Conversation, Redact, Scrub, Way};
use testkit::{Database, both};

use super::{Stage, mail, words};

/// Runs the jobs that wait, again while a connection that the story dropped is in the way.
pub(super) async fn scrub(stage: &Stage) {
    for _ in 0..100 {
        if scrub_once(stage).await == 0 {
            return;
        }
        stage.kit.clock.advance_millis(5_000);
    }
    panic!("something stays in the way");
}

/// Runs the jobs that wait, and answers how many of the scrub's go on waiting.
async fn scrub_once(stage: &Stage) -> i64 {
    let desk = stage.kit.desk.clone();
    let registry = spine::Registry::new().with::<Scrub>();
    let wake = desk.wake().clone();
    let worker = spine::Worker::new(stage.kit.db.clone(), desk.context().clone(), registry, desk, wake);
    worker.run_ready().await.expect("the jobs run");
    let reader = stage.kit.db.reader().await.unwrap();
    let (waiting,) =
        reader.one(statement("select count(*) from job where kind = 'scrub'").with(vec![])).await.unwrap();
    reader.end();
    waiting
}

fn statement(text: &str) -> &'static Statement {
    let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
    Box::leak(Box::new(Statement { name: "look", sqlite: text, postgres: text, conditions: &[], long: true }))
}

async fn redact_all(stage: &Stage, text: &str) {
    let messages = stage.messages().await;
    for message in messages.iter().filter(|message| message.text.contains(text)) {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Redact, Conversation>(stage.id).await.unwrap();
        conversation.redact_text(&mut act, message.id, &words(text)).await.unwrap();
        act.done(()).await.unwrap();
    }
}

/// The files of the database in which a word stands, in their raw bytes.
async fn residue(stage: &Stage, database: &Database, word: &str) -> Vec<String> {
    match &database.location {
        Location::Sqlite(path) => {
            let files = [path.clone(), path.with_extension("db-wal")];
            files.iter().filter(|file| holds(file, word)).map(|file| file.display().to_string()).collect()
        }
        Location::Postgres(_) => postgres_residue(stage, word).await,
    }
}

fn holds(file: &Path, word: &str) -> bool {
    let bytes = std::fs::read(file).unwrap_or_default();
    bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Reads the files of every table and index, the catalogue's too, as the server's superuser. A checkpoint writes out
/// what is in memory.
async fn postgres_residue(stage: &Stage, word: &str) -> Vec<String> {
    let reader = stage.kit.db.reader().await.unwrap();
    reader.all::<()>(statement("checkpoint").with(vec![])).await.unwrap();
    let lower = word.to_lowercase();
    let text = format!(
        "select cast(relname as text) from pg_class where relkind in ('r', 'i', 't') and not relisshared
         and (position('{word}'::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0
         or position('{lower}'::bytea in pg_read_binary_file(pg_relation_filepath(oid))) > 0)"
    );
    let found: Vec<(String,)> = reader.all(statement(&text).with(vec![])).await.unwrap();
    reader.end();
    found.into_iter().map(|(name,)| name).collect()
}

/// As the server does by itself from time to time: samples of what columns hold go into its catalogue.
async fn gather_statistics(stage: &Stage) {
    if stage.kit.db.dialect() == Dialect::Postgres {
        let mut writer = stage.kit.db.writer().await.unwrap();
        writer.run(statement("analyze").with(vec![])).await.unwrap();
        writer.commit().await.unwrap();
    }
}

#[both]
async fn w3_nothing_of_it_is_left_in_the_databases_files(database: Database) {
    let stage = Stage::new(&database).await;
    for nth in 0..30 {
        stage
            .reply(&format!("Filler number {nth}. {}", "Some more words of any kind. ".repeat(nth % 7)))
            .await;
        if nth % 5 == 0 {
            stage.reply(&format!("{} The secret is Numbatofarnhem, {nth}.", "Before it. ".repeat(nth))).await;
        }
    }
    mail(&stage, &format!("{} Numbatofarnhem", "long ".repeat(3_000)), "<p>a long <b>Numbat</b>ofarnhem</p>")
        .await;
    stage.answer("> The secret is Numbatofarnhem\nThank you.", Way::Email).await;
    stage.reply("The last one.").await;
    gather_statistics(&stage).await;
    assert!(
        !residue(&stage, &database, "Numbatofarnhem").await.is_empty(),
        "the search must be able to find it"
    );
    redact_all(&stage, "Numbatofarnhem").await;
    assert!(!residue(&stage, &database, "Numbatofarnhem").await.is_empty(), "rows leave bytes behind");
    scrub(&stage).await;
    assert_eq!(residue(&stage, &database, "Numbatofarnhem").await, [""; 0]);
    assert_eq!(stage.messages().await.iter().filter(|message| message.redacted.is_some()).count(), 8);
}

#[both]
async fn w3_a_reader_in_the_way_puts_it_off(database: Database) {
    let stage = Stage::new(&database).await;
    stage.reply("The secret is Numbatofarnhem.").await;
    let db = stage.kit.db.clone();
    let (begun, opened) = tokio::sync::oneshot::channel();
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    // A task holds one reader at most, so the one in the way has a task of its own.
    let watcher = tokio::spawn(async move {
        let reader = db.reader().await.unwrap();
        reader.all::<(String,)>(statement("select text from message").with(vec![])).await.unwrap();
        begun.send(()).unwrap();
        ended.await.unwrap();
        reader.end();
    });
    opened.await.unwrap();
    redact_all(&stage, "Numbatofarnhem").await;
    assert_eq!(scrub_once(&stage).await, 1);
    end.send(()).unwrap();
    watcher.await.unwrap();
    stage.kit.clock.advance_millis(5_000);
    scrub(&stage).await;
    assert_eq!(residue(&stage, &database, "Numbatofarnhem").await, [""; 0]);
}
