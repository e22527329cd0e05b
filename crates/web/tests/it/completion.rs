//! Marking an own conversation as done, and where that is turned off (P11).

use desk::conversation::message::Direction::In;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::Site;

#[both]
async fn p11_where_it_is_off_there_is_no_button_and_no_way_round_it(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let (page, mut ana) = (format!("/en_us/conversations/{id}"), site.signed_in("ana@example.com").await);
    assert!(ana.get(&page).await.has("Mark as done"));
    site.kit.set("portal.mark-done", "off").await;
    let shown = ana.get(&page).await;
    assert!(!shown.has("Mark as done") && !shown.has(&format!("{page}/done")), "{}", shown.text);
    assert_eq!(ana.get(&format!("{page}/done")).await.status, StatusCode::NOT_FOUND);
    let refused = ana.post(&format!("{page}/completion"), &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "a form drawn before, or by hand");
    assert!(ana.get("/en_us/conversations?conversationStatus=open").await.has("Lamp"), "it stays open");
    assert!(!ana.get("/en_us/conversations?conversationStatus=done").await.has("Lamp"));
}

#[both]
async fn p11_the_confirming_step_says_whether_it_can_be_reopened(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let asked = |language: &str| format!("/{language}/conversations/{id}/done");
    for (reopens, texts) in [
        ("on", [("en_us", "it opens again"), ("de", "ist das Gespräch wieder offen")]),
        ("off", [("en_us", "not be able to reopen"), ("de", "nicht wieder öffnen")]),
    ] {
        site.kit.set("portal.reopen", reopens).await;
        for (language, text) in texts {
            let page = ana.get(&asked(language)).await;
            assert!(page.has(text) && page.has("method=\"post\""), "{reopens} {language}: {}", page.text);
        }
    }
    assert!(ana.get("/en_us/conversations?conversationStatus=open").await.has("Lamp"), "no GET ends it");
    let action = format!("/en_us/conversations/{id}/completion");
    assert_eq!(ana.post(&action, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ana.get("/en_us/conversations?conversationStatus=done").await.has("Lamp"));
}
