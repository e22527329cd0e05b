//! Custom Sign On from nothing: an administrator turns it on, customers come by the company's own login, and it goes away.

use journeys::{Browser, Journey, LoginSite, Signer};
use testkit::Database;

const ADMINISTRATOR: &str = "ada@acme.test";
const PORTAL: &str = "/app/settings/knowledge-base/configuration?tab=portal";

pub(crate) async fn c2_c3_a3_customers_come_by_the_companys_own_login(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let Some(shop) = LoginSite::start().await else { return };
    journey.portico.set("portal.my-conversations", "off").await;
    let ada = journey.browser().await;
    administer(&journey, &ada).await;
    turn_on(&journey, &ada, &shop).await;

    let by_node = journey.browser().await;
    comes_by(&journey, &by_node, "Node").await;
    let by_python = journey.browser().await;
    by_python.turn_scripts_off().await;
    comes_by(&journey, &by_python, "Python").await;
    comes_by(&journey, &journey.browser().await, "Hand").await;
    asked_when_nobody_sent_it_out(&journey, &shop).await;
    refused_at_a_clean_address(&journey, &shop).await;

    turn_off(&journey, &ada).await;
    let late = journey.browser().await;
    late.go(&journey.portico.help("/")).await;
    late.press("Log in").await;
    late.sees("Send me a code").await;
    close(&journey, &ada).await;
    by_node.go(&journey.portico.help("/")).await;
    by_node.sees_heading("How can we help?").await;
    by_node.holds_nothing_of("Log in").await;
    by_node.holds_nothing_of("node@customer.test").await;
}

async fn administer(journey: &Journey, ada: &Browser) {
    let add = ["user", "add", "--email", ADMINISTRATOR, "--name", "Ada Min", "--roles", "administrator"];
    let told = journey.portico.command(&add).await;
    let link = told.split_whitespace().find(|word| word.starts_with("http")).expect("a link is printed");
    super::agent::enter_by_link(ada, link, ADMINISTRATOR).await;
}

/// Everything off, then what a customer needs, in the words of the pages.
async fn turn_on(journey: &Journey, ada: &Browser, shop: &LoginSite) {
    ada.go(&journey.portico.app(PORTAL)).await;
    ada.turn("Turn on My Conversations").await;
    ada.sees("Saved").await;
    ada.follow("Portal Authentication").await;
    ada.tick("Custom Sign On").await;
    ada.write("Redirect URI", "http://shop.example/login").await;
    ada.press("Done").await;
    ada.sees("Use an https address with a host").await;
    ada.write("Redirect URI", &shop.address()).await;
    ada.press("Done").await;
    ada.sees("Saved").await;
    ada.follow("Portal Authentication").await;
    ada.follow("Sign-on recipe").await;
    ada.press("Reveal").await;
    ada.sees_heading("Sign-on recipe").await;
    ada.comes_true("document.querySelector('#sign-on-secret').value.match(/^[A-Za-z0-9_-]{43}$/) !== null")
        .await;
    let secret = ada.run("return document.querySelector('#sign-on-secret').value").await;
    shop.learn(secret.as_str().expect("a field has a text"));
    ada.write("Token", &shop.token("tried@customer.test", Signer::Node).await).await;
    ada.press("Check").await;
    ada.sees("This token is good. It signs in tried@customer.test.").await;
}

async fn comes_by(journey: &Journey, browser: &Browser, signer: &str) {
    let address = format!("{}@customer.test", signer.to_lowercase());
    browser.go(&journey.portico.help("/en_us/conversations")).await;
    browser.sees_heading("The shop's own login").await;
    browser.press(&format!("Sign in by {signer}")).await;
    browser.sees_heading("My conversations").await;
    is_signed_in(browser, &address).await;
    assert!(browser.address().await.ends_with("/en_us/conversations"), "{}", browser.address().await);
}

/// The address stands in the menu of whoever is signed in.
async fn is_signed_in(browser: &Browser, address: &str) {
    browser.comes_true(&format!("document.querySelector('header').textContent.includes('{address}')")).await;
}

async fn asked_when_nobody_sent_it_out(journey: &Journey, shop: &LoginSite) {
    let browser = journey.browser().await;
    let token = shop.token("mallory@customer.test", Signer::Hand).await;
    let link = format!("/login?referralUrl=%2Fen_us%2Fdevices&externalToken={token}");
    browser.go(&journey.portico.help(&link)).await;
    browser.sees_heading("Sign in as mallory@customer.test?").await;
    browser.holds_nothing_of(&token).await;
    assert!(!browser.address().await.contains("externalToken"));
    browser.press("No, leave").await;
    browser.sees_heading("How can we help?").await;
    browser.sees("Log in").await;
    browser.go(&journey.portico.help(&link)).await;
    browser.press("Yes, sign in").await;
    is_signed_in(&browser, "mallory@customer.test").await;
    assert!(browser.address().await.ends_with("/en_us/devices"));
}

/// C5, with script and without: what was refused does not stay where it can be read.
async fn refused_at_a_clean_address(journey: &Journey, shop: &LoginSite) {
    let browser = journey.browser().await;
    browser.turn_scripts_off().await;
    let token = shop.token("mallory@customer.test", Signer::Hand).await;
    let spoilt = format!("{token}AAAA");
    browser.go(&journey.portico.help(&format!("/login?externalToken={spoilt}"))).await;
    browser.sees_heading("You are not signed in").await;
    browser.arrives("/login/refused").await;
    browser.holds_nothing_of(&spoilt).await;
    browser.press("Log in").await;
    browser.sees_heading("The shop's own login").await;
}

async fn turn_off(journey: &Journey, ada: &Browser) {
    ada.go(&journey.portico.app(PORTAL)).await;
    ada.follow("Portal Authentication").await;
    ada.tick("Custom Sign On").await;
    ada.press("Done").await;
    ada.sees("Saved").await;
}

async fn close(journey: &Journey, ada: &Browser) {
    ada.go(&journey.portico.app(PORTAL)).await;
    ada.turn("Turn on My Conversations").await;
    ada.sees("Saved").await;
}
