//! A conversation leads back to the list it was found in, whatever is done in it (P3).

use desk::conversation::message::Direction::In;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Site};

const LIST: &str = "/en_us/conversations?conversationStatus=open&order=created-oldest&q=lamp";

/// Where the link back leads.
fn back(page: &Answer) -> String {
    let (_, link) = page.text.split_once("<a class=\"back\" href=\"").expect("there is a way back");
    link.split('"').next().unwrap_or_default().replace("&amp;", "&")
}

/// Where the first form with files is sent to, or the first link that ends so leads.
fn address(page: &Answer, end: &str) -> String {
    let addresses = page.text.split('"').map(|text| text.replace("&amp;", "&"));
    let mut paths = addresses.filter(|text| text.split('?').next().is_some_and(|path| path.ends_with(end)));
    paths.next().unwrap_or_else(|| panic!("nothing leads to {end}: {}", page.text))
}

#[both]
async fn p3_a_reply_and_a_refused_one_lead_back_to_the_list_as_it_was(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = LIST.replace("conversations?", &format!("conversations/{id}?"));
    let opened = ana.get(&page).await;
    assert_eq!(back(&opened), LIST);
    let form = address(&opened, "/messages");
    let refused = ana.upload(&form, &[("once", &opened.hidden("once")), ("text", " ")], &[]).await;
    assert_eq!((refused.status, back(&refused).as_str()), (StatusCode::UNPROCESSABLE_ENTITY, LIST));
    assert_eq!(address(&refused, "/messages"), form, "once more");
    let sent = ana.upload(&form, &[("once", &refused.hidden("once")), ("text", "Still dark")], &[]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, format!("{page}#latest").as_str()));
    assert_eq!(back(&ana.get(&page).await), LIST);
}

#[both]
async fn p3_marking_as_done_leads_back_to_the_list_as_it_was(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = LIST.replace("conversations?", &format!("conversations/{id}?"));
    let opened = ana.get(&page).await;
    let asked = ana.get(&address(&opened, "/done")).await;
    assert!(asked.has(&page.replace('&', "&amp;")), "or not: {}", asked.text);
    let done = ana.post(&address(&asked, "/completion"), &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page.as_str()));
}

#[both]
async fn a1_a_form_over_an_ended_session_leads_back_to_its_page_after_the_sign_in(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("ana@example.com", "Lamp", &[(In, "It is dark")]).await;
    let page = format!("/en_us/conversations/{id}");
    let login = format!("/login?referralUrl={}%3Fq%3Dlamp", page.replace('/', "%2F"));
    let mut stranger = site.browser();
    let reply = stranger.upload(&format!("{page}/messages?q=lamp"), &[("text", "Still dark")], &[]).await;
    assert!(reply.status == StatusCode::UNAUTHORIZED && reply.has("Still dark") && reply.has(&login));
    let done = stranger.post(&format!("{page}/completion?q=lamp"), &[]).await;
    assert!(done.status == StatusCode::UNAUTHORIZED && done.has(&login), "{}", done.text);
}
