//! Hand-written forms of other sites (K6): as a form of either kind or as JSON, in nobody's name.

use http::{Request, StatusCode};
use testkit::{Database, both};

use super::{ANA, ASKED, Stage, field};
use crate::client::{Answer, Browser};

async fn hooked(database: &Database) -> Stage {
    let back = |typed: &mut desk::form::Typed| {
        typed.is_hooked = true;
        "https://shop.acme.test/thanks\nhttps://shop.acme.test/danke".clone_into(&mut typed.returns);
    };
    Stage::with(database, &[field("photos", "files")], back).await
}

/// As a browser sends it from another site.
async fn foreign(browser: &mut Browser<'_>, path: &str, (kind, body): (&str, &str)) -> Answer {
    let request = Request::post(path)
        .header("host", browser.host)
        .header("cookie", browser.cookie_line())
        .header("origin", "https://shop.acme.test")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", kind);
    browser.exchange(request.body(body.to_owned().into()).unwrap()).await
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[both]
async fn k6_a_form_of_another_site_is_sent_and_leads_back_to_it(database: Database) {
    let stage = hooked(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let mut visitor = stage.site.browser();
    let body = "email=ana%40example.com&subject=Broken+lamp&message=It+flickers.";
    for (wanted, leads) in [
        ("", "https://shop.acme.test/thanks"),
        ("https%3A%2F%2Fshop.acme.test%2Fdanke", "https://shop.acme.test/danke"),
        ("https%3A%2F%2Fevil.test%2F", "https://shop.acme.test/thanks"),
        ("%2F%2Fevil.test", "https://shop.acme.test/thanks"),
    ] {
        let sent = foreign(&mut visitor, &hook, (FORM, &format!("{body}&return={wanted}"))).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, leads), "{wanted}");
    }
    let sent = foreign(
        &mut visitor,
        &hook,
        (JSON, r#"{"email":"ana@example.com","subject":"Json","message":4711}"#),
    )
    .await;
    assert_eq!((sent.status, sent.header("access-control-allow-origin")), (StatusCode::ACCEPTED, "*"));
    assert_eq!(sent.header("access-control-allow-credentials"), "");
    assert_eq!(stage.counts().await, [5, 0, 0]);
    let mut ana = stage.site.signed_in(ANA).await;
    let list = ana.get("/en_us/conversations").await;
    assert!(list.has("Broken lamp") && list.has("4711"), "{}", list.text);
}

#[both]
async fn k6_files_come_by_the_hook_and_a_wrong_one_is_named(database: Database) {
    let stage = hooked(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let mut visitor = stage.site.browser();
    let sent = visitor.upload(&hook, &ASKED, &[("a.csv", b"a,b\n")]).await;
    assert_eq!(sent.location(), "https://shop.acme.test/thanks");
    let refused = visitor.upload(&hook, &ASKED, &[("b.exe", b"MZ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("id=\"files-problems\"") && refused.has("b.exe"), "{}", refused.text);
}

/// TH32: it is sent across sites by design, so it never stands for whoever is signed in.
#[both]
async fn th32_the_hook_is_nobodys_session(database: Database) {
    let stage = hooked(&database).await;
    let mut ana = stage.site.signed_in(ANA).await;
    let body = "email=mallory%40example.com&subject=Forged&message=Pay+me";
    let sent = foreign(&mut ana, &format!("/hooks/form/{}", stage.hash), (FORM, body)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    assert!(!ana.get("/en_us/conversations").await.has("Forged"));
}

#[both]
async fn k6_what_the_hook_refuses_can_be_mended_at_the_forms_own_page(database: Database) {
    let stage = hooked(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let mut visitor = stage.site.browser();
    let refused = foreign(&mut visitor, &hook, (FORM, "email=ana&message=Kept+words")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.has("Kept words")
            && refused.has("id=\"email-problems\"")
            && refused.has("id=\"subject-problems\"")
    );
    assert!(refused.has(&format!("action=\"{}\"", stage.here)), "{}", refused.text);
    let json = foreign(&mut visitor, &hook, (JSON, r#"{"email":"ana","message":"x"}"#)).await;
    assert_eq!(
        (json.status, json.header("access-control-allow-origin")),
        (StatusCode::UNPROCESSABLE_ENTITY, "*")
    );
    assert!(json.has("\"field\":\"email\"") && json.has("\"field\":\"subject\""), "{}", json.text);
    for (kind, body, wanted) in [
        (JSON, "{", StatusCode::UNPROCESSABLE_ENTITY),
        (JSON, r#"{"subject":{"a":1}}"#, StatusCode::UNPROCESSABLE_ENTITY),
        (JSON, "[]", StatusCode::UNPROCESSABLE_ENTITY),
        ("text/plain", "x", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        assert_eq!(foreign(&mut visitor, &hook, (kind, body)).await.status, wanted, "{kind} {body}");
    }
    assert_eq!(stage.counts().await, [0, 0, 0]);
}

#[both]
async fn th6_a_trap_takes_nothing_and_the_limits_are_those_of_the_page(database: Database) {
    let stage = hooked(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let mut robot = stage.site.browser();
    let trapped = "email=ana%40example.com&subject=x&message=y&website=http%3A%2F%2Fspam.test";
    assert_eq!(foreign(&mut robot, &hook, (FORM, trapped)).await.status, StatusCode::SEE_OTHER);
    assert_eq!(stage.counts().await, [0, 0, 0]);
    for number in 0..5 {
        let body = format!("email=ana%40example.com&subject=x&message=y{number}");
        assert_eq!(foreign(&mut robot, &hook, (FORM, &body)).await.status, StatusCode::SEE_OTHER);
    }
    let body = "email=ana%40example.com&subject=x&message=y";
    assert_eq!(foreign(&mut robot, &hook, (FORM, body)).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(foreign(&mut robot, "/hooks/form/aaaaaaaa", (FORM, body)).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn th6_a_form_without_hook_takes_nothing_by_it(database: Database) {
    let stage = Stage::new(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let body = "email=ana%40example.com&subject=x&message=y";
    assert_eq!(foreign(&mut stage.site.browser(), &hook, (FORM, body)).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn k6_a_browser_may_send_json_from_any_site_without_its_cookies(database: Database) {
    let stage = hooked(&database).await;
    let request = Request::builder()
        .method("OPTIONS")
        .uri(format!("/hooks/form/{}", stage.hash))
        .header("host", "help.acme.test")
        .header("origin", "https://shop.acme.test")
        .header("access-control-request-method", "POST");
    let told = stage.site.browser().exchange(request.body("".into()).unwrap()).await;
    assert_eq!(told.status, StatusCode::NO_CONTENT);
    assert_eq!(told.header("access-control-allow-origin"), "*");
    assert_eq!(told.header("access-control-allow-headers"), "content-type");
    assert_eq!(told.header("access-control-allow-credentials"), "");
}
