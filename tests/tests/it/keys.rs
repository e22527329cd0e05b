//! The inbox by its keys: each that its help lists does what the help says (W1).

use journeys::{Browser, Journey, Key};
use serde_json::{Value, json};
use testkit::Database;

use crate::agent::start_work;

const CUSTOMER: &str = "kit@customer.test";
const SUBJECTS: [&str; 3] = ["First kite", "Second kite", "Third kite"];

/// The keys that this story presses, as the help writes them.
const PRESSED: [&str; 18] = [
    "j k",
    "↵",
    "/",
    "u",
    "r",
    "n",
    "e",
    "s",
    "a",
    "t",
    "m",
    "Ctrl ↵",
    "Ctrl ⇧ ↵",
    "i",
    "b",
    "z",
    "Esc",
    "?",
];

const LISTED: &str = "return [...document.querySelectorAll('#help dd')]
    .map((keys) => keys.textContent.trim().replace(/\\s+/g, ' '))";

pub(crate) async fn w1_every_key_of_the_help_does_what_it_says(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (agent, customer) = (journey.browser().await, journey.browser().await);
    start_work(&journey, &agent).await;
    journey.sign_in(&customer, CUSTOMER).await;
    for subject in SUBJECTS {
        journey.start_conversation(&customer, subject, "It does not fly.").await;
        customer.press("My conversations").await;
        customer.sees_heading("My conversations").await;
    }
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.sees(SUBJECTS[2]).await;
    help(&agent).await;
    list(&agent).await;
    conversation(&agent).await;
    writing(&agent).await;
    journey.portico.set("inbox.undo-seconds", "60").await;
    taking_back(&agent).await;
    inserting(&journey, &agent).await;
}

/// Presses a key once the page listens.
async fn press(agent: &Browser, key: &str) {
    agent.comes_true("document.readyState === 'complete'").await;
    agent.keys(key).await;
}

async fn help(agent: &Browser) {
    press(agent, "?").await;
    agent.comes_true("document.getElementById('help').open").await;
    assert_eq!(agent.run(LISTED).await, json!(PRESSED), "each key that is listed is pressed below");
    agent.keys(Key::Escape).await;
    agent.comes_true("!document.getElementById('help').open").await;
}

