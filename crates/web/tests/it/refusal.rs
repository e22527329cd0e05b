//! What a request may be at all (product §13): how long, of which method, of which type.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, Bytes};
use desk::conversation::message::Direction::In;
use desk::right::Role;
use futures_util::stream;
use http::{Request, StatusCode, request};
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const ID: &str = "6ab13b80000000000000ffff";
const HOSTS: [&str; 4] = ["help.acme.test", "help.zeta.test", "app.acme.test", "unknown.test"];
/// Forms with nothing to fill in: whatever comes with them is not read.
const BUTTONS: &[&str] = &[
    "/login/confirm",
    "/logout",
    "/{language}/settings/addresses/other",
    "/{language}/settings/addresses/{address}/removal",
    "/logout/team",
    "/{language}/devices/sign-out",
    "/{language}/devices/{device}/sign-out",
    "/{language}/contact/{form}/requests/{link}",
    "/{language}/contact/{form}/requests/{link}/{article}",
    "/{language}/contact/{form}/requests/{link}/{article}/closing",
    "/{language}/conversations/{id}/completion",
    "/app/sign-out",
    "/app/conversations/{id}/customer/addresses/{address}/confirmation",
    "/app/conversations/{id}/customer/addresses/{address}/parting",
    "/app/conversations/{id}/customer/merging/{from}/{into}",
    "/app/conversations/{id}/customer/sign-out",
    "/app/conversations/{id}/done",
    "/app/conversations/{id}/merging/{into}",
    "/app/conversations/{id}/reopen",
    "/app/conversations/{id}/messages/{message}/delivery",
    "/app/conversations/{id}/presence",
    "/app/settings/attributes/{attribute}/removal",
    "/app/settings/brands/{brand}/default",
    "/app/settings/brands/{brand}/deletion",
    "/app/settings/knowledge-base/articles/{article}/deletion",
    "/app/settings/knowledge-base/articles/{article}/return",
    "/app/settings/knowledge-base/categories/{category}/deletion",
    "/app/settings/knowledge-base/configuration/details/{detail}/removal",
    "/app/settings/knowledge-base/forms/{form}/deletion",
    "/app/settings/knowledge-base/forms/{form}/publication",
    "/app/settings/knowledge-base/forms/{form}/withdrawal",
    "/app/settings/snippets/{snippet}/removal",
    "/app/shortcuts/{shortcut}/removal",
    "/app/settings/account/devices/sign-out",
    "/app/settings/account/devices/{device}/sign-out",
    "/app/settings/account/second-factor",
    "/app/settings/permission-sets/{set}/removal",
    "/app/settings/users/{user}/activation",
    "/app/settings/users/{user}/deactivation",
    "/app/settings/users/{user}/invitation",
    "/app/settings/users/{user}/second-factor-reset",
    "/app/settings/users/{user}/withdrawal",
    "/app/settings/security/api-keys/{key}/revocation",
    "/app/settings/security/audit-log/{entry}/setting-back",
    "/app/searches/{search}/removal",
];

/// What programs send other things to: JSON, an archive.
const HOOKS: [&str; 5] = [
    "/hooks/form/{form}",
    "/v1/hooks/form/{name}/{hash}",
    "/v1/kb/themes",
    "/v1/kb/themes/{id}/revisions",
    "/v1/kb/themes/{id}/publish",
];

fn ask(browser: &Browser<'_>, method: &str, path: &str) -> request::Builder {
    let request = Request::builder().method(method).uri(path).header("host", browser.host);
    request.header("sec-fetch-site", "same-origin").header("cookie", browser.cookie_line())
}

async fn get(site: &Site, host: &'static str, path: &str, fields: &[(String, String)]) -> Answer {
    let mut browser = site.browser_at(host);
    let request = ask(&browser, "GET", path);
    let request = fields.iter().fold(request, |request, (name, value)| request.header(name, value));
    browser.exchange(request.body(Body::empty()).expect("the request is well formed")).await
}

#[both]
async fn s13_an_address_over_8_kb_is_414_on_every_host(database: Database) {
    let site = Site::new(&database).await;
    for host in HOSTS {
        for begin in ["/", "/healthz?", "/en_us?q=", "/app/conversations?q=", "/assets/"] {
            let long = format!("{begin}{}", "a".repeat(8 * 1024 + 1 - begin.len()));
            assert_eq!(get(&site, host, &long, &[]).await.status, StatusCode::URI_TOO_LONG, "{host}{begin}");
            let fits = get(&site, host, &long[..8 * 1024], &[]).await;
            assert_ne!(fits.status, StatusCode::URI_TOO_LONG, "{host}{begin}");
        }
    }
}

