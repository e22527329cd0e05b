//! C2 to C5 over HTTP: out to the company's own login and back.

use data_encoding::BASE64URL_NOPAD;
use desk::right::Role;
use desk::sign_on::Manage;
use http::StatusCode;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use testkit::{Database, both};
use testkit_desk::{sign_on_token, token_of};

use crate::client::{Answer, Browser, Site};

const LOGIN_PAGE: &str = "https://login.acme.test/in?brand=a";

/// What is wrong with a `referralUrl`, and one as it stands in the address.
pub(crate) const BAD_REFERRALS: [(&str, &str); 16] = [
    ("Another host", "https%3A%2F%2Fevil.test%2F"),
    ("Another host, decoded by the company's site", "https://evil.test/"),
    ("Another host without a scheme", "%2F%2Fevil.test"),
    ("The same, decoded", "//evil.test"),
    ("A backslash, which browsers take for a slash", "%2F%5Cevil.test"),
    ("Our host as the user part of another", "https%3A%2F%2Fhelp.acme.test%40evil.test%2F"),
    ("Our host as the beginning of another", "https%3A%2F%2Fhelp.acme.test.evil.test%2F"),
    ("Another port", "https%3A%2F%2Fhelp.acme.test%3A444%2F"),
    ("Another scheme", "http%3A%2F%2Fhelp.acme.test%2F"),
    ("A host of ours that is another knowledge base's", "https%3A%2F%2Fhelp.zeta.test%2F"),
    ("A host of ours that is the app's", "https%3A%2F%2Fapp.acme.test%2F"),
    ("Two slashes behind our host", "https%3A%2F%2Fhelp.acme.test%2F%2Fevil.test%2F"),
    ("A script", "javascript%3Aalert(1)"),
    ("A line break, which begins another header", "%2Fen_us%0D%0ALocation%3A%20https%3A%2F%2Fevil.test"),
    ("No address", "evil"),
    ("Nothing", ""),
];

/// Turns Custom Sign On on and answers the secret.
pub(crate) async fn turn_on(site: &Site) -> String {
    site.kit.set("portal.sign-on-url", LOGIN_PAGE).await;
    site.kit.set("portal.sign-on", "on").await;
    secret(site).await
}

async fn secret(site: &Site) -> String {
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut act = site.kit.act(&ada);
    let kb = act.open::<Manage, desk::kb::Kb>(site.kit.kb.id).await.unwrap();
    let revealed = kb.reveal_secret(&mut act).await.unwrap();
    act.done(revealed.text.reveal().clone()).await.unwrap()
}

fn now(site: &Site) -> i64 {
    site.kit.clock.now().seconds()
}

/// The parameters that the company's site gets.
fn sent_out(answer: &Answer) -> (String, String) {
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    let asked =
        answer.location().strip_prefix("https://login.acme.test/in?brand=a&").expect("the login page");
    let (tracking, back) = asked.split_once("&kustomerRedirectUri=").expect("both are there");
    let tracking = tracking.strip_prefix("trackingToken=").expect("it comes first").to_owned();
    (tracking, percent_decode_str(back).decode_utf8().unwrap().into_owned())
}

/// What the browser asks for when the company's site sends it back.
fn path_of(back: &str, token: &str) -> String {
    format!("{}&externalToken={token}", back.strip_prefix("https://help.acme.test").expect("our own host"))
}

/// Goes out from this page and comes back with this token.
async fn around(browser: &mut Browser<'_>, from: &str, token: &str) -> Answer {
    let (_, back) = sent_out(&browser.get(from).await);
    browser.get(&path_of(&back, token)).await
}

#[both]
async fn c2_login_goes_straight_out_and_says_where_to_come_back(database: Database) {
    let site = Site::new(&database).await;
    turn_on(&site).await;
    let mut browser = site.browser();
    let out = browser.get("/login?referralUrl=%2Fen_us%2Fconversations%3Fstatus%3Dopen").await;
    let (tracking, back) = sent_out(&out);
    assert_eq!(
        back,
        "https://help.acme.test/login?referralUrl=https%3A%2F%2Fhelp.acme.test%2Fen_us%2Fconversations%3Fstatus%3Dopen"
    );
    assert!(!out.location().contains("%25252F") && out.location().contains("%253A"), "encoded once in each");
    let parts: Vec<&str> = tracking.split('.').collect();
    let read = |part: &str| -> Value {
        serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
    };
    assert_eq!(read(parts[0]), json!({ "alg": "none", "typ": "JWT" }));
    assert_eq!((parts.len(), parts[2]), (3, ""));
    let claims = read(parts[1]);
    assert_eq!(claims.as_object().unwrap().keys().collect::<Vec<_>>(), ["id"], "no personal data");
    let (other, _) = sent_out(&site.browser().get("/login").await);
    assert_ne!(read(other.split('.').nth(1).unwrap()), claims);
    assert!(out.header("set-cookie").starts_with("__Host-attempt="), "{}", out.header("set-cookie"));
    assert!(
        out.header("set-cookie").contains("Max-Age=1800") && out.header("cache-control").contains("no-store")
    );
}

