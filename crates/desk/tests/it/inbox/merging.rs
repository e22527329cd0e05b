//! P14, W2: two conversations of one customer become one; nothing of either is lost, and the old address leads on.

use db::{Statement, params, sql};
use desk::User;
use desk::conversation::history::{Entry, History, append_history};
use desk::conversation::inbox::{Filters, ListQuery, Shelf};
use desk::conversation::message::{Author, NewFile, NewMessage};
use desk::conversation::{
    Answer, Assign, Assignment, Conversation, ConversationId, MarkDone, Note, Reply, Status, Tag, Then, Way,
    Written, portal,
};
use kernel::{Fault, Time};
use testkit::{Database, both};
use testkit_desk::BEGINNING;

use super::{Stage, begin, code, words};

sql! {
    LANES = "select lane, state from job where org_id = $1 and kind = 'deliver' order by seq";
    LISTED = "select last_seq, last_in_seq, shown_seq, shown_out_seq from conversation where org_id = $1 and id = $2";
    NEWEST = "select max(seq), max(case when direction = 'in' then seq else 0 end), max(seq),
            max(case when direction = 'out' then seq else 0 end)
        from message where org_id = $1 and conversation_id = $2 and shown";
    LEFT = "select (select count(*) from conversation where org_id = $1 and id = $2)
        + (select count(*) from message where org_id = $1 and conversation_id = $2)
        + (select count(*) from message_file where org_id = $1 and conversation_id = $2)
        + (select count(*) from note where org_id = $1 and conversation_id = $2)
        + (select count(*) from redaction where org_id = $1 and conversation_id = $2)
        + (select count(*) from conversation_tag where org_id = $1 and conversation_id = $2)
        + (select count(*) from read_mark where org_id = $1 and conversation_id = $2)
        + (select count(*) from reply_tag where org_id = $1 and conversation_id = $2)";
}

pub(super) async fn merge(
    stage: &Stage,
    from: ConversationId,
    into: ConversationId,
) -> Result<ConversationId, Fault> {
    merge_as(stage, &stage.ana, from, into).await
}

async fn merge_as(
    stage: &Stage,
    who: &User,
    from: ConversationId,
    into: ConversationId,
) -> Result<ConversationId, Fault> {
    stage.later();
    let mut act = stage.kit.act(who);
    let merged = Conversation::merge(&mut act, from, into).await?;
    act.done(merged).await
}

pub(super) async fn other(stage: &Stage) -> ConversationId {
    begin(&stage.kit, &stage.cleo, "Guy rope", "The rope frayed.", &[]).await
}

async fn one<T: db::FromRow + Send>(stage: &Stage, statement: &'static Statement, id: ConversationId) -> T {
    let reader = stage.kit.db.reader().await.unwrap();
    let row = reader.one(statement.with(params![stage.kit.org, id])).await.unwrap();
    reader.end();
    row
}

async fn texts(stage: &Stage) -> Vec<String> {
    stage.messages().await.into_iter().map(|message| message.text).collect()
}

pub(super) async fn numbers(stage: &Stage, typed: &str) -> (Vec<i64>, Vec<i64>) {
    let query = ListQuery { words: typed.to_owned(), ..ListQuery::of(Shelf::Open) };
    let inside = stage.kit.view(&stage.ana).await.inbox(&query).await.unwrap().rows;
    let query = portal::ListQuery { words: typed.to_owned(), ..portal::ListQuery::default() };
    let outside = stage.kit.view(&stage.cleo).await.conversations(&query).await.unwrap().rows;
    (inside.iter().map(|row| row.number).collect(), outside.iter().map(|row| row.number).collect())
}

#[both]
async fn p14_two_become_one_in_the_order_of_time_and_the_old_address_leads_there(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    stage.reply("The pole again.").await;
    stage.note("Ask about the rope.").await;
    let number = stage.conversation().await.number;
    assert_eq!(merge(&stage, gone, stage.id).await.unwrap(), stage.id);
    assert_eq!(texts(&stage).await, ["The pole snapped.", "The rope frayed.", "The pole again."]);
    assert_eq!(stage.events().await.pop().unwrap(), "merged Ana Agent 1002");
    let view = stage.kit.view(&stage.cleo).await;
    let led: Conversation = view.see(gone).await.unwrap();
    assert_eq!((led.id, led.number, led.subject.as_str()), (stage.id, number, "Tent pole"));
    let list = view.conversations(&portal::ListQuery::default()).await.unwrap().rows;
    assert_eq!((list.len(), list[0].excerpt.as_str()), (1, "The pole again."));
    view.close();
    assert_eq!(stage.kit.view(&stage.ana).await.conversation(gone).await.unwrap().conversation.id, stage.id);
    assert_eq!(one::<(i64,)>(&stage, &LEFT, gone).await, (0,));
    for typed in ["rope", "pole", "tent", "1002", "1001"] {
        assert_eq!(numbers(&stage, typed).await, (vec![1001], vec![1001]), "{typed}");
    }
    assert_eq!(numbers(&stage, "rope tent").await.0, [1001], "it is found by its new subject");
}

