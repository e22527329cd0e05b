//! W2, W6, W7: a note names somebody.

use desk::conversation::inbox::{Filters, ListQuery, Shelf};
use desk::conversation::{Conversation, Delete, MarkDone, Mention, Note, facts};
use desk::{User, View};
use testkit::{Database, both};

use super::{Stage, begin, words};

db::sql! {
    ROWS = "select count(*) from mention where org_id = $1";
    NOTED = "select payload from fact where org_id = $1 and name = $2 order by seq";
}

/// The subjects in somebody's list of mentions.
async fn mentions(stage: &Stage, who: &User, query: ListQuery) -> Vec<String> {
    let view: View<User> = stage.kit.view(who).await;
    view.inbox(&query).await.unwrap().rows.into_iter().map(|row| row.subject).collect()
}

async fn note(stage: &Stage, who: &User, id: desk::conversation::ConversationId, text: &str) {
    stage.later();
    let mut act = stage.kit.act(who);
    let conversation = act.open::<Note, Conversation>(id).await.unwrap();
    conversation.note(&mut act, &stage.once(), &words(text)).await.unwrap();
    act.done(()).await.unwrap();
}

async fn told(stage: &Stage, who: &User) -> Option<Mention> {
    let view: View<User> = stage.kit.view(who).await;
    let conversation = view.see(stage.id).await.unwrap();
    view.mention(&conversation).await.unwrap()
}

#[both]
async fn w2_w6_a_note_names_a_colleague_who_finds_it_wherever_the_conversation_stands(database: Database) {
    let stage = Stage::new(&database).await;
    let bo = stage.kit.collaborator("Bo Lind").await;
    let second = begin(&stage.kit, &stage.cleo, "Rain cover", "It leaks.", &[]).await;
    note(&stage, &stage.ana, stage.id, "Can you look, @bo lind? Not you, ana@bo.test.").await;
    note(&stage, &bo, second, "@Ana Agent and @BO LIND: done.").await;
    assert_eq!(mentions(&stage, &bo, ListQuery::of(Shelf::Mentions)).await, ["Tent pole"]);
    assert_eq!(mentions(&stage, &stage.ana, ListQuery::of(Shelf::Mentions)).await, ["Rain cover"]);
    let mut act = stage.kit.act(&stage.ana);
    act.open::<MarkDone, Conversation>(stage.id).await.unwrap().mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(mentions(&stage, &bo, ListQuery::of(Shelf::Mentions)).await, ["Tent pole"]);
    for (typed, expected) in [("pole", vec!["Tent pole"]), ("leaks", vec![])] {
        let search = ListQuery { words: typed.to_owned(), ..ListQuery::of(Shelf::Mentions) };
        assert_eq!(mentions(&stage, &bo, search).await, expected, "{typed}");
    }
    let open = Filters { status: Some(desk::conversation::Status::Open), ..Filters::default() };
    let open = ListQuery { filters: open, ..ListQuery::of(Shelf::Mentions) };
    assert!(mentions(&stage, &bo, open).await.is_empty());
    let view: View<User> = stage.kit.view(&bo).await;
    assert_eq!(view.colleagues().await.unwrap(), ["Ana Agent"]);
}

#[both]
async fn w7_whom_a_note_names_stands_in_its_fact_and_is_told_what_it_says(database: Database) {
    let stage = Stage::new(&database).await;
    let bo = stage.kit.collaborator("Bo Lind").await;
    assert_eq!(told(&stage, &bo).await, None);
    note(&stage, &stage.ana, stage.id, "@Bo Lind, the first.").await;
    note(&stage, &stage.ana, stage.id, "@Bo Lind, the second.").await;
    note(&stage, &stage.ana, stage.id, "Nobody here.").await;
    let expected = Mention { by: "Ana Agent".to_owned(), text: "@Bo Lind, the second.".to_owned() };
    assert_eq!((told(&stage, &bo).await, told(&stage, &stage.ana).await), (Some(expected), None));
    let reader = stage.kit.db.reader().await.unwrap();
    let payloads: Vec<(String,)> =
        reader.all(NOTED.with(db::params![stage.kit.org, facts::NOTED])).await.unwrap();
    let named: Vec<bool> = payloads.iter().map(|(payload,)| payload.contains(&bo.id.to_string())).collect();
    assert_eq!(named, [true, true, false]);
}

#[both]
async fn p14_mentions_go_where_their_conversation_goes(database: Database) {
    let stage = Stage::new(&database).await;
    let lead = stage.kit.user("Lea Lead", &[desk::right::Role::Administrator]).await;
    let second = begin(&stage.kit, &stage.cleo, "Rain cover", "It leaks.", &[]).await;
    note(&stage, &stage.ana, second, "@Lea Lead?").await;
    let mut act = stage.kit.act(&lead);
    Conversation::merge(&mut act, second, stage.id).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(mentions(&stage, &lead, ListQuery::of(Shelf::Mentions)).await, ["Tent pole"]);
    let mut act = stage.kit.act(&lead);
    act.open::<Delete, Conversation>(stage.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert!(mentions(&stage, &lead, ListQuery::of(Shelf::Mentions)).await.is_empty());
    let reader = stage.kit.db.reader().await.unwrap();
    assert_eq!(reader.one::<(i64,)>(ROWS.with(db::params![stage.kit.org])).await.unwrap(), (0,));
}

/// The twin has the same people, notes and mentions; its names begin with `!`.
#[both]
async fn th27_what_another_organization_mentions_is_nothing_here(database: Database) {
    let stage = Stage::new(&database).await;
    let bo = stage.kit.collaborator("Bo Lind").await;
    note(&stage, &stage.ana, stage.id, "@!Bo Lind").await;
    assert_eq!(told(&stage, &bo).await, None, "its people are not named here");
    note(&stage, &stage.ana, stage.id, "@Bo Lind").await;
    stage.kit.part_from_twin();
    stage.kit.lose("note", "text = '@Bo Lind'").await;
    assert_eq!(told(&stage, &bo).await, None, "nor are its notes read");
    stage.kit.lose("mention", "user_id <> ''").await;
    assert_eq!(told(&stage, &bo).await, None, "nor is what it remembers");
    assert!(mentions(&stage, &bo, ListQuery::of(Shelf::Mentions)).await.is_empty());
}
