//! What no cache keeps and no search engine lists: pages of those who sign in or have (P18, TH48).

use std::collections::BTreeSet;

use desk::conversation::message::Direction::{In, Out};
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};
use crate::writing::png;

/// Nobody keeps it and nobody lists it.
fn is_private(answer: &Answer, what: &str) {
    assert_eq!(answer.header("cache-control"), "no-store, private", "{what}");
    let leads_away = answer.status.is_redirection();
    assert!(leads_away || answer.header("x-robots-tag") == "noindex", "{what}: {:?}", answer.headers);
    assert_eq!(answer.header("etag"), "", "{what}");
}

/// Everything that pages lead to from here on, at this host, each once. Streams have no end and are left out.
async fn all_behind(browser: &mut Browser<'_>, first: &str) -> BTreeSet<String> {
    let (mut looked_at, mut ahead) = (BTreeSet::new(), vec![first.to_owned()]);
    while let Some(path) = ahead.pop() {
        let place = path.split(['?', '#']).next().unwrap_or_default().to_owned();
        let is_of_everybody =
            ["/assets/", "/brand/", "/favicon"].iter().any(|begin| place.starts_with(begin));
        if is_of_everybody
            || place.ends_with("/live")
            || place.ends_with("/feed.xml")
            || !looked_at.insert(place.clone())
        {
            continue;
        }
        let answer = browser.get(path.split('#').next().unwrap_or_default()).await;
        assert!(answer.status != StatusCode::NOT_FOUND, "{path} leads nowhere");
        is_private(&answer, &path);
        ahead.extend(["href=\"/", "src=\"/"].iter().flat_map(|mark| {
            let found = answer.text.split(mark).skip(1);
            found.map(|rest| format!("/{}", rest.split('"').next().unwrap_or_default().replace("&amp;", "&")))
        }));
    }
    looked_at
}

#[both]
async fn p18_everything_behind_a_customers_sign_in_is_private(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark"), (Out, "On its way")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = format!("/en_us/conversations/{id}");
    let fields = [("once", "aaaaaaaaaaaaaaaaaaaaaa"), ("text", "See there")];
    let sent = ana.upload(&format!("{page}/messages"), &fields, &[("lamp.png", &png())]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    is_private(&sent, "the way back from a form");
    let seen = all_behind(&mut ana, "/en_us/conversations").await;
    let begins = |begin: &str| seen.iter().any(|path| path.starts_with(begin));
    let ends = |end: &str| seen.iter().any(|path| path.ends_with(end));
    let whole = begins("/en_us/devices") && begins(&format!("{page}/files/"));
    assert!(whole && ends("/new") && ends("/done") && ends("/preview") && ends("/en_us"), "{seen:#?}");
    for path in [page.as_str(), "/logout", "/en_us/conversations/6ab13b80000000000000ffff", "/en_us/nothing"]
    {
        is_private(&ana.get(path).await, path);
    }
}

#[both]
async fn p18_everything_at_the_desk_is_private(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark"), (Out, "On its way")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let fields = [("once", "aaaaaaaaaaaaaaaaaaaaaa"), ("text", "See there")];
    ana.upload(&format!("/en_us/conversations/{id}/messages"), &fields, &[("lamp.png", &png())]).await;
    let agent = site.kit.user("Bob Agent", &[Role::Agent, Role::Administrator]).await;
    let mut bob = site.at_desk(&agent).await;
    let seen = all_behind(&mut bob, "/app/conversations?view=open").await;
    let page = format!("/app/conversations/{id}");
    let ends = |end: &str| seen.iter().any(|path| path.starts_with(&page) && path.ends_with(end));
    assert!(seen.contains(&page) && ends("/redaction") && ends("/preview"), "{seen:#?}");
    for path in [format!("{page}/parts"), "/app/conversations/list".to_owned(), "/app".to_owned()] {
        is_private(&bob.get(&path).await, &path);
    }
}

#[both]
async fn p18_the_ways_in_are_private(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser();
    is_private(&browser.get("/login").await, "/login");
    is_private(&browser.post("/login", &[("address", "ana@")]).await, "a refused address");
    let code_page = browser.post("/login", &[("address", "ana@example.com")]).await;
    assert_eq!(code_page.status, StatusCode::OK);
    is_private(&code_page, "the page of the code");
    let (code, link) = site.last_mail().await.expect("a mail was sent");
    is_private(&browser.post("/login/code", &[("code", "1")]).await, "a wrong code");
    let here = format!("/login/link/{link}");
    let shown = site.browser().get(&here).await;
    assert!(shown.has(&code[..3]), "in another browser the link shows the code");
    is_private(&shown, "the link in another browser");
    is_private(&browser.get(&here).await, "the link in its browser");
    is_private(&browser.post("/login/code", &[("code", &code)]).await, "the sign-in itself");
    is_private(&site.browser().get(&here).await, "a link that is used up");
    is_private(&site.browser().get("/en_us/conversations").await, "the way to the sign-in");
    is_private(&site.browser().post("/en_us/conversations", &[]).await, "the 401 page");
    let agent = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let link = site.password_link(&agent).await;
    for path in ["/app/sign-in", "/app/password", &link, "/app/password/nonsense", "/app/conversations"] {
        is_private(&site.browser_at("app.acme.test").get(path).await, path);
    }
    is_private(&site.browser_at("app.acme.test").enter("bob@", "x").await, "a refused sign-in");
}
