//! Settings > Brands, and the host names of a knowledge base (R5).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const BRANDS: &str = "/app/settings/brands";
const NEW: &str = "/app/settings/brands/new";
const CONFIGURATION: &str = "/app/settings/knowledge-base/configuration";
const HOSTS: &str = "/app/settings/knowledge-base/configuration/hosts";

/// The address in the page that begins with the brands' and ends so, within the card of this title.
fn address(page: &Answer, title: &str, end: &str) -> String {
    let card = page.text.split("<li class=\"card\">").find(|card| card.contains(title)).unwrap();
    let urls = card.split(['"']).filter(|url| url.starts_with(BRANDS) && url.ends_with(end));
    urls.min_by_key(|url| url.len()).unwrap().to_owned()
}

async fn add(ada: &mut Browser<'_>, name: &str, title: &str, accent: &str, sender: &str) -> Answer {
    ada.post(NEW, &[("name", name), ("title", title), ("accent", accent), ("sender", sender)]).await
}

#[both]
async fn r5_a_brand_is_added_changed_made_the_default_and_deleted(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    assert!(ada.get("/app/settings").await.has(BRANDS));
    assert_eq!(ada.get(NEW).await.status, StatusCode::OK);
    let added = add(&mut ada, "werkhalt", "Werkhalt & Söhne", "#b4541f", "service@werkhalt.test").await;
    assert_eq!((added.status, added.location()), (StatusCode::SEE_OTHER, BRANDS));
    let list = ada.get(BRANDS).await;
    assert!(list.has("Werkhalt &amp; Söhne") && list.has("Writes from service@werkhalt.test"));
    assert!(list.has("fill=\"#b4541f\"") && !list.has("style="));
    let page = address(&list, "Werkhalt", "");
    assert!(ada.get(&page).await.has("value=\"Werkhalt &amp; Söhne\""));
    let changed = ada.post(&page, &[("title", "Werkhalt"), ("accent", "#1f6f5c"), ("sender", "")]).await;
    assert_eq!((changed.status, changed.location()), (StatusCode::SEE_OTHER, BRANDS));
    let list = ada.get(BRANDS).await;
    assert!(list.has("Does not write by e-mail yet") && !list.has("Söhne"));
    let chosen = ada.post(&address(&list, "Werkhalt", "/default"), &[]).await;
    assert_eq!(chosen.location(), BRANDS);
    let list = ada.get(BRANDS).await;
    let first = list.text.split("<li class=\"card\">").nth(1).unwrap().split("</li>").next().unwrap();
    assert!(first.contains("Werkhalt") && first.contains("Default") && !first.contains("/deletion"));
    let deletion = address(&list, "Zeta Help", "/deletion");
    assert!(ada.get(&deletion).await.has("This cannot be undone"));
    assert_eq!(ada.post(&deletion, &[]).await.location(), BRANDS);
    assert!(!ada.get(BRANDS).await.has("Zeta Help"));
    assert_eq!(site.browser_at("help.zeta.test").get("/en_us").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ada.get(&deletion).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn r5_a_brand_with_conversations_and_articles_is_refused_with_the_count(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let list = ada.get(BRANDS).await;
    ada.post(&address(&list, "Zeta Help", "/default"), &[]).await;
    site.conversation("cleo@example.com", "One", &[]).await;
    site.conversation("cleo@example.com", "Two", &[]).await;
    let mut act = site.kit.operate();
    let new = testkit_desk::article("Returns", "Text");
    act.make_article(site.kit.kb.id, &new).await.unwrap();
    act.done(()).await.unwrap();
    let deletion = address(&ada.get(BRANDS).await, "Acme Help", "/deletion");
    let refused = ada.post(&deletion, &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    for told in ["2 conversations", "One article", "0 signed-in customers"] {
        assert!(refused.has(told), "{told}");
    }
    let asked = ada.get(&deletion).await;
    assert!(asked.has("2 conversations") && !asked.has("This cannot be undone"), "nothing to press");
    assert!(ada.get(BRANDS).await.has("Acme Help"));
}

#[both]
async fn s13_a_brands_form_comes_back_with_what_is_wrong_at_each_field(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let bad = add(&mut ada, "Werk Halt", "", "red\" onload=\"x", "nobody").await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in
        ["name-problem-1", "title-problem-1", "accent-problem-1", "sender-problem-1", "value=\"Werk Halt\""]
    {
        assert!(bad.has(told), "{told} in {}", bad.text);
    }
    assert!(!bad.has("\" onload=\""));
    let taken = add(&mut ada, "zeta", "Zeta again", "#b4541f", "").await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.has("name-problem-1"));
    let taken = add(&mut ada, "third", "Third", "#b4541f", "help@acme.test").await;
    assert!(taken.has("Another brand has this address.") && taken.has("value=\"Third\""));
    let more = [("name", "third"), ("title", "Third"), ("accent", "#b4541f"), ("is_default", "true")];
    assert_eq!(ada.post(NEW, &more).await.status, StatusCode::UNPROCESSABLE_ENTITY, "TH29");
    assert!(!ada.get(BRANDS).await.has("Third"));
}

#[both]
async fn r5_host_names_are_added_and_removed_in_the_configuration(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let mut ada = site.at_desk(&ada).await;
    let kb = site.kit.kb.id.to_string();
    let fields =
        |host: &'static str| [("brand", "acme".to_owned()), ("kb", kb.clone()), ("host", host.to_owned())];
    let send = async |ada: &mut Browser<'_>, path: &str, host: &'static str| {
        let fields = fields(host);
        ada.post(path, &fields.each_ref().map(|(name, value)| (*name, value.as_str()))).await
    };
    let added = send(&mut ada, HOSTS, "support.acme.test").await;
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    assert!(ada.get(added.location()).await.has("https://support.acme.test"));
    assert_eq!(site.browser_at("support.acme.test").get("/en_us").await.status, StatusCode::OK, "at once");
    for (host, status, told) in [
        ("http://plain.acme.test", StatusCode::UNPROCESSABLE_ENTITY, "Type a host name"),
        ("help.zeta.test", StatusCode::CONFLICT, "Something else answers at this name already."),
    ] {
        let refused = send(&mut ada, HOSTS, host).await;
        assert_eq!(refused.status, status, "{host}");
        assert!(refused.has(told) && refused.has(&format!("value=\"{host}\"")), "{host}");
    }
    let removal = format!("{HOSTS}/removal");
    assert_eq!(send(&mut ada, &removal, "support.acme.test").await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.browser_at("support.acme.test").get("/en_us").await.status, StatusCode::NOT_FOUND);
    let last = send(&mut ada, &removal, "help.acme.test").await;
    assert!(last.status == StatusCode::CONFLICT && last.has("keeps one host name"));
}

#[both]
async fn r1_brands_and_host_names_are_shown_to_administrators_alone(database: Database) {
    let site = Site::new(&database).await;
    let ada = site.kit.user("Ada Min", &[Role::Administrator]).await;
    let list = site.at_desk(&ada).await.get(BRANDS).await;
    let lead = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut lead = site.at_desk(&lead).await;
    let page = address(&list, "Zeta Help", "");
    for path in [BRANDS, NEW, &page, &format!("{page}/deletion")] {
        assert_eq!(lead.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in [NEW, &page, &format!("{page}/default"), &format!("{page}/deletion")] {
        let fields = [("name", "third"), ("title", "Third"), ("accent", "#b4541f")];
        assert_eq!(lead.post(path, &fields).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let kb = site.kit.kb.id.to_string();
    for path in [HOSTS.to_owned(), format!("{HOSTS}/removal")] {
        let fields = [("brand", "acme"), ("kb", kb.as_str()), ("host", "more.acme.test")];
        assert_eq!(lead.post(&path, &fields).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let configuration = lead.get(CONFIGURATION).await;
    assert!(configuration.has("https://help.acme.test") && !configuration.has(HOSTS));
    assert!(!lead.get("/app/settings").await.has(BRANDS));
}
