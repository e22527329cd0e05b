//! Who speaks for the company (P4).

use axum::body::Body;
use desk::conversation::message::Direction::{In, Out};
use desk::right::Role;
use http::{Request, StatusCode};
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const AGENT: &str = "Bob Bobbin";

/// The company's authors on a page, in the order of their messages.
fn authors(page: &Answer) -> Vec<&str> {
    let messages = page.text.split("<li class=\"message out\"").skip(1);
    let heads = messages.filter_map(|message| message.split_once("<h2 dir=\"auto\">"));
    heads.map(|(_, head)| head.split("</h2>").next().unwrap_or_default().trim()).collect()
}

/// The page as its own script fetches it when something is new in it.
async fn fetched(browser: &mut Browser<'_>, path: &str) -> Answer {
    let request = Request::get(path).header("host", browser.host).header("cookie", browser.cookie_line());
    let request = request.header("sec-fetch-site", "same-origin").header("sec-fetch-dest", "empty");
    browser.exchange(request.body(Body::empty()).expect("the request is well formed")).await
}

#[both]
async fn p4_the_brand_speaks_where_agents_names_are_off_and_for_automatic_messages(database: Database) {
    let site = Site::new(&database).await;
    let texts = [(In, "It is dark"), (Out, "We have your message.")];
    let id = site.conversation("ana@example.com", "Lamp", &texts).await;
    let agent = site.kit.user(AGENT, &[Role::Agent]).await;
    let mut bob = site.at_desk(&agent).await;
    site.kit.clock.advance_millis(1000);
    let fields = [("once", "0123456789abcdef"), ("text", "Turn it on.")];
    let sent = bob.upload(&format!("/app/conversations/{id}/reply"), &fields, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);

    let mut ana = site.signed_in("ana@example.com").await;
    let page = format!("/en_us/conversations/{id}");
    assert_eq!(authors(&ana.get(&page).await), ["Acme Help", AGENT]);
    assert_eq!(authors(&fetched(&mut ana, &page).await), ["Acme Help", AGENT]);

    site.kit.set("portal.agent-names", "off").await;
    assert_eq!(authors(&ana.get(&page).await), ["Acme Help", "Acme Help"]);
    assert_eq!(authors(&fetched(&mut ana, &page).await), ["Acme Help", "Acme Help"]);
    let list = ana.get("/en_us/conversations").await;
    assert!(list.has("Turn it on."), "the answer is what the list shows: {}", list.text);
    for path in [&page, "/en_us/conversations", "/en_us/conversations?q=turn", "/en_us"] {
        let shown = ana.get(path).await;
        assert!(!shown.has("Bob") && !shown.has(agent.email.as_str()), "{path}: {}", shown.text);
    }
    let refused = ana.upload(&format!("{page}/messages"), &[("once", "x"), ("text", " ")], &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(authors(&refused), ["Acme Help", "Acme Help"], "nor on the page behind a refused form");
}
