//! What pages ask of their readers and of their lines.

use journeys::{Browser, Driver, Journey, Showcase};
use serde_json::Value;
use testkit::Database;

use crate::agent::start_work;

/// A page at first sight: what it may weigh, compressed, with headers, everything together, and what it asks for.
struct Budget {
    path: &'static str,
    bytes: u64,
    requests: usize,
}

const fn budget(path: &'static str, bytes: u64, requests: usize) -> Budget {
    Budget { path, bytes, requests }
}

/// `{id}` is a conversation with twenty messages.
static OF_STRANGERS: [Budget; 2] = [budget("/en_us", 15_900, 3), budget("/login", 15_650, 3)];
static OF_CUSTOMERS: [Budget; 4] = [
    budget("/en_us", 18_300, 3),
    budget("/en_us/conversations", 17_200, 3),
    budget("/en_us/conversations/new", 21_300, 3),
    budget("/en_us/conversations/{id}", 23_050, 3),
];
static OF_USERS: [Budget; 3] = [
    budget("/app/sign-in", 9_800, 8),
    budget("/app/conversations?view=open", 34_650, 23),
    budget("/app/conversations/{id}?view=open", 40_600, 23),
];

const ASKED_FOR: &str = "
const all = ['navigation', 'resource'].flatMap((kind) => performance.getEntriesByType(kind));
return all.map((one) => ({ name: one.name, bytes: one.transferSize }));
";

#[test]
fn p12_axe_finds_nothing_on_the_portal_in_english() {
    journeys::look(look_at_portals("en_us"));
}

#[test]
fn p12_axe_finds_nothing_on_the_portal_in_german() {
    journeys::look(look_at_portals("de"));
}

#[test]
fn p12_axe_finds_nothing_on_the_portal_in_arabic() {
    journeys::look(look_at_portals("ar"));
}

#[test]
fn axe_finds_nothing_in_the_inbox_in_english() {
    journeys::look(async { look_at(Showcase::of_inbox("en").await).await });
}

#[test]
fn axe_finds_nothing_in_the_inbox_in_german() {
    journeys::look(async { look_at(Showcase::of_inbox("de").await).await });
}

/// In every template.
async fn look_at_portals(language: &str) {
    for template in theme::TEMPLATES {
        look_at(Showcase::of_portal(template, language).await).await;
    }
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
    let (customer, agent) = (journey.browser().await, journey.browser().await);
    let mut heavy = weigh(&customer, &OF_STRANGERS, |path| journey.portico.help(path)).await;
    heavy.extend(weigh(&agent, &OF_USERS[..1], |path| journey.portico.app(path)).await);
    journey.sign_in(&customer, "light@customer.test").await;
    journey.start_conversation(&customer, "A feather", "How light is it?").await;
    for number in 1..20 {
        let text =
            format!("Message {number}: it is as light as the air it falls through, and falls as slowly.");
        customer.write("Your reply", &text).await;
        customer.press("Send").await;
        customer.sees_count(".message.in", number + 1).await;
    }
    let address = customer.address().await;
    let id =
        address.split(['/', '#']).find(|part| part.len() == 24).expect("the address has an id").to_owned();
    start_work(&journey, &agent).await;
    heavy.extend(
        weigh(&customer, &OF_CUSTOMERS, |path| journey.portico.help(&path.replace("{id}", &id))).await,
    );
    heavy.extend(weigh(&agent, &OF_USERS[1..], |path| journey.portico.app(&path.replace("{id}", &id))).await);
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

/// The pages that are over their budget, and those far below it, whose budget would not notice much.
async fn weigh(browser: &Browser, budgets: &[Budget], at: impl Fn(&str) -> String) -> Vec<String> {
    let mut wrong = Vec::new();
    for budget in budgets {
        browser.tell("Network.clearBrowserCache", Value::Object(serde_json::Map::new())).await;
        browser.go(&at(budget.path)).await;
        let asked = browser.run(ASKED_FOR).await;
        let asked = asked.as_array().expect("a list was asked for");
        let bytes: u64 = asked.iter().filter_map(|one| one["bytes"].as_u64()).sum();
        // The icon is the browser's own wish, and it keeps it.
        let requests = asked.iter().filter(|one| !is_icon(one)).count();
        let fits = bytes <= budget.bytes && bytes > budget.bytes / 2 && requests <= budget.requests;
        if !fits {
            wrong.push(format!("{} weighs {bytes} bytes in {requests} requests: {asked:?}", budget.path));
        }
    }
    wrong
}

fn is_icon(asked: &Value) -> bool {
    asked["name"].as_str().is_some_and(|name| name.contains("/favicon."))
}
