//! A customer's whole way through the portal.

use std::path::{Path, PathBuf};

use journeys::{Browser, Journey};
use serde_json::Value;
use testkit::Database;

const ADDRESS: &str = "mara@customer.test";
const SUBJECT: &str = "The kettle whistles out of tune";

pub(crate) async fn p10_p11_p8_p18_a_customer_goes_the_whole_way(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    log_in(&journey, &browser).await;
    begin_a_conversation(&browser, &photo(&database)).await;
    write_twice(&browser).await;
    finish_and_reopen(&browser).await;
    log_out(&browser).await;
}

pub(crate) async fn p12_a_customer_goes_the_whole_way_without_script(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    browser.turn_scripts_off().await;
    log_in(&journey, &browser).await;
    begin_a_conversation(&browser, &photo(&database)).await;
    browser.sees("Up to 10,240 characters").await;
    browser.press("Check for new messages").await;
    write_twice(&browser).await;
    finish_and_reopen(&browser).await;
    assert_eq!(browser.run("return customElements.get('draft-keeper') ?? null").await, Value::Null);
    log_out(&browser).await;
}

async fn log_in(journey: &Journey, browser: &Browser) {
    browser.go(&journey.portico.help("/")).await;
    browser.sees_heading("How can we help?").await;
    browser.press("Log in").await;
    browser.write("E-mail address", ADDRESS).await;
    browser.press("Send me a code").await;
    browser.sees(&format!("We sent a 6-digit code to {ADDRESS}.")).await;
    let code = journey.letters.next_to(ADDRESS).await.code();
    browser.write("6-digit code", if code == "000000" { "000001" } else { "000000" }).await;
    browser.press("Log in").await;
    browser.sees("That is not the code. You have").await;
    browser.write("6-digit code", &code).await;
    browser.press("Log in").await;
    browser.sees_heading("My conversations").await;
    browser.sees("No conversations yet").await;
    browser.sees("As soon as you write to us").await;
}

async fn begin_a_conversation(browser: &Browser, photo: &Path) {
    browser.press("Start a conversation").await;
    browser.sees_heading("Start a conversation").await;
    browser.write("Subject", SUBJECT).await;
    browser.write("Message", "It sings F sharp.\nIt should be an A.").await;
    browser.attach("Attach files", photo).await;
    browser.press("Send message").await;
    browser.sees_heading(SUBJECT).await;
    browser.sees("Your message is with us.").await;
    browser.sees("It sings F sharp.\nIt should be an A.").await;
    browser.sees("kettle.png").await;
    browser.sees_count(".message.in", 1).await;
}

async fn write_twice(browser: &Browser) {
    for (text, count) in [("It did so again at four.", 2), ("Now it hums, too.", 3)] {
        reply(browser, text).await;
        browser.sees_count(".message.in", count).await;
    }
    browser.press("My conversations").await;
    browser.sees_heading("My conversations").await;
    browser.sees("You: Now it hums, too.").await;
    browser.press(SUBJECT).await;
    browser.sees_heading(SUBJECT).await;
}

async fn finish_and_reopen(browser: &Browser) {
    browser.press("Mark as done").await;
    browser.sees_heading("Is this all sorted out?").await;
    browser.sees("If something comes up, send another message and it opens again.").await;
    browser.press("Mark as done").await;
    browser.sees("Marked as done. Thank you!").await;
    browser.sees_count(".conversation-facts .status.done", 1).await;
    browser.sees("Sending a message reopens this conversation.").await;
    reply(browser, "It whistles again, I am afraid.").await;
    browser.sees_count(".conversation-facts .status.open", 1).await;
}

async fn reply(browser: &Browser, text: &str) {
    browser.write("Your reply", text).await;
    browser.press("Send").await;
    browser.sees("Your message is sent.").await;
    browser.sees(text).await;
}

/// P18: the back button shows nothing of what was read before.
async fn log_out(browser: &Browser) {
    browser.press(&format!("Account of {ADDRESS}")).await;
    browser.press("Log out").await;
    browser.sees("You are signed out.").await;
    for _ in 0..2 {
        browser.go_back().await;
        browser.sees_heading("Log in").await;
        browser.holds_nothing_of(SUBJECT).await;
        browser.holds_nothing_of("whistles again").await;
    }
}

/// A picture of one red pixel.
pub(crate) fn photo(database: &Database) -> PathBuf {
    const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde\0\0\0\x0cIDATx\x9cc\xf8\xcf\xc0\0\0\x03\x01\x01\0\xc9\xfe\x92\xef\0\0\0\0IEND\xaeB`\x82";
    let path = database.folder.join("kettle.png");
    std::fs::write(&path, PIXEL).expect("a file can be written");
    path
}