#[both]
async fn s13_header_fields_over_16_kb_are_431_on_every_host(database: Database) {
    let site = Site::new(&database).await;
    let fields = |count: usize| {
        (0..count).map(|number| (format!("x-field-{number}"), "a".repeat(1000))).collect::<Vec<_>>()
    };
    for host in HOSTS {
        for path in ["/en_us", "/app/sign-in", "/healthz"] {
            let refused = get(&site, host, path, &fields(17)).await;
            assert_eq!(refused.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "{host}{path}");
            let taken = get(&site, host, path, &fields(15)).await;
            assert_ne!(taken.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, "{host}{path}");
        }
    }
}

/// A body without an end, and how much of it was asked for.
fn endless(first: &'static str) -> (Body, Arc<AtomicUsize>) {
    let read = Arc::new(AtomicUsize::new(0));
    let counted = read.clone();
    let chunks = stream::unfold(Bytes::from_static(first.as_bytes()), move |chunk| {
        counted.fetch_add(chunk.len(), Ordering::Relaxed);
        async { Some((Ok::<_, std::io::Error>(chunk), vec![b'a'; 64 * 1024].into())) }
    });
    (Body::from_stream(chunks), read)
}

#[both]
async fn s13_a_body_too_large_is_413_and_not_read_to_its_end(database: Database) {
    const PLAIN: (&str, &str, usize) = ("application/x-www-form-urlencoded", "address=", 256 * 1024);
    const PARTS: (&str, &str, usize) = (
        "multipart/form-data; boundary=x",
        "--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\n",
        40 * 1024 * 1024,
    );
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    for (path, (kind, first, most)) in [("/login", PLAIN), ("/en_us/conversations", PARTS)] {
        let (body, read) = endless(first);
        let request = ask(&ana, "POST", path).header("content-type", kind);
        let refused = ana.exchange(request.body(body).expect("it is well formed")).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(refused.has("That did not go through"), "a page says so: {}", refused.text);
        let read = read.load(Ordering::Relaxed);
        assert!((most..most + 256 * 1024).contains(&read), "{path}: {read} bytes were read");

        let (body, read) = endless(first);
        let announced = ask(&ana, "POST", path).header("content-type", kind);
        let announced = announced.header("content-length", most + 1);
        let refused = ana.exchange(announced.body(body).expect("it is well formed")).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert_eq!(read.load(Ordering::Relaxed), 0, "{path}: it said itself that it is too long");
    }
    assert!(ana.get("/en_us/conversations").await.has("No conversations yet"), "nothing is stored");
}

#[both]
async fn s13_a_wrong_method_is_405_and_says_which_are_right(database: Database) {
    let site = Site::new(&database).await;
    let routes = web::routes();
    for route in &routes {
        let host = if route.path.starts_with("/app") { "app.acme.test" } else { "help.acme.test" };
        let mut browser = site.browser_at(host);
        let path = filled(route.path, ID);
        for method in ["GET", "POST", "PUT", "DELETE", "BREW"] {
            let is_right =
                routes.iter().any(|other| filled(other.path, ID) == path && other.method == method);
            if is_right {
                continue;
            }
            let request = ask(&browser, method, &path).body(Body::empty()).expect("it is well formed");
            let answer = browser.exchange(request).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(answer.header("allow").contains(route.method), "{method} {path}: {:?}", answer.headers);
        }
    }
}

#[both]
async fn s13_what_is_no_form_is_415(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is broken")]).await;
    let agent = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let (mut ana, mut bob) = (site.signed_in("ana@example.com").await, site.at_desk(&agent).await);
    let forms = web::routes().into_iter().filter(|route| route.method == "POST");
    let (mut asked, mut taken) = (0, Vec::new());
    for route in forms.filter(|route| !BUTTONS.contains(&route.path) && !HOOKS.contains(&route.path)) {
        asked += 1;
        let browser = if route.path.starts_with("/app") { &mut bob } else { &mut ana };
        let request =
            ask(browser, "POST", &filled(route.path, &id)).header("content-type", "application/json");
        let answer =
            browser.exchange(request.body(Body::from("{\"text\":\"x\"}")).expect("it is well formed")).await;
        if answer.status != StatusCode::UNSUPPORTED_MEDIA_TYPE || !answer.has("That did not go through") {
            taken.push((route.path, answer.status));
        }
    }
    assert!(taken.is_empty(), "each answers 415 with a page, or is a button: {taken:#?}");
    assert!(asked >= 16, "{asked}");
    let page = ana.get(&format!("/en_us/conversations/{id}")).await;
    assert_eq!(page.text.matches("class=\"message ").count(), 1, "nothing is stored: {}", page.text);
}

/// A route's path with something in each of its places.
fn filled(path: &str, id: &str) -> String {
    let path = path.replace("{language}", "en_us").replace("{id}", id);
    let parts = path.split('/').map(|part| if part.starts_with('{') { ID } else { part });
    parts.collect::<Vec<_>>().join("/")
}