#[both]
async fn p14_it_leads_nobody_else_anywhere(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    let stranger = stage.kit.customer("Sue Stranger", "sue@customers.test").await;
    let unknown = stage.kit.id();
    merge(&stage, gone, stage.id).await.unwrap();
    for id in [gone, stage.id, unknown] {
        assert_eq!(code(stage.kit.view(&stranger).await.see::<Conversation>(id).await), "not_found");
        let mut act = stage.kit.act(&stranger);
        assert_eq!(code(act.open::<Reply, Conversation>(id).await), "not_found");
    }
    let nobody = stage.kit.user("No Role", &[]).await;
    assert_eq!(code(stage.kit.view(&nobody).await.see::<Conversation>(gone).await), "not_found");
    let elsewhere = User { org: stage.kit.id(), ..stage.ana.clone() };
    assert_eq!(code(stage.kit.view(&elsewhere).await.see::<Conversation>(gone).await), "not_found");
}

#[both]
async fn p14_only_the_same_customers_are_merged(database: Database) {
    let stage = Stage::new(&database).await;
    let sue = stage.kit.customer("Sue Stranger", "sue@customers.test").await;
    let hers = begin(&stage.kit, &sue, "Another tent", "Hello.", &[]).await;
    for (from, into) in [(hers, stage.id), (stage.id, hers)] {
        assert_eq!(code(merge(&stage, from, into).await), "merge_customers");
    }
    assert_eq!(code(merge(&stage, stage.id, stage.id).await), "merge_itself");
    assert_eq!(code(merge(&stage, stage.kit.id(), stage.id).await), "not_found");
    let collaborator = stage.kit.collaborator("Col Lab").await;
    let gone = other(&stage).await;
    assert_eq!(code(merge_as(&stage, &collaborator, gone, stage.id).await), "may_not");
    assert_eq!(texts(&stage).await, ["The pole snapped."]);
}

