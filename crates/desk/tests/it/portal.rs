//! What customers see of conversations: lists in every order, threads and files (P3, P4, P16).

use db::{params, sql};
use desk::conversation::history::{Entry, append_history};
use desk::conversation::message::{Author, NewFile, NewMessage};
use desk::conversation::portal::{ListQuery, Order};
use desk::conversation::{Conversation, ConversationId, Redact, Scrub};
use desk::{Customer, Desk};
use net::ContentHash;
use testkit::{Database, both};

use crate::inbox::{Stage, begin, code};

sql! {
    KNOWN = "select count(*) from file where org_id = $1";
}

const ORDERS: [(Order, bool); 4] = [
    (Order::ActivityNewest, true),
    (Order::ActivityOldest, false),
    (Order::CreatedNewest, true),
    (Order::CreatedOldest, false),
];

async fn listed(stage: &Stage, who: &Customer, order: Order) -> Vec<(String, bool)> {
    let view = stage.kit.view(who).await;
    let list = view.conversations(&ListQuery { order, ..ListQuery::default() }).await.unwrap();
    list.rows.into_iter().map(|row| (row.subject, row.unread)).collect()
}

#[both]
async fn p3_each_order_shows_a_customers_own_conversations_once(database: Database) {
    let stage = Stage::new(&database).await;
    let otto = stage.kit.customer("Otto Other", "otto@customers.test").await;
    begin(&stage.kit, &otto, "Of somebody else", "Hello.", &[]).await;
    let second = begin(&stage.kit, &stage.cleo, "Guy rope", "Frayed.", &[]).await;
    let view = stage.kit.view(&stage.cleo).await;
    view.note_read(second, 1);
    view.close();
    stage.kit.desk.flush_marks().await.unwrap();
    for (order, newest_first) in ORDERS {
        let mut expected = vec![("Tent pole".to_owned(), false), ("Guy rope".to_owned(), false)];
        if newest_first {
            expected.reverse();
        }
        assert_eq!(listed(&stage, &stage.cleo, order).await, expected, "{order:?}");
    }
}

/// A4: whose address selects nobody sees, of others' conversations, those whose messages used it and no more.
#[both]
async fn a4_each_order_shows_of_others_only_what_used_the_address(database: Database) {
    let stage = Stage::new(&database).await;
    let otto = stage.kit.customer("Otto Other", "otto@customers.test").await;
    begin(&stage.kit, &otto, "Of somebody else", "Hello.", &[]).await;
    let shared = Customer { is_whole: false, id: stage.kit.id(), ..stage.cleo.clone() };
    for (order, _) in ORDERS {
        assert_eq!(listed(&stage, &shared, order).await.len(), 1, "{order:?}");
    }
}

fn file(name: &str, bytes: &[u8], preview: Option<&[u8]>) -> NewFile {
    NewFile {
        hash: ContentHash::of(bytes).to_string(),
        preview: preview.map(|bytes| ContentHash::of(bytes).to_string()),
        name: name.to_owned(),
        media_type: "text/plain".to_owned(),
        size: i64::try_from(bytes.len()).unwrap(),
    }
}

