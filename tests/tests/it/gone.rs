//! What is redacted, merged or deleted goes from pages that are open, without anybody touching them.

use journeys::{Browser, Journey};
use testkit::Database;

use crate::agent::join;

const CUSTOMER: &str = "mara@customer.test";
const SECRET: &str = "4111 1111";

/// Somebody inside who may do everything, on the page of the conversation with this subject.
async fn at_desk(journey: &Journey, email: &str, subject: &str) -> Browser {
    let browser = journey.browser().await;
    join(journey, &browser, (email, "Ada Administrator")).await;
    browser.go(&journey.portico.app("/app/conversations?view=open")).await;
    browser.follow(subject).await;
    browser.sees("Reply").await;
    browser
}

pub(crate) async fn w3_p14_open_pages_lose_what_is_redacted_merged_and_deleted(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let customer = journey.browser().await;
    journey.sign_in(&customer, CUSTOMER).await;
    journey.start_conversation(&customer, "Magnet", "It pulls.").await;
    customer.press("My conversations").await;
    journey.start_conversation(&customer, "Compass", &format!("My card is {SECRET}.")).await;
    let looks = at_desk(&journey, "looks@acme.test", "Compass").await;
    let acts = at_desk(&journey, "acts@acme.test", "Compass").await;
    for page in [&customer, &looks] {
        page.sees(SECRET).await;
    }

    acts.run("document.querySelector('a[href*=\"/redaction\"]').click()").await;
    acts.write("Text to redact", SECRET).await;
    acts.press("I understand that this cannot be undone.").await;
    acts.press("Redact this text").await;
    acts.sees("My card is █████.").await;
    for page in [&customer, &looks] {
        page.no_longer_sees(SECRET).await;
        page.sees("My card is █████.").await;
        page.holds_nothing_of(SECRET).await;
    }

    acts.press("More").await;
    acts.press("Merge…").await;
    acts.follow("Magnet").await;
    acts.sees_heading("Merge #1002 into #1001?").await;
    acts.press("Merge into #1001").await;
    acts.sees("Merged into #1001").await;
    customer.sees_heading("Magnet").await;
    for page in [&customer, &looks] {
        page.sees("It pulls.").await;
        page.sees("My card is █████.").await;
    }
    looks.sees("Ada Administrator merged conversation #1002 into this one").await;

    acts.press("More").await;
    acts.press("Delete…").await;
    acts.press("I understand that this cannot be undone.").await;
    acts.press("Delete for good").await;
    acts.sees("The conversation is deleted.").await;
    for page in [&customer, &looks] {
        page.no_longer_sees("It pulls.").await;
        page.holds_nothing_of("It pulls.").await;
    }
}
