//! A customer without a mouse.

use journeys::{Journey, Key};
use testkit::Database;

const ADDRESS: &str = "kay@customer.test";
const SUBJECT: &str = "The gate squeaks";

pub(crate) async fn p12_a_customer_goes_the_whole_way_by_keyboard(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    browser.go(&journey.portico.help("/")).await;
    browser.enter("Log in").await;
    browser.is_focused("E-mail address").await;
    browser.keys(ADDRESS).await;
    browser.keys(Key::Enter).await;
    browser.is_focused("6-digit code").await;
    let code = journey.letters.next_to(ADDRESS).await.code();
    browser.keys(code).await;
    browser.keys(Key::Enter).await;
    browser.sees_heading("My conversations").await;

    browser.enter("Start a conversation").await;
    browser.sees_heading("Start a conversation").await;
    browser.tab_to("Subject").await;
    browser.keys(SUBJECT).await;
    browser.tab_to("Message").await;
    browser.keys("Whenever the wind is from the west.").await;
    browser.enter("Send message").await;
    browser.sees_heading(SUBJECT).await;
    browser.enter("My conversations").await;
    browser.sees_heading("My conversations").await;

    browser.enter(&format!("{SUBJECT}…")).await;
    browser.sees_heading(SUBJECT).await;
    browser.tab_to("Your reply").await;
    browser.keys("It was the hinge.").await;
    browser.enter("Send").await;
    browser.sees("Your message is sent.").await;
    browser.sees("It was the hinge.").await;
    browser.enter("Mark as done").await;
    browser.sees_heading("Is this all sorted out?").await;
    browser.enter("Mark as done").await;
    browser.sees("Marked as done. Thank you!").await;

    browser.enter(&format!("Account of {ADDRESS}")).await;
    browser.enter("Log out").await;
    browser.sees("You are signed out.").await;
}
