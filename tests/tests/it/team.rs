//! An agent in the example: from the fly-out to an internal article at another host, and what is left after log-out.

use journeys::{Browser, Driver, Portico};
use testkit::Database;

const AGENT: &str = "mira@tolvane.example";
const NAME: &str = "Mira Hollenbeck";
const PASSWORD: &str = "the-long-way-home";
const TITLE: &str = "When a rented bicycle does not come back";
const INSIDE: &str = "Two hours late";
const CUSTOMER: &str = "nora.whitfield@example.com";
const OPEN: &str = "Returning what does not fit";
const INTERNAL: &str = "Goodwill: what you may give without asking";
const GONE: &str = "We can’t find this page";

pub(crate) async fn i2_i3_i4_an_agent_reads_an_internal_article_on_another_host(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (agent, stranger) = (Browser::open(&driver).await, Browser::open(&driver).await);
    agent.go(&at(&portico, "app.tolvane", "/app/knowledge-base")).await;
    agent.write("E-mail address", AGENT).await;
    agent.write("Password", PASSWORD).await;
    agent.press("Sign in").await;
    agent.sees_heading("Knowledge Base").await;
    agent.write("Look for articles", "rented bicyc").await;
    agent.press("Find").await;
    agent.follow(TITLE).await;
    agent.sees_heading(TITLE).await;
    agent.sees(INSIDE).await;
    agent.press("Open in a new window").await;
    agent.go_on_in_window(1).await;
    agent.sees_heading(TITLE).await;
    agent.sees(INSIDE).await;
    let address = agent.address().await;
    let here = at(&portico, "werkhalt.tolvane", "/en_us/when-a-rented-bicycle-does-not-come-back-");
    assert!(address.starts_with(&here) && !address.contains('?'), "no ticket is left in it: {address}");
    agent.press(&format!("Account of {NAME}")).await;
    agent.sees("Log out").await;
    agent.holds_nothing_of("My conversations").await;
    stranger.go(&address).await;
    stranger.sees_heading(GONE).await;
    stranger.holds_nothing_of(INSIDE).await;

    agent.go_on_in_window(0).await;
    agent.go(&at(&portico, "app.tolvane", "/app/conversations")).await;
    agent.press("Navigation").await;
    agent.press("Sign out").await;
    agent.sees("You are signed out").await;
    agent.go_on_in_window(1).await;
    agent.reload().await;
    agent.sees_heading(GONE).await;
    agent.holds_nothing_of(INSIDE).await;
    comes_back_as_a_team_member(&portico, &agent).await;
}

/// From the page's Login link, without script.
async fn comes_back_as_a_team_member(portico: &Portico, agent: &Browser) {
    agent.turn_scripts_off().await;
    agent.go(&at(portico, "werkhalt.tolvane", "/en_us")).await;
    agent.holds_nothing_of(TITLE).await;
    agent.press("Log in").await;
    agent.press("Team member").await;
    agent.write("E-mail address", AGENT).await;
    agent.write("Password", PASSWORD).await;
    agent.press("Sign in").await;
    agent.sees("Renting a bicycle").await;
    assert_eq!(agent.address().await, at(portico, "werkhalt.tolvane", "/en_us"));
    agent.follow("Renting a bicycle").await;
    agent.sees(TITLE).await;
}

/// By the administrator of the example, who also answers, and a customer who wrote to both brands.
pub(crate) async fn p13_i1_i3_what_is_turned_off_for_agents_and_brands_is_gone(database: Database) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_demo(&database).await;
    let (mira, nora) = (Browser::open(&driver).await, Browser::open(&driver).await);
    let home = at(&portico, "tolvane", "/en_us");
    mira.go(&home).await;
    mira.press("Log in").await;
    mira.press("Team member").await;
    mira.write("E-mail address", AGENT).await;
    mira.write("Password", PASSWORD).await;
    mira.press("Sign in").await;
    mira.sees(OPEN).await;
    mira.follow("Returns and money back").await;
    mira.sees_heading("Returns and money back").await;
    let category = mira.address().await;
    mira.sees(OPEN).await;
    mira.sees(INTERNAL).await;
    turn(&portico, &mira, "Show only internal articles").await;
    mira.go(&category).await;
    mira.sees(INTERNAL).await;
    mira.holds_nothing_of(OPEN).await;
    turn(&portico, &mira, "Show only internal articles").await;
    mira.go(&category).await;
    mira.sees(OPEN).await;

    nora.go(&at(&portico, "tolvane", "/login")).await;
    nora.write("E-mail address", CUSTOMER).await;
    nora.press("Send me a code").await;
    nora.sees("Check your e-mail").await;
    nora.write("6-digit code", &portico.kept_code(CUSTOMER).await).await;
    nora.press("Log in").await;
    nora.sees_heading("My conversations").await;
    nora.sees("Werkhalt").await;
    turn(&portico, &mira, "Only this brand’s conversations").await;
    nora.reload().await;
    nora.sees_heading("My conversations").await;
    nora.holds_nothing_of("Werkhalt").await;
    turn(&portico, &mira, "Only this brand’s conversations").await;
    nora.reload().await;
    nora.sees("Werkhalt").await;

    turn(&portico, &mira, "Turn on for Agents and Admins").await;
    mira.go(&category).await;
    mira.sees(OPEN).await;
    mira.holds_nothing_of(INTERNAL).await;
    mira.holds_nothing_of(NAME).await;
}

async fn turn(portico: &Portico, browser: &Browser, name: &str) {
    browser.go(&at(portico, "app.tolvane", "/app/settings/knowledge-base/configuration?tab=portal")).await;
    browser.turn(name).await;
    browser.sees("Saved").await;
}

fn at(portico: &Portico, host: &str, path: &str) -> String {
    format!("http://{host}.localhost:{}{path}", portico.port())
}
