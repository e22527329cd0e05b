//! Redaction over HTTP (W3): gone from both pages at once, a mark stays.

use desk::conversation::message::Direction::{In, Out};
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const CARD: &str = "4111 1111 1111 1111";

/// Ana at the desk, Cleo in the portal, and the two addresses of their conversation.
async fn stage(site: &Site) -> (Browser<'_>, Browser<'_>, String, String) {
    let said = format!("My card is {CARD}, please.");
    let quoted = format!("You wrote {CARD}.");
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, &said), (Out, &quoted)]).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let (desk, portal) = (format!("/app/conversations/{id}"), format!("/en_us/conversations/{id}"));
    (site.at_desk(&ana).await, site.signed_in("cleo@example.com").await, desk, portal)
}

/// The addresses where messages or notes of this page are redacted, in the order of the page.
fn redactions(page: &Answer, desk: &str, what: &str) -> Vec<String> {
    let mark = format!("href=\"{desk}/{what}/");
    let at = page.text.match_indices(&mark).map(|(at, _)| at + "href=\"".len());
    at.map(|at| page.text[at..].split('"').next().unwrap().to_owned()).collect()
}

#[both]
async fn w3_a_text_goes_from_both_pages_and_what_quotes_it_is_named(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, mut cleo, desk, portal) = stage(&site).await;
    let first = redactions(&ana.get(&desk).await, &desk, "messages").remove(0);
    let asked = ana.get(&first).await;
    assert!(asked.status == StatusCode::OK && asked.has(CARD) && asked.has("This cannot be undone"));
    let unsure = ana.post(&first, &[("what", "text"), ("text", CARD)]).await;
    assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unsure.has("Please confirm") && unsure.has(&format!("value=\"{CARD}\"")),
        "what was typed is kept"
    );
    let absent = ana.post(&first, &[("what", "text"), ("text", "0000"), ("sure", "yes")]).await;
    assert_eq!(absent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(absent.has("This text does not occur") && absent.has("value=\"0000\""));
    let redacted = ana.post(&first, &[("what", "text"), ("text", CARD), ("sure", "yes")]).await;
    assert_eq!((redacted.status, redacted.location()), (StatusCode::SEE_OTHER, desk.as_str()));
    let page = ana.get(&desk).await;
    assert!(page.has("One later message or note still holds this text") && page.has("Redacted by Ana Agent"));
    assert_eq!(
        (page.text.matches("My card is").count(), page.text.matches(CARD).count()),
        (1, 1),
        "the quotation"
    );
    let second = redactions(&page, &desk, "messages").pop().unwrap();
    ana.post(&second, &[("what", "text"), ("text", CARD), ("sure", "yes")]).await;
    for page in [ana.get(&desk).await, cleo.get(&portal).await, cleo.get("/en_us/conversations").await] {
        assert!(!page.has(CARD) && !page.has("4111"));
    }
    let page = cleo.get(&portal).await;
    assert!(page.has("My card is █████, please.") && page.has("Something in this message was removed"), "P5");
    assert!(!cleo.get("/en_us/conversations?q=4111").await.has("Lamp"), "nor is it found");
    assert!(!ana.get("/app/conversations?view=open&q=4111").await.has(">Lamp<"));
}

