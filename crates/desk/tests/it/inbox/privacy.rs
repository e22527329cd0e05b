//! P5: a note, and what nothing but a note is derived from, is in nothing that a customer sees.

use desk::conversation::portal::{Filter, ListQuery};
use desk::conversation::{Assign, Assignment, Conversation, Priority, SetPriority, Tag, Way};
use testkit::{Database, both};

use super::{Stage, begin, code};

/// Everything a customer's doors answer about their conversations, as text.
async fn everything(stage: &Stage) -> String {
    let view = stage.kit.view(&stage.cleo).await;
    let mut seen = Vec::new();
    for filter in [Filter::All, Filter::Open, Filter::Done] {
        let list = view.conversations(&ListQuery { filter, ..ListQuery::default() }).await.unwrap();
        seen.push(format!("{:?}", list.rows));
    }
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    seen.push(format!("{:?}", view.messages(&conversation, None).await.unwrap()));
    seen.join("\n")
}

#[both]
async fn p5_notes_are_in_nothing_a_customer_sees(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("We look into it.", Way::Email).await;
    let before = everything(&stage).await;
    stage.note("Quokka: this customer always complains.").await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
    conversation.assign(&mut act, Assignment::User(stage.ana.id)).await.unwrap();
    let conversation = act.open::<Tag, Conversation>(stage.id).await.unwrap();
    conversation.tag(&mut act, &"quokka".parse().unwrap()).await.unwrap();
    let conversation = act.open::<SetPriority, Conversation>(stage.id).await.unwrap();
    conversation.set_priority(&mut act, Priority::new(1).unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(everything(&stage).await, before);
    let view = stage.kit.view(&stage.cleo).await;
    for words in ["quokka", "complains", "Quokka:"] {
        let query = ListQuery { words: words.to_owned(), ..ListQuery::default() };
        assert!(view.conversations(&query).await.unwrap().rows.is_empty(), "{words}");
    }
}

#[both]
async fn p5_a_note_moves_the_conversation_for_users_alone(database: Database) {
    use desk::conversation::inbox;
    let stage = Stage::new(&database).await;
    let second = begin(&stage.kit, &stage.cleo, "Second", "Another thing.", &[]).await;
    stage.note("About the first.").await;
    let view = stage.kit.view(&stage.ana).await;
    let list = view.inbox(&inbox::ListQuery::of(inbox::Shelf::Open)).await.unwrap();
    assert_eq!(list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [stage.id, second]);
    assert_eq!(list.rows[0].excerpt, "The pole snapped.");
    drop(view);
    let view = stage.kit.view(&stage.cleo).await;
    let list = view.conversations(&ListQuery::default()).await.unwrap();
    assert_eq!(list.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [second, stage.id]);
    assert!(list.rows.iter().all(|row| !row.unread));
}

#[both]
async fn th30_a_customer_has_no_users_view(database: Database) {
    let stage = Stage::new(&database).await;
    let other = stage.kit.customer("Other", "other@customers.test").await;
    let view = stage.kit.view(&other).await;
    assert_eq!(code(view.see::<Conversation>(stage.id).await), "not_found");
}
