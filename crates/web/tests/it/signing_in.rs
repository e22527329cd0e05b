//! The ways in and out (A2, A5, A7, P1, P2).

use desk::conversation::message::Direction::In;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::Site;

#[both]
async fn a2_a_code_signs_in_where_it_was_asked_for(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser();
    let page = browser.get("/login?referralUrl=%2Fen_us%2Fconversations%3Forder%3Dcreated-oldest").await;
    assert_eq!(page.status, StatusCode::OK);
    let back = page.hidden("referralUrl").replace("&#x3D;", "=").replace("&#x3F;", "?");
    let asked = browser.post("/login", &[("address", "ana@example.com"), ("referralUrl", &back)]).await;
    assert!(asked.has("ana@example.com") && asked.has("name=\"code\""));
    let (code, _) = site.last_mail().await.unwrap();
    assert!(!asked.has(&code), "the page never shows the code");
    let spaced = format!(" {} {} ", &code[..3], &code[3..]);
    let entered = browser.post("/login/code", &[("code", &spaced)]).await;
    assert_eq!(entered.location(), "/en_us/conversations?order=created-oldest");
    let cookie = entered.header("set-cookie").to_owned()
        + entered.headers.get_all("set-cookie").iter().nth(1).unwrap().to_str().unwrap();
    assert!(
        cookie.contains("__Host-customer")
            && cookie.contains("HttpOnly")
            && cookie.contains("Secure")
            && cookie.contains("SameSite=Lax")
    );
    assert_eq!(browser.get("/en_us/conversations").await.status, StatusCode::OK);
}

