//! What waits is found by its address, keeps its files, and ends.

use db::params;
use desk::conversation::message::NewFile;
use desk::conversation::{Conversation, ConversationId, Delete, Scrub};
use desk::form::{FormCounts, Outcome, Submission, Way};
use desk::right::Role;
use desk::session::Proof;
use desk::{Desk, User};
use net::ContentHash;
use testkit::{Database, both};
use testkit_desk::article;

use super::{Stage, network};
use crate::article::write;
use crate::customer::prove;
use crate::inbox::begin;
use crate::session::{Visitor, view};

const ADDRESS: &str = "ana@example.com";
const DAY: i64 = 24 * 60 * 60 * 1_000;

db::sql! {
    COPY = "insert into form_submission (org_id, id, form_id, kb_id, once, proof, state, language, address, customer_id, content,
            conversation_id, closed_by, made_at, ends_at)
        select org_id, $2, form_id, kb_id, $2, proof, state, language, address, customer_id, content, conversation_id, closed_by,
            made_at, ends_at from form_submission where org_id = $1 and once = '1'";
    NAMED = "select count(*) from form_file where org_id = $1";
}

/// A file with these bytes, in the store.
async fn file(stage: &Stage, bytes: &'static [u8]) -> NewFile {
    let desk = &stage.kit.desk;
    let staged = desk.files().stage(desk.context(), bytes, 100).await.unwrap();
    desk.files().commit(&staged, stage.kit.org).await.unwrap();
    let size = i64::try_from(bytes.len()).unwrap();
    let (name, media_type) = ("lamp.csv".to_owned(), "text/csv".to_owned());
    NewFile { hash: staged.hash.to_string(), preview: None, name, media_type, size }
}

async fn is_stored(stage: &Stage, bytes: &[u8]) -> bool {
    stage.kit.desk.files().open(stage.kit.org, ContentHash::of(bytes)).await.is_ok()
}

/// A stranger's form with a file waits until the address is proven.
async fn hold(stage: &Stage, once: &str, bytes: &'static [u8]) {
    let mut filled = stage.fill(ADDRESS, &[("subject", "Broken lamp"), ("message", "It flickers.")]).await;
    filled.content.files = vec![file(stage, bytes).await];
    let sent = stage.send(&stage.public(), &filled, (once, Way::Bare), &[]).await.unwrap();
    assert_eq!(sent, Outcome::Held);
}

async fn counts(stage: &Stage) -> FormCounts {
    let view = stage.kit.view(&stage.con).await;
    let counts = view.forms(stage.kit.kb.id).await.unwrap()[0].counts;
    view.close();
    counts
}

async fn delete(stage: &Stage, who: &User, id: ConversationId) {
    let mut act = stage.kit.act(who);
    act.open::<Delete, Conversation>(id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let desk: Desk = stage.kit.desk.clone();
    let (context, wake) = (desk.context().clone(), desk.wake().clone());
    let registry = spine::Registry::new().with::<Scrub>();
    let worker = spine::Worker::new(stage.kit.db.clone(), context, registry, desk, wake);
    worker.run_ready().await.unwrap();
}

#[both]
async fn a4_p15_what_waits_is_sent_when_its_address_is_proven_as_one_more(database: Database) {
    let stage = Stage::new(&database).await;
    hold(&stage, "1", b"a,b\n").await;
    let session = Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, "other@example.com").await;
    let list = async || {
        let view = view(&stage.kit, &stage.site, &session).await.unwrap();
        let list = view.conversations(&desk::conversation::portal::ListQuery::default()).await.unwrap();
        view.close();
        list.rows.into_iter().map(|row| row.subject).collect::<Vec<_>>()
    };
    assert!(list().await.is_empty());
    assert_eq!(prove((&stage.kit, &stage.site), &session, ADDRESS).await, Proof::Added);
    assert_eq!(list().await, ["Broken lamp"]);
    assert_eq!(counts(&stage).await, FormCounts { sent: 1, closed: 0, held: 0 });
}

/// W3: bytes that somebody else let go of stay as long as a form that waits names them, and then a message does.
#[both]
async fn w3_the_files_of_what_waits_stay(database: Database) {
    let stage = Stage::new(&database).await;
    let administrator = stage.kit.user("Ad Min", &[Role::Administrator]).await;
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    let bytes: &[u8] = b"a,b\n";
    hold(&stage, "1", b"a,b\n").await;
    let first = begin(&stage.kit, &cleo, "Lamp", "There.", &[file(&stage, b"a,b\n").await]).await;
    delete(&stage, &administrator, first).await;
    assert!(is_stored(&stage, bytes).await, "it waits");
    Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, ADDRESS).await;
    let reader = stage.kit.db.reader().await.unwrap();
    let (named,): (i64,) = reader.one(NAMED.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    assert_eq!(named, 0, "it is a conversation's now");
    let second = begin(&stage.kit, &cleo, "Lamp", "There.", &[file(&stage, b"a,b\n").await]).await;
    delete(&stage, &administrator, second).await;
    assert!(is_stored(&stage, bytes).await, "it was sent");
}

