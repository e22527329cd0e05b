//! W2, P5: an answer can be taken back before it leaves.

use desk::conversation::message::{NewFile, State};
use desk::conversation::portal::ListQuery;
use desk::conversation::{
    Answer, Answering, Conversation, Delete, Held, HeldId, LetLeave, Release, Status, TakeBack, Then, Way,
    facts,
};
use desk::right::Role;
use desk::{User, View};
use kernel::Fault;
use spine::{Registry, Worker};
use testkit::{Database, both};

use super::residue::{gather_statistics, residue, scrub};
use super::{Stage, begin, code, words};

db::sql! {
    WAITING = "select count(*) from job where org_id = $1 and kind = $2";
    UNUSED = "select hash from unused_file where org_id = $1";
    TOLD = "select name, actor from fact where org_id = $1 and subject = $2 order by seq";
}

fn label() -> NewFile {
    NewFile {
        hash: "00".repeat(32),
        preview: None,
        name: "label.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 3,
    }
}

/// Ana's stage, where answers can be taken back for ten seconds.
async fn stage(database: &Database) -> Stage {
    let stage = Stage::new(database).await;
    stage.kit.set("inbox.undo-seconds", "10").await;
    stage
}

async fn answer(stage: &Stage, who: &User, answering: &Answering, then: Then) {
    let mut act = stage.kit.act(who);
    let opened = act.open::<Answer, Conversation>(stage.id).await.unwrap();
    let leaves_at = opened.answer(&mut act, answering, then).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(leaves_at, Some(stage.kit.clock.now().plus_seconds(10)));
}

async fn held(stage: &Stage) -> Vec<Held> {
    let view: View<User> = stage.kit.view(&stage.ana).await;
    let conversation = view.see(stage.id).await.unwrap();
    view.held(&conversation).await.unwrap()
}

async fn take_back(stage: &Stage, who: &User, id: HeldId) -> Result<Held, Fault> {
    let mut act = stage.kit.act(who);
    let held = act.open::<TakeBack, Conversation>(stage.id).await?.take_back(&mut act, id).await?;
    act.done(held).await
}

/// Time passes, and the jobs whose time has come run.
async fn pass(stage: &Stage, seconds: i64) {
    stage.kit.clock.advance_millis(seconds * 1_000);
    let desk = stage.kit.desk.clone();
    let (registry, wake) = (Registry::new().with::<Release>(), desk.wake().clone());
    let worker = Worker::new(stage.kit.db.clone(), desk.context().clone(), registry, desk, wake);
    while worker.run_ready().await.expect("the jobs run") > 0 {}
}

async fn texts(stage: &Stage) -> Vec<String> {
    stage.messages().await.into_iter().map(|message| message.text).collect()
}

/// What the customer sees: the texts, the row of the list, and whether a search finds the word.
async fn shown(stage: &Stage, word: &str) -> (Vec<String>, String, bool, usize) {
    let view = stage.kit.view(&stage.cleo).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    let thread = view.messages(&conversation, None).await.unwrap();
    let row = view.conversations(&ListQuery::default()).await.unwrap().rows.remove(0);
    let search = ListQuery { words: word.to_owned(), ..ListQuery::default() };
    let hits = view.conversations(&search).await.unwrap().rows.len();
    let texts = thread.messages.iter().map(|message| message.html.to_string()).collect();
    (texts, row.excerpt, row.unread, hits)
}

#[both]
async fn p5_w2_an_answer_is_nowhere_until_it_leaves_and_then_by_whoever_wrote_it(database: Database) {
    let stage = stage(&database).await;
    let before = shown(&stage, "green").await;
    let answering = stage.answering("A **green** one leaves today.", Way::Email);
    answer(&stage, &stage.ana, &answering, Then::Done).await;
    pass(&stage, 9).await;
    assert_eq!(shown(&stage, "green").await, before, "P5");
    assert_eq!((texts(&stage).await.len(), stage.conversation().await.status), (1, Status::Open));
    let waiting = held(&stage).await;
    let [one] = waiting.as_slice() else { panic!("{waiting:?}") };
    assert_eq!(
        (one.text.as_str(), one.then, one.author),
        ("A **green** one leaves today.", Then::Done, stage.ana.id)
    );

    pass(&stage, 1).await;
    let last = stage.messages().await.pop().unwrap();
    assert_eq!((last.text.as_str(), last.state), ("A green one leaves today.", State::Queued));
    assert_eq!((last.author_name.as_str(), last.made_at), ("Ana Agent", stage.kit.clock.now()));
    assert!(held(&stage).await.is_empty());
    let (texts, excerpt, unread, hits) = shown(&stage, "green").await;
    assert_eq!((texts.len(), excerpt.as_str(), unread, hits), (2, "A green one leaves today.", true, 1));
    assert!(texts[1].contains("<strong>green</strong>"), "{texts:?}");
    assert_eq!(stage.events().await.last().map(String::as_str), Some("done Ana Agent"));
    assert_eq!(stage.conversation().await.status, Status::Done);
}

