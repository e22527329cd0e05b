//! To whom a code is mailed, and what is said to whom.

use db::{params, sql};
use desk::customer::{Person, Standing};
use desk::session::Entry;
use desk::user::{NewUser, Profile, UserKind};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Visitor, address, holder, newest_job, newest_mail};

sql! {
    BLOCK = "update customer set blocked = true where org_id = $1 and id = $2";
    CODES = "select code, link, visit, sealed from sign_in_code where org_id = $1";
}

pub(crate) async fn block(kit: &Kit, person: &Person) {
    block_by(&kit.db, kit, person).await;
}

/// Through this connection to the database.
pub(super) async fn block_by(db: &db::Db, kit: &Kit, person: &Person) {
    let mut writer = db.writer().await.unwrap();
    writer.run(BLOCK.with(params![kit.org, person.id])).await.unwrap();
    writer.commit().await.unwrap();
}

#[both]
async fn th18_known_unknown_blocked_and_team_members_get_the_same_answer(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    holder(&kit, "Known", "known@example.com", Standing::Wrote).await;
    let blocked = holder(&kit, "Blocked", "blocked@example.com", Standing::Wrote).await;
    block(&kit, &blocked).await;
    let mut act = kit.operate();
    let new = NewUser {
        name: "Uma".to_owned(),
        email: address("uma@example.com"),
        kind: UserKind::FullTime,
        roles: vec![],
        language: None,
    };
    Profile::add(&mut act, &new).await.unwrap();
    act.done(()).await.unwrap();

    for (asked_for, gets_mail) in [
        ("known@example.com", true),
        ("unknown@example.com", true),
        ("blocked@example.com", false),
        ("uma@example.com", true),
    ] {
        let visitor = Visitor::new(&kit);
        let asked = visitor.ask(&kit, &site, asked_for).await.unwrap();
        assert_eq!(asked.return_to, "/en_us/conversations");
        assert_eq!(newest_mail(&kit).await.is_some(), gets_mail, "{asked_for}");
        let entry = visitor.enter(&kit, &site, "000000").await.unwrap();
        assert!(matches!(entry, Entry::Wrong { left: 4 }), "{asked_for}: {entry:?}");
    }
}

#[both]
async fn a2_only_known_customers_get_a_mail_where_the_knowledge_base_says_so(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("portal.known-only", "on").await;
    let site = kit.site().await;
    holder(&kit, "Known", "known@example.com", Standing::Typed).await;
    for (asked_for, gets_mail) in [("known@example.com", true), ("unknown@example.com", false)] {
        Visitor::new(&kit).ask(&kit, &site, asked_for).await.unwrap();
        assert_eq!(newest_mail(&kit).await.is_some(), gets_mail, "{asked_for}");
    }
}

#[both]
async fn a2_the_right_code_of_a_blocked_customer_is_like_a_wrong_one(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, visitor) = (kit.site().await, Visitor::new(&kit));
    let person = holder(&kit, "Ana", "ana@example.com", Standing::Wrote).await;
    visitor.ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    block(&kit, &person).await;
    let entry = visitor.enter(&kit, &site, mail.code.reveal()).await.unwrap();
    assert!(matches!(entry, Entry::Wrong { left: 4 }), "{entry:?}");
    assert!(matches!(visitor.press(&kit, &site, &mail.link).await.unwrap(), Entry::Spent));
}

#[both]
async fn th17_neither_job_nor_table_shows_address_code_or_link(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, visitor) = (kit.site().await, Visitor::new(&kit));
    visitor.ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    let job = newest_job(&kit).await;
    let reader = kit.db.reader().await.unwrap();
    let (code, link, visit, sealed): (String, String, String, Vec<u8>) =
        reader.one(CODES.with(params![kit.org])).await.unwrap();
    reader.end();
    let stored = format!("{job} {code} {link} {visit} {}", String::from_utf8_lossy(&sealed));
    for secret in [mail.code.reveal(), mail.link.reveal(), visitor.visit.reveal(), "ana@"] {
        assert!(!stored.contains(secret));
    }
}

#[both]
async fn th16_the_link_leads_to_the_registered_address_of_the_knowledge_base(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site_at("help.zeta.test").await;
    Visitor::new(&kit).ask(&kit, &site, "ana@example.com").await.unwrap();
    let mail = newest_mail(&kit).await.unwrap();
    assert_eq!(mail.origin.to_string(), "https://help.zeta.test");
    assert_eq!((mail.brand, mail.kb), (kit.other_brand.id, kit.other_kb.id));
    assert_eq!((mail.address.as_str(), mail.language.as_str()), ("ana@example.com", "en_us"));
}