#[both]
async fn c3_a_customer_comes_back_signed_in_where_they_were(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    let mut browser = site.browser();
    let asked = browser.get("/en_us/conversations?status=open").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "A7");
    let (_, back) = sent_out(&browser.get(asked.location()).await);
    let token = token_of(&secret, "ana@example.com", now(&site));
    let entered = browser.get(&path_of(&back, &token)).await;
    assert_eq!(
        (entered.status, entered.location()),
        (StatusCode::SEE_OTHER, "/en_us/conversations?status=open")
    );
    assert!(!format!("{:?}", entered.headers).contains(&token), "C5");
    assert!(
        browser.cookies.contains_key("__Host-customer") && !browser.cookies.contains_key("__Host-attempt")
    );
    let list = browser.get(entered.location()).await;
    assert!(list.status == StatusCode::OK && list.has("ana@example.com"), "{}", list.text);

    // Again in this browser it leads on, anywhere else it is refused.
    let again = browser.get(&path_of(&back, &token)).await;
    assert_eq!((again.status, again.location()), (StatusCode::SEE_OTHER, "/en_us/conversations?status=open"));
    let mut other = site.browser();
    assert_eq!(around(&mut other, "/login", &token).await.status, StatusCode::UNAUTHORIZED);
    assert!(!other.cookies.contains_key("__Host-customer"));
}

#[both]
async fn c2_the_way_back_is_understood_in_both_shapes(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    for (number, (referral, leads_to)) in [
        ("https%3A%2F%2Fhelp.acme.test%2Fde%3Fa%3D1%26b%3D2", "/de?a=1&b=2"),
        ("https://help.acme.test/de?a=1&b=2", "/de?a=1&b=2"),
        ("https://help.acme.test", "/"),
        ("%2Fen_us", "/en_us"),
    ]
    .into_iter()
    .enumerate()
    {
        let mut browser = site.browser();
        sent_out(&browser.get("/login").await);
        let token = token_of(&secret, &format!("ana{number}@example.com"), now(&site));
        let entered = browser.get(&format!("/login?referralUrl={referral}&externalToken={token}")).await;
        assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, leads_to), "{referral}");
    }
}

#[both]
async fn c5_no_referral_leads_to_anybody_else(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    for (number, (_, bad)) in BAD_REFERRALS.into_iter().enumerate() {
        let mut browser = site.browser();
        let (_, back) = sent_out(&browser.get(&format!("/login?referralUrl={bad}")).await);
        assert_eq!(
            back, "https://help.acme.test/login?referralUrl=https%3A%2F%2Fhelp.acme.test%2Fen_us",
            "{bad}"
        );
        let token = token_of(&secret, &format!("ana{number}@example.com"), now(&site));
        let entered = browser.get(&format!("/login?referralUrl={bad}&externalToken={token}")).await;
        assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/en_us"), "{bad}");
    }
}

