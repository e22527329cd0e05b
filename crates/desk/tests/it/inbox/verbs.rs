//! W2: every verb, what it changes and what it tells.

use std::collections::BTreeSet;

use desk::conversation::inbox::{ListQuery, Shelf};
use desk::conversation::message::State;
use desk::conversation::{
    Answer, Assign, Assignment, Channel, Conversation, EditSubject, MarkDone, Note, Priority, Reopen,
    SendAgain, SetPriority, Snooze, Status, Tag, TagName, Then, Wake, Way,
};
use desk::customer::{AddressKind, Person, Standing};
use desk::right::Role;
use desk::user::Team;
use kernel::Text;
use testkit::{Database, both};

use super::{Stage, code, words};

#[both]
async fn p7_an_answer_is_one_message_that_leaves_by_mail_and_stands_in_the_portal(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("A new pole is on its way.", Way::Email).await;
    let answer = stage.messages().await.pop().unwrap();
    assert_eq!((answer.channel, answer.state), (Channel::Email, State::Queued));
    assert_eq!((answer.address.as_str(), answer.author_name.as_str()), ("cleo@customers.test", "Ana Agent"));
    let view = stage.kit.view(&stage.cleo).await;
    let conversation = view.see(stage.id).await.unwrap();
    let thread = view.messages(&conversation, None).await.unwrap();
    assert_eq!(thread.messages.last().unwrap().html.as_str(), "<p>A new pole is on its way.</p>");
}

#[both]
async fn p7_an_answer_goes_to_the_address_the_customer_wrote_from_last(database: Database) {
    let mut stage = Stage::new(&database).await;
    let person: Person = {
        let mut act = stage.kit.operate();
        let holders = Person::holders(&mut act, AddressKind::Email, "cleo@customers.test").await.unwrap();
        let person = holders.into_iter().next().unwrap().person;
        let second = (AddressKind::Email, "Second@customers.test");
        person.add_address(&mut act, second, Standing::Wrote).await.unwrap();
        act.done(person).await.unwrap()
    };
    assert_eq!(person.id, stage.cleo.id);
    stage.cleo.address = "second@customers.test".parse().unwrap();
    stage.reply("I am at my other address now.").await;
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    assert_eq!(view.answers_to(&conversation).await.unwrap().unwrap().as_str(), "Second@customers.test");
}

#[both]
async fn w2_an_answer_in_the_portal_alone_leaves_nothing_and_the_form_counts_once(database: Database) {
    let stage = Stage::new(&database).await;
    let answering = stage.answering("Only here.", Way::Portal);
    for _ in 0..2 {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Answer, Conversation>(stage.id).await.unwrap();
        conversation.answer(&mut act, &answering, Then::Stays).await.unwrap();
        act.done(()).await.unwrap();
    }
    let messages = stage.messages().await;
    assert_eq!(messages.len(), 2);
    assert_eq!((messages[1].channel, messages[1].state), (Channel::Portal, State::Stored));
}

#[both]
async fn w2_an_answer_keeps_the_status_unless_whoever_answers_says_otherwise(database: Database) {
    let stage = Stage::new(&database).await;
    let told = ["opened Cleo Customer", "done Ana Agent", "reopened Ana Agent"];
    for (then, status, events) in [
        (Then::Stays, Status::Open, 1),
        (Then::Done, Status::Done, 2),
        (Then::Done, Status::Done, 2),
        (Then::Stays, Status::Done, 2),
        (Then::Open, Status::Open, 3),
        (Then::Open, Status::Open, 3),
    ] {
        stage.later();
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Answer, Conversation>(stage.id).await.unwrap();
        let answering = stage.answering("Here you are.", Way::Email);
        conversation.answer(&mut act, &answering, then).await.unwrap();
        act.done(()).await.unwrap();
        assert_eq!(stage.conversation().await.status, status, "{then:?}");
        assert_eq!(stage.events().await, told[..events], "{then:?}");
    }
}

#[both]
async fn w2_only_an_answer_that_failed_is_sent_again(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("Only once.", Way::Email).await;
    let answer = stage.messages().await.pop().unwrap();
    assert_eq!(answer.state_at, answer.made_at);
    for message in [answer.id, stage.kit.id()] {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<SendAgain, Conversation>(stage.id).await.unwrap();
        assert_eq!(code(conversation.send_again(&mut act, message).await), "state_changed");
    }
}

