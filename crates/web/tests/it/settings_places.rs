//! Where things are in the settings: sections, pages, tabs, boxes (product §1, C1, I1).

use desk::right::Role;
use testkit::{Database, both};

use crate::client::{Answer, Site};

const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";

/// §1: settings keep the seed's places, and the boxes in them its words.
#[both]
async fn s1_the_settings_are_where_the_seed_says(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let settings = ada.get("/app/settings").await;
    let listed = part(&settings, "<h2>Knowledge Base</h2>", "</section>");
    assert!(lead(listed, "Configuration") == CONFIGURATION, "{listed}");
    let listed = part(&settings, "<h2>Security</h2>", "</section>");
    let keys = ada.get(&lead(listed, "API Keys")).await;
    assert!(ada.get(&lead(&keys.text, "Add API Key")).await.has("value=\"org.admin\""), "{}", keys.text);

    let general = ada.get(CONFIGURATION).await;
    let internal = part(&general, "<h2>Internal KB</h2>", "</section>");
    assert!(
        internal.contains("aria-checked=\"false\"") && internal.contains("whole organization"),
        "{internal}"
    );
    let more = part(&general, "<h2>Additional Information</h2>", "</section>");
    let id = format!("id=\"kb-id\" value=\"{}\"", site.kit.kb.id);
    assert!(more.contains("Knowledge Base ID") && more.contains(&id), "{more}");
    assert!(more.contains("data-copies=\"kb-id\""), "to copy: {more}");

    let tabs = part(&general, "<nav class=\"tabs\"", "</nav>");
    let portal = ada.get(&lead(tabs, "Portal")).await;
    assert!(portal.has("Turn on My Conversations") && portal.has("Reopen Conversation"), "{}", portal.text);
    let agents = part(&portal, "<h2>Internal (Agents and Admin)</h2>", "</section>");
    for toggle in ["Turn on for Agents and Admins", "Show only internal articles"] {
        assert!(agents.contains(toggle), "{toggle}: {agents}");
    }
    assert_eq!(agents.matches("aria-checked=\"false\"").count(), 2, "both are off: {agents}");
    let page = ada.get(&lead(&portal.text, "Portal Authentication")).await;
    for word in ["Session Lifetime", "Custom Sign On", "Redirect URI", "Done"] {
        assert!(page.has(word), "{word}: {}", page.text);
    }
    let details = ada.get(&lead(&portal.text, "Conversation details")).await;
    assert!(details.has("Add Attribute"), "{}", details.text);
}

/// C1: a choice of brands is drawn where there is one.
#[both]
async fn c1_the_brand_drop_down_stands_where_there_is_more_than_one(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let page = ada.get(&format!("{CONFIGURATION}?brand=zeta&tab=portal")).await;
    let choice = part(&page, "<select class=\"input\" id=\"brand\"", "</select>");
    assert!(choice.contains("value=\"acme\">Acme Help"), "{choice}");
    assert!(choice.contains("value=\"zeta\" selected>Zeta Help"), "{choice}");
    site.kit.part_from_twin();
    let (kb, brand) = (site.kit.other_kb.id, site.kit.other_brand.id);
    site.kit.lose("host", &format!("kb_id = '{kb}'")).await;
    site.kit.lose("kb", &format!("id = '{kb}'")).await;
    site.kit.lose("brand", &format!("id = '{brand}'")).await;
    let page = ada.get(&format!("{CONFIGURATION}?tab=portal")).await;
    assert!(page.has("Turn on My Conversations") && !page.has("id=\"brand\""), "{}", page.text);
    let general = ada.get(CONFIGURATION).await;
    assert!(general.has(&site.kit.kb.id.to_string()), "C1: the default brand's: {}", general.text);
}

/// What stands between these two of a page.
fn part<'a>(page: &'a Answer, begins: &str, ends: &str) -> &'a str {
    let (_, rest) = page.text.split_once(begins).unwrap_or_else(|| panic!("no {begins} in {}", page.text));
    rest.split(ends).next().unwrap_or_default()
}

/// Where the first link with these words leads.
fn lead(html: &str, words: &str) -> String {
    let links = html.split("<a ").skip(1).filter_map(|link| link.split_once("</a>"));
    let link = links.map(|(link, _)| link).find(|link| link.contains(words));
    let link = link.unwrap_or_else(|| panic!("no {words} in {html}"));
    let address = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
    address.expect("a link leads somewhere").replace("&amp;", "&")
}
