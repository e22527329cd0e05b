//! R2: the second factor at the sign-in, and the page where one sees to one's own way in.

use data_encoding::BASE32_NOPAD;
use desk::right::Role;
use http::StatusCode;
use identity::TotpSecret;
use testkit::{Database, both};

use crate::client::{Answer, Browser, PASSWORD, Site};

const ACCOUNT: &str = "/app/settings/account";
const SET_UP: &str = "/app/settings/account/second-factor";
const CONFIRM: &str = "/app/settings/account/second-factor/confirmation";
const SHOW: &str = "/app/sign-in/second-factor";
const ADA: &str = "ada.min@acme.test";
const STEP: i64 = 30_000;

async fn ada(site: &Site) -> Browser<'_> {
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    site.at_desk(&ada).await
}

/// What the page shows, as an app reads it.
fn scanned(page: &Answer) -> TotpSecret {
    let text = page.text.split("id=\"secret\" value=\"").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    let letters = text.split('"').next().unwrap().replace(' ', "");
    TotpSecret::from_bytes(&BASE32_NOPAD.decode(letters.as_bytes()).unwrap()).unwrap()
}

fn shown(site: &Site, app: &TotpSecret) -> String {
    app.code(site.kit.clock.now()).reveal().to_owned()
}

/// Sets a second factor up, and answers the app that knows it and the recovery codes.
pub(crate) async fn set_up(site: &Site, browser: &mut Browser<'_>) -> (TotpSecret, Vec<String>) {
    let begun = browser.post(SET_UP, &[]).await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, SET_UP), "{}", begun.text);
    let app = scanned(&browser.get(SET_UP).await);
    let done = browser.post(CONFIRM, &[("code", &shown(site, &app))]).await;
    assert_eq!((done.status, done.header("cache-control")), (StatusCode::OK, "no-store, private"));
    let codes = done.text.split("spellcheck=\"false\">").nth(1).unwrap().split("</textarea>").next().unwrap();
    site.kit.clock.advance_millis(STEP);
    (app, codes.lines().map(str::to_owned).filter(|code| !code.is_empty()).collect())
}

