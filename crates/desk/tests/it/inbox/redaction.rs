//! W3: what is redacted is gone, for everybody, at once.

use desk::conversation::inbox::{Entry, ListQuery, Shelf};
use desk::conversation::message::{NewFile, State};
use desk::conversation::{Conversation, Details, MARK, Quoting, Redact, Way, portal};
use testkit::{Database, both};

use super::residue::scrub;
use super::{Stage, begin, code, mail, words};

async fn redact(stage: &Stage, nth: usize, text: &str) -> Result<Quoting, &'static str> {
    let message = stage.messages().await[nth].id;
    stage.later();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(stage.id).await.unwrap();
    match conversation.redact_text(&mut act, message, &words(text)).await {
        Ok(quoting) => Ok(act.done(quoting).await.unwrap()),
        Err(fault) => Err(fault.code().name),
    }
}

/// Everything that either side sees of the conversation, as text.
async fn everything(stage: &Stage) -> String {
    let mut seen = vec![format!("{:?}", stage.entries().await)];
    let view = stage.kit.view(&stage.ana).await;
    seen.push(format!("{:?}", view.inbox(&ListQuery::of(Shelf::Open)).await.unwrap()));
    drop(view);
    let view = stage.kit.view(&stage.cleo).await;
    let conversation: Conversation = view.see(stage.id).await.unwrap();
    seen.push(format!("{:?}", view.messages(&conversation, None).await.unwrap()));
    seen.push(format!("{:?}", view.conversations(&portal::ListQuery::default()).await.unwrap()));
    seen.join("\n")
}

async fn hits(stage: &Stage, words: &str) -> (usize, usize) {
    let query = ListQuery { words: words.to_owned(), ..ListQuery::of(Shelf::Open) };
    let inside = stage.kit.view(&stage.ana).await.inbox(&query).await.unwrap().rows.len();
    let query = portal::ListQuery { words: words.to_owned(), ..portal::ListQuery::default() };
    let outside = stage.kit.view(&stage.cleo).await.conversations(&query).await.unwrap().rows.len();
    (inside, outside)
}

#[both]
async fn w3_redacted_text_is_gone_from_both_sides_at_once(database: Database) {
    let stage = Stage::new(&database).await;
    stage.reply("My card is 4111 1111 1111 1111, code Wombat.").await;
    assert_eq!(hits(&stage, "wombat").await, (1, 1));
    assert!(everything(&stage).await.contains("4111"));
    redact(&stage, 1, "4111 1111 1111 1111, code Wombat").await.unwrap();
    let seen = everything(&stage).await;
    assert!(!seen.contains("4111") && !seen.contains("Wombat"), "{seen}");
    assert!(seen.contains(&format!("My card is {MARK}.")));
    assert_eq!(hits(&stage, "wombat").await, (0, 0));
    assert_eq!(hits(&stage, "card").await, (1, 1));
    let messages = stage.messages().await;
    assert_eq!(messages[1].redacted.as_ref().unwrap().who.as_deref(), Some("Ana Agent"));
    assert!(messages[0].redacted.is_none());
    assert_eq!(stage.events().await.pop().unwrap(), "redacted Ana Agent");
}

#[both]
async fn w3_markup_quotation_and_accents_do_not_hide_it(database: Database) {
    let stage = Stage::new(&database).await;
    let html = "<p>PIN <b>98</b><i>76</i></p><p><a href=\"https://x.test/?pin=9876\">here</a> Zo&euml;</p>";
    mail(&stage, "PIN 9876\nhere Zo\u{65}\u{308}", html).await;
    redact(&stage, 1, "9876").await.unwrap();
    redact(&stage, 1, "Zoë").await.unwrap();
    let message = &stage.messages().await[1];
    for part in [message.text.as_str(), message.html.as_str()] {
        assert!(part.contains(MARK) && !part.contains("76") && !part.contains("Zo"), "{part}");
    }
    // Only in the HTML: the text is made from what is left.
    mail(&stage, "see the picture", "<p>see <span>Num</span>bat</p>").await;
    redact(&stage, 2, "numbat").await.unwrap_err();
    redact(&stage, 2, "Numbat").await.unwrap();
    assert_eq!(stage.messages().await[2].text, format!("see {MARK}"));
    // Only in the text: the HTML is made from what is left.
    mail(&stage, "Bilby", "<p>another</p>").await;
    redact(&stage, 3, "Bilby").await.unwrap();
    assert_eq!(stage.messages().await[3].html.as_str(), format!("<p>{MARK}</p>"));
}