/// In the list: to the next and back, into the search, and into a conversation.
async fn list(agent: &Browser) {
    for (key, row) in [("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1), ("k", 0), ("k", 0), ("j", 1)] {
        press(agent, key).await;
        let at =
            format!("[...document.querySelectorAll('.rows .row')].indexOf(document.activeElement) === {row}");
        agent.comes_true(&at).await;
    }
    agent.keys("/").await;
    agent.comes_true("document.activeElement.id === 'q'").await;
    agent.keys("j").await;
    agent.comes_true("document.getElementById('q').value === 'j'").await;
    agent.run("document.getElementById('q').value = ''").await;
    agent.keys(Key::Escape).await;
    agent.comes_true("document.activeElement === document.body").await;
    agent.keys("j").await;
    agent.comes_true("document.activeElement.matches('.rows .row')").await;
    agent.keys(Key::Enter).await;
    agent.comes_true("/conversations\\/./.test(location.pathname)").await;
    agent.sees_heading(SUBJECTS[2]).await;
    press(agent, "u").await;
    agent.comes_true("!/conversations\\/./.test(location.pathname)").await;
    agent.sees("Choose a conversation").await;
    agent.follow(SUBJECTS[0]).await;
    agent.sees_heading(SUBJECTS[0]).await;
}

/// In a conversation: the boxes to write in and the menus, each left again.
async fn conversation(agent: &Browser) {
    for (key, place) in [("n", "note-text"), ("r", "reply-text")] {
        press(agent, key).await;
        agent.comes_true(&format!("document.activeElement.id === '{place}'")).await;
        agent.keys(Key::Escape).await;
        agent.comes_true("document.activeElement === document.body").await;
    }
    for key in ["s", "a", "t", "b", "i"] {
        let menu = format!("document.querySelector('details[aria-keyshortcuts={key}]')");
        press(agent, key).await;
        agent.comes_true(&format!("{menu}.open && {menu}.contains(document.activeElement)")).await;
        agent.keys(Key::Escape).await;
        agent
            .comes_true(&format!(
                "!{menu}.open && {menu}.querySelector('summary') === document.activeElement"
            ))
            .await;
    }
    press(agent, "m").await;
    agent.comes_true("location.pathname.includes('/merg')").await;
    agent.go_back().await;
    agent.sees_heading(SUBJECTS[0]).await;
    press(agent, "e").await;
    agent
        .comes_true("!!document.querySelector('[aria-keyshortcuts=e]')?.textContent.includes('Reopen')")
        .await;
    press(agent, "e").await;
    agent.comes_true("!!document.querySelector('[aria-keyshortcuts=e]')?.textContent.includes('Done')").await;
}

/// While writing: a key alone is a sign, with Ctrl the answer leaves, with both it is the last one.
async fn writing(agent: &Browser) {
    press(agent, "n").await;
    agent.comes_true("document.activeElement.id === 'note-text'").await;
    agent.keys("e j").await;
    agent.chord(&[Key::Control], Key::Enter).await;
    agent.sees_count(".message.note", 1).await;
    agent.sees("e j").await;
    press(agent, "r").await;
    agent.comes_true("document.activeElement.id === 'reply-text'").await;
    agent.keys("Longer string.").await;
    agent.chord(&[Key::Control], Key::Enter).await;
    agent.sees(&format!("Sent to {CUSTOMER}")).await;
    agent.sees("Longer string.").await;
    press(agent, "r").await;
    agent.comes_true("document.activeElement.id === 'reply-text'").await;
    agent.keys("And more wind.").await;
    agent.chord(&[Key::Control, Key::Shift], Key::Enter).await;
    agent.sees("And more wind.").await;
    agent.sees("Done").await;
    let shelf =
        agent.run("return document.querySelector('[aria-keyshortcuts=e]')?.textContent.trim() ?? null").await;
    assert_ne!(shelf, Value::Null, "the conversation stays open on the screen");
}

/// An answer that has not left comes back into its box.
async fn taking_back(agent: &Browser) {
    agent.keys(Key::Escape).await;
    press(agent, "r").await;
    agent.comes_true("document.activeElement.id === 'reply-text'").await;
    agent.keys("Or none at all.").await;
    agent.chord(&[Key::Control], Key::Enter).await;
    agent.sees_count(".message.held", 1).await;
    agent.keys(Key::Escape).await;
    press(agent, "z").await;
    agent.comes_true("document.getElementById('reply-text').value === 'Or none at all.'").await;
    agent.sees_count(".message.held", 0).await;
    goes_on(agent, "Or none at all.").await;
}

/// A shortcut is put into the box, and whoever put it there goes on writing.
async fn inserting(journey: &Journey, agent: &Browser) {
    agent.go(&journey.portico.app("/app/shortcuts")).await;
    agent.write("Name", "Wind").await;
    agent.write("Text", "It needs {{brand.name}} wind.").await;
    agent.press("Save").await;
    agent.sees("The shortcut is saved").await;
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.follow(SUBJECTS[1]).await;
    agent.sees_heading(SUBJECTS[1]).await;
    press(agent, "i").await;
    agent.comes_true("document.activeElement.name === 'shortcut'").await;
    agent.keys(Key::Enter).await;
    goes_on(agent, "It needs Acme wind.").await;
}

/// What is typed next stands behind what came into the box.
async fn goes_on(agent: &Browser, text: &str) {
    agent.comes_true(&format!("document.getElementById('reply-text').value === {text:?}")).await;
    agent.keys(" Seriously.").await;
    agent
        .comes_true(&format!(
            "document.getElementById('reply-text').value === {:?}",
            format!("{text} Seriously.")
        ))
        .await;
}
