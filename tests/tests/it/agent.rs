//! An agent and a customer: what one writes, the other reads.

use journeys::{Browser, Journey, Letter};
use testkit::Database;

const CUSTOMER: &str = "mara@customer.test";
const AGENT: &str = "ana@acme.test";
const PASSWORD: &str = "seven lanterns over wet slate";
const SUBJECT: &str = "Which way is north";
const NOTE: &str = "She has the old compass.";

pub(crate) async fn p7_an_agent_answers_by_mail_and_in_the_portal(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (agent, customer) = (journey.browser().await, journey.browser().await);
    start_work(&journey, &agent).await;
    agent.go(&journey.portico.app("/app/conversations?view=open")).await;
    agent.sees("No open conversations").await;

    journey.sign_in(&customer, CUSTOMER).await;
    journey.start_conversation(&customer, SUBJECT, "The needle turns and turns.").await;
    agent.sees(SUBJECT).await;
    agent.follow(SUBJECT).await;
    agent.sees("The needle turns and turns.").await;
    customer.write("Your reply", "Now it points at me.").await;
    customer.press("Send").await;
    agent.sees("Now it points at me.").await;

    note(&agent).await;
    answer(&agent, CUSTOMER, "Put down the magnet, please.").await;
    customer.sees("Put down the magnet, please.").await;
    let first = journey.letters.next_to(CUSTOMER).await;
    is_an_answer(&first, "Put down the magnet, please.");
    answer(&agent, CUSTOMER, "And look again.").await;
    let second = journey.letters.next_to(CUSTOMER).await;
    is_an_answer(&second, "And look again.");
    follows(&second, &first);

    customer.sees("And look again.").await;
    customer.holds_nothing_of(NOTE).await;
    customer.turn_scripts_off().await;
    answer(&agent, CUSTOMER, "Is it better now?").await;
    customer.reload().await;
    customer.sees("Is it better now?").await;
    customer.holds_nothing_of(NOTE).await;
}

/// From the operator's command to the inbox.
pub(crate) async fn start_work(journey: &Journey, agent: &Browser) {
    join(journey, agent, (AGENT, "Ana Agent")).await;
}

/// The same for anybody: a link sets the password, which signs in.
pub(crate) async fn join(journey: &Journey, agent: &Browser, (email, name): (&str, &str)) {
    let told = journey.portico.command(&["user", "add", "--email", email, "--name", name]).await;
    let link =
        told.split_whitespace().find(|word| word.starts_with("http")).expect("the command prints a link");
    enter_by_link(agent, link, email).await;
}

/// By the link that the command printed.
pub(crate) async fn enter_by_link(agent: &Browser, link: &str, email: &str) {
    agent.go(link).await;
    agent.write("New password", PASSWORD).await;
    agent.write("New password once more", PASSWORD).await;
    agent.press("Set password").await;
    agent.sees("Your password is set. You can sign in now.").await;
    enter(agent, email).await;
}

/// On the sign-in page.
pub(crate) async fn enter(agent: &Browser, email: &str) {
    agent.write("E-mail address", email).await;
    agent.write("Password", PASSWORD).await;
    agent.press("Sign in").await;
    agent.sees_heading("My open").await;
}

async fn note(agent: &Browser) {
    agent.press("Note").await;
    agent.write("Write a note for your colleagues", NOTE).await;
    agent.press("Add note").await;
    agent.sees_count(".message.note", 1).await;
    agent.sees(NOTE).await;
}

pub(crate) async fn answer(agent: &Browser, customer: &str, text: &str) {
    agent.press("Reply").await;
    agent.write(&format!("Reply to {customer}"), text).await;
    agent.press("Send").await;
    agent.sees(&format!("Sent to {customer}")).await;
    agent.sees(text).await;
}

/// As a mail program shows it: both parts, an address that leads back, and nothing of a note.
fn is_an_answer(letter: &Letter, text: &str) {
    let mail = &letter.mail;
    assert_eq!(mail.from.address.as_str(), "help@acme.test");
    assert!(mail.subject.as_str().starts_with(&format!("Re: {SUBJECT} [#")), "{}", mail.subject.as_str());
    assert_eq!(mail.media_type, "multipart/alternative");
    assert!(letter.text().contains(text) && letter.html().contains(text));
    assert!(!letter.text().contains(NOTE) && !letter.html().contains(NOTE));
    letter.leads_back_to("help", "acme.test");
}

/// In the same thread, right behind the other.
fn follows(later: &Letter, earlier: &Letter) {
    let before = earlier.mail.message_id.as_ref().expect("a mail has an id");
    assert_ne!(later.mail.message_id, earlier.mail.message_id);
    assert_eq!(later.mail.in_reply_to.iter().collect::<Vec<_>>(), [before]);
    assert_eq!(later.mail.references.last(), Some(before));
}