#[both]
async fn a2_a_wrong_code_says_how_many_tries_are_left_and_the_sixth_is_spent(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser();
    browser.post("/login", &[("address", "ana@example.com")]).await;
    let (code, _) = site.last_mail().await.unwrap();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for left in ["4 tries", "3 tries", "2 tries", "one try"] {
        let refused = browser.post("/login/code", &[("code", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(left), "{left}");
        assert!(refused.has("ana@example.com"), "what was typed is kept");
    }
    browser.post("/login/code", &[("code", wrong)]).await;
    assert_eq!(
        browser.post("/login/code", &[("code", &code)]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(browser.get("/en_us/conversations").await.status, StatusCode::SEE_OTHER);
}

#[both]
async fn a2_the_link_signs_in_by_a_button_in_its_browser_and_shows_the_code_elsewhere(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser();
    browser.post("/login", &[("address", "ana@example.com")]).await;
    let (code, link) = site.last_mail().await.unwrap();
    let elsewhere = site.browser().get(&format!("/login/link/{link}")).await;
    assert!(elsewhere.has(&format!("{} {}", &code[..3], &code[3..])));
    let stranger = site.browser().post("/login/link", &[("token", &link)]).await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "TH23: a forwarded link signs nobody in");
    let here = browser.get(&format!("/login/link/{link}")).await;
    assert!(here.has("ana@example.com") && here.has("method=\"post\""));
    assert_eq!(browser.get("/en_us/conversations").await.status, StatusCode::SEE_OTHER, "no GET uses it up");
    let followed = browser.post("/login/link", &[("token", &link)]).await;
    assert_eq!(followed.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/en_us/conversations").await.status, StatusCode::OK);
    assert_eq!(browser.get(&format!("/login/link/{link}")).await.status, StatusCode::UNAUTHORIZED, "once");
}

#[both]
async fn th18_a_known_and_an_unknown_address_get_the_same_page(database: Database) {
    let site = Site::new(&database).await;
    site.signed_in("ana@example.com").await;
    let ask = async |address: &str| {
        let answer = site.browser().post("/login", &[("address", address)]).await;
        (answer.status, answer.text.replace(address, "ADDRESS"))
    };
    assert_eq!(ask("ana@example.com").await, ask("nobody@example.com").await);
}

#[both]
async fn a_wrong_address_is_refused_at_its_field_and_kept(database: Database) {
    let site = Site::new(&database).await;
    let refused = site.browser().post("/login", &[("address", "ana@@example")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("ana@@example") && refused.has("aria-invalid"));
    assert!(site.last_mail().await.is_none());
}

#[both]
async fn c5_a_sign_in_leads_nowhere_else(database: Database) {
    let site = Site::new(&database).await;
    for evil in ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)"] {
        let mut browser = site.browser();
        browser.post("/login", &[("address", "ana@example.com"), ("referralUrl", evil)]).await;
        let (code, _) = site.last_mail().await.expect("a mail was sent");
        assert_eq!(
            browser.post("/login/code", &[("code", &code)]).await.location(),
            "/en_us/conversations",
            "{evil}"
        );
    }
}

#[both]
async fn a6_too_many_codes_are_refused_with_a_time(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser();
    for _ in 0..5 {
        assert_eq!(browser.post("/login", &[("address", "ana@example.com")]).await.status, StatusCode::OK);
    }
    let refused = browser.post("/login", &[("address", "ana@example.com")]).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.header("retry-after").is_empty());
    site.kit.clock.advance_millis(61 * 60 * 1000);
    assert_eq!(browser.post("/login", &[("address", "ana@example.com")]).await.status, StatusCode::OK);
}

#[both]
async fn p1_while_the_portal_is_off_there_is_nothing_of_it(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    assert!(site.browser().get("/en_us").await.has("/login?referralUrl="), "P2: every page draws the link");
    site.kit.set("portal.my-conversations", "off").await;
    let home = site.browser().get("/en_us").await;
    assert!(home.status == StatusCode::OK && !home.has("/login"));
    for path in ["/login", "/en_us/conversations", "/en_us/conversations/new"] {
        assert_eq!(ana.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    site.kit.set("portal.my-conversations", "on").await;
    assert_eq!(ana.get("/en_us/conversations").await.status, StatusCode::SEE_OTHER, "the session has ended");
}

#[both]
async fn a5_logging_out_asks_then_leads_home_and_says_so(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let asked = ana.get("/logout").await;
    assert!(asked.status == StatusCode::OK && asked.has("method=\"post\""));
    let mut copy = site.browser();
    copy.cookies = ana.cookies.clone();
    let out = ana.post("/logout", &[]).await;
    assert_eq!(out.location(), "/en_us");
    assert!(ana.get("/en_us").await.has("You are signed out"));
    assert!(!ana.get("/en_us").await.has("You are signed out"), "said once");
    assert_eq!(
        copy.get("/en_us/conversations").await.status,
        StatusCode::SEE_OTHER,
        "the token is worth nothing now"
    );
}

#[both]
async fn a5_devices_are_listed_and_ended(database: Database) {
    let site = Site::new(&database).await;
    let (mut here, mut there) =
        (site.signed_in("ana@example.com").await, site.signed_in("ana@example.com").await);
    let page = here.get("/en_us/devices").await;
    let at = page.text.find("/en_us/devices/6").expect("the other device can be ended");
    let end = page.text[at..].split('"').next().unwrap().to_owned();
    assert_eq!(here.post(&end, &[]).await.location(), "/en_us/devices");
    assert_eq!(there.get("/en_us/conversations").await.status, StatusCode::SEE_OTHER);
    let mut stranger = site.signed_in("bob@example.com").await;
    assert_eq!(stranger.post(&end, &[]).await.status, StatusCode::NOT_FOUND, "TH26");
    here.post("/en_us/devices/sign-out", &[]).await;
    assert_eq!(here.get("/en_us/conversations").await.status, StatusCode::SEE_OTHER);
}

#[both]
async fn a1_a_session_ends_by_the_clock_and_the_text_comes_back(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let begun = ana.get("/en_us/conversations/new").await;
    let once = begun.hidden("once");
    site.kit.clock.advance_millis(24 * 60 * 60 * 1000 + 1);
    let read = ana.get("/en_us/conversations?order=created-newest").await;
    assert_eq!(read.location(), "/login?referralUrl=%2Fen_us%2Fconversations%3Forder%3Dcreated-newest");
    let fields = [("once", once.as_str()), ("subject", "Late"), ("text", "written with care")];
    let late = ana.upload("/en_us/conversations", &fields, &[]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert!(late.has("written with care") && late.has("/login?referralUrl="));
}

#[both]
async fn o4_where_no_mail_leaves_the_sign_in_says_so_to_everybody(database: Database) {
    let site = Site::without_mail(&database).await;
    let mut browser = site.browser();
    let says_so = "We cannot send e-mail at the moment";
    assert!(browser.get("/login").await.has(says_so));
    site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    for address in ["ana@example.com", "nobody@example.com"] {
        let asked = browser.post("/login", &[("address", address), ("referralUrl", "/")]).await;
        assert_eq!(asked.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(asked.has(says_so) && asked.has(address), "the address is kept");
    }
    assert!(site.last_mail().await.is_none());
}
