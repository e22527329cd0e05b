//! Forms: answered by an article before they are sent, sent on and followed once the address is proven, and posted by a page of
//! another site (K6).

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use journeys::{Browser, Journey};
use testkit::Database;

use crate::agent::enter_by_link;
use crate::knowledge::publish;

const MANAGER: &str = "mira@acme.test";
const SETTINGS: &str = "/app/settings/knowledge-base";
const ARTICLE: &str = "Lamps that flicker";
const FORM: &str = "Ask us";
const SUBJECT: &str = "My lamp flickers";
const TEXT: &str = "Buy cheap bulbs at evil.test";

pub(crate) async fn k6_a4_th6_a_form_is_answered_by_an_article_or_sent_and_followed(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (mira, reader, writer) = (journey.browser().await, journey.browser().await, journey.browser().await);
    start_managing(&journey, &mira).await;
    write_article(&journey, &mira).await;
    let form = make_form(&journey, &mira).await;
    is_found(&journey, &reader).await;

    fill(&reader, &form, "reader@customer.test").await;
    reader.sees_heading("Before you send it").await;
    reader.run("document.querySelector('.answers button').click()").await;
    reader.sees_heading(ARTICLE).await;
    reader.sees("Did this answer your question?").await;
    reader.press("Yes, close my request").await;
    reader.sees_heading("We are glad that helped").await;

    fill(&writer, &form, "writer@customer.test").await;
    writer.sees_heading("Before you send it").await;
    writer.press("Send my request").await;
    writer.sees_heading("Thank you").await;
    let letter = journey.letters.next_to("writer@customer.test").await;
    for said in [SUBJECT, TEXT, "evil.test", "Wanda"] {
        assert!(!letter.text().contains(said) && !letter.html().contains(said), "{}", letter.text());
    }
    assert!(letter.text().contains("/login?referralUrl=%2Fen_us%2Fconversations"), "{}", letter.text());
    journey.sign_in(&writer, "writer@customer.test").await;
    writer.sees(SUBJECT).await;
    assert!(!journey.letters.has_one_to("reader@customer.test").await, "what was closed was never sent");

    mira.go(&journey.portico.app(&format!("{SETTINGS}/forms"))).await;
    mira.sees("1 sent, 1 answered by an article").await;
}

pub(crate) async fn k6_th32_a_hand_written_form_of_another_site_is_sent(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let (mira, visitor) = (journey.browser().await, journey.browser().await);
    start_managing(&journey, &mira).await;
    let form = make_form(&journey, &mira).await;
    let hash = form.rsplit('-').next().expect("an address ends in a hash");
    let shop = shop(&journey.portico.help(&format!("/hooks/form/{hash}"))).await;
    mira.run("const box = document.querySelector('[name=hooked]'); box.closest('details').open = true; box.click()").await;
    mira.write("Addresses to lead back to", &format!("{shop}/thanks")).await;
    mira.press("Save").await;
    mira.sees_count(".toast.done", 1).await;

    visitor.go(&shop).await;
    visitor.write("Your address", "visitor@customer.test").await;
    visitor.write("Subject", SUBJECT).await;
    visitor.write("Message", TEXT).await;
    visitor.press("Go").await;
    visitor.sees_heading("The shop says thank you").await;
    mira.go(&journey.portico.app("/app/conversations?view=open")).await;
    mira.sees(SUBJECT).await;
}

async fn start_managing(journey: &Journey, mira: &Browser) {
    let add = ["user", "add", "--email", MANAGER, "--name", "Mira", "--roles", "administrator"];
    let told = journey.portico.command(&add).await;
    let link = told.split_whitespace().find(|word| word.starts_with("http")).expect("a link is printed");
    enter_by_link(mira, link, MANAGER).await;
}

async fn write_article(journey: &Journey, mira: &Browser) {
    mira.go(&journey.portico.app(&format!("{SETTINGS}/articles/new"))).await;
    mira.write("Title", ARTICLE).await;
    mira.press("Begin writing").await;
    mira.sees_heading(ARTICLE).await;
    publish(mira, "A lamp that flickers wants another bulb.").await;
}

/// Answers where it is filled.
async fn make_form(journey: &Journey, mira: &Browser) -> String {
    mira.go(&journey.portico.app(&format!("{SETTINGS}/forms"))).await;
    mira.write("Title", FORM).await;
    mira.press("New form").await;
    mira.sees_heading(FORM).await;
    mira.press("Publish").await;
    mira.sees_count("aside .address a", 1).await;
    let address = mira.run("return document.querySelector('aside .address a').href").await;
    address.as_str().expect("a link has an address").to_owned()
}

/// The index comes up to two seconds behind.
async fn is_found(journey: &Journey, reader: &Browser) {
    for _ in 0..100 {
        reader.go(&journey.portico.help("/en_us/search?q=flickers")).await;
        if reader.count(".rows .row").await > 0 {
            return;
        }
    }
    panic!("the article is not found");
}

async fn fill(browser: &Browser, form: &str, address: &str) {
    browser.go(form).await;
    browser.sees_heading(FORM).await;
    browser.write("E-mail address", address).await;
    browser.write("Your name optional", "Wanda").await;
    browser.write("Subject", SUBJECT).await;
    browser.write("Message", TEXT).await;
    browser.press("Send").await;
}

/// A site of somebody else, with a form by hand; answers its address.
async fn shop(hook: &str) -> String {
    let page = format!(
        "<!doctype html><title>Shop</title><form method=\"post\" action=\"{hook}\">\
         <label for=\"a\">Your address</label><input id=\"a\" name=\"email\">\
         <label for=\"s\">Subject</label><input id=\"s\" name=\"subject\">\
         <label for=\"m\">Message</label><textarea id=\"m\" name=\"message\"></textarea>\
         <input name=\"website\" hidden><button>Go</button></form>"
    );
    let thanks = "<!doctype html><title>Thanks</title><h1>The shop says thank you</h1>";
    let router = Router::new()
        .route("/", get(move || async { Html(page) }))
        .route("/thanks", get(move || async move { Html(thanks) }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let at = listener.local_addr().expect("it listens");
    tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
    format!("http://{at}")
}
