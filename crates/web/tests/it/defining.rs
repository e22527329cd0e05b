//! Attributes, snippets and the details of the portal, defined on their pages (P9).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Site};

const ATTRIBUTES: &str = "/app/settings/attributes";
const SNIPPETS: &str = "/app/settings/snippets";
const DETAILS: &str = "/app/settings/knowledge-base/configuration/details";

/// The first address in the page that ends so.
fn address(page: &Answer, end: &str) -> String {
    let all = page.text.split('"').filter(|text| text.starts_with("/app/settings/"));
    all.into_iter().find(|url| url.contains(end)).unwrap_or_else(|| panic!("{end}: {}", page.text)).to_owned()
}

#[both]
async fn p9_an_attribute_a_snippet_and_a_detail_are_made_without_script(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut lea = site.at_desk(&site.kit.user("Lea Lead", &[Role::Administrator]).await).await;
    let typed = [
        ("name", "sn.org.order"),
        ("language", "en_us"),
        ("text", "Order"),
        ("language", "de"),
        ("text", "Bestellung"),
    ];
    assert_eq!(lea.post(SNIPPETS, &typed).await.status, StatusCode::SEE_OTHER);
    let new = [("object", "conversation"), ("name", "orderStr"), ("title", "Order no.")];
    assert_eq!(lea.post(ATTRIBUTES, &new).await.status, StatusCode::SEE_OTHER);
    let page = lea.get(DETAILS).await;
    let value = |label: &str| {
        let (before, _) = page.text.split_once(&format!(">{label}</option>")).expect("it is offered");
        before.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned()
    };
    let (attribute, snippet) = (value("Order no."), value("sn.org.order"));
    for (what, label) in [("tags", ""), (attribute.as_str(), snippet.as_str())] {
        assert_eq!(
            lea.post(DETAILS, &[("what", what), ("snippet", label)]).await.status,
            StatusCode::SEE_OTHER
        );
    }
    let again = lea.post(DETAILS, &[("what", "tags"), ("title", "Typed")]).await;
    assert!(
        again.status == StatusCode::CONFLICT
            && again.has("This is shown already.")
            && again.has("value=\"Typed\"")
    );
    let page = lea.get(DETAILS).await;
    assert_eq!(lea.post(&address(&page, "/place"), &[("step", "down")]).await.status, StatusCode::SEE_OTHER);
    let page = lea.get(DETAILS).await;
    assert!(page.text.find("Order no.").unwrap() < page.text.find(">Tags<").unwrap(), "{}", page.text);
    let field = format!("value-{attribute}");
    lea.post(&format!("/app/conversations/{id}/attributes"), &[(&field, "4711")]).await;
    let mut cleo = site.signed_in("cleo@example.com").await;
    for (language, label) in [("en_us", "Order"), ("de", "Bestellung")] {
        let shown = cleo.get(&format!("/{language}/conversations/{id}")).await;
        assert!(shown.has(&format!(">{label}</dt>")) && shown.has("4711"), "{}", shown.text);
    }
    let used = lea.get(SNIPPETS).await;
    let refused = lea.post(&address(&used, "/removal"), &[]).await;
    assert!(refused.status == StatusCode::CONFLICT && refused.has("Acme Help"), "{}", refused.text);
    let list = lea.get(ATTRIBUTES).await;
    assert_eq!(lea.post(&address(&list, "/removal"), &[]).await.status, StatusCode::SEE_OTHER);
    let shown = cleo.get(&format!("/en_us/conversations/{id}")).await;
    assert!(!shown.has("4711") && !shown.has(">Order</dt>"), "it is gone at once");
    assert_eq!(lea.post(&address(&used, "/removal"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(lea.get(&format!("{DETAILS}?brand=nobody")).await.status, StatusCode::NOT_FOUND);
    assert!(!lea.get(&format!("{DETAILS}?brand=zeta")).await.has("/removal"), "each brand has its own");
}

#[both]
async fn p9_what_is_wrong_is_said_at_its_field_with_what_was_typed(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = site.at_desk(&site.kit.user("Lea Lead", &[Role::ContentManager]).await).await;
    let deep = "A\n- B\n-- C\n--- D\n---- E\n----- F";
    for (name, options, problem) in [
        ("orderDate", "", "The end of the name says the type"),
        ("Order", "", "A name begins with a small letter"),
        ("causeTree", deep, "A tree has five levels at most"),
        ("causeTree", "", "Please fill this in."),
    ] {
        let refused = lea.post(ATTRIBUTES, &[("name", name), ("options", options)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            refused.has(problem) && refused.has(&format!("value=\"{name}\"")),
            "{problem}: {}",
            refused.text
        );
    }
    for (name, language, problem) in [
        ("order", "de", "A name begins with sn."),
        ("sn.order", "german", "Write a language as in addresses"),
    ] {
        let refused =
            lea.post(SNIPPETS, &[("name", name), ("language", language), ("text", "Typed text")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(refused.has(problem) && refused.has("Typed text"), "{}", refused.text);
    }
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    for page in [ATTRIBUTES, SNIPPETS, DETAILS] {
        assert_eq!(ana.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
    }
    assert_eq!(ana.post(ATTRIBUTES, &[("name", "orderStr")]).await.status, StatusCode::FORBIDDEN);
}

/// R4: each change of the list is in the log, where its button gives the list back.
#[both]
async fn r4_p9_the_details_are_set_back_from_the_audit_log(database: Database) {
    const LOG: &str = "/app/settings/security/audit-log?name=detail";
    let site = Site::new(&database).await;
    let mut lea = site.at_desk(&site.kit.user("Lea Lead", &[Role::ContentManager]).await).await;
    lea.post(DETAILS, &[("what", "tags"), ("title", "Labels")]).await;
    lea.post(DETAILS, &[("what", "priority")]).await;
    let page = lea.get(DETAILS).await;
    lea.post(&address(&page, "/removal"), &[]).await;
    let log = lea.get(LOG).await;
    let newest = log.text.split("<li class=\"card\">").nth(1).unwrap();
    assert!(
        newest.contains("<code>detail.removed</code>")
            && newest.contains("tags &quot;Labels&quot;,\npriority"),
        "{newest}"
    );
    let back = address(&log, "/setting-back");
    let done = lea.post(&back, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/app/settings/security/audit-log"));
    let page = lea.get(DETAILS).await;
    assert!(page.has("value=\"Labels\"") && page.text.matches("/removal").count() == 2, "{}", page.text);
    let again = lea.post(&back, &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);
}

#[both]
async fn p9_a_name_that_is_refused_stays_at_its_own_detail(database: Database) {
    let site = Site::new(&database).await;
    let mut lea = site.at_desk(&site.kit.user("Lea Lead", &[Role::ContentManager]).await).await;
    lea.post(DETAILS, &[("what", "tags"), ("title", "Labels")]).await;
    lea.post(DETAILS, &[("what", "priority"), ("title", "How urgent")]).await;
    let page = lea.get(DETAILS).await;
    let tags = page.text.split("action=\"").find_map(|rest| {
        let action = rest.split('"').next().unwrap_or_default();
        let id = action.strip_prefix(DETAILS)?.strip_prefix('/')?;
        (!id.contains('/')).then(|| action.to_owned())
    });
    let long = "x".repeat(101);
    let refused = lea.post(&tags.expect("a detail can be renamed"), &[("title", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let row = refused.text.split("<li class=\"card\">").nth(1).unwrap();
    assert!(row.contains(&long) && row.contains("aria-invalid=\"true\""), "{row}");
    assert_eq!(refused.text.matches(&long).count(), 1, "the form that adds another is as it was");
    assert!(refused.has("value=\"How urgent\""));
}

#[both]
async fn k4_a_snippet_shows_which_translation_is_out_of_date(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let mut lea = site.at_desk(&site.kit.user("Lea Lead", &[Role::ContentManager]).await).await;
    let order = |id, english| {
        let german = [("language", "de"), ("text", "Bestellung")];
        [&[("id", id), ("name", "sn.org.order"), ("language", "en_us"), ("text", english)][..], &german]
            .concat()
    };
    lea.post(SNIPPETS, &order("", "Order")).await;
    let page = lea.get(SNIPPETS).await;
    assert!(!page.has("Out of date"), "{}", page.text);
    let edit = address(&page, "edit=").replace("#form", "");
    let id = lea.get(&edit).await.hidden("id");
    site.kit.clock.advance_millis(1_000);
    let changed = order(&id, "Your order");
    assert_eq!(lea.post(SNIPPETS, &changed).await.status, StatusCode::SEE_OTHER);
    assert!(lea.get(SNIPPETS).await.has("Out of date"));
    assert!(lea.get(&edit).await.has("name=\"right\" value=\"de\""));
    // A refused form keeps the tick.
    let right = [&changed[..], &[("right", "de")]].concat();
    let refused = [&right[..], &[("language", "xx-y-z"), ("text", "?")]].concat();
    assert!(lea.post(SNIPPETS, &refused).await.has("name=\"right\" value=\"de\" checked"));
    assert_eq!(lea.post(SNIPPETS, &right).await.status, StatusCode::SEE_OTHER);
    let (list, form) = (lea.get(SNIPPETS).await, lea.get(&edit).await);
    assert!(!list.has("Out of date") && !form.has("name=\"right\""), "{}", form.text);
}
