//! W3: after the scrub job no byte of what was redacted is in the database's files.

use std::path::Path;

use db::{Dialect, Location, Statement, params};
use desk::conversation::{Conversation, Details, Redact, Scrub, Way};
use testkit::{Database, both};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::{Stage, mail, words};

/// Runs the jobs that wait until nothing is in the way, for the minute that is promised at most. A connection that the
/// story dropped may be in the way for a while.
pub(super) async fn scrub(stage: &Stage) {
    for _ in 0..12 {
        if scrub_once(stage).await == 0 {
            return;
        }
        stage.kit.clock.advance_millis(5_000);
    }
    panic!("something stays in the way");
}

/// Runs the jobs that wait, and answers how many of the scrub's go on waiting.
pub(super) async fn scrub_once(stage: &Stage) -> i64 {
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

pub(crate) fn statement(text: &str) -> &'static Statement {
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
pub(super) async fn residue(stage: &Stage, database: &Database, word: &str) -> Vec<String> {
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
pub(super) async fn gather_statistics(stage: &Stage) {
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

/// Somebody who reads all messages and does not end. A task holds one reader at most, so it has one of its own.
struct InTheWay {
    end: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl InTheWay {
    async fn stand(stage: &Stage) -> Self {
        let db = stage.kit.db.clone();
        let (begun, opened) = oneshot::channel();
        let (end, ended) = oneshot::channel::<()>();
        let task = tokio::spawn(async move {
            let reader = db.reader().await.unwrap();
            reader.all::<(String,)>(statement("select text from message").with(vec![])).await.unwrap();
            begun.send(()).unwrap();
            ended.await.unwrap();
            reader.end();
        });
        opened.await.unwrap();
        Self { end, task }
    }

    async fn go(self) {
        self.end.send(()).unwrap();
        self.task.await.unwrap();
    }
}

#[both]
async fn w3_a_reader_in_the_way_puts_it_off(database: Database) {
    let stage = Stage::new(&database).await;
    stage.reply("The secret is Numbatofarnhem.").await;
    let in_the_way = InTheWay::stand(&stage).await;
    redact_all(&stage, "Numbatofarnhem").await;
    assert_eq!(scrub_once(&stage).await, 1);
    in_the_way.go().await;
    stage.kit.clock.advance_millis(5_000);
    scrub(&stage).await;
    assert_eq!(residue(&stage, &database, "Numbatofarnhem").await, [""; 0]);
}

#[both]
async fn w3_a_name_an_address_and_a_subject_leave_no_byte(database: Database) {
    let mut stage = Stage::new(&database).await;
    stage.cleo.name = "Numbat of Arnhem".to_owned();
    mail(&stage, "Hello.", "<p>Hello.</p>").await;
    let id = stage.messages().await[1].id;
    set(
        &stage,
        "update message set address = 'numbat@arnhem.test', failure = '550 no numbat@arnhem.test'
        where org_id = $1 and text = 'Hello.'",
    )
    .await;
    set(&stage, "update conversation set subject = 'Numbatofarnhem is lost' where org_id = $1").await;
    gather_statistics(&stage).await;
    let words = ["Numbat of Arnhem", "numbat@arnhem", "Numbatofarnhem"];
    for word in words {
        assert!(!residue(&stage, &database, word).await.is_empty(), "{word}");
    }
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(stage.id).await.unwrap();
    let all = Details { name: true, address: true, subject: true, values: true, survey: true };
    conversation.redact_details(&mut act, id, all).await.unwrap();
    act.done(()).await.unwrap();
    scrub(&stage).await;
    for word in words {
        assert_eq!(residue(&stage, &database, word).await, [""; 0], "{word}");
    }
}

async fn set(stage: &Stage, text: &str) {
    let mut writer = stage.kit.db.writer().await.unwrap();
    writer.run(statement(text).with(params![stage.kit.org])).await.unwrap();
    writer.commit().await.unwrap();
}

/// The job's own row: in how many milliseconds it is tried again, and how often it was.
async fn waiting(stage: &Stage) -> (i64, i64) {
    let reader = stage.kit.db.reader().await.unwrap();
    let text = "select ready_at, attempts from job where kind = 'scrub' and state = 'ready'";
    let (ready_at, attempts): (kernel::Time, i64) = reader.one(statement(text).with(vec![])).await.unwrap();
    reader.end();
    (ready_at.millis_since(stage.kit.desk.context().now()), attempts)
}

/// Whoever is in the way, and however often it was tried: five seconds after the end of that the bytes are nowhere. A
/// reader of ours ends after ten seconds and a writer after two, so that a minute is kept; others' are gone on with.
#[both]
async fn w3_it_is_tried_every_five_seconds_for_as_long_as_it_takes(database: Database) {
    let stage = Stage::new(&database).await;
    stage.reply("The secret is Numbatofarnhem.").await;
    let in_the_way = InTheWay::stand(&stage).await;
    redact_all(&stage, "Numbatofarnhem").await;
    for (attempts, after) in [(500, 501), (999, 0)] {
        set(&stage, &format!("update job set attempts = {attempts} where kind = 'scrub' and org_id = $1"))
            .await;
        assert_eq!(scrub_once(&stage).await, 1);
        // The life of one job has an end: after a thousand tries another goes on.
        assert_eq!(waiting(&stage).await, (5_000, after));
        stage.kit.clock.advance_millis(5_000);
    }
    in_the_way.go().await;
    assert_eq!(scrub_once(&stage).await, 0);
    assert_eq!(residue(&stage, &database, "Numbatofarnhem").await, [""; 0]);
}
