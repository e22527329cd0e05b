//! An agent writes: formats, looks at it first, thinks better of it.

use journeys::{Browser, Journey, Key};
use testkit::Database;

use crate::agent::start_work;

const CUSTOMER: &str = "mara@customer.test";
const SUBJECT: &str = "Which way is north";
const TYPED: &str = "Put down the **magnet**";

pub(crate) async fn w2_p5_an_answer_is_formatted_taken_back_and_sent(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (agent, customer) = (journey.browser().await, journey.browser().await);
    start_work(&journey, &agent).await;
    journey.sign_in(&customer, CUSTOMER).await;
    journey.start_conversation(&customer, SUBJECT, "The needle turns and turns.").await;
    journey.portico.set("inbox.undo-seconds", "60").await;
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.follow(SUBJECT).await;
    agent.sees("The needle turns and turns.").await;

    agent.write(&format!("Reply to {CUSTOMER}"), "Put down the ").await;
    agent.chord(&[Key::Control], 'b').await;
    agent.comes_true("document.getElementById('reply-text').value.endsWith('****')").await;
    agent.keys("magnet").await;
    agent.press("Preview").await;
    agent.sees("This is what the customer will see").await;
    agent.sees_count(".preview strong", 1).await;
    holds(&agent, TYPED).await;

    agent.press("Send").await;
    agent.sees("Until then you can take it back.").await;
    agent.sees_count(".message.held .prose strong", 1).await;
    holds(&agent, "").await;
    customer.reload().await;
    customer.holds_nothing_of("magnet").await;
    agent.write(&format!("Reply to {CUSTOMER}"), "Look again.").await;
    agent.keys(Key::Escape).await;
    agent.keys("z").await;
    agent.sees("Taken back. Nothing was sent.").await;
    agent.sees_count(".message.held", 0).await;
    holds(&agent, &format!("{TYPED}\n\nLook again.")).await;
    agent.turn_scripts_off().await;
    take_back_without_script(&agent).await;

    journey.portico.set("inbox.undo-seconds", "1").await;
    agent.press("Send").await;
    customer.sees("Look again.").await;
    customer.sees_count(".prose strong", 1).await;
    let letter = journey.letters.next_to(CUSTOMER).await;
    assert!(letter.text().starts_with("Put down the magnet"), "nothing left before: {}", letter.text());
}

/// What was taken back by script is gone with the page; the form is a plain one.
async fn take_back_without_script(agent: &Browser) {
    agent.reload().await;
    agent.write(&format!("Reply to {CUSTOMER}"), &format!("{TYPED}\n\nLook again.")).await;
    agent.press("Send").await;
    agent.sees("Leaves in").await;
    agent.press("Take back").await;
    agent.sees("Taken back. Nothing was sent.").await;
    holds(agent, &format!("{TYPED}\n\nLook again.")).await;
}

async fn holds(agent: &Browser, text: &str) {
    agent.comes_true(&format!("document.getElementById('reply-text').value === {text:?}")).await;
}
