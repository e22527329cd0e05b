//! The settings pages: a switch, a field, a conflict, the log and the way back.

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::token_of;

use crate::client::{Browser, Site};

const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
const AUTHENTICATION: &str = "/app/settings/knowledge-base/configuration/authentication";
const AUDIT_LOG: &str = "/app/settings/security/audit-log";

async fn set(
    browser: &mut Browser<'_>,
    kb: &str,
    name: &str,
    seen: &str,
    value: &str,
) -> crate::client::Answer {
    let fields =
        [("brand", "acme"), ("tab", "portal"), ("kb", kb), ("name", name), ("seen", seen), ("value", value)];
    browser.post(CONFIGURATION, &fields).await
}

#[both]
async fn p1_my_conversations_is_turned_on_and_off_at_its_switch(database: Database) {
    let site = Site::new(&database).await;
    let cora = site.kit.user("Cora Content", &[Role::ContentManager]).await;
    let mut cora = site.at_desk(&cora).await;
    let kb = site.kit.kb.id.to_string();
    let page = cora.get(&format!("{CONFIGURATION}?tab=portal")).await;
    assert!(page.has("Turn on My Conversations") && page.has("Reopen Conversation"), "{}", page.text);
    let saved = set(&mut cora, &kb, "portal.my-conversations", "on", "off").await;
    assert_eq!(
        (saved.status, saved.location()),
        (StatusCode::SEE_OTHER, format!("{CONFIGURATION}?brand=acme&tab=portal").as_str())
    );
    assert_eq!(site.browser().get("/login").await.status, StatusCode::NOT_FOUND);
    assert!(!site.browser().get("/en_us").await.has("/login?referralUrl"));
    set(&mut cora, &kb, "portal.my-conversations", "off", "on").await;
    assert!(site.browser().get("/en_us").await.has("/login?referralUrl"));
}

