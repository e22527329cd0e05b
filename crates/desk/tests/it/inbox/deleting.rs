//! W2, P14: what is deleted is gone for everybody, with everything in it, and its bytes are nowhere.

use db::{params, sql};
use desk::User;
use desk::conversation::inbox::{ListQuery, Shelf};
use desk::conversation::message::NewFile;
use desk::conversation::{Conversation, ConversationId, Delete, Redact, Reply, Tag, Way, portal};
use desk::right::{Right, Rights, Role};
use kernel::Fault;
use testkit::{Database, both};

use super::residue::{gather_statistics, residue, scrub};
use super::{Stage, begin, code, mail, words};

sql! {
    LEFT = "select (select count(*) from conversation where org_id = $1)
        + (select count(*) from message where org_id = $1)
        + (select count(*) from message_file where org_id = $1)
        + (select count(*) from note where org_id = $1)
        + (select count(*) from redaction where org_id = $1)
        + (select count(*) from conversation_tag where org_id = $1)
        + (select count(*) from read_mark where org_id = $1)
        + (select count(*) from merged_conversation where org_id = $1)
        + (select count(*) from message_word)";
    FACTS = "select name from fact where org_id = $1 and subject = $2";
    JOBS = "select kind from job where org_id = $1 order by kind";
    NUMBER = "select last from counter where org_id = $1 and name = 'conversation'";
}

async fn delete(stage: &Stage, id: ConversationId) -> Result<(), Fault> {
    let administrator = stage.kit.user("Ad Min", &[Role::Administrator]).await;
    delete_as(stage, &administrator, id).await
}

async fn delete_as(stage: &Stage, who: &User, id: ConversationId) -> Result<(), Fault> {
    stage.later();
    let mut act = stage.kit.act(who);
    act.open::<Delete, Conversation>(id).await?.delete(&mut act).await?;
    act.done(()).await
}

/// A file with these bytes, in the store.
async fn file(stage: &Stage, bytes: &'static [u8]) -> NewFile {
    let desk = &stage.kit.desk;
    let staged = desk.files().stage(desk.context(), bytes, 100).await.unwrap();
    desk.files().commit(&staged, stage.kit.org).await.unwrap();
    let (name, media_type) = ("wombat-scan.pdf".to_owned(), "application/pdf".to_owned());
    let size = i64::try_from(bytes.len()).unwrap();
    NewFile { hash: staged.hash.to_string(), preview: Some(staged.hash.to_string()), name, media_type, size }
}

async fn rows<T: db::FromRow + Send>(stage: &Stage, call: db::Call<'_>) -> Vec<T> {
    let reader = stage.kit.db.reader().await.unwrap();
    let rows = reader.all(call).await.unwrap();
    reader.end();
    rows
}

#[both]
async fn w2_deleting_has_a_right_of_its_own(database: Database) {
    let stage = Stage::new(&database).await;
    assert_eq!(code(delete_as(&stage, &stage.ana, stage.id).await), "may_not");
    assert_eq!(stage.messages().await.len(), 1);
}

#[both]
async fn p14_nothing_of_a_deleted_conversation_is_left(database: Database) {
    let stage = Stage::new(&database).await;
    let scan = file(&stage, b"%PDF one").await;
    let id = begin(&stage.kit, &stage.cleo, "Wombat", "With a scan.", &[scan]).await;
    let merged = begin(&stage.kit, &stage.cleo, "Guy rope", "Frayed.", &[]).await;
    let stage = Stage { id, ..stage };
    stage.answer("It waits to leave.", Way::Email).await;
    stage.note("A remark.").await;
    let message = stage.messages().await[0].id;
    let mut act = stage.kit.act(&stage.ana);
    act.open::<Tag, Conversation>(id).await.unwrap().tag(&mut act, &"vip".parse().unwrap()).await.unwrap();
    act.open::<Redact, Conversation>(id)
        .await
        .unwrap()
        .redact_text(&mut act, message, &words("scan"))
        .await
        .unwrap();
    Conversation::merge(&mut act, merged, id).await.unwrap();
    act.done(()).await.unwrap();
    stage.kit.desk.note_read("user:someone", stage.kit.org, id, 1);
    stage.kit.desk.flush_marks().await.unwrap();
    delete(&stage, id).await.unwrap();
    assert_eq!(rows::<(i64,)>(&stage, LEFT.with(params![stage.kit.org])).await, [(3,)], "the other one");
    for gone in [id, merged] {
        assert_eq!(code(stage.kit.view(&stage.ana).await.see::<Conversation>(gone).await), "not_found");
        assert_eq!(code(stage.kit.view(&stage.cleo).await.see::<Conversation>(gone).await), "not_found");
        let mut act = stage.kit.act(&stage.cleo);
        assert_eq!(code(act.open::<Reply, Conversation>(gone).await), "not_found");
    }
    let told: Vec<(String,)> = rows(&stage, FACTS.with(params![stage.kit.org, id])).await;
    assert_eq!(told, [("conversation.deleted".to_owned(),)], "that there was one is all that is told");
    let jobs: Vec<(String,)> = rows(&stage, JOBS.with(params![stage.kit.org])).await;
    assert_eq!(jobs, [("scrub".to_owned(),)], "the answer does not leave");
    let query = |typed: &str| ListQuery { words: typed.to_owned(), ..ListQuery::of(Shelf::Open) };
    for typed in ["", "wombat", "rope", "waits"] {
        let list = stage.kit.view(&stage.ana).await.inbox(&query(typed)).await.unwrap().rows;
        assert!(list.iter().all(|row| row.subject == "Tent pole"), "{typed}");
    }
    let view = stage.kit.view(&stage.cleo).await;
    assert_eq!(view.conversations(&portal::ListQuery::default()).await.unwrap().rows.len(), 1);
    view.close();
    // A page that was looked at before marks nothing that is gone.
    stage.kit.desk.note_read("user:late", stage.kit.org, id, 9);
    stage.kit.desk.flush_marks().await.unwrap();
    assert_eq!(rows::<(i64,)>(&stage, LEFT.with(params![stage.kit.org])).await, [(3,)]);
}