#[both]
async fn an_empty_answer_and_an_empty_note_are_refused(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Answer, Conversation>(stage.id).await.unwrap();
    let empty = stage.answering(" ", Way::Email);
    assert_eq!(code(conversation.answer(&mut act, &empty, Then::Stays).await), "text_empty");
    let conversation = act.open::<Note, Conversation>(stage.id).await.unwrap();
    assert_eq!(code(conversation.note(&mut act, "once", &words(" ")).await), "text_empty");
}

#[both]
async fn w2_a_new_subject_is_found_and_the_old_one_is_not(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("It is in the post.", Way::Email).await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<EditSubject, Conversation>(stage.id).await.unwrap();
    conversation.edit_subject(&mut act, &Text::new("Broken zipper").unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    for (words, hits) in [("zipper post", 1), ("zipper snapped", 1), ("tent", 0)] {
        let query = ListQuery { words: words.to_owned(), ..ListQuery::of(Shelf::Open) };
        assert_eq!(stage.kit.view(&stage.ana).await.inbox(&query).await.unwrap().rows.len(), hits, "{words}");
    }
    assert_eq!(stage.events().await.pop().unwrap(), "subject-changed Ana Agent Broken zipper");
}

#[both]
async fn w2_a_conversation_is_handed_to_users_who_may_answer_and_to_teams(database: Database) {
    let stage = Stage::new(&database).await;
    let content = stage.kit.user("Con Tent", &[Role::ContentManager]).await;
    let collaborator = stage.kit.collaborator("Col Lab").await;
    let mut act = stage.kit.operate();
    let team = Team::add(&mut act, "Returns", &[stage.ana.id]).await.unwrap();
    act.done(()).await.unwrap();
    for (to, outcome) in [
        (Assignment::Team(team), "ok"),
        (Assignment::User(stage.ana.id), "ok"),
        (Assignment::User(content.id), "not_found"),
        (Assignment::User(collaborator.id), "not_found"),
        (Assignment::User(stage.kit.id()), "not_found"),
        (Assignment::Team(stage.kit.id()), "not_found"),
    ] {
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
        let result = conversation.assign(&mut act, to).await;
        assert_eq!(code(result), outcome, "{to:?}");
        if outcome == "ok" {
            act.done(()).await.unwrap();
        }
    }
    let conversation = stage.conversation().await;
    assert_eq!((conversation.assignee, conversation.team), (Some(stage.ana.id), Some(team)));
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
    conversation.assign(&mut act, Assignment::Nobody).await.unwrap();
    act.done(()).await.unwrap();
    let events = stage.events().await;
    let told = ["team-assigned Ana Agent Returns", "assigned Ana Agent Ana Agent", "unassigned Ana Agent"];
    assert_eq!(events[1..], told);
    let view = stage.kit.view(&stage.ana).await;
    let answerers: Vec<_> = view.answerers().await.unwrap().into_iter().map(|user| user.name).collect();
    assert_eq!(answerers, ["Ana Agent"]);
}

#[both]
async fn w2_tags_are_set_and_taken_away(database: Database) {
    let stage = Stage::new(&database).await;
    let tag = |name: &str| name.parse::<TagName>().unwrap();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Tag, Conversation>(stage.id).await.unwrap();
    conversation.tag(&mut act, &tag(" VIP ")).await.unwrap();
    conversation.tag(&mut act, &tag("vip")).await.unwrap();
    conversation.set_tags(&mut act, &BTreeSet::from([tag("late  delivery"), tag("refund")])).await.unwrap();
    conversation.untag(&mut act, &tag("refund")).await.unwrap();
    act.done(()).await.unwrap();
    let view = stage.kit.view(&stage.ana).await;
    assert_eq!(view.conversation(stage.id).await.unwrap().tags, ["late delivery"]);
    assert_eq!(view.tags().await.unwrap(), ["late delivery", "refund", "vip"]);
    drop(view);
    let events = stage.events().await;
    let told = [
        "tagged Ana Agent vip",
        "tagged Ana Agent late delivery, refund",
        "untagged Ana Agent vip",
        "untagged Ana Agent refund",
    ];
    assert_eq!(events[1..], told);
    assert_eq!(code("".parse::<TagName>()), "text_empty");
    assert_eq!(code("x".repeat(61).parse::<TagName>()), "text_too_long");
    assert_eq!(code("a\u{7}b".parse::<TagName>()), "text_broken");
}

#[both]
async fn w2_priority_done_and_reopening(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<SetPriority, Conversation>(stage.id).await.unwrap();
    conversation.set_priority(&mut act, Priority::new(5).unwrap()).await.unwrap();
    act.done(()).await.unwrap();
    assert!(Priority::new(0).is_none() && Priority::new(6).is_none());

    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<MarkDone, Conversation>(stage.id).await.unwrap();
    conversation.mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = stage.kit.act(&stage.ana);
    assert_eq!(code(act.open::<MarkDone, Conversation>(stage.id).await), "state_changed");
    assert_eq!(code(act.open::<Snooze, Conversation>(stage.id).await), "state_changed");
    let conversation = act.open::<Reopen, Conversation>(stage.id).await.unwrap();
    conversation.reopen(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let now = stage.conversation().await;
    assert_eq!((now.status, now.priority), (Status::Open, 5));
    let told =
        ["opened Cleo Customer", "priority-changed Ana Agent 5", "done Ana Agent", "reopened Ana Agent"];
    assert_eq!(stage.events().await, told);
}

#[both]
async fn p8_a_reply_brings_a_done_conversation_back_to_its_last_assignee(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(stage.id).await.unwrap();
    conversation.assign(&mut act, Assignment::User(stage.ana.id)).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<MarkDone, Conversation>(stage.id).await.unwrap();
    conversation.mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    stage.reply("It snapped again.").await;
    let back = stage.conversation().await;
    assert_eq!((back.status, back.assignee), (Status::Open, Some(stage.ana.id)));
    let told =
        ["opened Cleo Customer", "assigned Ana Agent Ana Agent", "done Ana Agent", "reopened Cleo Customer"];
    assert_eq!(stage.events().await, told);
}

#[both]
async fn w2_a_snooze_ends_at_its_time_by_a_reply_or_never_by_an_older_one(database: Database) {
    let stage = Stage::new(&database).await;
    let now = stage.kit.desk.context().now();
    let (soon, later) = (now.plus_seconds(60), now.plus_seconds(3_600));
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Snooze, Conversation>(stage.id).await.unwrap();
    assert_eq!(code(conversation.snooze(&mut act, now).await), "time_past");
    conversation.snooze(&mut act, soon).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Snooze, Conversation>(stage.id).await.unwrap();
    conversation.snooze(&mut act, later).await.unwrap();
    act.done(()).await.unwrap();

    wake(&stage, soon).await;
    let asleep = stage.conversation().await;
    assert_eq!((asleep.status, asleep.snoozed_until), (Status::Snoozed, Some(later)));
    wake(&stage, later).await;
    let awake = stage.conversation().await;
    assert_eq!((awake.status, awake.snoozed_until), (Status::Open, None));
    assert_eq!(stage.events().await.pop().unwrap(), "woken nobody");

    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Snooze, Conversation>(stage.id).await.unwrap();
    conversation.snooze(&mut act, later).await.unwrap();
    act.done(()).await.unwrap();
    stage.reply("Still waiting.").await;
    let mut act = stage.kit.operate();
    assert_eq!(code(act.open::<Wake, Conversation>(stage.id).await), "state_changed");
}

async fn wake(stage: &Stage, until: kernel::Time) {
    let mut act = stage.kit.operate();
    let conversation = act.open::<Wake, Conversation>(stage.id).await.unwrap();
    conversation.wake(&mut act, until).await.unwrap();
    act.done(()).await.unwrap();
}

#[both]
async fn w2_the_clock_wakes_what_sleeps(database: Database) {
    let stage = Stage::new(&database).await;
    let until = stage.kit.desk.context().now().plus_seconds(60);
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Snooze, Conversation>(stage.id).await.unwrap();
    conversation.snooze(&mut act, until).await.unwrap();
    act.done(()).await.unwrap();
    let registry = spine::Registry::new().with::<desk::conversation::EndSnooze>();
    let desk = stage.kit.desk.clone();
    let wake = desk.wake().clone();
    let worker = spine::Worker::new(stage.kit.db.clone(), desk.context().clone(), registry, desk, wake);
    worker.run_ready().await.unwrap();
    assert_eq!(stage.conversation().await.status, Status::Snoozed);
    stage.kit.clock.advance_millis(60_000);
    worker.run_ready().await.unwrap();
    assert_eq!(stage.conversation().await.status, Status::Open);
}