#[both]
async fn c1_the_general_tab_holds_the_knowledge_base_id_of_the_brand_that_was_selected(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let page = ada.get(CONFIGURATION).await;
    assert!(page.has("Additional Information") && page.has(&site.kit.kb.id.to_string()), "{}", page.text);
    let page = ada.get(&format!("{CONFIGURATION}?brand=zeta")).await;
    assert!(
        page.has(&site.kit.other_kb.id.to_string()) && page.has("https://help.zeta.test"),
        "{}",
        page.text
    );
    assert_eq!(ada.get(&format!("{CONFIGURATION}?brand=nobody")).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn a1_a_lifetime_is_refused_at_its_field_and_what_was_typed_is_kept(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let kb = site.kit.kb.id.to_string();
    let fields = |lifetime: &'static str, unit: &'static str, url: &'static str, on: &'static str| {
        vec![
            ("brand", "acme"),
            ("lifetime", lifetime),
            ("unit", unit),
            ("sign_on", on),
            ("sign_on_url", url),
            ("seen_minutes", "1440"),
            ("seen_sign_on", "off"),
            ("seen_url", ""),
            ("seen_code", "off"),
        ]
    };
    for (lifetime, unit) in [
        ("0", "hours"),
        ("30 minutes", "hours"),
        ("0.98", "hours"),
        ("3650", "days"),
        ("soon", "days"),
        ("-1", "days"),
        ("9223372036854775807", "days"),
        ("1", "minutes"),
    ] {
        let mut sent = fields(lifetime, unit, "", "");
        sent.push(("kb", &kb));
        let page = ada.post(AUTHENTICATION, &sent).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{lifetime} {unit}");
        assert!(
            page.has("1 hour to 365 days") && page.has(&format!("value=\"{lifetime}\"")),
            "{}",
            page.text
        );
    }
    for url in [
        "http://acme.test/login",
        "javascript:alert(1)",
        "https://",
        "https://user@acme.test/",
        "https://acme.test/#x",
        "",
    ] {
        let mut sent = fields("12", "hours", url, "yes");
        sent.push(("kb", &kb));
        assert_eq!(
            ada.post(AUTHENTICATION, &sent).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "C2: {url}"
        );
    }
    let mut sent = fields("12", "hours", "https://acme.test/login", "yes");
    sent.push(("kb", &kb));
    assert_eq!(ada.post(AUTHENTICATION, &sent).await.status, StatusCode::SEE_OTHER);
    let page = ada.get(&format!("{CONFIGURATION}?tab=portal")).await;
    assert!(page.has("Signed in for 12 hours.") && page.has("https://acme.test/login"), "{}", page.text);
    // The page of somebody else, drawn before that.
    let mut late = fields("6", "hours", "https://acme.test/login", "yes");
    late.push(("kb", &kb));
    let page = ada.post(AUTHENTICATION, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.has("value=\"6\"") && page.has("Somebody else has just changed this."), "{}", page.text);
    assert_eq!(page.hidden("seen_minutes"), "720");
}

#[both]
async fn r4_a_change_is_found_in_the_log_taken_away_as_a_file_and_set_back(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("=Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let kb = site.kit.kb.id.to_string();
    set(&mut ada, &kb, "portal.reopen", "on", "off").await;
    let page = ada.get(&format!("{AUDIT_LOG}?name=setting.changed")).await;
    assert!(page.has("portal.reopen") && page.has("=Ada Min") && page.has("127.0.0.1"), "{}", page.text);
    let back = page
        .text
        .split("action=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|url| url.ends_with("setting-back"));
    let back = back.unwrap().to_owned();
    let file = ada.post(&format!("{AUDIT_LOG}/export"), &[("name", "setting.changed")]).await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"audit-log.csv\"");
    assert!(
        file.text.contains("\"setting.changed\"") && file.text.contains("\"'=Ada Min\""),
        "TH38: {}",
        file.text
    );
    let done = ada.post(&back, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, AUDIT_LOG));
    assert!(ada.get(&format!("{AUDIT_LOG}?name=audit.exported")).await.has("entries: "));
    let switch = ada.get(&format!("{CONFIGURATION}?tab=portal")).await.text;
    let switch = switch.split("aria-labelledby=\"portal-reopen\"").next().unwrap();
    assert!(switch.ends_with("aria-checked=\"true\" "), "it is on again");
    let agent = site.kit.user("Ag Ent", &[Role::Agent]).await;
    let mut agent = site.at_desk(&agent).await;
    for page in [AUDIT_LOG, CONFIGURATION, AUTHENTICATION] {
        assert_eq!(agent.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
    }
    assert_eq!(agent.post(&back, &[]).await.status, StatusCode::FORBIDDEN);
    assert!(!agent.get("/app/settings").await.has("Audit log"), "nobody is led where they may do nothing");
    site.kit.desk.house_turn().await.unwrap();
    assert!(
        ada.get(&format!("{AUDIT_LOG}?name=act.refused")).await.has(CONFIGURATION),
        "R4: what was refused"
    );
}

#[both]
async fn two_administrators_are_told_of_each_other_at_a_field(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let kb = site.kit.kb.id.to_string();
    set(&mut ada, &kb, "portal.contact-url", "", "https://acme.test/one").await;
    let late = set(&mut ada, &kb, "portal.contact-url", "", "https://acme.test/two").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("value=\"https://acme.test/two\"") && late.has("Somebody else has just changed this."));
    let bad = set(&mut ada, &kb, "portal.contact-url", "https://acme.test/one", "javascript:alert(1)").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        bad.has("value=\"javascript:alert(1)\"") && bad.has("Use an https, http, mailto: or tel: address")
    );
    let unknown = set(&mut ada, &kb, "portal.nonsense", "", "x").await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[both]
async fn r4_who_reads_a_change_of_somebody_elses_settings_is_not_offered_to_set_it_back(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let cora = site.kit.user("Cora Content", &[Role::ContentManager]).await;
    let (mut ada, mut cora) = (site.at_desk(&ada).await, site.at_desk(&cora).await);
    let kb = site.kit.kb.id.to_string();
    set(&mut ada, &kb, "audit.days", "365", "30").await;
    let newest = |page: &str| {
        page.split("<li class=\"card\">").nth(1).unwrap().split("</li>").next().unwrap().to_owned()
    };
    let log = format!("{AUDIT_LOG}?name=setting.changed");
    assert!(newest(&ada.get(&log).await.text).contains("setting-back"));
    let read = newest(&cora.get(&log).await.text);
    assert!(read.contains("audit.days") && !read.contains("setting-back"), "{read}");
}

/// C7: the recipe, the secret and the trial, each for whoever may.
#[both]
async fn c7_the_recipe_page_reveals_renews_and_tries(database: Database) {
    const RECIPE: &str = "/app/settings/knowledge-base/configuration/sign-on";
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let manager = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut ada = site.at_desk(&ada).await;
    let kb = site.kit.kb.id.to_string();
    let page = ada.get(RECIPE).await;
    assert!(
        page.has("https://help.acme.test") && page.has(&format!("/v1/auth/kb/{kb}/settings")),
        "{}",
        page.text
    );
    assert!(page.has("jwt.sign(") && page.has("jwt.encode(") && page.has("••••"), "{}", page.text);
    let step = |step: &'static str| [("brand", "acme"), ("kb", kb.as_str()), ("step", step)];
    let revealed = ada.post(&format!("{RECIPE}/secret"), &step("reveal")).await;
    assert_eq!((revealed.status, revealed.header("cache-control")), (StatusCode::OK, "no-store, private"));
    let secret = revealed.text.split("const SECRET = \"").nth(1).unwrap()[..43].to_owned();
    assert!(!ada.get(RECIPE).await.has(&secret), "only on the page that was answered");

    let trial = |token: String| [("brand", "acme".to_owned()), ("kb", kb.clone()), ("token", token)];
    let now = site.kit.clock.now().seconds();
    for (token, says) in [
        (token_of(&secret, "ana@example.com", now), "It signs in ana@example.com"),
        (token_of("other", "ana@example.com", now), "Use the secret as the text it is"),
        (token_of(&secret, "ana@example.com", now * 1000), "in seconds and not in milliseconds"),
        ("x".repeat(10_000), "At most 4,096 characters"),
    ] {
        let fields = trial(token);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let tried = ada.post(&format!("{RECIPE}/trial"), &fields).await;
        assert!(tried.status == StatusCode::OK && tried.has(says), "{says}: {}", tried.text);
    }
    for (name, chips) in [("make", 2), ("make", 2), ("retire", 1), ("replace", 1)] {
        let answer = ada.post(&format!("{RECIPE}/secret"), &step(name)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name}");
        let page = ada.get(RECIPE).await;
        assert_eq!(page.text.matches("made <time").count(), chips, "{name}: {}", page.text);
    }
    assert_eq!(
        ada.post(&format!("{RECIPE}/secret"), &step("nothing")).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );

    let mut manager = site.at_desk(&manager).await;
    let page = manager.get(RECIPE).await;
    assert!(page.status == StatusCode::OK && !page.has("value=\"reveal\""), "R1: {}", page.text);
    for name in ["reveal", "make", "retire", "replace"] {
        let refused = manager.post(&format!("{RECIPE}/secret"), &step(name)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "R1: {name}");
    }
}
