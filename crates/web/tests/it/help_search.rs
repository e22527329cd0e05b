//! Searching the help centre (K3), by whom (I3, TH28).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::article;

use crate::client::Site;
use crate::team::inside;

async fn stage(database: &Database) -> Site {
    let site = Site::new(database).await;
    let mut act = site.kit.operate();
    for new in [
        article("Returning a bicycle", "Pack the handlebars <b>apart</b> & wait."),
        article("Refund limits", "Up to 50 by yourself.").internal(),
    ] {
        act.make_article(site.kit.kb.id, &new).await.unwrap();
    }
    act.done(()).await.unwrap();
    site.kit.set("knowledge-base.internal", "on").await;
    site.kit.set("portal.agents", "on").await;
    site.kit.index().await;
    site
}

#[both]
async fn k3_a_visitor_searches_with_a_typing_error_and_finds_it_marked(database: Database) {
    let site = stage(&database).await;
    let mut visitor = site.browser();
    assert!(visitor.get("/en_us").await.has("action=\"/en_us/search\""));
    let found = visitor.get("/en_us/search?q=bicycel").await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.has("Returning a <mark>bicycle</mark>") && found.has("One article"), "{}", found.text);
    assert!(found.header("cache-control").contains("no-store") && found.header("x-robots-tag") == "noindex");
    let offered = visitor.get("/en_us/suggestions?q=retur").await;
    assert!(
        offered.has("\"text\":\"Returning\"") && offered.has("/en_us/returning-a-bicycle-"),
        "{}",
        offered.text
    );
    let led = visitor.get("/search?q=bicycle").await;
    assert_eq!((led.status, led.location()), (StatusCode::FOUND, "/en_us/search?q=bicycle"));
}

/// What nobody can be looking for is answered like anything else.
#[both]
async fn k3_nothing_that_is_typed_is_an_error(database: Database) {
    let site = stage(&database).await;
    let mut visitor = site.browser();
    let long = "bicycle%20".repeat(1_000);
    for words in [
        "",
        "%20",
        "the%20of",
        "%22",
        "AND%20OR%20(",
        "title%3A*",
        "%27%3B--",
        "%F0%9F%9A%B2",
        "%E2%80%AE",
        &long[..7_000],
    ] {
        for page in ["search", "suggestions"] {
            let answer = visitor.get(&format!("/en_us/{page}?q={words}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{page} {words:.40}");
        }
    }
    let none = visitor.get("/en_us/search?q=%3Cscript%3Exyzzy").await;
    assert!(none.has("Nothing found") && !none.has("<script>xyzzy"));
    assert_eq!(visitor.get("/en_us/search?q=x&page=99999999").await.status, StatusCode::OK);
    assert_eq!(visitor.get("/fr/search?q=x").await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn i3_th28_no_stranger_and_no_customer_finds_what_is_internal(database: Database) {
    let site = stage(&database).await;
    site.kit.set("portal.my-conversations", "on").await;
    let mut customer = site.signed_in("cleo@example.com").await;
    for browser in [&mut site.browser(), &mut customer] {
        assert!(browser.get("/en_us/search?q=refund").await.has("Nothing found"));
        assert!(!browser.get("/en_us/suggestions?q=refund").await.has("Refund"));
    }
    let agent = site.kit.user("Ag Ent", &[Role::Agent]).await;
    let (mut agent, _) = inside(&site, &mut site.at_desk(&agent).await).await;
    let found = agent.get("/en_us/search?q=refunds").await;
    assert!(found.has("<mark>Refund</mark>") && found.has("Internal"), "{}", found.text);
    assert!(agent.get("/en_us/suggestions?q=refu").await.has("\"internal\":true"));
}