#[both]
async fn w3_a_file_and_a_whole_message_go_from_both_pages(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, mut cleo, desk, portal) = stage(&site).await;
    let once = ana.get(&desk).await.hidden("once");
    let fields = [("once", once.as_str()), ("text", "See the scan."), ("channel", "portal")];
    ana.upload(&format!("{desk}/reply"), &fields, &[("passport.csv", b"secret,scan")]).await;
    let page = ana.get(&desk).await;
    let at = page.text.find(&format!("{desk}/files/")).unwrap();
    let file = page.text[at..].split('"').next().unwrap().to_owned();
    let id = file.rsplit('/').next().unwrap().to_owned();
    let last = redactions(&page, &desk, "messages").pop().unwrap();
    assert!(ana.get(&last).await.has("passport.csv"));
    let gone = ana.post(&last, &[("what", "file"), ("file", &id), ("sure", "yes")]).await;
    assert_eq!(gone.location(), desk);
    let theirs = file.replace("/app/", "/en_us/");
    assert_eq!(ana.get(&file).await.status, StatusCode::NOT_FOUND);
    assert_eq!(cleo.get(&theirs).await.status, StatusCode::NOT_FOUND);
    let page = ana.get(&desk).await;
    assert!(page.has("File redacted") && page.has("See the scan.") && !page.has("passport"));
    ana.post(&last, &[("what", "message"), ("sure", "yes")]).await;
    for page in [ana.get(&desk).await, cleo.get(&portal).await] {
        assert!(!page.has("See the scan.") && !page.has("passport"));
    }
    let asked = ana.get(&last).await;
    assert!(asked.has("Redact details") && !asked.has("Redact text") && !asked.has("Redact a file"));
    ana.post(&last, &[("what", "details"), ("name", "true"), ("subject", "true"), ("sure", "yes")]).await;
    assert_eq!(
        redactions(&ana.get(&desk).await, &desk, "messages").len(),
        2,
        "nothing is left to redact of it"
    );
}

#[both]
async fn w3_notes_are_redacted_too_and_only_by_who_may(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, _, desk, _) = stage(&site).await;
    ana.post(&format!("{desk}/note"), &[("text", "Her birthday is in May, by the way")]).await;
    let note = redactions(&ana.get(&desk).await, &desk, "notes").remove(0);
    let col = site.kit.collaborator("Col Laborator").await;
    let mut col = site.at_desk(&col).await;
    assert!(redactions(&col.get(&desk).await, &desk, "notes").is_empty());
    assert_eq!(col.get(&note).await.status, StatusCode::FORBIDDEN);
    for sure in ["yes", ""] {
        let tried = col.post(&note, &[("what", "message"), ("sure", sure)]).await;
        assert_eq!(tried.status, StatusCode::FORBIDDEN);
    }
    assert!(ana.get(&note).await.has("Her birthday is in May"));
    ana.post(&note, &[("what", "text"), ("text", "birthday is in May"), ("sure", "yes")]).await;
    let page = ana.get(&desk).await;
    assert!(page.has("by the way") && !page.has("birthday"));
    ana.post(&note, &[("what", "message"), ("sure", "yes")]).await;
    assert!(!ana.get(&desk).await.has("by the way"));
    assert_eq!(
        ana.post(&note, &[("what", "file"), ("sure", "yes")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[both]
async fn w3_a_name_an_address_and_the_subject_go_from_both_pages(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp of Wombat", &[(In, "It broke.")]).await;
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let (mut ana, mut cleo) = (site.at_desk(&user).await, site.signed_in("cleo@example.com").await);
    let (desk, portal) = (format!("/app/conversations/{id}"), format!("/en_us/conversations/{id}"));
    cleo.upload(&format!("{portal}/messages"), &[("text", "Hello?")], &[]).await;
    let address = redactions(&ana.get(&desk).await, &desk, "messages").pop().unwrap();
    let asked = ana.get(&address).await;
    assert!(asked.has("<bdi class=\"muted\">cleo@example.com</bdi>") && asked.has("Lamp of Wombat"));
    let unticked = ana.post(&address, &[("what", "details"), ("sure", "yes")]).await;
    assert!(unticked.status == StatusCode::UNPROCESSABLE_ENTITY && unticked.has("Please tick"));
    let fields =
        [("what", "details"), ("name", "true"), ("address", "true"), ("subject", "true"), ("sure", "yes")];
    let redacted = ana.post(&address, &fields).await;
    assert_eq!((redacted.status, redacted.location()), (StatusCode::SEE_OTHER, desk.as_str()));
    let page = ana.get(&desk).await;
    assert!(page.has("Redacted by Ana Agent") && page.has("redacted a name, an address or the subject"));
    for page in [page, cleo.get(&portal).await, cleo.get("/en_us/conversations").await] {
        assert!(page.status == StatusCode::OK && !page.has("Wombat"));
    }
    let asked = ana.get(&address).await;
    assert!(!asked.has("cleo@example.com"), "it is nowhere any more");
    assert!(!ana.get("/app/conversations?view=open&q=wombat").await.has(">#1001<"));
}
