//! W1: searches kept under a name.

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Browser, Site};

const NARROWED: &str = "?view=open&q=lamp&priority=5";

async fn save(browser: &mut Browser<'_>, name: &str, query: &str) -> StatusCode {
    browser.post("/app/searches", &[("name", name), ("query", query)]).await.status
}

/// Where the saved search of this name leads, and the address that removes it.
async fn saved(browser: &mut Browser<'_>, name: &str) -> Option<(String, String)> {
    let page = browser.get("/app/conversations?view=done").await.text.replace("&amp;", "&");
    let (_, rest) = page.split_once("data-part=\"saved\"")?;
    let (list, _) = rest.split_once("</ul>")?;
    assert!(list.matches("<li>").count() < 2, "the own ones alone: {list}");
    let item = list.split("<li>").find(|item| item.contains(&format!(">{name}</span>")))?;
    let value = |attribute: &str| item.split(&format!("{attribute}=\"")).nth(1)?.split('"').next();
    Some((value("href")?.to_owned(), value("action")?.to_owned()))
}

#[both]
async fn w1_a_search_is_kept_under_a_name_by_each_for_themselves(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let bob = site.kit.collaborator("Bob Helper").await;
    let (mut anas, mut bobs) = (site.at_desk(&ana).await, site.at_desk(&bob).await);
    assert!(!anas.get("/app/conversations?view=open").await.has("Save this search"));
    assert!(anas.get(&format!("/app/conversations{NARROWED}")).await.has("Save this search"));

    assert_eq!(save(&mut anas, "  Urgent   lamps ", NARROWED).await, StatusCode::SEE_OTHER);
    let (url, remove) = saved(&mut anas, "Urgent lamps").await.unwrap();
    assert_eq!(url, format!("/app/conversations{NARROWED}"));
    assert!(anas.get(&url).await.has("aria-current=\"page\">"));
    assert!(saved(&mut bobs, "Urgent lamps").await.is_none());
    assert_eq!(bobs.post(&remove, &[]).await.status, StatusCode::NOT_FOUND);

    assert_eq!(save(&mut anas, "URGENT LAMPS", "?view=done&q=lamp").await, StatusCode::SEE_OTHER);
    assert!(saved(&mut anas, "Urgent lamps").await.is_none(), "the later one took its place");
    let (url, _) = saved(&mut anas, "URGENT LAMPS").await.unwrap();
    assert_eq!(url, "/app/conversations?view=done&q=lamp");

    assert_eq!(anas.post(&remove, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(saved(&mut anas, "URGENT LAMPS").await.is_none());
    assert_eq!(anas.post(&remove, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(anas.post("/app/searches/nonsense/removal", &[]).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn w1_a_name_that_cannot_be_is_said_and_kept_and_so_is_one_too_many(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut anas = site.at_desk(&ana).await;
    for name in ["", "  ", "a\u{0}b", "a\u{7}b", &"x".repeat(61)] {
        let refused = anas.post("/app/searches", &[("name", name), ("query", NARROWED)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name:?}");
        assert!(
            refused.has("Give the search a name of 1 to 60 characters.") && refused.has("lamp"),
            "{name:?}"
        );
    }
    assert!(
        anas.post("/app/searches", &[("name", &"x".repeat(61)), ("query", NARROWED)])
            .await
            .has(&"x".repeat(61))
    );
    for number in 0..desk::saved_search::MOST {
        assert_eq!(save(&mut anas, &format!("s{number}"), NARROWED).await, StatusCode::SEE_OTHER);
    }
    assert_eq!(save(&mut anas, "S0", NARROWED).await, StatusCode::SEE_OTHER, "in the place of another");
    assert_eq!(save(&mut anas, "one more", NARROWED).await, StatusCode::CONFLICT);
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let mut bobs = site.at_desk(&bob).await;
    for odd in ["https://evil.test/?view=open&q=x", "?view=nothing&q=%00&tag=x&after=y", "x"] {
        assert_eq!(save(&mut bobs, "s1", odd).await, StatusCode::SEE_OTHER, "{odd}");
        let (url, _) = saved(&mut bobs, "s1").await.unwrap();
        assert!(url.starts_with("/app/conversations?view="), "{url}");
    }
}

#[both]
async fn r1_who_may_not_read_keeps_no_search(database: Database) {
    let site = Site::new(&database).await;
    let nobody = site.kit.user("Nora Nothing", &[]).await;
    assert_eq!(save(&mut site.at_desk(&nobody).await, "Mine", NARROWED).await, StatusCode::FORBIDDEN);
}
