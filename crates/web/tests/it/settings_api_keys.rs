//! R3: Settings > Security > API Keys.

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const KEYS: &str = "/app/settings/security/api-keys";
const NEW: &str = "/app/settings/security/api-keys/new";
const GOOD: [(&str, &str); 5] =
    [("name", "Shop"), ("roles", "org.admin"), ("other_roles", ""), ("days", "30"), ("networks", "")];

/// The form with one field, or several of a name, in place of what is good.
async fn add(browser: &mut Browser<'_>, (name, values): (&str, &[&str])) -> Answer {
    let good = GOOD.into_iter().filter(|(field, _)| *field != name);
    let fields: Vec<(&str, &str)> = good.chain(values.iter().map(|value| (name, *value))).collect();
    browser.post(NEW, &fields).await
}

/// The token that the page shows.
fn token(page: &Answer) -> String {
    let field = page.text.split("id=\"token\" value=\"").nth(1).unwrap_or_else(|| panic!("{}", page.text));
    field.split('"').next().unwrap().to_owned()
}

async fn calls(site: &Site, token: &str) -> StatusCode {
    let request = http::Request::get("/v1/users/current").header("host", "app.acme.test");
    let request = request.header("authorization", format!("Bearer {token}"));
    site.browser().exchange(request.body(axum::body::Body::empty()).unwrap()).await.status
}

#[both]
async fn r3_a_key_is_added_shown_once_listed_and_revoked(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let empty = ada.get(KEYS).await;
    assert!(empty.has("There are no API keys") && empty.has(&format!("href=\"{NEW}\"")), "{}", empty.text);
    let form = ada.get(NEW).await;
    assert!(form.has("value=\"org.admin\"") && form.has("Does not expire"), "{}", form.text);

    let made = add(&mut ada, ("networks", &["127.0.0.0/8, 203.0.113.0/24"])).await;
    assert_eq!((made.status, made.header("cache-control")), (StatusCode::OK, "no-store, private"));
    assert!(
        made.has("readonly") && made.has("data-copies=\"token\"") && made.has("the only time"),
        "{}",
        made.text
    );
    let token = token(&made);
    assert_eq!(calls(&site, &token).await, StatusCode::OK);

    let list = ada.get(KEYS).await;
    assert!(!list.has(&token) && list.has(&format!("…{}", &token[token.len() - 4..])), "{}", list.text);
    for shown in ["Shop", "org.admin", "127.0.0.0/8", "203.0.113.0/24", "never used", "2026-10-21"] {
        assert!(list.has(shown), "{shown}: {}", list.text);
    }
    site.kit.desk.house_turn().await.unwrap();
    assert!(ada.get(KEYS).await.has("last used"));

    let leads = list.text.split("href=\"").filter_map(|rest| rest.split('"').next());
    let revocation = leads.into_iter().find(|url| url.ends_with("/revocation")).unwrap().to_owned();
    let page = ada.get(&revocation).await;
    assert!(page.has("Revoke Shop") && page.has("cannot be undone"), "{}", page.text);
    assert_eq!(calls(&site, &token).await, StatusCode::OK, "asking revokes nothing");
    let revoked = ada.post(&revocation, &[]).await;
    assert_eq!((revoked.status, revoked.location()), (StatusCode::SEE_OTHER, KEYS));
    assert!(ada.get(KEYS).await.has("The API key is revoked"));
    assert_eq!(calls(&site, &token).await, StatusCode::UNAUTHORIZED);
    assert_eq!(ada.post(&revocation, &[]).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn r3_a_key_may_have_several_roles_and_no_end(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let fields = [
        ("name", "Warehouse"),
        ("roles", "org.hooks"),
        ("roles", "org.user"),
        ("other_roles", "org.permission.tag.read"),
        ("days", ""),
        ("never_ends", "yes"),
        ("networks", ""),
    ];
    let made = ada.post(NEW, &fields).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let list = ada.get(KEYS).await;
    for shown in ["org.hooks", "org.user", "org.permission.tag.read", "Does not expire"] {
        assert!(list.has(shown), "{shown}: {}", list.text);
    }
}

#[both]
async fn r3_bad_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let long = "n".repeat(61);
    for (field, typed, problem) in [
        ("name", "", "Please fill this in."),
        ("name", long.as_str(), "Use at most 60 characters."),
        ("roles", "", "Choose at least one role."),
        ("other_roles", "org.permission.nothing.read", "One of these is not the name of a role."),
        ("days", "0", "Give a whole number of days between 1 and 3650."),
        ("days", "1.5", "Give a whole number of days between 1 and 3650."),
        ("days", "", "Give a whole number of days between 1 and 3650."),
        ("networks", "203.0.113.9/24", "such as 203.0.113.0/24."),
        ("networks", "localhost", "such as 203.0.113.0/24."),
    ] {
        let refused = add(&mut ada, (field, &[typed])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {typed}");
        assert!(refused.has(problem) && refused.has("aria-invalid=\"true\""), "{field}: {}", refused.text);
        let kept = if field == "roles" { "Shop" } else { typed };
        assert!(
            refused.has(kept) && (field == "roles") != refused.has(" checked"),
            "{field}: {}",
            refused.text
        );
    }
    assert!(ada.get(KEYS).await.has("There are no API keys"), "nothing was stored");
}

/// TH29: what the form does not ask for cannot be given.
#[both]
async fn th29_a_field_that_the_form_does_not_have_is_refused(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    for field in ["org_id", "user_id", "hash", "made_by", "ends_at", "id"] {
        let refused = add(&mut ada, (field, &["6ab13b80000000000000ffff"])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
    }
    assert!(ada.get(KEYS).await.has("There are no API keys"));
}

#[both]
async fn r1_r3_the_pages_of_keys_are_for_administrators(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    add(&mut ada, ("days", &["1"])).await;
    let list = ada.get(KEYS).await.text;
    let revocation = list.split("href=\"").filter_map(|rest| rest.split('"').next());
    let revocation = revocation.into_iter().find(|url| url.ends_with("/revocation")).unwrap().to_owned();
    for (name, roles) in [("Cora Tent", [Role::ContentManager]), ("Ag Ent", [Role::Agent])] {
        let user = site.kit.user(name, &roles).await;
        let mut browser = site.at_desk(&user).await;
        for path in [KEYS, NEW] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{name} {path}");
        }
        assert_eq!(add(&mut browser, ("days", &["1"])).await.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(browser.get(&revocation).await.status, StatusCode::NOT_FOUND, "{name}");
        assert_eq!(browser.post(&revocation, &[]).await.status, StatusCode::NOT_FOUND, "{name}");
        assert!(!browser.get("/app/settings").await.has(KEYS), "{name} is not led there");
    }
    assert!(ada.get("/app/settings").await.has(KEYS));
}
