//! TH24: the page by which the first Administrator comes in.

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{PASSWORD, Site};

const GOOD: [(&str, &str); 4] =
    [("name", "Ada Min"), ("email", "ada@acme.test"), ("password", PASSWORD), ("again", PASSWORD)];

async fn link(site: &Site) -> String {
    let mut act = site.kit.operate();
    let link = act.make_console_link().await.unwrap().expect("nobody administers");
    act.done(()).await.unwrap();
    format!("/app/first/{}", link.reveal())
}

#[both]
async fn th24_the_first_administrator_says_who_they_are_and_the_door_is_gone(database: Database) {
    let site = Site::new(&database).await;
    let link = link(&site).await;
    let mut ada = site.browser_at("app.acme.test");
    let page = ada.get(&link).await;
    assert!(page.status == StatusCode::OK && page.has("Nobody administers Acme yet"), "{}", page.text);
    for (field, typed, problem) in [
        ("name", "", "Please fill this in."),
        ("email", "nobody", "This is not an e-mail address."),
        ("password", "short", "Use at least 10"),
        ("again", "another password", "not the same"),
    ] {
        let fields = GOOD.map(|(name, value)| if name == field { (name, typed) } else { (name, value) });
        let refused = ada.post(&link, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", refused.text);
        assert!(refused.has(problem) && !refused.has(PASSWORD), "{field}: {}", refused.text);
    }
    let begun = ada.post(&link, &GOOD).await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/app/sign-in"), "{}", begun.text);
    assert_eq!(ada.enter("ada@acme.test", PASSWORD).await.location(), "/app");
    assert_eq!(ada.get("/app/settings/users").await.status, StatusCode::OK);
    for answer in [ada.get(&link).await, ada.post(&link, &GOOD).await] {
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(answer.has("somebody administers already") && !answer.has("name=\"password\""));
    }
    for bad in ["/app/first/x", "/app/first/%20", &link[..link.len() - 1]] {
        assert_eq!(ada.post(bad, &GOOD).await.status, StatusCode::UNAUTHORIZED, "TH14: {bad}");
    }
}

#[both]
async fn th24_whoever_comes_late_finds_the_door_gone(database: Database) {
    let site = Site::new(&database).await;
    let link = link(&site).await;
    site.kit.user("Bo Ss", &[Role::Administrator]).await;
    let mut late = site.browser_at("app.acme.test");
    assert_eq!(late.get(&link).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(late.post(&link, &GOOD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(late.enter("ada@acme.test", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
