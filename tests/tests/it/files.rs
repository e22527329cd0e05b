//! Files that go with a message: pasted, dropped, taken out again, and a conversation on paper (P19).

use journeys::{Browser, Journey};
use serde_json::json;
use testkit::Database;

use crate::customer::photo;

/// Makes a table of so many kB under a name, and does something with what carries it.
const CARRY: &str = "const carry = (name, kilobytes, act) => {
    const data = new DataTransfer();
    data.items.add(new File(['pole,peg\\n'.repeat(100 * kilobytes)], name, { type: 'text/csv' }));
    act(data);
};
const paste = (data) => document.querySelector('#text').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
const drop = (data) => ['dragover', 'drop'].forEach((kind) => document.body.dispatchEvent(
    new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })));";

async fn carry(browser: &Browser, what: &str) {
    browser.run(&format!("{CARRY} {what}")).await;
}

async fn names(browser: &Browser) -> String {
    let names = "return [...document.querySelector('#files').files].map((file) => file.name).join(' ');";
    browser.run(names).await.as_str().expect("names").to_owned()
}

pub(crate) async fn p19_files_are_picked_pasted_dropped_and_taken_out(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, "lia@customer.test").await;
    journey.start_conversation(&browser, "Papers", "Here they come.").await;
    browser.attach("Attach files", &photo(&database)).await;
    carry(&browser, "carry('pasted.csv', 20, paste); carry('dropped.csv', 20, drop);").await;
    assert_eq!(names(&browser).await, "kettle.png pasted.csv dropped.csv");
    carry(&browser, "carry('huge.csv', 4000, drop); carry('tool.exe', 20, drop);").await;
    browser.sees("too large").await;
    browser.sees("of a type we cannot accept").await;
    let barriers = browser.barriers().await;
    assert!(barriers.is_empty(), "{}", barriers.join("\n"));
    for name in ["huge.csv", "tool.exe", "pasted.csv"] {
        browser.press(&format!("Remove {name}")).await;
    }
    assert_eq!(names(&browser).await, "kettle.png dropped.csv");
    browser.press("Send").await;
    browser.sees("Your message is sent.").await;
    browser.sees("dropped.csv").await;
    browser.sees("kettle.png").await;
    browser.holds_nothing_of("pasted.csv").await;
}

pub(crate) async fn p19_a_file_on_its_way_shows_how_far_it_is_and_can_be_taken_out(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, "lia@customer.test").await;
    journey.start_conversation(&browser, "Papers", "Here they come.").await;
    browser.write("Your reply", "Two of them.").await;
    carry(&browser, "carry('first.csv', 1000, drop); carry('second.csv', 2000, drop);").await;
    upload_at(&browser, 200_000).await;
    browser.press("Send").await;
    browser.comes_true("/^[1-9][0-9]* ?%$/.test(document.querySelector('.chip span').textContent)").await;
    let second = "return document.querySelectorAll('.chip')[1].querySelector('span').textContent";
    assert_eq!(browser.run(second).await, "0%", "one goes after the other");
    browser.press("Remove second.csv").await;
    assert_eq!(names(&browser).await, "first.csv");
    upload_at(&browser, -1).await;
    browser.sees("Your message is sent.").await;
    browser.sees_count(".message.in", 2).await;
    browser.sees("first.csv").await;
    browser.holds_nothing_of("second.csv").await;
}

/// Bytes a second; -1 is as fast as it goes.
async fn upload_at(browser: &Browser, bytes: i64) {
    let speed =
        json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes });
    browser.tell("Network.enable", json!({})).await;
    browser.tell("Network.emulateNetworkConditions", speed).await;
}

pub(crate) async fn p19_a_long_conversation_is_printed_whole(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, "lia@customer.test").await;
    journey.start_conversation(&browser, "Papers", "The first of many.").await;
    for number in 1..=51 {
        browser.write("Your reply", &format!("Number {number}.")).await;
        browser.press("Send").await;
        browser.sees(&format!("Number {number}.")).await;
    }
    browser.holds_nothing_of("The first of many.").await;
    let address = browser.run("return document.querySelector('a[href*=\"?whole\"]').href").await;
    // In place of a dialogue that no test can close.
    browser
        .tell(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": "window.print = () => { window.printed = true; };" }),
        )
        .await;
    browser.press("Print").await;
    browser.comes_true("window.printed").await;
    browser.sees("The first of many.").await;
    browser.sees_count(".message.in", 52).await;
    browser.tell("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let shown = "return ['.top-nav', '.reply', '.details .button', '.message'].map((part) => document.querySelector(part).checkVisibility()).join(' ')";
    assert_eq!(browser.run(shown).await, "false false false true", "only what was said is on the paper");
    assert_eq!(browser.address().await, address.as_str().expect("an address"));
}
