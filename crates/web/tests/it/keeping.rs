//! Pages that are kept for everybody who is not signed in (design §16), and who never gets one of them.

use axum::body::Body;
use http::{Request, StatusCode};
use testkit::{Database, both};

use crate::client::{Answer, Site};

/// What a browser gets that sends these headers and no cookie.
async fn fetch(site: &Site, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = Request::get(path).header("host", "help.acme.test");
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    site.browser().exchange(request.body(Body::empty()).expect("the request is well formed")).await
}

#[both]
async fn th48_a_kept_home_is_nobodys_own_and_a_signed_in_one_is_never_kept(database: Database) {
    let site = Site::new(&database).await;
    let kept = fetch(&site, "/en_us", &[]).await;
    assert_eq!(kept.header("cache-control"), "public, no-cache");
    assert_eq!(kept.header("vary"), "cookie, accept-encoding");
    let mut ana = site.signed_in("ana@example.com").await;
    let own = ana.get("/en_us").await;
    assert!(own.has("ana@example.com"));
    assert_eq!((own.header("cache-control"), own.header("etag")), ("no-store, private", ""));
    let again = fetch(&site, "/en_us", &[]).await;
    assert_eq!((again.text, &again.headers), (kept.text, &kept.headers));
    ana.post("/logout", &[]).await;
    let parting = ana.get("/en_us").await;
    assert_ne!(parting.text, fetch(&site, "/en_us", &[]).await.text, "what is said once is not kept");
    assert_eq!(parting.header("cache-control"), "no-store, private");
}

#[both]
async fn th48_a_query_of_one_visitor_is_not_in_the_page_of_the_next(database: Database) {
    let site = Site::new(&database).await;
    let first = fetch(&site, "/en_us?from=somebodys-letter", &[]).await;
    assert!(first.status == StatusCode::OK && !first.has("somebodys-letter"));
    assert_eq!(fetch(&site, "/en_us", &[]).await.text, first.text);
}

/// Only an article that a search led to is counted and therefore made anew; a query is no way around what is kept.
#[both]
async fn th47_a_query_does_not_have_a_page_made_anew(database: Database) {
    let site = Site::new(&database).await;
    let kept = fetch(&site, "/en_us", &[]).await;
    for query in ["q=lamp", "q=", "x=1&q=lamp"] {
        let answer = fetch(&site, &format!("/en_us?{query}"), &[]).await;
        assert_eq!((answer.header("etag"), &answer.text), (kept.header("etag"), &kept.text), "{query}");
    }
}

#[both]
async fn p2_a_changed_setting_is_on_the_next_page(database: Database) {
    let site = Site::new(&database).await;
    assert!(fetch(&site, "/en_us", &[]).await.has("/login"));
    site.kit.set("portal.my-conversations", "off").await;
    assert!(!fetch(&site, "/en_us", &[]).await.has("/login"));
    site.kit.set("portal.my-conversations", "on").await;
    assert!(fetch(&site, "/en_us", &[]).await.has("/login"));
}

#[both]
async fn a_browser_that_has_the_page_is_told_so_without_a_body(database: Database) {
    let site = Site::new(&database).await;
    let tag = fetch(&site, "/en_us", &[]).await.header("etag").to_owned();
    for tags in [tag.clone(), format!("\"other\", W/{tag}")] {
        let answer = fetch(&site, "/en_us", &[("if-none-match", &tags)]).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(answer.header("etag"), tag);
    }
    let changed = fetch(&site, "/en_us", &[("if-none-match", "\"other\"")]).await;
    assert_eq!(changed.status, StatusCode::OK);
    let never_seen = fetch(&site, "/de", &[("if-none-match", &tag)]).await;
    assert_eq!(never_seen.status, StatusCode::NOT_FOUND, "a language that is off");
}

#[both]
async fn each_encoding_is_kept_and_given_to_whom_it_is_for(database: Database) {
    let site = Site::compressing(&database).await;
    let plain = fetch(&site, "/en_us", &[]).await;
    for (asked, given) in
        [("gzip, deflate, br", "br"), ("br", "br"), ("GZIP;q=0.5", "gzip"), ("br;q=0, gzip;q=0.0", "")]
    {
        for _ in 0..2 {
            let answer = fetch(&site, "/en_us", &[("accept-encoding", asked)]).await;
            assert_eq!(answer.header("content-encoding"), given, "{asked}");
            assert_eq!(answer.header("content-length"), answer.bytes.len().to_string());
            assert_eq!(answer.bytes.len() < plain.bytes.len(), !given.is_empty());
            assert_eq!(answer.header("etag") == plain.header("etag"), given.is_empty());
        }
    }
}

/// Without a customer's session it is known only when it is made that a page is nobody else's.
#[both]
async fn a_page_that_is_not_kept_is_compressed_all_the_same(database: Database) {
    let site = Site::compressing(&database).await;
    for (asked, given) in [("gzip, deflate, br", "gzip"), ("br", ""), ("gzip", "gzip"), ("gzip;q=0", "")] {
        let answer = fetch(&site, "/login", &[("accept-encoding", asked)]).await;
        assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, given), "{asked}");
        assert_eq!(answer.header("etag"), "", "and it is not kept");
    }
}

#[both]
async fn somebodys_own_page_comes_in_gzip_and_is_not_kept(database: Database) {
    let site = Site::compressing(&database).await;
    let ana = site.signed_in("ana@example.com").await;
    let cookie =
        ana.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let own = fetch(&site, "/en_us", &[("cookie", &cookie), ("accept-encoding", "br, gzip")]).await;
    assert_eq!((own.status, own.header("content-encoding")), (StatusCode::OK, "gzip"));
    assert_eq!(own.header("cache-control"), "no-store, private");
}

/// A live page fetches itself while the browser is still on its way to the page behind a form.
#[both]
async fn what_is_said_once_is_not_said_to_a_script(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    ana.post("/logout", &[]).await;
    let cookie =
        ana.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ");
    let of_script = fetch(&site, "/en_us", &[("cookie", &cookie), ("sec-fetch-dest", "empty")]).await;
    assert!(!of_script.has("signed out") && of_script.header("set-cookie").is_empty());
    let seen = fetch(&site, "/en_us", &[("cookie", &cookie), ("sec-fetch-dest", "document")]).await;
    assert!(seen.has("signed out") && seen.header("set-cookie").contains("Max-Age=0"));
}
