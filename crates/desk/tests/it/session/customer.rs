//! Whom a proven address selects, and what that customer sees (A4).

use std::sync::Arc;

use db::{params, sql};
use desk::Customer;
use desk::conversation::portal::ListQuery;
use desk::conversation::{Conversation, ConversationId, Written};
use desk::customer::{AddressKind, Person, Standing};
use desk::kb::Site;
use desk::session::NewSession;
use kernel::{Text, base_codes};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Visitor, holder, newest_mail, signed_in, view, who};

sql! {
    STANDING = "update customer_address set standing = $4 where org_id = $1 and customer_id = $2 and key = $3";
    HOLDERS = "select count(*) from customer_address where org_id = $1 and key = $2";
}

async fn set_standing(kit: &Kit, person: &Person, address: &str, standing: Standing) {
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(STANDING.with(params![kit.org, person.id, address, standing])).await.unwrap();
    writer.commit().await.unwrap();
}

async fn sign_in(kit: &Kit, site: &Arc<Site>, address: &str) -> (NewSession, Customer) {
    let session = Visitor::new(kit).sign_in(kit, site, address).await;
    let customer = who(kit, site, &session).await.unwrap();
    (session, customer)
}

async fn begin(kit: &Kit, site: &Arc<Site>, session: &NewSession, subject: &str) -> ConversationId {
    let mut act = kit.desk.act_customer(site.clone(), session.token.reveal()).await.unwrap();
    let written = Written { once: subject.to_owned(), text: Text::new(subject).unwrap(), files: vec![] };
    let id = Conversation::begin(&mut act, &Text::new(subject).unwrap(), &written).await.unwrap();
    act.done(id).await.unwrap()
}

/// The subjects of the list, sorted.
async fn list(kit: &Kit, site: &Arc<Site>, session: &NewSession, words: &str) -> Vec<String> {
    let view = view(kit, site, session).await.unwrap();
    let query = ListQuery { words: words.to_owned(), ..ListQuery::default() };
    let list = view.conversations(&query).await.unwrap();
    view.close();
    let mut subjects: Vec<String> = list.rows.into_iter().map(|row| row.subject).collect();
    subjects.sort();
    subjects
}

/// Yara has two conversations, one under an address she shares, one under her own.
async fn yara(kit: &Kit, site: &Arc<Site>) -> (Person, ConversationId, ConversationId) {
    let yara = holder(kit, "Yara", "shared@example.com", Standing::Wrote).await;
    let mut act = kit.operate();
    yara.add_address(&mut act, (AddressKind::Email, "own@example.com"), Standing::Verified).await.unwrap();
    act.done(()).await.unwrap();
    let (session, customer) = sign_in(kit, site, "shared@example.com").await;
    assert_eq!((customer.id, customer.is_whole), (yara.id, true));
    let shared = begin(kit, site, &session, "lamp shared").await;
    let (session, _) = sign_in(kit, site, "own@example.com").await;
    let own = begin(kit, site, &session, "lamp own").await;
    (yara, shared, own)
}

#[both]
async fn a4_one_strong_holder_is_selected_whole(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    for (name, address, standing) in [
        ("Wrote", "wrote@example.com", Standing::Wrote),
        ("Verified", "verified@example.com", Standing::Verified),
        ("Proven", "proven@example.com", Standing::Proven),
    ] {
        let person = holder(&kit, name, address, standing).await;
        holder(&kit, "Typed by mistake", address, Standing::Typed).await;
        for _ in 0..2 {
            let (_, customer) = sign_in(&kit, &site, address).await;
            assert_eq!((customer.id, customer.is_whole, customer.name.as_str()), (person.id, true, name));
        }
    }
}

#[both]
async fn a2_a_proven_new_address_becomes_a_customer_once(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let (_, first) = sign_in(&kit, &site, "new@example.com").await;
    let (_, second) = sign_in(&kit, &kit.site_at("help.zeta.test").await, "NEW@example.com").await;
    assert_eq!(first.id, second.id);
    assert!(first.is_whole && second.is_whole);
}

