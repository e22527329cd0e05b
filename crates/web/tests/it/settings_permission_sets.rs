//! R1: Settings > Permission sets.

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const SETS: &str = "/app/settings/permission-sets";
const NEW: &str = "/app/settings/permission-sets/new";

async fn admin(site: &Site) -> Browser<'_> {
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    site.at_desk(&ada).await
}

/// The address of the only set's page.
fn only(list: &Answer) -> String {
    let mut urls = list.text.split("href=\"").filter_map(|rest| rest.split('"').next());
    let url = urls.find(|url| url.starts_with(SETS) && *url != SETS && *url != NEW);
    url.unwrap_or_else(|| panic!("{}", list.text)).to_owned()
}

#[both]
async fn r1_a_permission_set_is_made_given_changed_and_removed(database: Database) {
    let site = Site::new(&database).await;
    let uma = site.kit.user("Uma Tent", &[Role::ContentManager]).await;
    let (mut ada, mut uma) = (admin(&site).await, site.at_desk(&uma).await);
    assert!(ada.get(SETS).await.has("There are no permission sets"));
    let form = ada.get(NEW).await;
    assert!(form.has("value=\"see_sensitive\"") && !form.has("value=\"administer\""), "{}", form.text);
    let made = ada.post(NEW, &[("name", "Night shift"), ("rights", "reply"), ("rights", "delete")]).await;
    assert_eq!((made.status, made.location()), (StatusCode::SEE_OTHER, SETS), "{}", made.text);
    let list = ada.get(SETS).await;
    assert!(list.has("Night shift") && list.has("Write to customers") && list.has("nobody has it"));
    let set = only(&list);

    let users = ada.get("/app/settings/users").await;
    let page = users.text.split("<strong dir=\"auto\">Uma Tent").next().unwrap();
    let page = page.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned();
    let id = set.rsplit('/').next().unwrap();
    assert!(ada.get(&page).await.has("Night shift"));
    let given = [("name", "Uma Tent"), ("kind", "full_time"), ("roles", "content_manager"), ("sets", id)];
    assert_eq!(ada.post(&page, &given).await.location(), "/app/settings/users");
    assert!(ada.get("/app/settings/users").await.has("Night shift") && ada.get(SETS).await.has("one user"));
    let conversation = site.conversation("ana@example.com", "Lamp", &[]).await;
    let deletion = format!("/app/conversations/{conversation}/deletion");
    assert_eq!(uma.get(&deletion).await.status, StatusCode::OK, "the set counts at once");

    let changed = ada.post(&set, &[("name", "Day shift"), ("rights", "reply")]).await;
    assert_eq!(changed.location(), SETS, "{}", changed.text);
    assert_ne!(uma.get(&deletion).await.status, StatusCode::OK, "so does a change of it");
    assert!(ada.get(&set).await.has("One user has it"));
    assert_eq!(ada.post(&format!("{set}/removal"), &[]).await.location(), SETS);
    assert!(ada.get(SETS).await.has("The permission set is removed"));
    assert!(!ada.get("/app/settings/users").await.has("Day shift"));
    assert_eq!(ada.get(&set).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn r1_bad_what_is_wrong_with_a_set_stands_at_its_field(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = admin(&site).await;
    ada.post(NEW, &[("name", "Night shift")]).await;
    let set = only(&ada.get(SETS).await);
    ada.post(NEW, &[("name", "Day shift")]).await;
    let long = "n".repeat(61);
    for (at, name, problem) in [
        (NEW, "", "Please fill this in."),
        (NEW, long.as_str(), "Use at most 60 characters."),
        (NEW, "night  SHIFT", "used by another"),
        (set.as_str(), "Day shift", "used by another"),
    ] {
        let refused = ada.post(at, &[("name", name), ("rights", "delete")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.has(problem) && refused.has("aria-invalid=\"true\""), "{name}: {}", refused.text);
        assert!(
            refused.has(&format!("value=\"{name}\"")) && refused.has("value=\"delete\" checked"),
            "{name}"
        );
    }
    for (field, value) in [("rights", "administer"), ("rights", "rule"), ("org_id", "1"), ("users", "9")] {
        let refused = ada.post(NEW, &[("name", "Kings"), (field, value)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "TH29: {field} {value}");
    }
    assert!(!ada.get(SETS).await.has("Kings"));
}
