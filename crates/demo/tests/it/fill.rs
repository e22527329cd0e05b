//! Filling: once, whole or in part, on both databases.

use std::sync::Mutex;

use db::{params, sql};
use demo::{Guide, PASSWORD, Plan};
use desk::article::ListOf;
use desk::kb::Host;
use desk::page_path::PagePath;
use desk::session::{Browser, Network, PasswordTry};
use kernel::Secret;
use testkit::{Database, both};

use crate::place::Place;

sql! {
    COUNTS = "select (select count(*) from conversation where org_id = $1), (select count(*) from message where org_id = $1),
        (select count(*) from message_word), (select count(*) from job where kind <> 'wake')";
    CONVERSATIONS = "select id from conversation where org_id = $1 order by number";
    INSIDE = "select count(*) from article a join article_kb p on p.org_id = a.org_id and p.article_id = a.id where a.audience = 'internal' group by p.kb_id";
    NUMBERS = "select min(number), max(number) from conversation where org_id = $1";
}

#[both]
async fn a_small_fill_stores_words_and_facts_and_leaves_nothing_to_deliver(database: Database) {
    let place = Place::empty(&database).await;
    assert!(!demo::is_filled(&place.desk).await.unwrap());
    let filled = place.fill(12).await.unwrap();
    assert!(demo::is_filled(&place.desk).await.unwrap());
    let reader = place.db.reader().await.unwrap();
    let counts: (i64, i64, i64, i64) = reader.one(COUNTS.with(params![filled.org])).await.unwrap();
    let messages = i64::try_from(filled.messages).unwrap();
    assert_eq!(counts, (12, messages, messages, 0));
    let numbers: (i64, i64) = reader.one(NUMBERS.with(params![filled.org])).await.unwrap();
    assert_eq!(numbers, (1_001, 1_012));
}

#[both]
async fn o1_a_second_fill_is_refused_and_what_is_there_stays(database: Database) {
    let place = Place::empty(&database).await;
    let filled = place.fill(3).await.unwrap();
    let ids = async || -> Vec<(String,)> {
        let reader = place.db.reader().await.unwrap();
        reader.all(CONVERSATIONS.with(params![filled.org])).await.unwrap()
    };
    let before = ids().await;
    assert_eq!(place.fill(5).await.unwrap_err().code().name, "name_taken");
    assert_eq!(ids().await, before);
    assert_eq!(before.len(), 3);
}

#[both]
async fn everything_in_the_guide_is_true(database: Database) {
    let place = Place::empty(&database).await;
    place.fill(1).await.unwrap();
    let guide = Guide::at(8080).unwrap();
    assert_eq!(guide.sites[0], ("Tolvane".to_owned(), "http://tolvane.localhost:8080".to_owned()));
    assert_eq!(guide.sites[1].1, "http://werkhalt.tolvane.localhost:8080");
    for (title, address) in &guide.sites {
        let found = place.desk.place(host(address)).await.unwrap();
        let site = found.site.expect("a help centre answers");
        assert_eq!((&site.title, site.portal.my_conversations), (title, true));
        assert_eq!(site.origin.to_string(), *address);
        assert!(site.portal.languages.len() > 4);
    }
    let app = place.desk.place(host(&guide.app)).await.unwrap();
    for name in ["localhost", "127.0.0.1"] {
        let both = place.desk.place(name).await.unwrap();
        assert!(both.host.serves_app && both.site.unwrap().is_default_brand);
    }
    assert_eq!((guide.users.len(), guide.customers.len()), (8, 3));
    assert_eq!(guide.users[0].roles, ["administrator", "agent"]);
    let user = sign_in(&place, &app.host, &guide.users[0].email, PASSWORD).await;
    assert_eq!(user, Ok(()));
    assert_eq!(sign_in(&place, &app.host, &guide.users[0].email, "another one").await, Err("password_wrong"));
}

async fn sign_in(place: &Place, app: &Host, email: &str, password: &str) -> Result<(), &'static str> {
    let network = Network::of(std::net::Ipv4Addr::new(192, 0, 2, 1).into());
    let browser = Browser { session: None, user_agent: String::new(), network };
    let typed = PasswordTry { email: email.parse().unwrap(), password: Secret::new(password.to_owned()) };
    let session = place.desk.sign_in_user(app, typed, &browser).await;
    session.map(drop).map_err(|fault| fault.code().name)
}

fn host(address: &str) -> &str {
    address.split(['/', ':']).nth(3).unwrap()
}

/// K6: whoever looks around finds a form behind the contact link.
#[both]
async fn k6_the_contact_link_of_the_first_help_centre_leads_to_a_form(database: Database) {
    let place = Place::empty(&database).await;
    place.fill(1).await.unwrap();
    let (_, address) = &Guide::at(8080).unwrap().sites[0];
    let site = place.desk.place(host(address)).await.unwrap().site.unwrap();
    let language = site.default_language().clone();
    let contact = site.portal.contact.as_ref().unwrap().to_string();
    let path: PagePath = contact.strip_prefix("/contact/").unwrap().parse().unwrap();
    let view = place.desk.view_public(site).await.unwrap();
    let form = view.form(&path.hash, &language).await.unwrap();
    view.close();
    assert_eq!(form.path(), path, "it does not lead on");
    let conditions: Vec<_> = form.fields.iter().filter_map(|asked| asked.field.when.as_ref()).collect();
    assert_eq!((form.fields.len(), conditions.len()), (5, 1));
}

#[both]
async fn progress_rises_to_its_end(database: Database) {
    let place = Place::empty(&database).await;
    let heard = Mutex::new(Vec::new());
    let progress = |done, total| heard.lock().unwrap().push((done, total));
    demo::fill(&place.desk, &Plan { port: 80, most: 30, progress: &progress }).await.unwrap();
    let heard = heard.into_inner().unwrap();
    let (last, total) = *heard.last().unwrap();
    assert_eq!(last, total);
    assert!(heard.is_sorted() && heard.iter().all(|step| step.1 == total));
}

#[both]
async fn i1_i3_each_help_centre_tells_something_to_everybody_and_something_inside(database: Database) {
    let place = Place::empty(&database).await;
    place.fill(1).await.unwrap();
    for (title, address) in &Guide::at(8080).unwrap().sites {
        let site = place.desk.place(host(address)).await.unwrap().site.unwrap();
        assert!(site.lets_team_in(), "{title}");
        let language = site.default_language().clone();
        let view = place.desk.view_public(site).await.unwrap();
        assert!(!view.articles(&ListOf::Latest, &language).await.unwrap().is_empty(), "{title}");
        view.close();
    }
    let reader = place.db.reader().await.unwrap();
    let inside: Vec<(i64,)> = reader.all(INSIDE.with(params![])).await.unwrap();
    assert_eq!(inside, [(1,), (1,)], "one of each brand");
}
