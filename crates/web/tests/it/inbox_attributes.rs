//! Custom attributes and snippets in the inbox: seen, changed, looked for and put into answers (W1, W2).

use desk::User;
use desk::attribute::{Attribute, AttributeId, AttributeName, Definition, Edit, Object, Offer};
use desk::conversation::message::Direction::In;
use desk::right::Role;
use desk::snippet::{Label, text_of};
use http::StatusCode;
use testkit::{Database, both};

use crate::client::Site;

async fn define(site: &Site, lead: &User, (name, options): (&str, &str), strict: bool) -> AttributeId {
    let name = AttributeName::parse(name).unwrap();
    let offer = Offer::parse(name.kind(), options, false).unwrap();
    let new = Definition { label: Label::Own, is_required: strict, is_sensitive: strict, offer };
    let mut act = site.kit.act(lead);
    let id = act.add_attribute(Object::Conversation, &name, &new).await.unwrap();
    act.done(id).await.unwrap()
}

#[both]
async fn w2_values_are_changed_on_a_page_with_problems_at_their_fields(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Lea Lead", &[Role::ContentManager]).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let desk = format!("/app/conversations/{id}");
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    assert!(!ana.get(&desk).await.has("Change attributes"), "there is nothing to change");
    let paid = define(&site, &lead, ("paidNum", ""), false).await;
    let sent = define(&site, &lead, ("sentAt", ""), false).await;
    let iban = define(&site, &lead, ("ibanStr", ""), true).await;
    let page = format!("{desk}/attributes");
    assert!(ana.get(&desk).await.has(&format!("href=\"{page}")));
    let [paid, sent, iban] = [paid, sent, iban].map(|id| format!("value-{id}"));
    let typed = |number| [(paid.as_str(), number), (&sent, "2026-09-21T14:13"), (&iban, "")];
    let refused = ana.post(&page, &typed("twelve")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["value=\"twelve\"", "Write a number", "This must not be left empty.", "2026-09-21T14:13"] {
        assert!(refused.has(kept), "{kept}: {}", refused.text);
    }
    let saved = ana.post(&page, &[(&paid, "012.50"), (&sent, "2026-09-21T14:13"), (&iban, "DE00 <b>")]).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, desk.as_str()));
    let shown = ana.get(&desk).await;
    assert!(shown.has("12.5") && shown.has("DE00 &lt;b&gt;") && !shown.has("DE00 <b>"), "{}", shown.text);
    assert!(ana.get(&page).await.has("value=\"2026-09-21T14:13\""));

    let mut lea = site.at_desk(&lead).await;
    let masked = lea.get(&desk).await;
    assert!(masked.has("••••") && !masked.has("DE00") && !masked.has("Change attributes"));
    assert_eq!(lea.get(&page).await.status, StatusCode::FORBIDDEN);
    assert_eq!(lea.post(&page, &typed("1")).await.status, StatusCode::FORBIDDEN);
}

#[both]
async fn w2_a_value_for_an_attribute_removed_meanwhile_is_not_taken_for_stored(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Lea Lead", &[Role::ContentManager]).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let (city, plan) = (
        define(&site, &lead, ("cityStr", ""), false).await,
        define(&site, &lead, ("planStr", "Basic\nFull"), false).await,
    );
    let mut act = site.kit.act(&lead);
    act.open::<Edit, Attribute>(city).await.unwrap().remove(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    let page = format!("/app/conversations/{id}/attributes");
    let (city, plan) = (format!("value-{city}"), format!("value-{plan}"));
    let refused = ana.post(&page, &[(&city, "Kyiv"), (&plan, "Full")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.has("<option value=\"Full\" selected>") && !refused.has(&city), "{}", refused.text);
    assert!(!ana.get(&page).await.has("value=\"Full\" selected"), "nothing was stored");
    assert_eq!(ana.post(&page, &[(&city, ""), (&plan, "Full")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ana.post(&page, &[(&plan, "Gold")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[both]
async fn w1_th41_the_inbox_is_narrowed_by_a_value(database: Database) {
    let site = Site::new(&database).await;
    let lead = site.kit.user("Lea Lead", &[Role::ContentManager]).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    site.conversation("cleo@example.com", "Chair", &[(In, "It is loose")]).await;
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let city = define(&site, &lead, ("cityStr", ""), false).await;
    let field = format!("value-{city}");
    ana.post(&format!("/app/conversations/{id}/attributes"), &[(&field, "Kyiv")]).await;
    let list = format!("/app/conversations?view=open&attribute={city}&value=");
    let found = ana.get(&format!("{list}kyiv")).await;
    assert!(found.has(&id) && !found.has("Chair"), "{}", found.text);
    assert!(found.has(&format!("<option value=\"{city}\" selected>")) && found.has("value=\"kyiv\""));
    assert!(!ana.get(&format!("{list}%27%20or%201%3D1%20--")).await.has("Lamp"));
    for whole in [list.clone(), "/app/conversations?view=open&attribute=x&value=kyiv".to_owned()] {
        assert!(ana.get(&whole).await.has("Chair"), "a filter without value or attribute is none: {whole}");
    }
    let iban = define(&site, &lead, ("ibanStr", ""), true).await;
    let option = format!("<option value=\"{iban}\"");
    assert!(ana.get("/app/conversations?view=open").await.has(&option), "R1: she sees what is sensitive");
    let mut colla = site.at_desk(&site.kit.collaborator("Col Lab").await).await;
    let theirs = colla.get("/app/conversations?view=open").await;
    assert!(theirs.has(&format!("<option value=\"{city}\"")) && !theirs.has(&option), "{}", theirs.text);
}

#[both]
async fn w2_a_snippet_is_put_into_an_answer_in_the_sites_language(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "de,en_us").await;
    let lead = site.kit.user("Lea Lead", &[Role::ContentManager]).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let desk = format!("/app/conversations/{id}");
    let mut act = site.kit.act(&lead);
    let texts = [("en_us", "Kind regards"), ("de", "Viele Grüße")];
    let texts = texts.map(|(code, text)| (code.parse().unwrap(), text_of(text).unwrap())).into();
    let snippet = act.add_snippet(&"sn.org.regards".parse().unwrap(), &texts).await.unwrap();
    act.done(()).await.unwrap();
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let page = ana.get(&desk).await;
    assert!(page.has(&format!("name=\"snippet\" value=\"{snippet}\"")) && page.has("sn.org.regards"));
    let (once, snippet) = (page.hidden("once"), snippet.to_string());
    let fields = [("once", once.as_str()), ("text", "Done."), ("channel", "portal"), ("snippet", &snippet)];
    let written = ana.upload(&format!("{desk}/reply"), &fields, &[]).await;
    assert_eq!(written.status, StatusCode::OK);
    assert!(written.has("Done.\n\nViele Grüße</textarea>"), "{}", written.text);
    assert!(!ana.get(&desk).await.has("Viele"), "nothing was sent");
}
