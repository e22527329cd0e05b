//! Agents at their desk: what they are told of, what waits unsent, and what they can end.

use journeys::{Browser, Journey};
use serde_json::{Value, json};
use testkit::Database;

use crate::agent::{answer, enter, join};

const CUSTOMER: &str = "mara@customer.test";
const SUBJECT: &str = "Which way is north";
const ANA: (&str, &str) = ("ana@acme.test", "Ana Agent");
const BOB: (&str, &str) = ("bob@acme.test", "Bob Agent");
const LIST: &str = "/app/conversations?view=open";

/// A customer who has written, and an agent who looks at what.
async fn begin(journey: &Journey) -> (Browser, Browser) {
    let (customer, agent) = (journey.browser().await, journey.browser().await);
    journey.sign_in(&customer, CUSTOMER).await;
    journey.start_conversation(&customer, SUBJECT, "The needle turns and turns.").await;
    join(journey, &agent, ANA).await;
    open(journey, &agent).await;
    (customer, agent)
}

async fn open(journey: &Journey, agent: &Browser) {
    agent.go(&journey.portico.app(LIST)).await;
    agent.follow(SUBJECT).await;
    agent.sees_heading("All open").await;
    agent.sees("The needle turns and turns.").await;
}

pub(crate) async fn w2_w7_an_agent_is_told_and_not_of_what_is_looked_at(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (customer, ana) = begin(&journey).await;
    let bob = journey.browser().await;
    join(&journey, &bob, BOB).await;
    open(&journey, &bob).await;
    bob.sees("Ana Agent is looking").await;
    ana.sees("Bob Agent is looking").await;
    bob.write(&format!("Reply to {CUSTOMER}"), "It is").await;
    ana.sees("Bob Agent is writing").await;
    ana.go(&journey.portico.app("/app/conversations?view=done")).await;
    bob.no_longer_sees("Ana Agent is looking").await;
    ana.sees("Nothing is done yet").await;
    bob.press("Assign").await;
    bob.write("Find a name", "Ana\n").await;
    ana.sees("Bob Agent assigned this to you").await;
    bob.sees("#1001 assigned to Ana Agent").await;
    assert_eq!(bob.count(".toast[data-notice-of]").await, 0, "nobody is told of what they did");

    customer.write("Your reply", "Now it points at me.").await;
    customer.press("Send").await;
    ana.sees(&format!("New message from {CUSTOMER}")).await;
    bob.sees("Now it points at me.").await;
    assert_eq!(bob.count(".toast[data-notice-of]").await, 0, "it is not his");

    bob.press("Note").await;
    bob.write("Write a note for your colleagues", "@an").await;
    bob.sees_count(".mentions", 1).await;
    bob.keys("\nhas one too").await;
    bob.press("Add note").await;
    bob.sees("@Ana Agent has one too").await;
    ana.sees("Bob Agent mentioned you").await;
    assert_eq!(bob.count(".toast[data-notice-of]").await, 0, "nor what he wrote himself");

    open(&journey, &ana).await;
    customer.write("Your reply", "And now at the door.").await;
    customer.press("Send").await;
    ana.sees("And now at the door.").await;
    assert_eq!(ana.count(".toast[data-notice-of]").await, 0, "quiet about what is looked at");
}

pub(crate) async fn w2_what_is_not_sent_waits_in_this_browser_for_its_author(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (_customer, agent) = begin(&journey).await;
    agent.write(&format!("Reply to {CUSTOMER}"), "Put down the").await;
    agent.press("Note").await;
    agent.write("Write a note for your colleagues", "She has the old compass.").await;
    agent.press("Done").await;
    agent.sees("#1001 is done").await;
    agent.press("Reopen").await;
    agent.sees("#1001 is open again").await;
    agent.go(&journey.portico.app("/app/conversations?view=done")).await;
    open(&journey, &agent).await;
    holds(&agent, "#reply-text", "Put down the").await;
    holds(&agent, "#note-text", "She has the old compass.").await;

    answer(&agent, CUSTOMER, "Put down the magnet, please.").await;
    agent.reload().await;
    holds(&agent, "#reply-text", "").await;
    holds(&agent, "#note-text", "She has the old compass.").await;
    let outlived = agent.run_until_told(EXCHANGED_WHILE_TYPING, Vec::new()).await;
    assert_eq!(outlived, "Yes, she has.", "what is typed as the box is exchanged for another");

    agent.press("Navigation").await;
    agent.press("Sign out").await;
    agent.sees("You are signed out").await;
    assert_eq!(kept(&agent).await, json!([]), "nothing stays after signing out");
    enter(&agent, ANA.0).await;
    open(&journey, &agent).await;
    holds(&agent, "#note-text", "").await;

    agent.write(&format!("Reply to {CUSTOMER}"), "Only Ana knows").await;
    agent.go(&journey.portico.app(LIST)).await;
    assert_eq!(kept(&agent).await.as_array().map(Vec::len), Some(1));
    agent.tell("Network.clearBrowserCookies", json!({})).await;
    join(&journey, &agent, BOB).await;
    open(&journey, &agent).await;
    holds(&agent, "#reply-text", "").await;
    assert_eq!(kept(&agent).await, json!([]), "nor for whoever comes after");
}

pub(crate) async fn a5_an_agent_ends_a_customers_sessions_and_the_open_page_goes(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (customer, agent) = begin(&journey).await;
    customer.sees_count("live-messages.live", 1).await;
    agent.sees("Signed in on one device").await;
    agent.turn_scripts_off().await;
    agent.follow("End all").await;
    agent.sees(&format!("{CUSTOMER} is signed in on one device.")).await;
    agent.press("End all sessions").await;
    agent.sees(&format!("{CUSTOMER} is signed out on one device")).await;
    customer.sees_heading("Log in").await;
    customer.holds_nothing_of("The needle turns and turns.").await;
    agent.sees("Not signed in").await;
}

/// Types into the note and, before the page rests, exchanges its box for one that the server draws otherwise.
const EXCHANGED_WHILE_TYPING: &str = "const [done] = arguments;
    import('js/parts.js').then(async ({ fetchPage, swap }) => {
        const { next } = await fetchPage(location.href);
        next.querySelector('#note-text').title = 'Drawn otherwise';
        const box = document.querySelector('#note-text');
        box.value = 'Yes, she has.';
        box.dispatchEvent(new Event('input', { bubbles: true }));
        swap(next);
        const now = document.querySelector('#note-text');
        done(now === box ? 'The box is the same.' : now.value);
    });";

/// Waits until the field holds this, and no other text.
async fn holds(agent: &Browser, field: &str, text: &str) {
    let look = "const [field, text, done] = arguments;
        const value = () => document.querySelector(field)?.value;
        const looks = setInterval(() => value() === text && done(text), 40);
        setTimeout(() => { clearInterval(looks); done(value() ?? null); }, 3000);";
    let held = agent.run_until_told(look, vec![json!(field), json!(text)]).await;
    assert_eq!(held, json!(text), "{field}");
}

/// The names of what this browser keeps of the desk.
async fn kept(agent: &Browser) -> Value {
    agent.run("return Object.keys(localStorage).filter((name) => name.includes('draft'))").await
}