#[both]
async fn r2_a_second_factor_is_set_up_and_asked_for_after_the_password(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = ada(&site).await;
    assert!(browser.get(ACCOUNT).await.has(&format!("href=\"{SET_UP}\"")));
    let before = browser.get(SET_UP).await;
    assert!(!before.has("otpauth"), "looking offers nothing: {}", before.text);
    browser.post(SET_UP, &[]).await;
    let page = browser.get(SET_UP).await;
    for part in ["otpauth://totp/Acme:ada.min%40acme.test?secret=", "src=\"data:image/svg+xml;base64,"] {
        assert!(page.has(part), "{part}: {}", page.text);
    }
    let refused = browser.post(CONFIRM, &[("code", "12345")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("not the code of now") && refused.has("otpauth://"), "{}", refused.text);
    let (app, codes) = set_up(&site, &mut browser).await;
    assert_eq!(codes.len(), 10);
    assert_eq!(browser.get(SET_UP).await.location(), ACCOUNT, "it is never shown again");
    assert!(browser.get(ACCOUNT).await.has("10 recovery codes are left"));

    let mut other = site.browser_at("app.acme.test");
    let fields = [("email", ADA), ("password", PASSWORD), ("return", "/app/settings/users")];
    let half = other.post("/app/sign-in", &fields).await;
    let asked = format!("{SHOW}?return=%2Fapp%2Fsettings%2Fusers");
    assert_eq!((half.status, half.location()), (StatusCode::SEE_OTHER, asked.as_str()));
    assert!(other.cookies.contains_key("__Host-half") && !other.cookies.contains_key("__Host-user"));
    let held = other.cookies["__Host-half"].clone();
    for path in ["/app/conversations", ACCOUNT, SET_UP, "/app/settings/users"] {
        let mut sneak = site.browser_at("app.acme.test");
        sneak.cookies.insert("__Host-user".to_owned(), held.clone());
        assert!(sneak.get(path).await.location().starts_with("/app/sign-in"), "half is nothing: {path}");
        assert!(other.get(path).await.location().starts_with("/app/sign-in"), "{path}");
    }
    let page = other.get(&asked).await;
    assert_eq!(page.hidden("return"), "/app/settings/users");
    let refused = other.post(SHOW, &[("code", "no code"), ("return", "/app/settings/users")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("not the code of now") && !refused.has("no code\""), "{}", refused.text);
    let entered = other.post(SHOW, &[("code", &shown(&site, &app)), ("return", "/app/settings/users")]).await;
    assert_eq!(entered.location(), "/app/settings/users");
    assert!(!other.cookies.contains_key("__Host-half"));
    assert!(other.get("/app/settings/users").await.has("Second factor"), "the list says who has one");

    let mut lost = site.browser_at("app.acme.test");
    lost.enter(ADA, PASSWORD).await;
    let entered = lost.post(SHOW, &[("code", &codes[0]), ("return", "https://evil.test/")]).await;
    assert_eq!(entered.location(), "/app", "C5");
    assert!(lost.get(ACCOUNT).await.has("9 recovery codes are left"));
}

#[both]
async fn r2_whoever_owes_one_is_led_to_where_it_is_set_up_and_finds_nothing_else(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("users.second-factor", "administrators").await;
    let mut browser = ada(&site).await;
    for route in web::routes().iter().filter(|route| route.door.contains("<User>")) {
        let parts = route
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "6ab13b80000000000000ffff" } else { part });
        let path = parts.collect::<Vec<_>>().join("/");
        let answer = match route.method {
            "GET" => browser.get(&path).await,
            _ => browser.upload(&path, &[], &[]).await,
        };
        if route.method == "GET" {
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, SET_UP), "{path}");
        } else {
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(browser.get(ACCOUNT).await.location(), SET_UP);
    let page = browser.get(SET_UP).await;
    assert!(page.has("Your organization demands") && page.has("/app/sign-out"), "{}", page.text);
    set_up(&site, &mut browser).await;
    assert_eq!(browser.get("/app/settings/users").await.status, StatusCode::OK);

    let agent = site.kit.user("Ag Ent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&agent).await;
    assert_eq!(agent.get("/app/conversations").await.status, StatusCode::OK);
    site.kit.set("users.second-factor", "everybody").await;
    assert_eq!(agent.get("/app/conversations").await.location(), SET_UP, "open sessions too");
    assert_eq!(agent.post("/app/sign-out", &[]).await.location(), "/app/sign-in", "leaving is always there");
}

#[both]
async fn r2_half_a_sign_in_ends_and_the_password_is_asked_for_again(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = ada(&site).await;
    let (app, _) = set_up(&site, &mut browser).await;
    let mut other = site.browser_at("app.acme.test");
    assert_eq!(other.get(SHOW).await.location(), "/app/sign-in?return=%2Fapp", "nothing is under way");
    other.enter(ADA, PASSWORD).await;
    for _ in 0..5 {
        assert_eq!(other.post(SHOW, &[("code", "000000")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let over = other.post(SHOW, &[("code", &shown(&site, &app))]).await;
    assert_eq!(over.location(), "/app/sign-in?return=%2Fapp");
    assert!(other.get(over.location()).await.has("too many tries"));
    other.enter(ADA, PASSWORD).await;
    for _ in 0..5 {
        other.post(SHOW, &[("code", "000000")]).await;
    }
    let stopped = other.enter(ADA, PASSWORD).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS, "A6");
}

#[both]
async fn r2_new_codes_and_turning_it_off_need_the_password(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = ada(&site).await;
    let (_, codes) = set_up(&site, &mut browser).await;
    let renew = format!("{SET_UP}/recovery-codes");
    let remove = format!("{SET_UP}/removal");
    for at in [&renew, &remove] {
        let refused = browser.post(at, &[("password", "not the password")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has("This is not your password.") && refused.has("aria-invalid"), "{}", refused.text);
    }
    let renewed = browser.post(&renew, &[("password", PASSWORD)]).await;
    assert_eq!(renewed.status, StatusCode::OK);
    assert!(renewed.has("<textarea") && !renewed.has(&codes[0]), "{}", renewed.text);
    let off = browser.post(&remove, &[("password", PASSWORD)]).await;
    assert_eq!(off.location(), ACCOUNT);
    assert!(browser.get(ACCOUNT).await.has("The second factor is off"));
    assert_eq!(site.browser_at("app.acme.test").enter(ADA, PASSWORD).await.location(), "/app");
}

#[both]
async fn r2_an_administrator_resets_the_second_factor_of_another(database: Database) {
    let site = Site::new(&database).await;
    let uma = site.kit.user("Uma Agent", &[Role::Agent]).await;
    let (mut ada, mut browser) = (ada(&site).await, site.at_desk(&uma).await);
    set_up(&site, &mut browser).await;
    let page = format!("/app/settings/users/{}", uma.id);
    assert!(ada.get(&page).await.has("Reset the second factor"));
    let reset = format!("{page}/second-factor-reset");
    assert_eq!(browser.post(&reset, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.post(&reset, &[]).await.location(), page);
    let after = ada.get(&page).await;
    assert!(after.has("The second factor is reset") && !after.has("second-factor-reset"), "{}", after.text);
    assert_eq!(ada.post(&reset, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(site.browser_at("app.acme.test").enter(uma.email.as_str(), PASSWORD).await.location(), "/app");
}

#[both]
async fn r2_sessions_are_listed_and_ended(database: Database) {
    let site = Site::new(&database).await;
    let mut browser = ada(&site).await;
    let mut other = site.browser_at("app.acme.test");
    other.enter(ADA, PASSWORD).await;
    let page = browser.get(ACCOUNT).await;
    assert!(page.text.matches("/sign-out\"").count() >= 3 && page.has("This browser"), "{}", page.text);
    let ends = |page: &Answer| {
        let urls = page.text.split("action=\"").filter_map(|rest| rest.split('"').next());
        let of_device = |url: &&str| url.contains("/devices/") && !url.ends_with("devices/sign-out");
        urls.filter(of_device).map(str::to_owned).collect::<Vec<_>>()
    };
    let (mine, theirs) = (ends(&other.get(ACCOUNT).await), ends(&page));
    assert_eq!((mine.len(), theirs.len()), (2, 2));
    let rows: Vec<&str> = page.text.split("<li class=\"line\">").skip(1).collect();
    let foreign = rows.iter().find(|row| !row.contains("This browser")).unwrap();
    let end = theirs.iter().find(|url| foreign.contains(url.as_str())).unwrap();
    assert_eq!(browser.post(end, &[]).await.location(), ACCOUNT);
    assert_eq!(other.get("/app/conversations").await.status, StatusCode::SEE_OTHER, "it is over");
    assert_eq!(browser.post(end, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/app/conversations").await.status, StatusCode::OK);
    other.enter(ADA, PASSWORD).await;
    let everywhere = browser.post(&format!("{ACCOUNT}/devices/sign-out"), &[]).await;
    assert_eq!(everywhere.location(), "/app/sign-in");
    for browser in [&mut browser, &mut other] {
        assert_eq!(browser.get("/app/conversations").await.status, StatusCode::SEE_OTHER);
    }
}
