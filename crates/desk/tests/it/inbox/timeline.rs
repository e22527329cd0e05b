//! W2: everything in a conversation, in order, in pages.

use desk::conversation::inbox::{Entry, Place};
use desk::conversation::message::State;
use desk::conversation::{Conversation, Way};
use testkit::{Database, both};

use super::{Stage, begin, code};

#[both]
async fn messages_notes_and_events_stand_in_the_order_of_time(database: Database) {
    let stage = Stage::new(&database).await;
    stage.note("Same batch as the others.").await;
    stage.answer("A new pole is on its way.", Way::Email).await;
    stage.reply("Thank you!").await;
    let told: Vec<String> = stage.entries().await.into_iter().map(tell).collect();
    let expected = [
        "opened",
        "Cleo Customer: The pole snapped.",
        "(Ana Agent: Same batch as the others.)",
        "Ana Agent: A new pole is on its way.",
        "Cleo Customer: Thank you!",
    ];
    assert_eq!(told, expected);
    let failed = stage.messages().await;
    assert!(
        failed
            .iter()
            .all(|message| message.shown && message.failure.is_empty() && message.redacted.is_none())
    );
    assert_eq!(failed[1].state, State::Queued);
}

fn tell(entry: Entry) -> String {
    match entry {
        Entry::Message(message) => format!("{}: {}", message.author_name, message.text),
        Entry::Note(note) => format!("({}: {})", note.author_name, note.text),
        Entry::Event(event) => event.kind.name().to_owned(),
    }
}

#[both]
async fn older_entries_come_in_pages_and_none_is_lost_or_doubled(database: Database) {
    let stage = Stage::new(&database).await;
    for nth in 0..40 {
        stage.note(&format!("note {nth}")).await;
        stage.answer(&format!("answer {nth}"), Way::Portal).await;
        stage.reply(&format!("reply {nth}")).await;
    }
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    let (mut told, mut before, mut pages) = (Vec::new(), None::<Place>, Vec::new());
    loop {
        let page = view.timeline(&conversation, before).await.unwrap();
        pages.push(page.entries.len());
        told.splice(0..0, page.entries.into_iter().map(tell));
        // As an address carries it.
        before = page.older.map(|place| place.to_string().parse().unwrap());
        if before.is_none() {
            break;
        }
    }
    assert_eq!(pages, [50, 50, 22]);
    let rounds = (0..40).flat_map(|nth| {
        [
            format!("(Ana Agent: note {nth})"),
            format!("Ana Agent: answer {nth}"),
            format!("Cleo Customer: reply {nth}"),
        ]
    });
    let first = ["opened".to_owned(), "Cleo Customer: The pole snapped.".to_owned()];
    assert_eq!(told, first.into_iter().chain(rounds).collect::<Vec<_>>());
    assert_eq!(code("1-2".parse::<Place>()), "not_found");
    assert_eq!(code("a-b-c".parse::<Place>()), "not_found");
}

#[both]
async fn the_aside_tells_who_it_is_and_what_else_there_is(database: Database) {
    let stage = Stage::new(&database).await;
    for nth in 0..11 {
        begin(&stage.kit, &stage.cleo, &format!("Subject {nth}"), "Hello.", &[]).await;
    }
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    let aside = view.aside(&conversation).await.unwrap();
    assert_eq!(aside.customer.name, "Cleo Customer");
    assert_eq!(aside.addresses[0].address, "Cleo@Customers.test");
    assert_eq!((aside.others.len(), aside.has_more), (10, true));
    assert_eq!(aside.others[0].subject, "Subject 10");
    assert!(aside.others.iter().all(|other| other.id != stage.id));
}
