//! Hand-written forms of other sites (K6): as a form of either kind or as JSON, in nobody's name.

use http::{Request, StatusCode};
use testkit::{Database, both};

use super::{ANA, ASKED, Stage, field};
use crate::client::{Answer, Browser, COMMON};

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
    // As who copies the source of our page would have it: one key for all who fill it.
    let copied = "once=aaaaaaaaaaaaaaaaaaaaaa&stamp=1.2.3";
    let body = format!("{copied}&email=ana%40example.com&subject=Broken+lamp&message=It+flickers.");
    for (wanted, leads) in [
        ("", "https://shop.acme.test/thanks"),
        ("https%3A%2F%2Fshop.acme.test%2Fdanke", "https://shop.acme.test/danke"),
        ("https%3A%2F%2Fevil.test%2F", "https://shop.acme.test/thanks"),
        ("%2F%2Fevil.test", "https://shop.acme.test/thanks"),
    ] {
        let sent = foreign(&mut visitor, &hook, (FORM, &format!("{body}&return={wanted}"))).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, leads), "{wanted}");
    }
    let once = "b".repeat(22);
    let json = format!(r#"{{"email":"bob@example.com","subject":"Json","message":4711,"once":"{once}"}}"#);
    for _ in 0..2 {
        let sent = foreign(&mut visitor, &hook, (JSON, &json)).await;
        assert_eq!((sent.status, sent.header("access-control-allow-origin")), (StatusCode::ACCEPTED, "*"));
        assert_eq!(sent.header("access-control-allow-credentials"), "");
    }
    assert_eq!(stage.counts().await, [5, 0, 0]);
    let mut ana = stage.site.signed_in(ANA).await;
    let list = ana.get("/en_us/conversations").await;
    assert!(list.has("Broken lamp"), "{}", list.text);
    let mut bob = stage.site.signed_in("bob@example.com").await;
    assert!(bob.get("/en_us/conversations").await.has("4711"));
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

/// Whatever key the hand-written form came with: its page has one of its own, with all that sending it takes.
#[both]
async fn k6_what_the_hook_refused_goes_through_once_when_it_was_mended(database: Database) {
    let stage = hooked(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let mut visitor = stage.site.browser();
    let copied = format!("once={}&stamp=1.2.3&message=Kept+words", "a".repeat(22));
    for sent in 1..=2 {
        let refused = foreign(&mut visitor, &hook, (FORM, &copied)).await;
        let work = identity::work_out(&refused.hidden("once"), desk::form::WORK_BITS);
        let mended = [("email", ANA), ("subject", "Mended"), ("message", "Kept words"), ("work", &work)];
        for _ in 0..2 {
            let answer = stage.send_drawn(&mut visitor, &refused, &mended, &[]).await;
            assert_eq!(answer.location(), format!("{}/sent?said=sent", stage.here), "{}", answer.text);
        }
        assert_eq!(stage.counts().await, [sent, 0, 0]);
    }
    stage.site.kit.set("portal.my-conversations", "off").await;
    let refused = foreign(&mut visitor, &hook, (FORM, &copied)).await;
    stage.site.kit.clock.advance_millis(10_000);
    let mended = [("email", ANA), ("subject", "Slowly"), ("message", "Kept words")];
    let answer = stage.send_drawn(&mut visitor, &refused, &mended, &[]).await;
    assert_eq!(answer.location(), format!("{}/sent?said=sent", stage.here), "{}", answer.text);
    assert_eq!(stage.counts().await, [3, 0, 0]);
}

#[both]
async fn th47_more_than_a_page_holds_is_not_read(database: Database) {
    let stage = hooked(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let mut visitor = stage.site.browser();
    let (fits, many) = ("\"".repeat(100_000), "\"".repeat(120_000));
    let body = |text: &str| format!("email=ana%40example.com&subject=x&message={text}");
    let json = |length: usize| format!(r#"{{"email":"ana@example.com","message":"{}"}}"#, "x".repeat(length));
    for (kind, body, wanted) in [
        (FORM, body(&fits), StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, body(&many), StatusCode::PAYLOAD_TOO_LARGE),
        (FORM, format!("{}&more={fits}", body(&fits)), StatusCode::PAYLOAD_TOO_LARGE),
        (FORM, body(&"x".repeat(256 * 1024)), StatusCode::PAYLOAD_TOO_LARGE),
        (JSON, json(390 * 1024), StatusCode::UNPROCESSABLE_ENTITY),
        (JSON, json(400 * 1024), StatusCode::PAYLOAD_TOO_LARGE),
        (JSON, json(3 * 1024 * 1024), StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = foreign(&mut visitor, &hook, (kind, &body)).await;
        assert_eq!(answer.status, wanted, "{kind} {}", body.len());
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
    let json = r#"{"email":"ana@example.com","subject":"x","message":"y"}"#;
    for kind in [(FORM, body), (JSON, json)] {
        let refused = foreign(&mut robot, &hook, kind).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.header("retry-after"), "3600", "it says when to come again");
    }
    assert_eq!(foreign(&mut robot, "/hooks/form/aaaaaaaa", (FORM, body)).await.status, StatusCode::NOT_FOUND);
}

/// X1: at the API's hosts programs are heard at once, and forms are led to where their page is.
#[both]
async fn k6_the_hook_is_at_the_addresses_of_the_api_too(database: Database) {
    let stage = hooked(&database).await;
    let body = r#"{"email":"ana@example.com","subject":"Json","message":"x"}"#;
    let hook = format!("/v1/hooks/form/acme/{}", stage.hash);
    for (host, path) in
        [("app.acme.test", hook.clone()), (COMMON, hook.clone()), (COMMON, format!("{hook}/"))]
    {
        let mut program = stage.site.browser_at(host);
        let sent = foreign(&mut program, &path, (JSON, body)).await;
        assert_eq!((sent.status, sent.header("access-control-allow-origin")), (StatusCode::ACCEPTED, "*"));
        let refused = foreign(&mut program, &path, (JSON, r#"{"email":"ana"}"#)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("\"field\":\"email\""), "{}", refused.text);
        let large = foreign(&mut program, &path, (JSON, &"x".repeat(400 * 1024 + 1))).await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
        let led = foreign(&mut program, &path, (FORM, "email=ana%40example.com&subject=x&message=y")).await;
        let there = format!("https://help.acme.test/hooks/form/{}", stage.hash);
        assert_eq!((led.status, led.location()), (StatusCode::TEMPORARY_REDIRECT, &*there));
    }
    assert_eq!(stage.counts().await, [3, 0, 0]);
    let elsewhere = hook.replace("acme", "zeta");
    let unknown = hook.replace(&stage.hash, "aaaaaaaa");
    for (host, path) in
        [(COMMON, &elsewhere), (COMMON, &unknown), ("app.acme.test", &unknown), ("help.acme.test", &hook)]
    {
        let refused = foreign(&mut stage.site.browser_at(host), path, (JSON, body)).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{host}{path}");
    }
}

#[both]
async fn th6_a_form_without_hook_takes_nothing_by_it(database: Database) {
    let stage = Stage::new(&database).await;
    let hook = format!("/hooks/form/{}", stage.hash);
    let body = "email=ana%40example.com&subject=x&message=y";
    assert_eq!(foreign(&mut stage.site.browser(), &hook, (FORM, body)).await.status, StatusCode::NOT_FOUND);
    let hook = format!("/v1/hooks/form/acme/{}", stage.hash);
    let mut program = stage.site.browser_at(COMMON);
    assert_eq!(foreign(&mut program, &hook, (FORM, body)).await.status, StatusCode::NOT_FOUND);
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