#[both]
async fn w2_what_the_customer_writes_meanwhile_is_not_marked_as_done(database: Database) {
    let stage = stage(&database).await;
    answer(&stage, &stage.ana, &stage.answering("Solved.", Way::Email), Then::Done).await;
    stage.reply("Not at all!").await;
    pass(&stage, 10).await;
    assert_eq!(texts(&stage).await, ["The pole snapped.", "Not at all!", "Solved."]);
    assert_eq!(stage.conversation().await.status, Status::Open);
}

#[both]
async fn th27_what_another_organizations_customer_wrote_meanwhile_does_not_count(database: Database) {
    let stage = stage(&database).await;
    answer(&stage, &stage.ana, &stage.answering("Solved.", Way::Email), Then::Done).await;
    stage.reply("Not at all!").await;
    stage.kit.part_from_twin();
    stage
        .kit
        .lose("message", "direction = 'in' and seq > (select min(seq) from message where seq > 0)")
        .await;
    pass(&stage, 10).await;
    assert_eq!(stage.conversation().await.status, Status::Done);
    let mut act = stage.kit.operate();
    assert_eq!(code(act.open::<LetLeave, Conversation>(stage.id).await), "may_not", "its own job alone");
}

#[both]
async fn w2_an_answer_that_was_taken_back_never_leaves(database: Database) {
    let stage = stage(&database).await;
    let bo = stage.kit.user("Bo Agent", &[Role::Agent]).await;
    let file = label();
    let answering =
        Answering { files: vec![file.clone()], ..stage.answering("To the wrong person", Way::Portal) };
    answer(&stage, &stage.ana, &answering, Then::Stays).await;
    let id = held(&stage).await[0].id;
    assert_eq!(code(take_back(&stage, &bo, id).await), "state_changed", "another's");
    let taken = take_back(&stage, &stage.ana, id).await.unwrap();
    assert_eq!(
        (taken.text.as_str(), taken.way, taken.files),
        ("To the wrong person", Way::Portal, vec![file])
    );
    let again = take_back(&stage, &stage.ana, id).await.unwrap();
    assert_eq!(again.text, "To the wrong person", "the second half of a double click");
    pass(&stage, 60).await;
    assert_eq!(texts(&stage).await, ["The pole snapped."]);

    answer(&stage, &stage.ana, &answering, Then::Stays).await;
    assert_eq!(held(&stage).await.len(), 1, "the form is free again");
    let mut act = stage.kit.act(&stage.ana);
    let opened = act.open::<Answer, Conversation>(stage.id).await.unwrap();
    let until = opened.answer(&mut act, &answering, Then::Stays).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(until, Some(stage.kit.clock.now().plus_seconds(10)), "and twice is once");
    assert_eq!(held(&stage).await.len(), 1);

    stage.kit.clock.advance_millis(60 * 60 * 1_000);
    stage.kit.desk.house_turn().await.unwrap();
    assert_eq!(code(take_back(&stage, &stage.ana, id).await), "state_changed", "an hour later it is gone");
}

#[both]
async fn w2_what_has_left_cannot_be_taken_back_and_leaves_once(database: Database) {
    let stage = stage(&database).await;
    for text in ["First", "Second"] {
        answer(&stage, &stage.ana, &stage.answering(text, Way::Email), Then::Stays).await;
        stage.kit.clock.advance_millis(1);
    }
    let id = held(&stage).await[0].id;
    pass(&stage, 3_600).await;
    assert_eq!(texts(&stage).await, ["The pole snapped.", "First", "Second"], "in their order, however late");
    assert_eq!(code(take_back(&stage, &stage.ana, id).await), "state_changed");
    pass(&stage, 3_600).await;
    assert_eq!(texts(&stage).await.len(), 3);
    let reader = stage.kit.db.reader().await.unwrap();
    let told: Vec<(String, String)> =
        reader.all(TOLD.with(db::params![stage.kit.org, stage.id.to_string()])).await.unwrap();
    let by_ana = |name: &str| {
        told.iter().filter(|(told, by)| told == name && *by == format!("user:{}", stage.ana.id)).count()
    };
    assert_eq!((by_ana(facts::HELD), by_ana(facts::ANSWERED)), (2, 2), "{told:?}");
}