/// Stores a message that agents alone may see, as an import of mail among colleagues is.
async fn append_hidden(stage: &Stage, from: &Customer, files: Vec<NewFile>) {
    let now = stage.kit.clock.now();
    let plain = NewMessage::plain(Author::Customer(from.id), "Cleo", "Among us: the margin.", now);
    let hidden = NewMessage { shown: false, address: from.address.key(), files, ..plain };
    let mut act = stage.kit.operate();
    append_history(&mut act, stage.id, &[Entry::Message(hidden)]).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn p4_a_message_that_is_not_shown_is_not_in_the_thread_and_its_file_is_not_there(database: Database) {
    let stage = Stage::new(&database).await;
    append_hidden(&stage, &stage.cleo, vec![file("margin.txt", b"9 %", None)]).await;
    let inside = stage.messages().await;
    let hidden = inside.iter().find(|message| message.text.contains("margin")).unwrap();
    assert_eq!(hidden.files.len(), 1);
    let view = stage.kit.view(&stage.cleo).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    let thread = view.messages(&conversation, None).await.unwrap();
    assert_eq!(thread.messages.len(), 1, "agents see {}", inside.len());
    assert_eq!(code(view.download(stage.id, hidden.files[0].id).await), "not_found");
}

/// A4: an address that was used in a hidden message alone shows nothing.
#[both]
async fn a4_a_hidden_message_shows_its_conversation_to_nobody(database: Database) {
    let stage = Stage::new(&database).await;
    let otto = stage.kit.customer("Otto Other", "otto@customers.test").await;
    append_hidden(&stage, &otto, Vec::new()).await;
    let shared = Customer { is_whole: false, id: stage.kit.id(), ..otto };
    assert!(listed(&stage, &shared, Order::default()).await.is_empty());
    assert_eq!(code(stage.kit.view(&shared).await.see::<Conversation>(stage.id).await), "not_found");
}

#[both]
async fn p16_a_file_stands_once_in_its_message(database: Database) {
    let stage = Stage::new(&database).await;
    let id = begin(&stage.kit, &stage.cleo, "A file", "See there.", &[file("pole.txt", b"snap", None)]).await;
    let view = stage.kit.view(&stage.cleo).await;
    let conversation: Conversation = view.see(id).await.unwrap();
    let thread = view.messages(&conversation, None).await.unwrap();
    let names: Vec<&str> = thread.messages[0].files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["pole.txt"]);
    view.close();
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(id).await.unwrap();
    let timeline = view.timeline(&conversation, None).await.unwrap();
    let files: Vec<String> = timeline
        .entries
        .iter()
        .filter_map(|entry| match entry {
            desk::conversation::inbox::Entry::Message(message) => Some(&message.files),
            _ => None,
        })
        .flatten()
        .map(|file| file.name.clone())
        .collect();
    assert_eq!(files, ["pole.txt"]);
}

async fn store(stage: &Stage, bytes: &'static [u8]) {
    let (files, context) = (stage.kit.desk.files(), stage.kit.desk.context());
    let staged = files.stage(context, bytes, u64::MAX).await.unwrap();
    files.commit(&staged, stage.kit.org).await.unwrap();
}

async fn is_stored(stage: &Stage, bytes: &[u8]) -> bool {
    stage.kit.desk.files().open(stage.kit.org, ContentHash::of(bytes)).await.is_ok()
}

async fn redact_files(stage: &Stage, id: ConversationId) {
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(id).await.unwrap();
    let timeline = view.timeline(&conversation, None).await.unwrap();
    view.close();
    for entry in timeline.entries {
        if let desk::conversation::inbox::Entry::Message(message) = entry {
            for file in &message.files {
                let mut act = stage.kit.act(&stage.ana);
                let conversation = act.open::<Redact, Conversation>(id).await.unwrap();
                conversation.redact_file(&mut act, file.id).await.unwrap();
                act.done(()).await.unwrap();
            }
        }
    }
}

async fn run_scrub(stage: &Stage) {
    let desk: Desk = stage.kit.desk.clone();
    let registry = spine::Registry::new().with::<Scrub>();
    let wake = desk.wake().clone();
    let worker = spine::Worker::new(stage.kit.db.clone(), desk.context().clone(), registry, desk, wake);
    worker.run_ready().await.unwrap();
}

/// W3: bytes go with the last name, whoever else in the installation has a file of the same bytes.
#[both]
async fn w3_the_bytes_of_a_redacted_file_and_its_picture_go(database: Database) {
    let stage = Stage::new(&database).await;
    let (bytes, picture): (&[u8], &[u8]) = (b"the secret", b"its picture");
    store(&stage, bytes).await;
    store(&stage, picture).await;
    let secret = file("secret.txt", bytes, Some(picture));
    let id = begin(&stage.kit, &stage.cleo, "Secret", "There.", &[secret]).await;
    stage.kit.part_from_twin();
    redact_files(&stage, id).await;
    run_scrub(&stage).await;
    assert!(!is_stored(&stage, bytes).await && !is_stored(&stage, picture).await);
    let reader = stage.kit.db.reader().await.unwrap();
    let (known,): (i64,) = reader.one(KNOWN.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    assert_eq!(known, 0, "nor is their hash kept");
}

/// W3, TH27: what another organization redacted is not deleted here.
#[both]
async fn w3_bytes_that_only_another_organization_let_go_of_stay(database: Database) {
    let stage = Stage::new(&database).await;
    let bytes: &[u8] = b"still wanted";
    store(&stage, bytes).await;
    let wanted = file("wanted.txt", bytes, None);
    let id = begin(&stage.kit, &stage.cleo, "Wanted", "There.", &[wanted]).await;
    redact_files(&stage, id).await;
    stage.kit.lose("unused_file", "true").await;
    run_scrub(&stage).await;
    assert!(is_stored(&stage, bytes).await);
}
