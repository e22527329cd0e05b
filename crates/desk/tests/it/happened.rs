//! What customers read between the messages of a conversation (P19).

use std::sync::Arc;

use desk::Customer;
use desk::conversation::history::{Entry, History, append_history};
use desk::conversation::message::{Author, NewMessage};
use desk::conversation::portal::{self, MESSAGES};
use desk::conversation::{Conversation, MarkDone, Reopen, Snooze};
use testkit::{Database, both};

use crate::inbox::{Stage, begin};

const HOUR: i64 = 3_600;

/// A page of the conversation as its customer reads it: a line for each thing, and where older ones begin.
async fn page(stage: &Stage, before: Option<i64>) -> (Vec<String>, Option<i64>) {
    let view = stage.kit.view(&stage.cleo).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    let thread = view.messages(&conversation, before).await.unwrap();
    let told = |entry: &portal::Entry<'_>| match entry {
        portal::Entry::Message(message) => message.html.as_str().replace("<p>", "").replace("</p>", ""),
        portal::Entry::Happened(happened) => format!("{:?}", happened.what),
    };
    (thread.entries().iter().map(told).collect(), thread.older)
}

async fn mark_done(stage: &Stage) {
    stage.later();
    let mut act = stage.kit.act(&stage.ana);
    act.open::<MarkDone, Conversation>(stage.id).await.unwrap().mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

async fn snooze(stage: &Stage) {
    stage.later();
    let until = stage.kit.clock.now().plus_seconds(HOUR);
    let mut act = stage.kit.act(&stage.ana);
    act.open::<Snooze, Conversation>(stage.id).await.unwrap().snooze(&mut act, until).await.unwrap();
    act.done(()).await.unwrap();
}

async fn reopen(stage: &Stage) {
    stage.later();
    let mut act = stage.kit.act(&stage.ana);
    act.open::<Reopen, Conversation>(stage.id).await.unwrap().reopen(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

/// Of what customers may know: a snoozed conversation is open to them all along.
#[both]
async fn p19_what_happened_stands_between_the_messages(database: Database) {
    let stage = Stage::new(&database).await;
    mark_done(&stage).await;
    stage.reply("It snapped again.").await;
    snooze(&stage).await;
    reopen(&stage).await;
    stage.note("Hm.").await;
    let other = begin(&stage.kit, &stage.cleo, "Guy rope", "The rope frayed.", &[]).await;
    stage.later();
    let mut act = stage.kit.act(&stage.ana);
    Conversation::merge(&mut act, other, stage.id).await.unwrap();
    act.done(()).await.unwrap();
    mark_done(&stage).await;
    let expected = [
        "Opened",
        "The pole snapped.",
        "Done",
        "It snapped again.",
        "Reopened",
        "The rope frayed.",
        "Merged(1002)",
        "Done",
    ];
    assert_eq!(page(&stage, None).await, (expected.map(str::to_owned).to_vec(), None));
}

/// P5: a conversation of which nothing was shown was never there for its customer, merged or not.
#[both]
async fn p5_p19_nothing_is_said_of_a_merged_conversation_that_was_never_shown(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.operate();
    let at = stage.kit.clock.now();
    let mut history = History::new(stage.cleo.id, stage.kit.brand.id, "Among us", at);
    let plain = NewMessage::plain(Author::Customer(stage.cleo.id), "Cleo", "The margin.", at);
    history.entries.push(Entry::Message(NewMessage { shown: false, ..plain }));
    let hidden = history.store(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    stage.later();
    let mut act = stage.kit.act(&stage.ana);
    Conversation::merge(&mut act, hidden, stage.id).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(page(&stage, None).await.0, ["Opened", "The pole snapped."]);
}

/// What happened after the last message of a page stands on the next one, and nothing on both.
#[both]
async fn p19_pages_share_what_happened(database: Database) {
    let stage = Stage::new(&database).await;
    let (by, mut at) = (Author::Customer(stage.cleo.id), stage.kit.clock.now());
    let (mut entries, mut expected) = (Vec::new(), vec!["Opened".to_owned(), "The pole snapped.".to_owned()]);
    for number in 1..2 * MESSAGES + 10 {
        at = at.plus_seconds(1);
        let text = format!("Message {number}.");
        entries.push(Entry::Message(NewMessage::plain(by, "Cleo", &text, at)));
        expected.push(text);
        if number % 5 < 2 {
            // Of the same instant as the message before it.
            entries.push(Entry::Done { by, at });
            entries.push(Entry::Reopened { by, at: at.plus_millis(500) });
            expected.extend(["Done", "Reopened"].map(str::to_owned));
        }
    }
    let mut act = stage.kit.operate();
    append_history(&mut act, stage.id, &entries).await.unwrap();
    act.done(()).await.unwrap();
    let (newest, first) = page(&stage, None).await;
    let (middle, second) = page(&stage, first).await;
    let (oldest, third) = page(&stage, second).await;
    assert_eq!(third, None);
    assert_eq!([oldest, middle, newest].concat(), expected);
}

#[both]
async fn th27_what_happened_to_another_organizations_conversation_is_not_told(database: Database) {
    let stage = Stage::new(&database).await;
    let view = stage.kit.view(&stage.cleo).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    view.close();
    let mut site = (*stage.cleo.site).clone();
    site.org = stage.kit.id();
    let stranger = Customer { site: Arc::new(site), ..stage.cleo.clone() };
    let thread = stage.kit.view(&stranger).await.messages(&conversation, None).await.unwrap();
    assert!(thread.entries().is_empty());
}