#[both]
async fn a4_an_address_proven_twice_at_one_instant_is_one_customer(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let mut entering = Vec::new();
    for _ in 0..2 {
        let visitor = Visitor::new(&kit);
        visitor.ask(&kit, &site, "new@example.com").await.unwrap();
        let code = newest_mail(&kit).await.unwrap().code;
        let (desk, site) = (kit.desk.clone(), site.clone());
        entering.push(tokio::spawn(async move {
            let mut act = desk.act_public(site);
            let entry = act.enter_code(&visitor.visit, &code, &visitor.browser).await?;
            act.done(entry).await
        }));
    }
    for entry in entering {
        match entry.await.unwrap() {
            Ok(entry) => drop(signed_in(entry)),
            Err(fault) => assert!(fault.is(&base_codes::CONFLICT), "{fault}"),
        }
    }
    let reader = kit.db.reader().await.unwrap();
    let (holders,): (i64,) = reader.one(HOLDERS.with(params![kit.org, "new@example.com"])).await.unwrap();
    reader.end();
    assert_eq!(holders, 1);
}

#[both]
async fn a4_an_address_only_typed_shows_the_conversations_that_used_it(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let (yara, shared, own) = yara(&kit, &site).await;
    set_standing(&kit, &yara, "shared@example.com", Standing::Typed).await;

    let (session, apart) = sign_in(&kit, &site, "shared@example.com").await;
    assert_ne!(apart.id, yara.id);
    assert!(!apart.is_whole);
    assert_eq!(list(&kit, &site, &session, "").await, ["lamp shared"]);
    let view = view(&kit, &site, &session).await.unwrap();
    assert!(view.see::<Conversation>(shared).await.is_ok());
    assert!(view.see::<Conversation>(own).await.unwrap_err().is(&base_codes::NOT_FOUND));
    view.close();

    // The same customer apart again, and what it began is its own.
    begin(&kit, &site, &session, "lamp apart").await;
    let (session, again) = sign_in(&kit, &site, "shared@example.com").await;
    assert_eq!((again.id, again.is_whole), (apart.id, false));
    assert_eq!(list(&kit, &site, &session, "").await, ["lamp apart", "lamp shared"]);
    assert_eq!(list(&kit, &site, &session, "lamp").await, ["lamp apart", "lamp shared"]);
    assert_eq!(list(&kit, &site, &session, "shared").await, ["lamp shared"]);
    assert!(list(&kit, &site, &session, "own").await.is_empty());

    // Yara, by her own address, sees hers and nothing of the customer apart.
    let (session, whole) = sign_in(&kit, &site, "own@example.com").await;
    assert_eq!((whole.id, whole.is_whole), (yara.id, true));
    assert_eq!(list(&kit, &site, &session, "").await, ["lamp own", "lamp shared"]);
}

#[both]
async fn a4_an_address_of_several_shows_no_merged_view(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let (yara, ..) = yara(&kit, &site).await;
    let zoe = holder(&kit, "Zoe", "shared@example.com", Standing::Verified).await;
    let mut act = kit.operate();
    zoe.add_address(&mut act, (AddressKind::Email, "zoe@example.com"), Standing::Verified).await.unwrap();
    act.done(()).await.unwrap();
    let (session, _) = sign_in(&kit, &site, "zoe@example.com").await;
    begin(&kit, &site, &session, "lamp zoe").await;

    for _ in 0..2 {
        let (session, customer) = sign_in(&kit, &site, "shared@example.com").await;
        assert!(customer.id != yara.id && customer.id != zoe.id && !customer.is_whole);
        assert_eq!(list(&kit, &site, &session, "").await, ["lamp shared"]);
        assert_eq!(list(&kit, &site, &session, "lamp").await, ["lamp shared"]);
    }
}

#[both]
async fn a4_a_holder_who_is_confirmed_is_selected_from_then_on(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let person = holder(&kit, "Ana", "ana@example.com", Standing::Typed).await;
    let (_, apart) = sign_in(&kit, &site, "ana@example.com").await;
    assert_ne!(apart.id, person.id);
    let mut act = kit.operate();
    person.add_address(&mut act, (AddressKind::Email, "ana@example.com"), Standing::Verified).await.unwrap();
    act.done(()).await.unwrap();
    let (_, whole) = sign_in(&kit, &site, "ana@example.com").await;
    assert_eq!((whole.id, whole.is_whole), (person.id, true));
}
