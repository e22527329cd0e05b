//! How users come in and go (R2, TH18, TH20, TH30, I4).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{PASSWORD, Site};

#[both]
async fn th18_whoever_forgot_the_password_gets_one_answer_and_a_limit(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut browser = site.browser_at("app.acme.test");
    let sign_in = browser.get("/app/sign-in").await;
    assert!(sign_in.has("href=\"/app/password\""));
    assert!(browser.get("/app/password").await.has("works for 30 minutes"));
    let wrong = browser.post("/app/password", &[("email", "ana@")]).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY
            && wrong.has("ana@")
            && wrong.has("not an e-mail address")
    );
    let mut answers = Vec::new();
    for address in [ana.email.as_str(), "nobody@example.com"] {
        let asked = browser.post("/app/password", &[("email", address)]).await;
        assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, "/app/sign-in"));
        let page = browser.get("/app/sign-in").await;
        assert!(page.has("a link is on its way to it"));
        answers.push(page.text);
        for _ in 0..4 {
            browser.post("/app/password", &[("email", address)]).await;
        }
        let refused = browser.post("/app/password", &[("email", address)]).await;
        assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "3600"));
        browser.get("/app/sign-in").await;
    }
    assert_eq!(answers[0], answers[1]);
}

#[both]
async fn r2_a_user_sets_a_password_through_a_link_and_signs_in(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let link = site.password_link(&ana).await;
    let mut browser = site.browser_at("app.acme.test");
    let page = browser.get(&link).await;
    assert!(page.status == StatusCode::OK && page.has("ana.agent@acme.test") && page.has("Acme"));
    for (password, again, said) in [
        ("short", "short", "Use at least 10 characters"),
        ("ana.agent@acme.test", "ana.agent@acme.test", "on lists of stolen ones"),
        (PASSWORD, "four other words together", "are not the same"),
    ] {
        let refused = browser.post(&link, &[("password", password), ("again", again)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(said) && !refused.has(PASSWORD), "{}", refused.text);
    }
    let set = browser.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!((set.status, set.location()), (StatusCode::SEE_OTHER, "/app/sign-in"));
    assert!(browser.get("/app/sign-in").await.has("Your password is set"));
    let over = browser.get(&link).await;
    assert!(over.status == StatusCode::UNAUTHORIZED && over.has("no longer works"), "once");
    assert_eq!(
        browser.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(browser.enter("Ana.Agent@acme.test", PASSWORD).await.location(), "/app");
    assert_eq!(browser.get("/app").await.location(), "/app/conversations?view=mine");
    let desk = browser.get("/app/conversations?view=mine").await;
    assert_eq!(desk.status, StatusCode::OK);
    assert!(desk.has("Ana Agent") && desk.has("All answered"));
}

#[both]
async fn th18_a_wrong_password_and_an_unknown_address_are_one_answer(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    site.at_desk(&ana).await;
    let mut answers = Vec::new();
    for (email, password) in [
        ("ana.agent@acme.test", "not the password"),
        ("nobody@acme.test", PASSWORD),
        ("no address", PASSWORD),
    ] {
        let mut browser = site.browser_at("app.acme.test");
        let refused = browser.enter(email, password).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(refused.has("do not match") && refused.has(email) && !refused.has(password));
        assert!(browser.cookies.is_empty());
        answers.push(refused.text.replace(email, "EMAIL"));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
}

#[both]
async fn a6_guesses_are_stopped_and_told_when_to_come_again(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = site.browser_at("app.acme.test");
    for _ in 0..10 {
        let refused = browser.enter("ana.agent@acme.test", "a guess of many").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let stopped = browser.enter("ana.agent@acme.test", "a guess of many").await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(!stopped.header("retry-after").is_empty() && stopped.has("Too many tries"), "{}", stopped.text);
}

#[both]
async fn whoever_is_not_signed_in_comes_back_to_where_they_were(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    site.at_desk(&ana).await;
    let mut browser = site.browser_at("app.acme.test");
    let led = browser.get("/app/conversations?view=open").await;
    assert_eq!(led.location(), "/app/sign-in?return=%2Fapp%2Fconversations%3Fview%3Dopen");
    let page = browser.get(led.location()).await;
    assert_eq!(page.hidden("return"), "/app/conversations?view=open");
    for (wanted, reached) in [
        ("/app/conversations?view=open", "/app/conversations?view=open"),
        ("https://evil.test/app/", "/app"),
        ("//evil.test/app", "/app"),
        ("/en_us", "/app"),
    ] {
        let fields = [("email", "ana.agent@acme.test"), ("password", PASSWORD), ("return", wanted)];
        let entered = site.browser_at("app.acme.test").post("/app/sign-in", &fields).await;
        assert_eq!(entered.location(), reached, "C5: {wanted}");
    }
}

#[both]
async fn th20_signing_out_ends_the_session_and_a_new_sign_in_ends_the_old_one(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut browser = site.at_desk(&ana).await;
    let mut copy = site.browser_at("app.acme.test");
    copy.cookies = browser.cookies.clone();
    assert_eq!(copy.get("/app/conversations").await.status, StatusCode::OK);
    browser.enter("ana.agent@acme.test", PASSWORD).await;
    assert_eq!(copy.get("/app/conversations").await.status, StatusCode::SEE_OTHER, "the old token is over");
    copy.cookies = browser.cookies.clone();
    let out = browser.post("/app/sign-out", &[]).await;
    assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/app/sign-in"));
    assert!(browser.get("/app/sign-in").await.has("You are signed out"));
    assert_eq!(copy.get("/app/conversations").await.status, StatusCode::SEE_OTHER);
    let late = copy.post("/app/conversations/6ab13b80000000000000ffff/note", &[("text", "late")]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert!(late.has("Nothing was sent"));
}

#[both]
async fn th30_i4_neither_session_stands_for_the_other(database: Database) {
    let site = Site::new(&database).await;
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&user).await;
    let mut customer = site.signed_in("ana.agent@acme.test").await;
    let (theirs, ours) = (agent.cookies["__Host-user"].clone(), customer.cookies["__Host-customer"].clone());
    for cookie in ["__Host-user", "__Host-customer"] {
        agent.cookies.insert(cookie.to_owned(), theirs.clone());
        customer.cookies.insert(cookie.to_owned(), ours.clone());
    }
    agent.host = "help.acme.test";
    let portal = agent.get("/en_us/conversations").await;
    assert_eq!(portal.location(), "/login?referralUrl=%2Fen_us%2Fconversations");
    customer.host = "app.acme.test";
    let desk = customer.get("/app/conversations").await;
    assert_eq!(desk.location(), "/app/sign-in?return=%2Fapp%2Fconversations");
}

#[both]
async fn the_app_answers_on_its_host_only_and_says_what_is_not_there(database: Database) {
    let site = Site::new(&database).await;
    let mut portal = site.browser();
    for path in ["/app", "/app/sign-in", "/app/conversations"] {
        assert_eq!(portal.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mut app = site.browser_at("app.acme.test");
    for path in ["/app/nothing", "/en_us", "/"] {
        let missing = app.get(path).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND, "{path}");
        assert!(missing.has("There is no such page") && missing.has("Acme"), "{path}");
    }
    let page = app.get("/app/sign-in").await;
    assert_eq!((page.header("cache-control"), page.header("x-frame-options")), ("no-store, private", "DENY"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self' 'sha256-") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(app.get("/app/sign-in").await.header("x-robots-tag"), "noindex");
    let at = page.text.find("/assets/").expect("the page has a style sheet");
    let sheet = page.text[at..].split('"').next().unwrap().to_owned();
    assert_eq!(app.get(&sheet).await.status, StatusCode::OK, "{sheet}");
}