#[both]
async fn p17_a_number_is_never_given_again(database: Database) {
    let stage = Stage::new(&database).await;
    let last = begin(&stage.kit, &stage.cleo, "Second", "Hello.", &[]).await;
    delete(&stage, last).await.unwrap();
    let stage = Stage { id: begin(&stage.kit, &stage.cleo, "Third", "Hello again.", &[]).await, ..stage };
    assert_eq!(stage.conversation().await.number, 1003);
    assert_eq!(rows::<(i64,)>(&stage, NUMBER.with(params![stage.kit.org])).await, [(1003,)]);
}

#[both]
async fn w3_files_go_with_it_unless_another_conversation_has_the_same(database: Database) {
    let stage = Stage::new(&database).await;
    let (shared, own) = (file(&stage, b"%PDF shared").await, file(&stage, b"%PDF own").await);
    let both = [shared.clone(), own.clone()];
    let one = begin(&stage.kit, &stage.cleo, "One", "Both files.", &both).await;
    let two = begin(&stage.kit, &stage.cleo, "Two", "One file.", std::slice::from_ref(&shared)).await;
    let is_kept = async |file: &NewFile| {
        let (files, hash) = (stage.kit.desk.files(), file.hash.parse().unwrap());
        files.open(stage.kit.org, hash).await.is_ok()
    };
    delete(&stage, one).await.unwrap();
    scrub(&stage).await;
    assert!(is_kept(&shared).await && !is_kept(&own).await);
    delete_as(
        &stage,
        &User { rights: Rights::only(&[Right::Read, Right::Delete]), ..stage.ana.clone() },
        two,
    )
    .await
    .unwrap();
    scrub(&stage).await;
    assert!(!is_kept(&shared).await);
}

#[both]
async fn w3_no_byte_of_a_deleted_conversation_is_in_the_databases_files(database: Database) {
    let stage = Stage::new(&database).await;
    // The twin would keep what is deleted here, in the same file.
    stage.kit.part_from_twin();
    let scan = NewFile { name: "Numbatofarnhem.pdf".to_owned(), ..file(&stage, b"%PDF two").await };
    let id = begin(&stage.kit, &stage.cleo, "Numbatofarnhem is lost", "Numbatofarnhem!", &[scan]).await;
    let stage = Stage { id, ..stage };
    for nth in 0..20 {
        stage.reply(&format!("{} Numbatofarnhem, {nth}.", "Some words before it. ".repeat(nth % 7))).await;
    }
    mail(&stage, &format!("{} Numbatofarnhem", "long ".repeat(3_000)), "<p>a long Numbatofarnhem</p>").await;
    stage.answer("> Numbatofarnhem\nThank you.", Way::Email).await;
    stage.note("Numbatofarnhem lives here.").await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Tag, Conversation>(id).await.unwrap();
    conversation.tag(&mut act, &"vip".parse().unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    let kept = begin(&stage.kit, &stage.cleo, "Another", "It stays.", &[]).await;
    gather_statistics(&stage).await;
    assert!(!residue(&stage, &database, "Numbatofarnhem").await.is_empty());
    delete(&stage, id).await.unwrap();
    scrub(&stage).await;
    assert_eq!(residue(&stage, &database, "Numbatofarnhem").await, [""; 0]);
    let stage = Stage { id: kept, ..stage };
    assert_eq!(stage.messages().await[0].text, "It stays.");
}

#[both]
async fn th27_what_another_organization_merged_is_not_forgotten_here(database: Database) {
    let stage = Stage::new(&database).await;
    let merged = begin(&stage.kit, &stage.cleo, "Guy rope", "Frayed.", &[]).await;
    let mut act = stage.kit.act(&stage.ana);
    let left = Conversation::merge(&mut act, merged, stage.id).await.unwrap();
    act.done(left).await.unwrap();
    stage.kit.lose("merged_conversation", "true").await;
    delete(&stage, stage.id).await.unwrap();
    let told: Vec<(String,)> = rows(&stage, FACTS.with(params![stage.kit.org, merged])).await;
    assert!(told.contains(&("conversation.moved".to_owned(),)));
}
