//! R2: Settings > Security > Sign-in of users.

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, PASSWORD, Site};

const SIGN_IN: &str = "/app/settings/security/sign-in";
const HOUR: i64 = 60 * 60_000;

async fn admin(site: &Site) -> Browser<'_> {
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    site.at_desk(&ada).await
}

async fn save(browser: &mut Browser<'_>, (demand, lifetime, unit): (&str, &str, &str)) -> Answer {
    let page = browser.get(SIGN_IN).await;
    let (seen_demand, seen_minutes) = (page.hidden("seen_demand"), page.hidden("seen_minutes"));
    let fields = [
        ("demand", demand),
        ("lifetime", lifetime),
        ("unit", unit),
        ("seen_demand", seen_demand.as_str()),
        ("seen_minutes", seen_minutes.as_str()),
    ];
    browser.post(SIGN_IN, &fields).await
}

#[both]
async fn r2_the_lifetime_of_users_sessions_and_the_demand_are_set(database: Database) {
    let site = Site::new(&database).await;
    let agent = site.kit.user("Ag Ent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&agent).await;
    site.kit.clock.advance_millis(3 * HOUR);
    let mut ada = admin(&site).await;
    let page = ada.get(SIGN_IN).await;
    assert!(
        page.has("value=\"nobody\" checked") && page.has("name=\"lifetime\" value=\"1\""),
        "{}",
        page.text
    );
    assert_eq!(agent.get("/app/conversations").await.status, StatusCode::OK);
    let saved = save(&mut ada, ("nobody", "2", "hours")).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, SIGN_IN), "{}", saved.text);
    assert_eq!(agent.get("/app/conversations").await.status, StatusCode::SEE_OTHER, "older sessions end");
    save(&mut ada, ("nobody", "30", "days")).await;
    assert_eq!(agent.get("/app/conversations").await.status, StatusCode::SEE_OTHER, "none is revived");
    agent.enter("ag.ent@acme.test", PASSWORD).await;
    site.kit.clock.advance_millis(29 * 24 * HOUR);
    assert_eq!(agent.get("/app/conversations").await.status, StatusCode::OK);

    let mut ada = site.browser_at("app.acme.test");
    ada.enter("ada.min@acme.test", PASSWORD).await;
    save(&mut ada, ("everybody", "30", "days")).await;
    for browser in [&mut ada, &mut agent] {
        let led = browser.get("/app/conversations").await;
        assert_eq!(led.location(), "/app/settings/account/second-factor");
    }
}

#[both]
async fn r2_bad_a_lifetime_that_is_none_is_refused_at_the_field_and_nothing_is_stored(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    for (lifetime, unit) in [
        ("0", "hours"),
        ("-1", "days"),
        ("0.5", "hours"),
        ("soon", "hours"),
        ("", "days"),
        ("366", "days"),
        ("3650", "days"),
        ("30", "minutes"),
        ("99999999999999999999", "days"),
    ] {
        let refused = save(&mut ada, ("everybody", lifetime, unit)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{lifetime} {unit}");
        assert!(
            refused.has("aria-invalid=\"true\"") && refused.has("1 hour to 365 days"),
            "{}",
            refused.text
        );
        assert!(refused.has(&format!("value=\"{lifetime}\"")) && refused.has("value=\"everybody\" checked"));
    }
    let page = ada.get(SIGN_IN).await;
    assert!(page.has("value=\"nobody\" checked"), "neither of the two is stored: {}", page.text);
    assert_eq!(save(&mut ada, ("some", "1", "days")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[both]
async fn r2_two_administrators_who_save_at_once_do_not_undo_each_other_unseen(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    let seen = [("unit", "hours"), ("seen_demand", "nobody"), ("seen_minutes", "1440")];
    let with = |demand: &'static str, lifetime: &'static str| {
        [&[("demand", demand), ("lifetime", lifetime)][..], &seen[..]].concat()
    };
    assert_eq!(ada.post(SIGN_IN, &with("nobody", "8")).await.status, StatusCode::SEE_OTHER);
    let late = ada.post(SIGN_IN, &with("nobody", "12")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("value=\"12\"") && late.has("name=\"seen_minutes\" value=\"480\""), "{}", late.text);
}

#[both]
async fn r1_the_sign_in_of_users_is_set_by_administrators(database: Database) {
    let site = Site::new(&database).await;
    for (name, roles) in [("Cora Tent", [Role::ContentManager]), ("Ag Ent", [Role::Agent])] {
        let user = site.kit.user(name, &roles).await;
        let mut browser = site.at_desk(&user).await;
        assert_eq!(browser.get(SIGN_IN).await.status, StatusCode::FORBIDDEN, "{name}");
        let fields = [("demand", "nobody"), ("lifetime", "365"), ("unit", "days"), ("seen_demand", "nobody")];
        assert_eq!(browser.post(SIGN_IN, &fields).await.status, StatusCode::FORBIDDEN, "{name}");
        assert!(!browser.get("/app/settings").await.has(SIGN_IN), "{name} is not led there");
    }
    assert!(admin(&site).await.get("/app/settings").await.has(SIGN_IN));
}
