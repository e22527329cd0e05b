//! The contact link (P8, P10): drawn wherever somebody may be stuck, once an operator has said where it leads.

use desk::code;
use desk::conversation::message::Direction::In;
use desk::setting::{Scope, Setting};
use http::StatusCode;
use testkit::{Database, both};

use crate::client::Site;

const ADDRESS: &str = "mailto:help@acme.test?subject=Portal";
const LINK: &str = "href=\"mailto:help@acme.test?subject=Portal\"";

#[both]
async fn p10_the_contact_link_is_on_every_page_once_it_leads_somewhere(database: Database) {
    let site = Site::new(&database).await;
    site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let mut stranger = site.browser();
    for (address, drawn) in [("", false), (ADDRESS, true), ("", false)] {
        site.kit.set("portal.contact-url", address).await;
        for path in ["/en_us", "/login", "/en_us/nothing-here"] {
            let page = stranger.get(path).await;
            assert_eq!((page.has(LINK), page.has("Contact us")), (drawn, drawn), "{path}: {}", page.text);
        }
        let refused = stranger.post("/login/link", &[("token", "used up")]).await;
        assert_eq!((refused.status, refused.has(LINK)), (StatusCode::UNAUTHORIZED, drawn));
        for path in ["/en_us", "/en_us/conversations", "/en_us/conversations/new", "/en_us/devices"] {
            assert_eq!(ana.get(path).await.has(LINK), drawn, "{path}");
        }
    }
}

#[both]
async fn p8_a_closed_conversation_explains_itself_and_shows_the_contact_link(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = format!("/en_us/conversations/{id}");
    ana.post(&format!("{page}/completion"), &[]).await;
    site.kit.set("portal.reopen", "off").await;
    site.kit.set("portal.new-conversation", "off").await;
    site.kit.set("portal.contact-url", "/en_us/contact").await;
    let closed = ana.get(&page).await;
    let (_, reply) =
        closed.text.split_once("<section class=\"reply\"").expect("there is a place for a reply");
    let reply = reply.split("</section>").next().unwrap_or_default();
    assert!(reply.contains("takes no more replies") && reply.contains("href=\"/en_us/contact\""), "{reply}");
    assert!(!reply.contains("<textarea") && !reply.contains("/conversations/new"), "{reply}");
}

#[both]
async fn p10_what_is_no_address_is_refused_when_it_is_set(database: Database) {
    let site = Site::new(&database).await;
    let contact = Setting::find("portal.contact-url").unwrap();
    for bad in ["javascript:alert(1)", "//evil.test", "acme.test", "https://acme.test@evil.test"] {
        let mut act = site.kit.operate();
        let refused = contact.set(&mut act, Scope::Kb(site.kit.kb.id), bad).await;
        assert!(refused.unwrap_err().is(&code::SETTING_VALUE), "{bad}");
    }
    assert!(!site.browser().get("/en_us").await.has("Contact us"));
}
