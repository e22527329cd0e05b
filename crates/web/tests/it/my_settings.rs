//! My settings in the portal (P15).

use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const HERE: &str = "/en_us/settings";

async fn save(browser: &mut Browser<'_>, name: &str, language: &str, zone: &str) -> Answer {
    let fields = [("name", name), ("language", language), ("zone", zone), ("mails", "on")];
    browser.post(HERE, &fields).await
}

#[both]
async fn p15_my_settings_are_saved_without_script_and_pages_follow_them(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("languages", "en_us,de").await;
    let mut ana = site.signed_in("ana@example.com").await;
    let page = ana.get(HERE).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(page.has("My settings</a>"), "the menu leads here: {}", page.text);
    assert!(page.has("<option value=\"en_us\" lang=\"en-US\" selected>English</option>"), "{}", page.text);

    let saved = save(&mut ana, "Ana Ünal", "de", "Asia/Tokyo").await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/de/settings"));
    let page = ana.get("/de/settings").await;
    assert!(page.has("Ihre Einstellungen sind gespeichert."), "{}", page.text);
    assert!(page.has("value=\"Ana Ünal\""), "{}", page.text);
    assert!(page.has("<option value=\"Asia/Tokyo\" selected>Tokyo</option>"), "{}", page.text);
    let devices = ana.get("/en_us/devices").await;
    assert!(devices.has("11:13 PM"), "the session began at 14:13 in Greenwich: {}", devices.text);

    // Where the address names no language, the chosen one is spoken; where it does, that one.
    assert_eq!(ana.get("/").await.location(), "/de");
    assert!(ana.get("/logout").await.has("<html lang=\"de\""));
    assert!(ana.get("/en_us/nothing").await.has("<html lang=\"en-US\""));
    assert!(ana.get("/nothing").await.has("<html lang=\"de\""));
    assert_eq!(ana.post("/logout", &[]).await.location(), "/de");
    let (mut bob, address) = (site.browser(), [("address", "ana@example.com")]);
    bob.post("/login", &address).await;
    let (code, _) = site.last_mail().await.unwrap();
    let entered = bob.post("/login/code", &[("code", &code)]).await;
    assert_eq!(entered.location(), "/de/conversations");
}

#[both]
async fn p15_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let long = "y".repeat(101);
    let refused = save(&mut ana, &long, "pl", "Mars/Olympus").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has(&format!("value=\"{long}\"")), "{}", refused.text);
    for (field, words) in [
        ("name", "Please use 100 characters at most."),
        ("language", "This help centre does not speak that language."),
        ("zone", "There is no such time zone."),
    ] {
        let (_, problems) = refused.text.split_once(&format!("id=\"{field}-problems\"")).expect(field);
        assert!(problems.split("</ul>").next().unwrap().contains(words), "{field}: {}", refused.text);
        assert!(refused.has(&format!("aria-describedby=\"{field}-problems")), "{field}");
    }
    assert!(!ana.get(HERE).await.has("yyy"), "nothing is stored");
    let mut stranger = site.browser();
    assert_eq!(stranger.get(HERE).await.location(), "/login?referralUrl=%2Fen_us%2Fsettings");
    assert_eq!(save(&mut stranger, "Eve", "", "").await.status, StatusCode::UNAUTHORIZED);
}

/// The agent sees at the customer's name that answers stand in the portal alone, and is offered nothing else.
#[both]
async fn p15_an_agent_sees_who_wants_no_mails(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let id = site
        .conversation("cleo@example.com", "Lamp", &[(desk::conversation::message::Direction::In, "Dark")])
        .await;
    let mut cleo = site.signed_in("cleo@example.com").await;
    let page = cleo.get(HERE).await;
    assert!(page.has("name=\"mails\" value=\"on\" checked"), "{}", page.text);
    let saved = cleo.post(HERE, &[("name", "Cleo"), ("language", ""), ("zone", "")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let mut desk = site.at_desk(&ana).await;
    let page = desk.get(&format!("/app/conversations/{id}")).await;
    assert!(page.has("Wants no answers by e-mail"), "{}", page.text);
    assert!(page.has("Cleo turned off answers by e-mail"), "{}", page.text);
    assert!(!page.has("<option value=\"email\" data-limit"), "{}", page.text);
}

#[both]
async fn p15_an_address_is_added_and_removed_on_my_settings(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    let here = format!("{HERE}/addresses");
    for (typed, words) in [
        ("nonsense", "Please enter an e-mail address"),
        ("ANA@example.com", "This address is yours already."),
    ] {
        let refused = ana.post(&here, &[("address", typed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.has(words) && refused.has(&format!("value=\"{typed}\"")), "{}", refused.text);
    }
    let asked = ana.post(&here, &[("address", "new@example.com")]).await;
    assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, "/en_us/settings#addresses"));
    let page = ana.get(HERE).await;
    assert!(page.has("We sent a code to new@example.com."), "{}", page.text);
    let wrong = ana.post(&format!("{here}/code"), &[("code", "12")]).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.has("id=\"code-problems\""),
        "{}",
        wrong.text
    );
    let added = ana.post(&format!("{here}/code"), &[("code", &site.last_mail().await.unwrap().0)]).await;
    assert_eq!(added.location(), "/en_us/settings#addresses");
    let page = ana.get(HERE).await;
    assert!(page.has("The address is yours now.") && page.has("<bdi>new@example.com</bdi>"), "{}", page.text);
    let links = page.text.split("action=\"").filter_map(|rest| rest.split('"').next());
    let removal: Vec<&str> = links.filter(|link| link.ends_with("/removal")).collect();
    assert_eq!(removal.len(), 1, "not the one in use: {}", page.text);
    assert_eq!(ana.post(removal[0], &[]).await.location(), "/en_us/settings#addresses");
    let page = ana.get(HERE).await;
    assert!(page.has("The address is removed.") && !page.has("<bdi>new@example.com</bdi>"), "{}", page.text);
}

#[both]
async fn p15_an_address_of_somebody_else_is_refused_with_an_explanation(database: Database) {
    let site = Site::new(&database).await;
    site.signed_in("bob@example.com").await;
    let mut ana = site.signed_in("ana@example.com").await;
    let here = format!("{HERE}/addresses");
    ana.post(&here, &[("address", "bob@example.com")]).await;
    let (code, _) = site.last_mail().await.unwrap();
    let refused = ana.post(&format!("{here}/code"), &[("code", &code)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has("Somebody else has proven this address here."), "{}", refused.text);
    let spent = ana.post(&format!("{here}/code"), &[("code", &code)]).await;
    assert!(spent.has("This code no longer works."), "{}", spent.text);
    ana.post(&here, &[("address", "late@example.com")]).await;
    assert!(ana.get(HERE).await.has("late@example.com"));
    ana.post(&format!("{here}/other"), &[]).await;
    assert!(!ana.get(HERE).await.has("late@example.com"));
}
