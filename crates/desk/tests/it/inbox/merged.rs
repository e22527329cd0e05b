//! P14, W2: what lists show of two conversations that became one, and that nothing of another organization is in it (TH27).

use desk::conversation::inbox::{ListQuery, Shelf};
use desk::conversation::message::NewFile;
use desk::conversation::{Conversation, EditSubject, Priority, SetPriority, Way, portal};
use testkit::{Database, both};

use super::merging::{merge, numbers, other};
use super::{Stage, begin, words};

#[both]
async fn p3_activity_and_priority_are_the_higher_of_both(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<SetPriority, Conversation>(gone).await.unwrap();
    conversation.set_priority(&mut act, Priority::new(5).unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    let (first, stage) = (stage.id, Stage { id: gone, ..stage });
    stage.note("A note is the newest of both.").await;
    let noted = stage.kit.desk.context().now();
    merge(&stage, gone, first).await.unwrap();
    let rows = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap().rows;
    assert_eq!((rows.len(), rows[0].priority, rows[0].activity_at), (1, 5, noted));
    let third = begin(&stage.kit, &stage.cleo, "Third", "Hello.", &[]).await;
    let begun = stage.kit.desk.context().now();
    merge(&stage, first, third).await.unwrap();
    let rows = stage.kit.view(&stage.ana).await.inbox(&ListQuery::of(Shelf::Open)).await.unwrap().rows;
    assert_eq!((rows[0].id, rows[0].priority, rows[0].activity_at), (third, 5, begun));
}

/// What another organization has under the same ids is neither shown nor taken along.
#[both]
async fn th27_what_is_offered_and_counted_is_of_this_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let file = NewFile {
        hash: "0".repeat(64),
        preview: None,
        name: "rope.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 3,
    };
    let gone = begin(&stage.kit, &stage.cleo, "Guy rope", "See the file.", &[file]).await;
    let view = stage.kit.view(&stage.ana).await;
    let (here, there): (Conversation, Conversation) =
        (view.see(stage.id).await.unwrap(), view.see(gone).await.unwrap());
    let (choices, has_more) = view.merge_choices(&here, None).await.unwrap();
    let choices: Vec<_> = choices.iter().map(|one| (one.id, one.brand.as_str())).collect();
    assert_eq!((choices, has_more), (vec![(gone, "Acme Help")], false));
    assert_eq!(view.writers(&here, &there).await.unwrap(), ["cleo@customers.test"]);
    view.close();
    let stage = Stage { id: gone, ..stage };
    stage.note("A remark.").await;
    stage.answer("Soon.", Way::Email).await;
    let view = stage.kit.view(&stage.ana).await;
    let extent = view.extent(&there).await.unwrap();
    assert_eq!((extent.messages, extent.files, extent.notes, extent.waiting), (2, 1, 1, 1));
    view.close();
    stage.kit.lose("message", "true").await;
    assert!(stage.kit.view(&stage.ana).await.writers(&here, &there).await.unwrap().is_empty());
}

#[both]
async fn th27_what_another_organization_read_and_merged_is_nothing_here(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    stage.answer("An answer.", Way::Portal).await;
    let newest = stage.conversation().await.shown_seq;
    for id in [gone, stage.id] {
        stage.kit.desk.note_read(&format!("customer:{}", stage.cleo.id), stage.kit.org, id, newest);
    }
    stage.kit.desk.flush_marks().await.unwrap();
    stage.kit.lose("read_mark", "true").await;
    merge(&stage, gone, stage.id).await.unwrap();
    let view = stage.kit.view(&stage.cleo).await;
    assert!(view.conversations(&portal::ListQuery::default()).await.unwrap().rows[0].unread);
    view.close();
    assert_eq!(numbers(&stage, "1002").await.0, [1001]);
    stage.kit.lose("merged_conversation", "true").await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<EditSubject, Conversation>(stage.id).await.unwrap();
    conversation.edit_subject(&mut act, &words("Edited")).await.unwrap();
    act.done(()).await.unwrap();
    assert!(numbers(&stage, "1002").await.0.is_empty());
}