#[both]
async fn p14_what_was_imported_later_stands_where_its_time_is(database: Database) {
    let stage = Stage::new(&database).await;
    let hour = |nth: i64| Time(BEGINNING.0 - 10 * 3_600_000 + nth * 3_600_000);
    let says = |text: &str, nth: i64| {
        let author = Author::Customer(stage.cleo.id);
        Entry::Message(NewMessage::plain(author, "Cleo Customer", text, hour(nth)))
    };
    let remark = |text: &str, nth: i64| Entry::Note {
        author: stage.ana.id,
        author_name: "Ana Agent".to_owned(),
        text: text.to_owned(),
        at: hour(nth),
    };
    let mut act = stage.kit.operate();
    let mut history = History::new(stage.cleo.id, stage.kit.brand.id, "Newer", hour(5));
    history.entries = vec![says("five walrus", 5), says("seven", 7), remark("eight", 8)];
    let newer = history.store(&mut act).await.unwrap();
    let mut history = History::new(stage.cleo.id, stage.kit.brand.id, "Older", hour(1));
    history.entries = vec![says("one", 1), remark("two", 2), says("six bilby", 6)];
    let older = history.store(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    merge(&stage, newer, older).await.unwrap();
    let stage = Stage { id: older, ..stage };
    let said: Vec<String> = stage
        .entries()
        .await
        .iter()
        .filter_map(|entry| match entry {
            desk::conversation::inbox::Entry::Message(message) => Some(message.text.clone()),
            desk::conversation::inbox::Entry::Note(note) => Some(note.text.clone()),
            desk::conversation::inbox::Entry::Event(_) => None,
        })
        .collect();
    assert_eq!(said, ["one", "two", "five walrus", "six bilby", "seven", "eight"]);
    let shown = one::<(i64, i64, i64, i64)>(&stage, &LISTED, older).await;
    assert_eq!(shown, one::<(i64, i64, i64, i64)>(&stage, &NEWEST, older).await);
    for word in ["walrus", "bilby", "seven"] {
        assert_eq!(numbers(&stage, word).await.0.len(), 1, "{word}: words follow their messages");
    }
    let row =
        &stage.kit.view(&stage.cleo).await.conversations(&portal::ListQuery::default()).await.unwrap().rows
            [1];
    assert_eq!((row.excerpt.as_str(), row.activity_at), ("seven", hour(7)));
    // Nothing of another conversation moved.
    let stage = Stage { id: begin(&stage.kit, &stage.cleo, "Third", "Untouched.", &[]).await, ..stage };
    assert_eq!(texts(&stage).await, ["Untouched."]);
}

#[both]
async fn p14_files_tags_marks_and_assignment_come_along(database: Database) {
    let stage = Stage::new(&database).await;
    let file = NewFile {
        hash: "0".repeat(64),
        preview: None,
        name: "rope.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 3,
    };
    let gone = begin(&stage.kit, &stage.cleo, "Guy rope", "See the file.", &[file]).await;
    for (id, tag) in [(gone, "rope"), (gone, "both"), (stage.id, "both")] {
        let mut act = stage.kit.act(&stage.ana);
        act.open::<Tag, Conversation>(id).await.unwrap().tag(&mut act, &tag.parse().unwrap()).await.unwrap();
        act.done(()).await.unwrap();
    }
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(gone).await.unwrap();
    conversation.assign(&mut act, Assignment::User(stage.ana.id)).await.unwrap();
    act.done(()).await.unwrap();
    merge(&stage, gone, stage.id).await.unwrap();
    let view = stage.kit.view(&stage.ana).await;
    let head = view.conversation(stage.id).await.unwrap();
    assert_eq!(head.tags, ["both", "rope"]);
    assert_eq!(head.assignee.unwrap().name, "Ana Agent", "nobody had it here");
    view.close();
    let file = stage.messages().await.pop().unwrap().files.pop().unwrap().id;
    let view = stage.kit.view(&stage.cleo).await;
    for id in [gone, stage.id] {
        assert_eq!(view.download(id, file).await.unwrap().name, "rope.pdf");
    }
    view.close();
    assert_eq!(one::<(i64,)>(&stage, &LEFT, gone).await, (0,));
    // Nothing of what one organization has under the same ids is here.
    stage.kit.lose("conversation_tag", "true").await;
    let rows = stage.kit.view(&stage.ana).await.inbox(&tagged("rope")).await.unwrap().rows;
    assert!(rows.is_empty());
}

fn tagged(tag: &str) -> ListQuery {
    let filters = Filters { tag: Some(tag.to_owned()), ..Filters::default() };
    ListQuery { filters, ..ListQuery::of(Shelf::Open) }
}

#[both]
async fn p3_what_was_new_in_either_is_new_in_both(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    stage.answer("A new pole is on its way.", Way::Portal).await;
    let unread = async || {
        let view = stage.kit.view(&stage.cleo).await;
        view.conversations(&portal::ListQuery::default()).await.unwrap().rows.iter().any(|row| row.unread)
    };
    let read = async |id: ConversationId| {
        let view = stage.kit.view(&stage.cleo).await;
        let conversation: Conversation = view.see(id).await.unwrap();
        view.note_read(conversation.id, conversation.shown_seq);
        view.close();
        stage.kit.desk.flush_marks().await.unwrap();
    };
    read(gone).await;
    merge(&stage, gone, stage.id).await.unwrap();
    assert!(unread().await, "the answer here was never opened");
    read(stage.id).await;
    assert!(!unread().await);
    let third = other(&stage).await;
    read(third).await;
    merge(&stage, third, stage.id).await.unwrap();
    assert!(!unread().await, "all of both was read");
    // A page that was looked at before marks nothing that is gone.
    stage.kit.desk.note_read("customer:late", stage.kit.org, gone, 9);
    stage.kit.desk.flush_marks().await.unwrap();
    assert_eq!(one::<(i64,)>(&stage, &LEFT, gone).await, (0,));
}

#[both]
async fn p8_what_waits_in_an_open_one_opens_one_that_is_done(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    let mut act = stage.kit.act(&stage.ana);
    act.open::<MarkDone, Conversation>(stage.id).await.unwrap().mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    merge(&stage, gone, stage.id).await.unwrap();
    assert_eq!(stage.conversation().await.status, Status::Open);
    let done = other(&stage).await;
    let mut act = stage.kit.act(&stage.ana);
    act.open::<MarkDone, Conversation>(done).await.unwrap().mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    merge(&stage, done, stage.id).await.unwrap();
    assert_eq!(stage.conversation().await.status, Status::Open);
}

#[both]
async fn p14_forms_drawn_before_still_count_once_and_lose_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    let once = stage.once();
    let send = async |text: &str, once: &str| {
        let mut act = stage.kit.act(&stage.cleo);
        let conversation = act.open::<Reply, Conversation>(gone).await.unwrap();
        let written = Written { once: once.to_owned(), text: words(text), files: Vec::new() };
        conversation.reply(&mut act, &written).await.unwrap();
        act.done(()).await.unwrap();
    };
    send("Before.", &once).await;
    merge(&stage, gone, stage.id).await.unwrap();
    send("Before.", &once).await;
    send("After.", &stage.once()).await;
    assert_eq!(texts(&stage).await, ["The pole snapped.", "The rope frayed.", "Before.", "After."]);
    let mut act = stage.kit.act(&stage.ana);
    let note = act.open::<Note, Conversation>(gone).await.unwrap();
    note.note(&mut act, &stage.once(), &words("A remark")).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = stage.kit.operate();
    let late = NewMessage::plain(
        Author::Customer(stage.cleo.id),
        "Cleo",
        "By mail.",
        stage.kit.desk.context().now(),
    );
    append_history(&mut act, gone, &[Entry::Message(late)]).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stage.messages().await.len(), 5);
}

