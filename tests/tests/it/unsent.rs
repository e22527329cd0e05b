//! What cannot be sent stays where it was written, and is sent once (P4).

use std::path::Path;

use journeys::{Browser, Journey};
use testkit::Database;

use crate::customer::photo;

const ADDRESS: &str = "tove@customer.test";
const TEXT: &str = "It hums in the dark, too.";

/// What sending becomes: held back until it is let go, answered by nobody, or by somebody overloaded.
const HELD: &str = "const letGo = new Promise((go) => { window.letGo = go; });
    instead(function (body) { letGo.then(() => real.call(this, body)); });";
const LOST: &str = "instead(function (body) { this.onload = this.onerror; real.call(this, body); });";
const OVERLOADED: &str = "instead(function () {
        for (const [name, value] of [['status', 503], ['responseText', ''], ['responseURL', document.querySelector('.reply form').action]]) {
            Object.defineProperty(this, name, { value });
        }
        this.onload();
    });";
const REAL: &str = "instead(real);";

/// Makes the page send in another way.
async fn make(browser: &Browser, sending: &str) {
    let with = "window.real ??= XMLHttpRequest.prototype.send;
        const instead = (send) => { XMLHttpRequest.prototype.send = send; };";
    browser.run(&format!("{with} {sending}")).await;
}

pub(crate) async fn p4_what_cannot_be_sent_stays_and_is_sent_by_trying_again(database: Database) {
    let Some(mut journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, ADDRESS).await;
    journey.start_conversation(&browser, "A lamp that hums", "By day it is quiet.").await;
    write(&browser, &photo(&database)).await;

    journey.portico.kill().await;
    browser.press("Send").await;
    browser.sees("Not sent. We cannot be reached at the moment. What you wrote is still here.").await;
    stays(&browser).await;
    let barriers = browser.barriers().await;
    assert!(barriers.is_empty(), "{}", barriers.join("\n"));
    browser.press("Try again").await;
    browser.sees("Not sent.").await;

    journey.portico.start_again().await;
    browser.press("Try again").await;
    browser.sees("Your message is sent.").await;
    is_there_once(&browser).await;
    browser.sees("kettle.png").await;
}

pub(crate) async fn p4_a_message_is_being_sent_until_it_is_there(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, ADDRESS).await;
    journey.start_conversation(&browser, "A lamp that hums", "By day it is quiet.").await;
    write(&browser, &photo(&database)).await;
    let is_drawn =
        "return document.querySelector('[data-picked] img').decode().then(() => true, () => false)";
    assert_eq!(browser.run(is_drawn).await, true, "the picked picture is shown");
    make(&browser, HELD).await;
    browser.press("Send").await;
    browser.sees("Sending …").await;
    // A second press, and what is typed meanwhile, change nothing.
    browser.press("Send").await;
    assert_eq!(browser.run("return document.querySelector('#text').readOnly").await, true);
    stays(&browser).await;
    browser.run("window.letGo();").await;
    browser.sees("Your message is sent.").await;
    is_there_once(&browser).await;
}

pub(crate) async fn p4_p6_trying_again_stores_nothing_twice(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, ADDRESS).await;
    journey.start_conversation(&browser, "A lamp that hums", "By day it is quiet.").await;
    write(&browser, &photo(&database)).await;
    for trouble in [OVERLOADED, LOST, LOST] {
        make(&browser, trouble).await;
        browser.run("document.querySelector('[data-again]').click();").await;
        browser.sees("Not sent. We cannot be reached").await;
        stays(&browser).await;
        let can_be_taken_out = "return document.querySelector('.chip button').checkVisibility()";
        assert_eq!(browser.run(can_be_taken_out).await, true, "P19");
    }
    make(&browser, REAL).await;
    browser.press("Try again").await;
    browser.sees("Your message is sent.").await;
    is_there_once(&browser).await;
}

pub(crate) async fn p6_a_refused_form_comes_back_as_its_page(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, ADDRESS).await;
    journey.start_conversation(&browser, "A lamp that hums", "By day it is quiet.").await;
    let list = journey.portico.help("/en_us/conversations?order=created-oldest&q=lamp");
    browser.go(&list).await;
    browser.press("A lamp that hums").await;
    browser.press("Send").await;
    browser.sees("Please write a message or attach a file.").await;
    assert_eq!(browser.run("return document.activeElement.id").await, "text");
    browser.write("Your reply", TEXT).await;
    browser.sees("Characters left: 10,215").await;
    browser.press("Send").await;
    browser.sees("Your message is sent.").await;
    is_there_once(&browser).await;
    browser.run("document.querySelector('.back').click();").await;
    browser.sees_heading("My conversations").await;
    assert_eq!(browser.address().await, list, "P3: the list is as it was");
}

/// P19: kept in this browser over a reload, and gone with the log-out.
pub(crate) async fn p19_an_unsent_reply_is_kept_until_its_customer_logs_out(database: Database) {
    const DRAFTS: &str = "return Object.values(localStorage).join()";
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, ADDRESS).await;
    journey.start_conversation(&browser, "A lamp that hums", "By day it is quiet.").await;
    browser.write("Your reply", TEXT).await;
    browser.comes_true("localStorage.length === 1").await;
    browser.reload().await;
    browser.sees("Characters left: 10,215").await;
    assert_eq!(browser.run("return document.querySelector('#text').value").await, TEXT);
    browser.press(&format!("Account of {ADDRESS}")).await;
    browser.press("Log out").await;
    browser.sees("You are signed out.").await;
    assert_eq!(browser.run(DRAFTS).await, "", "nothing of it is left");
}

async fn write(browser: &Browser, photo: &Path) {
    browser.write("Your reply", TEXT).await;
    browser.attach("Attach files", photo).await;
}

async fn stays(browser: &Browser) {
    let left = "const form = document.querySelector('.reply form');
        return [form.text.value, ...[...form.files.files].map((file) => file.name)].join(' + ');";
    assert_eq!(browser.run(left).await, format!("{TEXT} + kettle.png"));
}

/// The message stands in the conversation, at its end and in sight, and the form is empty.
async fn is_there_once(browser: &Browser) {
    browser.sees_count(".message.in", 2).await;
    browser.sees(TEXT).await;
    let in_sight = "const box = [...document.querySelectorAll('.message')].at(-1).getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;";
    assert_eq!(browser.run(in_sight).await, true, "the latest is in view");
    browser.reload().await;
    browser.sees(TEXT).await;
    browser.sees_count(".message.in", 2).await;
    let left = "return location.hash + document.querySelector('#text').value + localStorage.length";
    assert_eq!(browser.run(left).await, "#latest0");
}
