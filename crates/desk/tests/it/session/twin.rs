//! TH27: people and places are known by what this organization knows of them.

use db::{params, sql};
use desk::customer::{Person, Standing};
use desk::kb::{Host, Kb};
use desk::user::Profile;
use kernel::Secret;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::mail::block;
use super::{Visitor, address, holder, newest_mail};

sql! {
    UNBLOCK = "update customer set blocked = false where org_id = $1";
}

#[both]
async fn th27_the_lists_of_an_organization_are_its_own(database: Database) {
    let kit = Kit::new(&database).await;
    kit.user("Uma Agent", &[]).await;
    let reader = kit.db.reader().await.unwrap();
    let kbs = Kb::of_org(&reader, kit.org).await.unwrap();
    let titles: Vec<&str> = kbs.iter().map(|kb| kb.title.as_str()).collect();
    assert_eq!(titles, ["Acme Help", "Zeta Help"]);
    let hosts = Host::of_org(&reader, kit.org).await.unwrap();
    let names: Vec<&str> = hosts.iter().map(|host| host.origin.host.as_str()).collect();
    assert_eq!(names, ["app.acme.test", "help.acme.test", "help.zeta.test"]);
    let users = Profile::of_org(&reader, kit.org).await.unwrap();
    let names: Vec<&str> = users.iter().map(|user| user.name.as_str()).collect();
    assert_eq!(names, ["Uma Agent"]);
    reader.end();
}

#[both]
async fn th27_a_password_is_given_to_the_user_of_this_organization(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = kit.user("Uma Agent", &[]).await;
    let password =
        identity::PasswordHash::new(&Secret::new("four plain words".to_owned()), &kit.desk.context().random);
    let mut act = kit.operate();
    Profile::give_password(&mut act, uma.id, &password).await.unwrap();
    act.done(()).await.unwrap();
}

/// A2: where only known customers get a code, another organization's customer is not known.
#[both]
async fn th27_a_customer_of_another_organization_is_unknown_here(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("portal.known-only", "on").await;
    let site = kit.site().await;
    holder(&kit, "Known", "known@example.com", Standing::Wrote).await;
    let visitor = Visitor::new(&kit);
    visitor.ask(&kit, &site, "known@example.com").await.unwrap();
    assert!(newest_mail(&kit).await.is_some());
    kit.lose("customer_address", "true").await;
    assert!(newest_mail(&kit).await.is_none());
}

/// A2: what a browser asked for is told to that browser.
#[both]
async fn a2_another_browser_is_not_told_what_was_asked_for(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let visitor = Visitor::new(&kit);
    visitor.ask(&kit, &site, "ana@example.com").await.unwrap();
    let view = kit.desk.view_public(site.clone()).await.unwrap();
    assert!(view.asked(&visitor.visit).await.unwrap().is_some());
    assert!(view.asked(&Visitor::new(&kit).visit).await.unwrap().is_none());
}

#[both]
async fn th27_a_name_is_given_to_the_customer_of_this_organization(database: Database) {
    let kit = Kit::new(&database).await;
    let mut act = kit.operate();
    let otto = address("otto@example.com");
    let nameless = Person::of_sender(&mut act, &otto, "").await.unwrap();
    act.done(()).await.unwrap();
    kit.part_from_twin();
    let mut act = kit.operate();
    Person::of_sender(&mut act, &otto, "Otto").await.unwrap();
    act.done(()).await.unwrap();
    let ana = kit.user("Ana Agent", &[desk::right::Role::Agent]).await;
    assert_eq!(kit.view(&ana).await.customer(nameless.id).await.unwrap().name, "Otto");
}

#[both]
async fn th27_who_is_blocked_in_another_organization_gets_a_code_here(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let known = holder(&kit, "Known", "known@example.com", Standing::Wrote).await;
    block(&kit, &known).await;
    kit.part_from_twin();
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(UNBLOCK.with(params![kit.org])).await.unwrap();
    writer.commit().await.unwrap();
    Visitor::new(&kit).ask(&kit, &site, "known@example.com").await.unwrap();
    assert!(newest_mail(&kit).await.is_some());
}
