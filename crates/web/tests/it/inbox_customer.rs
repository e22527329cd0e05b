//! The customer beside a conversation: sessions and addresses, asked about on pages that work without script (A4, A5).

use desk::conversation::message::Direction::In;
use desk::customer::{AddressKind, NewCustomer, Person, Standing};
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

const CLEO: &str = "cleo@example.com";
const SHARED: &str = "office@example.com";

/// Ana's desk and Cleo's conversation, beside whom another address was typed.
async fn begun(site: &Site) -> (Browser<'_>, String) {
    let id = site.conversation(CLEO, "Lamp", &[(In, "It is broken")]).await;
    let mut act = site.kit.operate();
    let address = CLEO.parse().unwrap();
    let cleo = Person::of_sender(&mut act, &address, "Cleo Customer").await.unwrap();
    cleo.add_address(&mut act, (AddressKind::Email, SHARED), Standing::Typed).await.unwrap();
    act.done(()).await.unwrap();
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    (site.at_desk(&ana).await, format!("/app/conversations/{id}"))
}

/// The first link of the page that leads to this.
fn link(page: &Answer, end: &str) -> String {
    let links = page.text.split("href=\"").filter_map(|rest| rest.split('"').next());
    let link = links.map(|link| link.replace("&amp;", "&")).find(|link| link.ends_with(end));
    link.unwrap_or_else(|| panic!("nothing leads to {end}"))
}

#[both]
async fn a5_sessions_are_counted_asked_about_and_ended(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let shown = ana.get(&page).await;
    assert!(!shown.has("/customer/sign-out"), "nothing is to be ended");
    assert!(shown.has("Not signed in"), "{}", &shown.text[shown.text.find("class=\"addresses\"").unwrap()..]);
    let (mut one, mut two) = (site.signed_in(CLEO).await, site.signed_in(CLEO).await);
    let shown = ana.get(&format!("{page}?view=open")).await;
    assert!(shown.has("Signed in on 2 devices"));
    let ask = link(&shown, "/customer/sign-out?view=open");
    let asked = ana.get(&ask).await;
    assert!(asked.has("Cleo Customer is signed in on 2 devices.") && asked.has("method=\"post\""));
    assert_eq!(one.get("/en_us/conversations").await.status, StatusCode::OK, "asking ends nothing");

    let done = ana.post(&ask, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, format!("{page}?view=open").as_str()));
    for browser in [&mut one, &mut two] {
        let answer = browser.get("/en_us/conversations").await;
        assert!(answer.location().starts_with("/login"), "{}", answer.status);
    }
    let shown = ana.get(&page).await;
    assert!(shown.has("Cleo Customer is signed out on 2 devices") && shown.has("Not signed in"));
    assert!(shown.has("Ana Agent ended all sessions of this customer (2)"));
}

#[both]
async fn a4_an_address_is_confirmed_on_a_page_that_tells_what_follows(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let mut apart = site.signed_in(SHARED).await;
    assert!(!apart.get("/en_us/conversations").await.has("Lamp"));
    let shown = ana.get(&page).await;
    assert!(shown.has(SHARED) && shown.has("unverified") && shown.has("written from"));
    let ask = link(&shown, "/confirmation");
    let asked = ana.get(&ask).await;
    for said in
        ["is Cleo Customer and sees the one conversation", "began with this address before", "One device"]
    {
        assert!(asked.has(said), "{said}: {}", asked.text);
    }
    assert_eq!(ana.post(&ask, &[]).await.location(), page);
    let shown = ana.get(&page).await;
    assert!(shown.has("The address is confirmed") && shown.has(">confirmed</span>"));
    assert!(shown.has(&format!("Ana Agent confirmed the address {SHARED}")));
    assert!(apart.get("/en_us/conversations").await.location().starts_with("/login"));
    let mut cleo = site.signed_in(SHARED).await;
    assert!(cleo.get("/en_us/conversations").await.has("Lamp"));
    let late = ana.post(&ask, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.has("Somebody changed this a moment ago"));
}

#[both]
async fn th31_what_another_has_proven_is_said_and_not_confirmed(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let ask = link(&ana.get(&page).await, "/confirmation");
    let mut act = site.kit.operate();
    let new = NewCustomer { name: "Zoe".to_owned(), ..NewCustomer::default() };
    let zoe = Person::add(&mut act, &new).await.unwrap();
    zoe.add_address(&mut act, (AddressKind::Email, SHARED), Standing::Proven).await.unwrap();
    act.done(()).await.unwrap();
    let refused = ana.post(&ask, &[]).await;
    for (answer, status) in [(&refused, StatusCode::CONFLICT), (&ana.get(&ask).await, StatusCode::OK)] {
        assert_eq!(answer.status, status);
        assert!(answer.has("Zoe has proven this address") && !answer.has("method=\"post\""));
    }
}

#[both]
async fn a4_an_address_is_taken_away_on_a_page_that_tells_what_follows(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let mut cleo = site.signed_in(CLEO).await;
    assert!(cleo.get("/en_us/conversations").await.has("Lamp"));
    let ask = link(&ana.get(&page).await, "/parting");
    let asked = ana.get(&ask).await;
    for said in
        [CLEO, "On record of Cleo Customer", "sees nothing of what is here", "Other addresses:", SHARED]
    {
        assert!(asked.has(said), "{said}: {}", asked.text);
    }
    assert_eq!(ana.post(&ask, &[]).await.location(), page);
    let shown = ana.get(&page).await;
    assert!(shown.has("The address was taken from Cleo Customer") && shown.has("took an address from"));
    assert!(cleo.get("/en_us/conversations").await.location().starts_with("/login"));
    assert_eq!(ana.get(&ask).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ana.post(&ask, &[]).await.status, StatusCode::NOT_FOUND);
}

#[both]
async fn r1_who_may_not_is_offered_nothing_and_refused(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    site.signed_in(CLEO).await;
    let shown = ana.get(&page).await;
    let pages = ["/customer/sign-out", "/confirmation", "/parting"].map(|end| link(&shown, end));
    let col = site.kit.collaborator("Col Laborator").await;
    let mut col = site.at_desk(&col).await;
    let shown = col.get(&page).await;
    assert!(shown.has("Signed in on one device") && !shown.has("/customer/"));
    for page in &pages {
        assert_eq!(col.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
        assert_eq!(col.post(page, &[]).await.status, StatusCode::FORBIDDEN, "{page}");
    }
    let id = page.rsplit('/').next().unwrap();
    let bobs = site.conversation("bob@example.com", "Chair", &[(In, "It wobbles")]).await;
    for page in &pages[1..] {
        let crossed = page.replace(id, &bobs);
        assert_eq!(ana.get(&crossed).await.status, StatusCode::NOT_FOUND, "TH27 {crossed}");
        assert_eq!(ana.post(&crossed, &[]).await.status, StatusCode::NOT_FOUND, "TH27 {crossed}");
    }
}
