//! Settings > Knowledge Base: what is looked for, words that mean the same, redirects, and what readers say (K3, K5).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::article;

use crate::client::Site;

const SEARCH: &str = "/app/settings/knowledge-base/search";
const REDIRECTS: &str = "/app/settings/knowledge-base/redirects";

#[both]
async fn k3_searches_and_where_they_lead_are_reported(database: Database) {
    let site = Site::new(&database).await;
    let mut act = site.kit.operate();
    let id = act.make_article(site.kit.kb.id, &article("Returning a lamp", "Pack it.")).await.unwrap();
    act.done(()).await.unwrap();
    site.kit.index().await;
    let mut visitor = site.browser();
    let found = visitor.get("/en_us/search?q=Lamp").await;
    let (_, rest) = found.text.split_once("/en_us/returning-a-lamp-").expect("it is found");
    let path = format!("/en_us/returning-a-lamp-{}", rest.split('"').next().unwrap());
    assert!(path.ends_with("?q=Lamp"), "{path}");
    for _ in 0..2 {
        assert_eq!(
            visitor.get(&path).await.status,
            StatusCode::OK,
            "also what is kept of the page is counted"
        );
    }
    visitor.get(path.split('?').next().unwrap()).await;
    let odd = visitor.get(&format!("{path}&q=b")).await;
    assert_eq!(odd.status, StatusCode::OK, "whatever stands behind its address");
    visitor.get("/en_us/search?q=teapot").await;
    visitor.get("/en_us/search?q=Lamp&page=1").await;
    site.kit.desk.house_turn().await.unwrap();
    let cora = site.kit.user("Cora Content", &[Role::ContentManager]).await;
    let mut cora = site.at_desk(&cora).await;
    let page = cora.get(SEARCH).await;
    assert!(page.has("<td dir=\"auto\">lamp</td><td>1</td><td>2</td>"), "{}", page.text);
    assert!(page.has("<td dir=\"auto\">teapot</td><td>1</td><td>0</td>"), "{}", page.text);
    assert!(!cora.get(&format!("{SEARCH}?brand=zeta&days=7")).await.has("teapot"));
    let feedback =
        cora.get(&format!("/app/settings/knowledge-base/articles/{id}/feedback?language=en_us")).await;
    assert!(feedback.has("Opened from search") && feedback.has("<dd>2</dd>"), "{}", feedback.text);
}

#[both]
async fn k3_words_that_mean_the_same_are_set_and_two_do_not_overwrite_each_other(database: Database) {
    let site = Site::new(&database).await;
    let cora = site.kit.user("Cora Content", &[Role::ContentManager]).await;
    let mut cora = site.at_desk(&cora).await;
    let saved = cora.post(SEARCH, &[("words", "couch, sofa"), ("seen", "0")]).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, SEARCH));
    assert!(cora.get(SEARCH).await.has("couch, sofa</textarea>"));
    let there = format!("{SEARCH}?brand=zeta&days=7");
    assert!(
        cora.get(&there).await.has("action=\"/app/settings/knowledge-base/search?brand=zeta&amp;days=7\"")
    );
    let same = cora.post(&there, &[("words", "couch, sofa"), ("seen", "1")]).await;
    assert_eq!(
        (same.status, same.location()),
        (StatusCode::SEE_OTHER, there.as_str()),
        "where it was asked from"
    );
    let alone = cora.post(SEARCH, &[("words", "couch"), ("seen", "1")]).await;
    assert!(
        alone.status == StatusCode::UNPROCESSABLE_ENTITY && alone.has("couch</textarea>"),
        "{}",
        alone.text
    );
    let stale = cora.post(SEARCH, &[("words", "bulb, lamp"), ("seen", "0")]).await;
    assert!(stale.status == StatusCode::CONFLICT && stale.has("bulb, lamp</textarea>"), "{}", stale.text);
    let huge = "a, b\n".repeat(5_000);
    assert_eq!(
        cora.post(SEARCH, &[("words", &huge), ("seen", "1")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[both]
async fn k5_a_redirect_is_added_followed_refused_and_removed(database: Database) {
    let site = Site::new(&database).await;
    let cora = site.kit.user("Cora Content", &[Role::ContentManager]).await;
    let mut cora = site.at_desk(&cora).await;
    let kb = site.kit.kb.id.to_string();
    let place = [("brand", "acme"), ("kb", kb.as_str())];
    let post = |path: &'static str, target: &'static str| {
        [&place[..], &[("path", path), ("target", target)]].concat()
    };
    let added = cora.post(REDIRECTS, &post("/faq", "/en_us?from=faq")).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text);
    assert!(cora.get(&format!("{REDIRECTS}?brand=acme")).await.has("<code dir=\"ltr\">/faq</code>"));
    assert!(!cora.get(&format!("{REDIRECTS}?brand=zeta")).await.has("/faq"));
    let led = site.browser().get("/faq").await;
    assert!(led.status.is_redirection() && led.location() == "/en_us?from=faq", "{}", led.status);
    for (path, target, status) in [
        ("/faq", "/en_us", StatusCode::CONFLICT),
        ("/app/x", "/en_us", StatusCode::UNPROCESSABLE_ENTITY),
        ("faq", "/en_us", StatusCode::UNPROCESSABLE_ENTITY),
        ("/old", "https://evil.example/", StatusCode::UNPROCESSABLE_ENTITY),
        ("/old", "/old", StatusCode::CONFLICT),
    ] {
        let refused = cora.post(REDIRECTS, &post(path, target)).await;
        assert!(refused.status == status, "{path} {target}: {}", refused.status);
        assert!(refused.has(&format!("value=\"{path}\"")) && refused.has(&format!("value=\"{target}\"")));
    }
    let gone = cora.post(&format!("{REDIRECTS}/removal"), &[&place[..], &[("path", "/faq")]].concat()).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(site.browser().get("/faq").await.status, StatusCode::NOT_FOUND);
}
