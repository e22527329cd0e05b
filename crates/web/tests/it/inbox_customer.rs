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

/// Zoe with a conversation of her own, signed in.
async fn zoe(site: &Site) -> Browser<'_> {
    site.conversation("zoe@example.com", "Tent", &[(In, "It leaks")]).await;
    site.signed_in("zoe@example.com").await
}

#[both]
async fn w4_two_customers_are_merged_on_a_page_that_tells_who_sees_what(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    let mut zoe = zoe(&site).await;
    let shown = ana.get(&format!("{page}?view=open")).await;
    let choose = link(&shown, "/customer/merging?view=open");
    let nobody = ana.get(&choose.replace('?', "?who=nobody%40example.com&")).await;
    assert!(nobody.has("No other customer has the address nobody@example.com"), "{}", nobody.text);
    let found = ana.get(&choose.replace('?', "?who=zoe%40example.com&")).await;
    assert!(found.has("zoe@example.com") && found.has("One conversation"), "{}", found.text);
    let links = found.text.split("href=\"").filter_map(|rest| rest.split('"').next());
    let ask = links.map(|link| link.replace("&amp;", "&")).find(|link| link.contains("/merging/")).unwrap();
    let asked = ana.get(&ask).await;
    for said in [
        "Merge zoe@example.com into Cleo Customer?",
        "Is Cleo Customer and sees all 2 conversations (1 now). One device stays signed in.",
        "This cannot be undone.",
    ] {
        assert!(asked.has(said), "{said}: {}", asked.text);
    }
    assert!(!zoe.get("/en_us/conversations").await.has("Lamp"), "asking merges nothing");
    let done = ana.post(&ask, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, format!("{page}?view=open").as_str()));
    let shown = ana.get(&page).await;
    for said in ["The two customers are one now", "Ana Agent merged another customer with this one", "Tent"] {
        assert!(shown.has(said), "{said}: {}", shown.text);
    }
    let list = zoe.get("/en_us/conversations").await;
    assert!(list.has("Lamp") && list.has("Tent"), "her session followed: {}", list.text);
    assert_eq!(ana.post(&ask, &[]).await.location(), done.location(), "the same form once more");
}

#[both]
async fn w4_a_merge_that_is_refused_says_why(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    zoe(&site).await;
    let mut act = site.kit.operate();
    let mut id =
        async |address: &str| Person::of_sender(&mut act, &address.parse().unwrap(), "").await.unwrap().id;
    let (cleo, zoe, tom) = (id(CLEO).await, id("zoe@example.com").await, id("tom@example.com").await);
    act.done(()).await.unwrap();
    let itself = ana.post(&format!("{page}/customer/merging/{cleo}/{cleo}"), &[]).await;
    assert!(itself.status == StatusCode::CONFLICT && itself.has("These are the same customer already."));
    // Neither is the conversation's.
    let strangers = ana.post(&format!("{page}/customer/merging/{zoe}/{tom}"), &[]).await;
    assert_eq!(strangers.status, StatusCode::NOT_FOUND);
    let nobody = ana.post(&format!("{page}/customer/merging/{cleo}/{}", site.kit.id::<Person>()), &[]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);

    let content = site.kit.user("Con Tent", &[Role::ContentManager]).await;
    let mut content = site.at_desk(&content).await;
    assert!(!content.get(&page).await.has("/customer/merging"));
    for path in ["merging".to_owned(), format!("merging/{zoe}/{cleo}")] {
        assert_eq!(content.get(&format!("{page}/customer/{path}")).await.status, StatusCode::FORBIDDEN);
    }
    let refused = content.post(&format!("{page}/customer/merging/{zoe}/{cleo}"), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

/// The list of a customer who was merged is the list of the one that is left.
#[both]
async fn w4_the_old_address_of_a_merged_customer_answers_with_the_one_that_is_left(database: Database) {
    let site = Site::new(&database).await;
    let (mut ana, page) = begun(&site).await;
    zoe(&site).await;
    let mut act = site.kit.operate();
    let mut id =
        async |address: &str| Person::of_sender(&mut act, &address.parse().unwrap(), "").await.unwrap().id;
    let (cleo, zoe) = (id(CLEO).await, id("zoe@example.com").await);
    act.done(()).await.unwrap();
    let old = format!("/app/conversations?view=open&customer={zoe}");
    let list = ana.get(&old).await;
    assert!(list.has("Tent") && !list.has("Lamp"), "{}", list.text);
    ana.post(&format!("{page}/customer/merging/{zoe}/{cleo}"), &[]).await;
    let list = ana.get(&old).await;
    assert!(list.has("Tent") && list.has("Lamp") && list.has("Cleo Customer"), "{}", list.text);
}
