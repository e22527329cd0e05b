//! Open pages that learn of what happened elsewhere.

use journeys::Journey;
use testkit::Database;

const ADDRESS: &str = "noor@customer.test";

pub(crate) async fn p4_what_one_browser_writes_the_other_shows(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (desktop, phone) = (journey.browser().await, journey.browser().await);
    journey.sign_in(&desktop, ADDRESS).await;
    journey.start_conversation(&desktop, "Two screens", "Written at the desk.").await;
    journey.sign_in(&phone, ADDRESS).await;
    phone.press("Two screens").await;
    phone.sees("Written at the desk.").await;
    for page in [&desktop, &phone] {
        page.sees_count("live-messages.live", 1).await;
        page.run("window.unchanged = true").await;
    }
    phone.write("Your reply", "Written on the train.").await;
    phone.press("Send").await;
    desktop.sees("Written on the train.").await;
    assert_eq!(desktop.run("return window.unchanged").await, true, "the page was not loaded again");

    desktop.press("Mark as done").await;
    desktop.press("Mark as done").await;
    desktop.sees("Marked as done.").await;
    phone.sees_count(".conversation-facts .status.done", 1).await;
    // P19: it stands below the messages, and no new message is offered because of it.
    phone.sees("Marked as done · ").await;
    phone.sees_count(".thread > li:last-child.day", 1).await;
    assert_eq!(phone.count(".arrived").await, 0);
    desktop.write("Your reply", "Once more.").await;
    desktop.press("Send").await;
    phone.sees("Once more.").await;
    phone.sees("Marked as done · ").await;
    phone.sees("Reopened · ").await;
}