#[both]
async fn w3_what_is_not_there_is_refused(database: Database) {
    let stage = Stage::new(&database).await;
    for absent in ["wombat", "Pole snapped", " "] {
        assert_eq!(redact(&stage, 0, absent).await.unwrap_err(), "not_in_text", "{absent}");
    }
    let other = begin(&stage.kit, &stage.cleo, "Other", "The pole too.", &[]).await;
    let message = stage.messages().await[0].id;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(other).await.unwrap();
    // TH27: a message of another conversation.
    assert_eq!(code(conversation.redact_text(&mut act, message, &words("pole")).await), "not_found");
}

#[both]
async fn w3_later_messages_and_notes_that_quote_it_are_offered(database: Database) {
    let stage = Stage::new(&database).await;
    stage.reply("The code is Wombat 7.").await;
    stage.answer("> The code is Wombat\n7.\nThank you.", Way::Email).await;
    stage.answer("Anything else?", Way::Email).await;
    stage.note("Wombat 7, remember.").await;
    let quoting = redact(&stage, 1, "Wombat 7").await.unwrap();
    assert_eq!(quoting.messages, [stage.messages().await[2].id]);
    assert_eq!(quoting.notes.len(), 1);
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(stage.id).await.unwrap();
    conversation.redact_note(&mut act, quoting.notes[0], Some(&words("Wombat 7"))).await.unwrap();
    act.done(()).await.unwrap();
    redact(&stage, 2, "Wombat 7").await.unwrap();
    assert!(!everything(&stage).await.contains("Wombat"));
    let entries = stage.entries().await;
    let note = entries.iter().find_map(|entry| if let Entry::Note(note) = entry { Some(note) } else { None });
    let note = note.unwrap();
    assert_eq!((note.text.as_str(), note.redacted.is_some()), (format!("{MARK}, remember.").as_str(), true));
}

#[both]
async fn w3_a_whole_message_leaves_its_mark_and_does_not_leave_the_house(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("Sent to the wrong customer: Wombat.", Way::Email).await;
    let message = stage.messages().await[1].id;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(stage.id).await.unwrap();
    conversation.redact_message(&mut act, message).await.unwrap();
    act.done(()).await.unwrap();
    let redacted = stage.messages().await.pop().unwrap();
    assert_eq!((redacted.text.as_str(), redacted.html.as_str(), redacted.state), ("", "", State::Stored));
    assert!(redacted.redacted.is_some());
    assert!(!everything(&stage).await.contains("Wombat"));
    assert_eq!(hits(&stage, "wombat").await, (0, 0));
    let view = stage.kit.view(&stage.cleo).await;
    let list = view.conversations(&portal::ListQuery::default()).await.unwrap();
    assert_eq!(list.rows[0].excerpt, "");
}