/// Nobody's link signs anybody in.
#[both]
async fn c3_a_token_out_of_the_blue_is_asked_about_at_a_clean_address(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    let mut browser = site.browser();
    let token = token_of(&secret, "mallory@example.com", now(&site));
    let came = browser.get(&format!("/login?referralUrl=%2Fen_us%2Fdevices&externalToken={token}")).await;
    assert_eq!(came.location(), "/login/confirm?referralUrl=%2Fen_us%2Fdevices");
    assert!(
        !browser.cookies.contains_key("__Host-customer") && !format!("{:?}", came.headers).contains(&token)
    );
    let page = browser.get(came.location()).await;
    assert!(page.status == StatusCode::OK && page.has("Sign in as mallory@example.com?"), "{}", page.text);
    assert!(!page.has(&token) && page.header("cache-control").contains("no-store"));
    // Looking at it as often as one likes signs nobody in.
    browser.get(came.location()).await;
    assert!(!browser.cookies.contains_key("__Host-customer"));
    let entered = browser.post("/login/confirm?referralUrl=%2Fen_us%2Fdevices", &[]).await;
    assert_eq!((entered.status, entered.location()), (StatusCode::SEE_OTHER, "/en_us/devices"));
    assert!(
        browser.cookies.contains_key("__Host-customer")
            && !browser.cookies.contains_key("__Host-confirmation")
    );
    // Where nothing waits there is nothing to agree to.
    let mut other = site.browser();
    assert_eq!(other.post("/login/confirm", &[]).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(other.get("/login/confirm").await.location(), "/login?referralUrl=%2Fen_us");
}

#[both]
async fn c3_an_attempt_is_good_for_thirty_minutes_at_its_own_site(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    let mut browser = site.browser();
    sent_out(&browser.get("/login").await);
    site.kit.clock.advance_millis(30 * 60 * 1000);
    let late = browser
        .get(&format!("/login?externalToken={}", token_of(&secret, "a@example.com", now(&site))))
        .await;
    assert!(late.location().starts_with("/login/confirm"), "{}", late.location());
    // A cookie that we did not give is none.
    let cookie = browser.cookies["__Host-attempt"].clone();
    let later = cookie.replace(cookie.split('.').nth(1).unwrap(), "9999999999999");
    browser.cookies.insert("__Host-attempt".to_owned(), later);
    let forged = browser
        .get(&format!("/login?externalToken={}", token_of(&secret, "b@example.com", now(&site))))
        .await;
    assert!(forged.location().starts_with("/login/confirm"), "{}", forged.location());
}

#[both]
async fn c4_every_refusal_is_the_same_page(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("portal.contact-url", "/en_us/contact").await;
    let secret = turn_on(&site).await;
    let claims = |more: &Value| {
        let mut claims = json!({ "email": "ana@example.com", "iat": now(&site) });
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        sign_on_token(&secret, &claims)
    };
    let good = claims(&json!({ "aud": site.kit.kb.id.to_string() }));
    let tokens = [
        ("doubled", format!("{good}&externalToken={good}")),
        ("oversized", "a".repeat(5_000)),
        ("malformed", "a.b".to_owned()),
        ("signature", token_of("other", "ana@example.com", now(&site))),
        ("iat_old", claims(&json!({ "iat": now(&site) - 901 }))),
        ("iat_future", claims(&json!({ "iat": now(&site) + 61 }))),
        ("exp", claims(&json!({ "exp": now(&site) }))),
        ("nbf", claims(&json!({ "nbf": now(&site) + 1 }))),
        ("aud", claims(&json!({ "aud": "https://evil.test" }))),
        ("email_invalid", claims(&json!({ "email": "ana" }))),
    ];
    let mut pages = Vec::new();
    for (reason, token) in &tokens {
        let mut browser = site.browser();
        let refused = around(&mut browser, "/login?referralUrl=%2Fen_us", token).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{reason}");
        assert_eq!(refused.header("refresh"), "0;url=/login/refused?referralUrl=%2Fen_us", "C5: {reason}");
        assert_eq!(refused.header("referrer-policy"), "no-referrer");
        assert!(refused.header("cache-control").contains("no-store") && !refused.has(token), "{reason}");
        assert!(!browser.cookies.contains_key("__Host-customer"), "{reason}");
        pages.push(refused.text);
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "one page for all");
    assert!(pages[0].contains("href=\"/en_us/contact\"") && pages[0].contains("/login?referralUrl=%2Fen_us"));
    let clean = site.browser().get("/login/refused?referralUrl=%2Fen_us").await;
    assert_eq!((clean.status, &clean.text), (StatusCode::UNAUTHORIZED, &pages[0]));
    assert_eq!(clean.header("refresh"), "");

    site.kit.desk.flush_refusals().await.unwrap();
    let ada = site.kit.user("Audi Tor", &[Role::Administrator]).await;
    let mut auditor = site.at_desk(&ada).await;
    let log = auditor.get("/app/settings/security/audit-log?name=sign_on.refused").await;
    for (reason, _) in &tokens {
        assert!(log.has(reason), "{reason} in the log: {}", log.text);
    }
    assert!(!log.has(&good));
}

#[both]
async fn c4_while_it_is_off_a_token_is_refused_and_codes_are_there(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    site.kit.set("portal.sign-on", "off").await;
    let mut browser = site.browser();
    let token = token_of(&secret, "ana@example.com", now(&site));
    let refused = browser.get(&format!("/login?externalToken={token}")).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.get("/login").await.status, StatusCode::OK);
    assert_eq!(browser.get("/login/sign-on").await.status, StatusCode::NOT_FOUND);
    site.kit.set("portal.my-conversations", "off").await;
    assert_eq!(
        browser.get(&format!("/login?externalToken={token}")).await.status,
        StatusCode::NOT_FOUND,
        "P1"
    );
}