#[both]
async fn w3_th27_what_waits_elsewhere_keeps_nothing_here(database: Database) {
    let stage = Stage::new(&database).await;
    let administrator = stage.kit.user("Ad Min", &[Role::Administrator]).await;
    let cleo = stage.kit.customer("Cleo", "cleo@example.com").await;
    hold(&stage, "1", b"a,b\n").await;
    let id = begin(&stage.kit, &cleo, "Lamp", "There.", &[file(&stage, b"a,b\n").await]).await;
    stage.kit.part_from_twin();
    stage.kit.lose("form_submission", "true").await;
    delete(&stage, &administrator, id).await;
    assert!(!is_stored(&stage, b"a,b\n").await);
}

/// W3: nothing that was written is kept, and so no file.
#[both]
async fn w3_the_files_of_what_was_closed_not_proven_or_deleted_are_forgotten(database: Database) {
    let stage = Stage::new(&database).await;
    let id = write(&stage.kit, stage.kit.kb.id, &article("Lamps", "All.")).await;
    let mut filled = stage.fill(ADDRESS, &[("subject", "Lamp"), ("message", "It flickers.")]).await;
    filled.content.files = vec![file(&stage, b"closed").await];
    let sent = stage.send(&stage.public(), &filled, ("1", Way::Worked), &[id]).await.unwrap();
    let Outcome::Suggested(link) = sent else { panic!("nothing was suggested: {sent:?}") };
    let mut act = stage.kit.act(&stage.public());
    act.close_form(&link, id).await.unwrap();
    act.done(()).await.unwrap();
    hold(&stage, "2", b"not proven").await;
    stage.kit.clock.advance_millis(7 * DAY);
    stage.kit.desk.house_turn().await.unwrap();
    assert!(!is_stored(&stage, b"closed").await);
    assert!(is_stored(&stage, b"not proven").await, "a day lies between");
    hold(&stage, "3", b"deleted").await;
    stage.edit(async |act, form| form.delete(act).await).await.unwrap();
    stage.kit.clock.advance_millis(DAY);
    stage.kit.desk.house_turn().await.unwrap();
    assert!(!is_stored(&stage, b"not proven").await && !is_stored(&stage, b"deleted").await);
}

#[both]
async fn p12_however_many_are_over_each_goes_and_no_other(database: Database) {
    let stage = Stage::new(&database).await;
    stage.send_worked("sent@example.com", "0").await.unwrap();
    hold(&stage, "1", b"a,b\n").await;
    let mut writer = stage.kit.db.writer().await.unwrap();
    for _ in 0..600 {
        let id = stage.kit.id::<Submission>();
        writer.push(COPY.with(params![stage.kit.org, id])).await.unwrap();
    }
    writer.commit().await.unwrap();
    stage.kit.clock.advance_millis(7 * DAY - 1);
    hold(&stage, "2", b"c,d\n").await;
    assert_eq!(counts(&stage).await, FormCounts { sent: 1, closed: 0, held: 602 });
    stage.kit.clock.advance_millis(1);
    stage.kit.desk.house_turn().await.unwrap();
    assert_eq!(counts(&stage).await, FormCounts { sent: 1, closed: 0, held: 1 });
}

#[both]
async fn k6_what_waits_for_a_choice_keeps_its_files_when_it_is_sent_on(database: Database) {
    let stage = Stage::new(&database).await;
    let id = write(&stage.kit, stage.kit.kb.id, &article("Lamps", "All.")).await;
    let mut filled = stage.fill(ADDRESS, &[("subject", "Lamp"), ("message", "It flickers.")]).await;
    filled.content.files = vec![file(&stage, b"a,b\n").await];
    let sent = stage.send(&stage.public(), &filled, ("1", Way::Worked), &[id]).await.unwrap();
    let Outcome::Suggested(link) = sent else { panic!("nothing was suggested: {sent:?}") };
    let mut act = stage.kit.act(&stage.public());
    assert_eq!(act.send_pending(&link, &network(7)).await.unwrap(), Outcome::Received);
    act.done(()).await.unwrap();
    stage.kit.clock.advance_millis(2 * DAY);
    stage.kit.desk.house_turn().await.unwrap();
    assert!(is_stored(&stage, b"a,b\n").await);
}
