//! Read marks wait in memory and are stored together.

use desk::conversation::Way;
use desk::conversation::inbox::{ListQuery, Shelf};
use desk::conversation::portal;
use testkit::{Database, both};

use super::Stage;

async fn is_unread_by_ana(stage: &Stage) -> bool {
    let view = stage.kit.view(&stage.ana).await;
    view.inbox(&ListQuery::of(Shelf::Open)).await.unwrap().rows[0].unread
}

async fn is_unread_by_cleo(stage: &Stage) -> bool {
    let view = stage.kit.view(&stage.cleo).await;
    view.conversations(&portal::ListQuery::default()).await.unwrap().rows[0].unread
}

#[both]
async fn w1_p3_each_reader_has_a_mark_of_their_own(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("On its way.", Way::Email).await;
    assert!(is_unread_by_ana(&stage).await && is_unread_by_cleo(&stage).await);
    let seq = stage.conversation().await.last_seq;
    stage.kit.view(&stage.ana).await.note_read(stage.id, seq);
    assert!(is_unread_by_ana(&stage).await, "nothing is stored by looking");
    assert_eq!(stage.kit.desk.flush_marks().await.unwrap().stored, 1);
    assert!(!is_unread_by_ana(&stage).await && is_unread_by_cleo(&stage).await);
    stage.kit.view(&stage.cleo).await.note_read(stage.id, seq);
    stage.kit.desk.flush_marks().await.unwrap();
    assert!(!is_unread_by_cleo(&stage).await);
    stage.reply("Thank you.").await;
    assert!(is_unread_by_ana(&stage).await && !is_unread_by_cleo(&stage).await);
}

#[both]
async fn a_mark_never_falls_back(database: Database) {
    let stage = Stage::new(&database).await;
    let seq = stage.conversation().await.last_seq;
    for seen in [seq, seq - 1, 0] {
        stage.kit.view(&stage.ana).await.note_read(stage.id, seen);
        stage.kit.desk.flush_marks().await.unwrap();
    }
    assert!(!is_unread_by_ana(&stage).await);
}

#[both]
async fn th47_strangers_cannot_queue_writes_without_end(database: Database) {
    let stage = Stage::new(&database).await;
    for _ in 0..1_003 {
        stage.kit.desk.note_read("customer:x", stage.kit.org, stage.kit.id(), 1);
    }
    let flushed = stage.kit.desk.flush_marks().await.unwrap();
    assert_eq!((flushed.stored, flushed.left_out), (1_000, 3));
    assert_eq!(stage.kit.desk.flush_marks().await.unwrap().stored, 0);
}