#[both]
async fn a3_other_ways_are_gone_unless_codes_are_allowed_beside_it(database: Database) {
    let site = Site::new(&database).await;
    turn_on(&site).await;
    let mut browser = site.browser();
    for (path, fields) in [
        ("/login", vec![("address", "ana@example.com")]),
        ("/login/code", vec![("code", "123456")]),
        ("/login/link", vec![("token", "x")]),
    ] {
        let answer = browser.post(path, &fields).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    site.kit.set("portal.sign-on-code", "on").await;
    let page = browser.get("/login?referralUrl=%2Fen_us%2Fdevices").await;
    assert!(page.status == StatusCode::OK && page.has("name=\"address\""), "{}", page.text);
    assert!(page.has("href=\"/login/sign-on?referralUrl=%2Fen_us%2Fdevices\""), "{}", page.text);
    let (_, back) = sent_out(&browser.get("/login/sign-on?referralUrl=%2Fen_us%2Fdevices").await);
    assert!(back.ends_with("%2Fen_us%2Fdevices"), "{back}");
    browser.sign_in("ana@example.com").await;
    site.kit.set("portal.sign-on-code", "off").await;
    assert_eq!(browser.get("/en_us/conversations").await.status, StatusCode::SEE_OTHER, "its session ended");
}

/// A5: logging out leads home, or Custom Sign On would answer by signing in again.
#[both]
async fn a5_logging_out_does_not_lead_out_again(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    let mut browser = site.browser();
    around(&mut browser, "/login", &token_of(&secret, "ana@example.com", now(&site))).await;
    let out = browser.post("/logout", &[]).await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/en_us"));
    assert!(browser.get("/en_us").await.has("/login?referralUrl=%2Fen_us"));
}

/// From the list, which is where a sign-in leads to by itself, in the language they chose.
#[both]
async fn p15_a_customer_goes_on_in_the_language_they_chose(database: Database) {
    const LIST: &str = "/login?referralUrl=%2Fen_us%2Fconversations";
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let secret = turn_on(&site).await;
    let mut browser = site.browser();
    let token = |number: &str| {
        sign_on_token(&secret, &json!({ "email": "ana@example.com", "iat": now(&site), "jti": number }))
    };
    let entered = around(&mut browser, LIST, &token("1")).await;
    assert_eq!(entered.location(), "/en_us/conversations");
    let chosen = [("name", "Ana"), ("language", "de"), ("zone", ""), ("mails", "on")];
    assert_eq!(browser.post("/en_us/settings", &chosen).await.status, StatusCode::SEE_OTHER);
    let entered = around(&mut site.browser(), LIST, &token("2")).await;
    assert_eq!(entered.location(), "/de/conversations");
    let entered = around(&mut site.browser(), "/login?referralUrl=%2Fen_us%2Fdevices", &token("3")).await;
    assert_eq!(entered.location(), "/en_us/devices");
}

/// From the token to the first page: one redirect, one transaction that writes, and one that reads.
#[both]
async fn c3_signing_on_writes_once_and_the_page_behind_it_not_at_all(database: Database) {
    let site = Site::new(&database).await;
    let secret = turn_on(&site).await;
    let mut browser = site.browser();
    let (_, back) = sent_out(&browser.get("/login?referralUrl=%2Fen_us%2Fconversations").await);
    let before = site.kit.db.commits();
    let entered = browser.get(&path_of(&back, &token_of(&secret, "ana@example.com", now(&site)))).await;
    assert_eq!(entered.location(), "/en_us/conversations");
    assert_eq!(site.kit.db.commits() - before, 1);
    assert_eq!(browser.get(entered.location()).await.status, StatusCode::OK);
    assert_eq!(site.kit.db.commits() - before, 1);
}