/// Both wait for the same row, in whichever order they come.
#[both]
async fn p14_a_reply_at_the_same_instant_is_whole_in_the_one_that_is_left(database: Database) {
    let stage = Stage::new(&database).await;
    for nth in 0..6 {
        let gone = other(&stage).await;
        let text = format!("At once, {nth}.");
        let written = Written { once: stage.once(), text: words(&text), files: Vec::new() };
        let (kit, cleo) = (&stage.kit, stage.cleo.clone());
        let mut act = kit.act(&cleo);
        let reply = tokio::spawn(async move {
            let conversation = act.open::<Reply, Conversation>(gone).await?;
            conversation.reply(&mut act, &written).await?;
            act.done(()).await
        });
        merge(&stage, gone, stage.id).await.unwrap();
        reply.await.unwrap().unwrap();
        assert_eq!(texts(&stage).await.iter().filter(|said| **said == text).count(), 1);
        assert_eq!(one::<(i64,)>(&stage, &LEFT, gone).await, (0,));
    }
}

#[both]
async fn p14_answers_that_wait_leave_in_one_lane(database: Database) {
    let stage = Stage::new(&database).await;
    let gone = other(&stage).await;
    for id in [stage.id, gone] {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Answer, Conversation>(id).await.unwrap();
        conversation.answer(&mut act, &stage.answering("Soon.", Way::Email), Then::Stays).await.unwrap();
        act.done(()).await.unwrap();
    }
    merge(&stage, gone, stage.id).await.unwrap();
    let reader = stage.kit.db.reader().await.unwrap();
    let lanes: Vec<(String, String)> = reader.all(LANES.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    let lane = format!("deliver:{}", stage.id);
    assert_eq!(lanes, [(lane.clone(), "fresh".to_owned()), (lane, "fresh".to_owned())]);
}

#[both]
async fn p14_what_was_merged_can_be_merged_again(database: Database) {
    let stage = Stage::new(&database).await;
    let (first, second) = (other(&stage).await, other(&stage).await);
    merge(&stage, first, second).await.unwrap();
    merge(&stage, second, stage.id).await.unwrap();
    assert_eq!(merge(&stage, first, stage.id).await.unwrap(), stage.id, "pressed twice");
    for id in [first, second] {
        assert_eq!(stage.kit.view(&stage.cleo).await.see::<Conversation>(id).await.unwrap().id, stage.id);
    }
    assert_eq!(texts(&stage).await.len(), 3);
    assert_eq!(stage.events().await.iter().filter(|event| event.starts_with("merged")).count(), 1);
    assert_eq!(numbers(&stage, "1002").await.0, [1001], "by the number of the first");
}