#[both]
async fn w2_without_a_time_an_answer_leaves_at_once(database: Database) {
    let stage = stage(&database).await;
    stage.kit.set("inbox.undo-seconds", "0").await;
    stage.answer("At once", Way::Email).await;
    assert_eq!(texts(&stage).await, ["The pole snapped.", "At once"]);
}

#[both]
async fn p14_held_answers_go_where_their_conversation_goes(database: Database) {
    let stage = stage(&database).await;
    let lead = stage.kit.user("Lea Lead", &[Role::Administrator]).await;
    let second = begin(&stage.kit, &stage.cleo, "Rain cover", "It leaks.", &[]).await;
    answer(&stage, &stage.ana, &stage.answering("About the pole", Way::Email), Then::Stays).await;
    let mut act = stage.kit.act(&stage.ana);
    Conversation::merge(&mut act, stage.id, second).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(held(&stage).await.len(), 1, "found where it is now");
    pass(&stage, 10).await;
    assert_eq!(texts(&stage).await.last().map(String::as_str), Some("About the pole"));

    let file = label();
    let late = Answering { files: vec![file.clone()], ..stage.answering("Too late", Way::Email) };
    answer(&stage, &stage.ana, &late, Then::Stays).await;
    let mut act = stage.kit.act(&lead);
    act.open::<Delete, Conversation>(second).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    pass(&stage, 10).await;
    let reader = stage.kit.db.reader().await.unwrap();
    let (jobs,): (i64,) = reader.one(WAITING.with(db::params![stage.kit.org, facts::RELEASE])).await.unwrap();
    assert_eq!(jobs, 0, "nothing waits for what is gone");
    let unused: Vec<(String,)> = reader.all(UNUSED.with(db::params![stage.kit.org])).await.unwrap();
    assert_eq!(unused, [(file.hash,)], "its bytes are to go");
}

#[both]
async fn th27_held_answers_are_of_their_organization_and_conversation(database: Database) {
    let stage = stage(&database).await;
    let second = begin(&stage.kit, &stage.cleo, "Rain cover", "It leaks.", &[]).await;
    let answering = Answering { files: vec![label()], ..stage.answering("About the pole", Way::Email) };
    answer(&stage, &stage.ana, &answering, Then::Stays).await;
    let id = held(&stage).await[0].id;
    let view: View<User> = stage.kit.view(&stage.ana).await;
    let other: Conversation = view.see(second).await.unwrap();
    assert!(view.held(&other).await.unwrap().is_empty());
    view.close();
    let mut act = stage.kit.act(&stage.ana);
    let opened = act.open::<TakeBack, Conversation>(second).await.unwrap();
    assert_eq!(code(opened.take_back(&mut act, id).await), "state_changed", "through another conversation");
    drop(act);
    let nobody = stage.kit.user("No Role", &[]).await;
    let conversation = stage.conversation().await;
    assert_eq!(code(stage.kit.view(&nobody).await.held(&conversation).await), "may_not");

    // The twin has the same answer under the same ids; what it keeps alone is nobody's here.
    stage.kit.part_from_twin();
    stage.kit.lose("held_answer", "true").await;
    assert!(held(&stage).await.is_empty());
    assert_eq!(code(take_back(&stage, &stage.ana, id).await), "state_changed");
    pass(&stage, 10).await;
    assert_eq!(texts(&stage).await, ["The pole snapped."]);
    let lead = stage.kit.user("Lea Lead", &[Role::Administrator]).await;
    let mut act = stage.kit.act(&lead);
    act.open::<Delete, Conversation>(stage.id).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let reader = stage.kit.db.reader().await.unwrap();
    let unused: Vec<(String,)> = reader.all(UNUSED.with(db::params![stage.kit.org])).await.unwrap();
    assert_eq!(unused, [], "the twin's files are not ours to delete");
}

#[both]
async fn w3_a_held_answer_leaves_nothing_in_the_databases_files(database: Database) {
    let stage = stage(&database).await;
    stage.kit.part_from_twin();
    answer(&stage, &stage.ana, &stage.answering("The secret is Numbatofarnhem.", Way::Email), Then::Stays)
        .await;
    pass(&stage, 10).await;
    gather_statistics(&stage).await;
    let message = stage.messages().await.pop().unwrap();
    let mut act = stage.kit.act(&stage.ana);
    let opened = act.open::<desk::conversation::Redact, Conversation>(stage.id).await.unwrap();
    opened.redact_text(&mut act, message.id, &words("Numbatofarnhem")).await.unwrap();
    act.done(()).await.unwrap();
    assert!(!residue(&stage, &database, "Numbatofarnhem").await.is_empty());
    scrub(&stage).await;
    assert_eq!(residue(&stage, &database, "Numbatofarnhem").await, [""; 0]);
}