#[both]
async fn w3_a_file_is_gone_with_name_and_bytes_when_nothing_else_names_them(database: Database) {
    let stage = Stage::new(&database).await;
    let desk = stage.kit.desk.clone();
    let bytes = b"%PDF wombat".as_slice();
    let staged = desk.files().stage(desk.context(), bytes, 100).await.unwrap();
    desk.files().commit(&staged, stage.kit.org).await.unwrap();
    let file = NewFile {
        hash: staged.hash.to_string(),
        preview: None,
        name: "wombat-passport.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 11,
    };
    let one = begin(&stage.kit, &stage.cleo, "One", "First copy.", std::slice::from_ref(&file)).await;
    let two = begin(&stage.kit, &stage.cleo, "Two", "Second copy.", &[file]).await;
    assert_eq!(hits(&stage, "passport").await, (2, 2));
    for (id, is_kept) in [(one, true), (two, false)] {
        let file = file_of(&stage, id).await;
        let mut act = stage.kit.act(&stage.ana);
        let conversation = act.open::<Redact, Conversation>(id).await.unwrap();
        conversation.redact_file(&mut act, file).await.unwrap();
        act.done(()).await.unwrap();
        assert_eq!(code(stage.kit.view(&stage.ana).await.download(id, file).await), "not_found");
        assert_eq!(code(stage.kit.view(&stage.cleo).await.download(id, file).await), "not_found");
        scrub(&stage).await;
        let kept = desk.files().open(stage.kit.org, staged.hash).await;
        assert_eq!(kept.is_ok(), is_kept);
    }
    assert_eq!(hits(&stage, "passport").await, (0, 0));
}

async fn file_of(stage: &Stage, id: desk::conversation::ConversationId) -> portal::FileId {
    let view = stage.kit.view(&stage.ana).await;
    let conversation: Conversation = view.see(id).await.unwrap();
    let timeline = view.timeline(&conversation, None).await.unwrap();
    let file = timeline.entries.iter().find_map(|entry| match entry {
        Entry::Message(message) => message.files.first().map(|file| file.id),
        Entry::Note(_) | Entry::Event(_) => None,
    });
    file.unwrap()
}

pub(crate) async fn redact_details(stage: &Stage, nth: usize, details: Details) -> Result<(), &'static str> {
    let message = stage.messages().await[nth].id;
    stage.later();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(stage.id).await.unwrap();
    match conversation.redact_details(&mut act, message, details).await {
        Ok(()) => {
            act.done(()).await.unwrap();
            Ok(())
        }
        Err(fault) => Err(fault.code().name),
    }
}

#[both]
async fn w3_name_address_and_subject_go_from_both_sides_and_leave_a_mark(database: Database) {
    let stage = Stage::new(&database).await;
    stage.reply("Another message.").await;
    redact_details(&stage, 1, Details { name: true, address: true, ..Details::default() }).await.unwrap();
    let messages = stage.messages().await;
    assert_eq!((messages[1].author_name.as_str(), messages[1].address.as_str()), (MARK, ""));
    assert_eq!(
        (messages[1].text.as_str(), messages[0].author_name.as_str()),
        ("Another message.", "Cleo Customer")
    );
    assert_eq!(messages[1].redacted.as_ref().unwrap().who.as_deref(), Some("Ana Agent"));
    assert_eq!(stage.events().await.pop().unwrap(), "details-redacted Ana Agent");
    assert_eq!(hits(&stage, "tent").await, (1, 1));
    redact_details(&stage, 0, Details { subject: true, ..Details::default() }).await.unwrap();
    assert_eq!(stage.conversation().await.subject, MARK);
    assert_eq!(hits(&stage, "tent").await, (0, 0), "nor is it found by any message");
    assert!(!everything(&stage).await.contains("Tent"));
    assert_eq!(stage.messages().await[0].author_name, "Cleo Customer");
    assert_eq!(redact_details(&stage, 0, Details::default()).await, Err("invalid"));
    // TH27: a message of another conversation.
    let other = begin(&stage.kit, &stage.cleo, "Other", "Hello.", &[]).await;
    let stage = Stage { id: other, ..stage };
    let message = messages[0].id;
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Redact, Conversation>(other).await.unwrap();
    let name = Details { name: true, ..Details::default() };
    assert_eq!(code(conversation.redact_details(&mut act, message, name).await), "not_found");
}

#[both]
async fn w3_an_answer_without_its_address_does_not_leave(database: Database) {
    let stage = Stage::new(&database).await;
    stage.answer("To the wrong address.", Way::Email).await;
    redact_details(&stage, 1, Details { address: true, ..Details::default() }).await.unwrap();
    let answer = stage.messages().await.pop().unwrap();
    assert_eq!((answer.state, answer.address.as_str()), (State::Stored, ""));
}
