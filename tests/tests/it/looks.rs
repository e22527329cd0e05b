//! What pages ask of their readers and of their lines.

use journeys::{Browser, Driver, Journey, Showcase};
use serde_json::Value;
use testkit::Database;

/// Compressed, with headers, everything together.
const PAGE_BYTES: u64 = 40 * 1024;
const PAGE_REQUESTS: usize = 3;

const ASKED_FOR: &str = "
const all = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind));
return all.map((one) => ({ name: one.name, bytes: one.transferSize }));
";

#[test]
fn p12_axe_finds_nothing_on_the_portal_in_english() {
    journeys::look(async { look_at(Showcase::of_portal("en_us").await).await });
}

#[test]
fn p12_axe_finds_nothing_on_the_portal_in_german() {
    journeys::look(async { look_at(Showcase::of_portal("de").await).await });
}

#[test]
fn p12_axe_finds_nothing_on_the_portal_in_arabic() {
    journeys::look(async { look_at(Showcase::of_portal("ar").await).await });
}

#[test]
fn axe_finds_nothing_in_the_inbox_in_english() {
    journeys::look(async { look_at(Showcase::of_inbox("en").await).await });
}

#[test]
fn axe_finds_nothing_in_the_inbox_in_german() {
    journeys::look(async { look_at(Showcase::of_inbox("de").await).await });
}

async fn look_at(showcase: Showcase) {
    let Some(driver) = Driver::start().await else { return };
    let browser = Browser::open(&driver).await;
    let mut found = Vec::new();
    for sample in showcase.samples() {
        browser.go(&sample.address).await;
        found
            .extend(browser.barriers().await.into_iter().map(|barrier| format!("{} {barrier}", sample.name)));
    }
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
}

pub(crate) async fn pages_are_light_at_first_sight(database: Database) {
    let Some(journey) = Journey::begin(&database).await else { return };
    let browser = journey.browser().await;
    journey.sign_in(&browser, "light@customer.test").await;
    journey.start_conversation(&browser, "A feather", "How light is it?").await;
    for path in ["/en_us", "/en_us/conversations", "/en_us/conversations/new"] {
        browser.tell("Network.clearBrowserCache", Value::Object(serde_json::Map::new())).await;
        browser.go(&journey.portico.help(path)).await;
        let asked = browser.run(ASKED_FOR).await;
        let asked = asked.as_array().expect("a list was asked for");
        let bytes: u64 = asked.iter().filter_map(|one| one["bytes"].as_u64()).sum();
        // The icon is the browser's own wish, and it keeps it.
        let requests = asked.iter().filter(|one| !is_icon(one)).count();
        assert_eq!(requests, PAGE_REQUESTS, "{path} asks for {asked:?}");
        assert!((1..=PAGE_BYTES).contains(&bytes), "{path} weighs {bytes} bytes: {asked:?}");
    }
}

fn is_icon(asked: &Value) -> bool {
    asked["name"].as_str().is_some_and(|name| name.contains("/favicon."))
}
