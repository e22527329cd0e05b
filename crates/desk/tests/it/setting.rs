//! Who changes which setting, and back.

use desk::audit::AuditQuery;
use desk::right::Role;
use desk::setting::{SETTINGS, Scope, Setting, Values, value};
use desk::{User, door::Operator};
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::audit::{change, log, named};
use crate::inbox::code;

async fn values(kit: &Kit, scope: Scope) -> Values {
    let view = kit.desk.view_operator(&Operator::named("test"), kit.org).await.unwrap();
    let values = view.settings(scope).await.unwrap();
    view.close();
    values
}

#[both]
async fn r1_content_managers_set_what_is_a_sites_and_administrators_everything(database: Database) {
    let kit = Kit::new(&database).await;
    let users: [User; 5] = [
        kit.user("Ad Min", &[Role::Administrator]).await,
        kit.user("Con Tent", &[Role::ContentManager]).await,
        kit.user("Ag Ent", &[Role::Agent]).await,
        kit.collaborator("Col Lab").await,
        kit.user("No Role", &[]).await,
    ];
    for setting in SETTINGS {
        let scope = setting.scope(kit.kb.id);
        let now = value(&values(&kit, scope).await, setting.name).to_owned();
        let mut answers = Vec::new();
        for user in &users {
            answers.push(code(change(&kit, user, setting.name, &now, &now).await));
        }
        let is_content = setting.of_kb || setting.name == "knowledge-base.internal";
        let manager = if is_content { "ok" } else { "may_not" };
        assert_eq!(answers, ["ok", manager, "may_not", "may_not", "may_not"], "{}", setting.name);
    }
}

#[both]
async fn r4_a_change_is_set_back_from_its_entry_by_whoever_may_make_it(database: Database) {
    let kit = Kit::new(&database).await;
    let cora = kit.user("Cora Content", &[Role::ContentManager]).await;
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    change(&kit, &cora, "portal.reopen", "on", "off").await.unwrap();
    let entry = log(&kit, &cora, &AuditQuery::default()).await.unwrap()[0].seq;
    assert_eq!(code(kit.act(&agent).set_back(entry).await), "may_not");
    let mut act = kit.act(&cora);
    act.set_back(entry).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(value(&values(&kit, Scope::Kb(kit.kb.id)).await, "portal.reopen"), "on");
    let back = log(&kit, &cora, &AuditQuery::default()).await.unwrap().remove(0);
    assert_eq!((back.change.was.as_deref(), back.change.became.as_deref()), (Some("off"), Some("on")));
    // A content manager does not set back what is the administrators'.
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    change(&kit, &ada, "audit.days", "365", "30").await.unwrap();
    let entry = log(&kit, &ada, &named("setting.changed")).await.unwrap()[0].seq;
    assert_eq!(code(kit.act(&cora).set_back(entry).await), "may_not");
    let mut act = kit.act(&ada);
    act.set_back(entry).await.unwrap();
    act.done(()).await.unwrap();
    let added = log(&kit, &ada, &named("user.added")).await.unwrap()[0].seq;
    assert_eq!(code(kit.act(&ada).set_back(added).await), "not_found");
}

#[both]
async fn two_administrators_who_save_the_same_setting_do_not_undo_each_other_unseen(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let abe = kit.user("Abe Min", &[Role::Administrator]).await;
    change(&kit, &ada, "portal.session-minutes", "1440", "120").await.unwrap();
    assert_eq!(code(change(&kit, &abe, "portal.session-minutes", "1440", "180").await), "state_changed");
    change(&kit, &abe, "portal.session-minutes", "1440", "120").await.unwrap();
    change(&kit, &abe, "portal.session-minutes", "120", "180").await.unwrap();
}

#[both]
async fn th27_a_setting_of_another_organizations_site_is_not_found(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let stranger = User { org: kit.id(), ..ada.clone() };
    assert_eq!(code(change(&kit, &stranger, "portal.reopen", "on", "off").await), "not_found");
    let setting = Setting::find("portal.reopen").unwrap();
    let mut act = kit.act(&ada);
    assert_eq!(code(act.change_setting(kit.id(), setting, ("on", "off")).await), "not_found");
    drop(act);
    let mut act = kit.act(&ada);
    assert_eq!(code(act.change_setting(kit.kb.id, setting, ("on", "maybe")).await), "setting_value");
}

#[both]
async fn th27_the_settings_know_the_sites_of_their_organization(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let names = async |who: &User| {
        let view = kit.view(who).await;
        let sites = view.sites().await.unwrap();
        view.close();
        sites.into_iter().map(|site| format!("{} {}", site.name, site.brand_title)).collect::<Vec<_>>()
    };
    assert_eq!(names(&ada).await, ["acme Acme Help", "zeta Zeta Help"]);
    assert!(names(&User { org: kit.id(), ..ada.clone() }).await.is_empty());
}

#[both]
async fn th27_a_change_of_another_organization_is_not_set_back(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    change(&kit, &ada, "audit.days", "365", "30").await.unwrap();
    let entry = log(&kit, &ada, &named("setting.changed")).await.unwrap()[0].seq;
    let stranger = User { org: kit.id(), ..ada.clone() };
    assert_eq!(code(kit.act(&stranger).set_back(entry).await), "not_found");
}

/// The number under which what is made of a place is kept.
async fn revision(kit: &Kit, host: &str) -> u64 {
    kit.desk.place(host).await.unwrap().revision
}

/// S12: pages of another site stay kept.
#[both]
async fn a_change_makes_its_own_sites_be_read_again_and_no_other(database: Database) {
    let kit = Kit::new(&database).await;
    let (here, there) = ("help.acme.test", "help.zeta.test");
    let before = (revision(&kit, here).await, revision(&kit, there).await);
    kit.set("portal.agent-names", "off").await;
    let after = (revision(&kit, here).await, revision(&kit, there).await);
    assert!(after.0 > before.0 && after.1 == before.1, "{before:?} {after:?}");
    assert!(!kit.site().await.portal.agent_names);
    // What every site shows is read again at every one.
    let mut act = kit.operate();
    Setting::find("knowledge-base.internal").unwrap().set(&mut act, Scope::Org, "on").await.unwrap();
    act.done(()).await.unwrap();
    assert!(revision(&kit, here).await > after.0 && revision(&kit, there).await > after.1);
    assert!(kit.site_at(there).await.is_internal_on);
    // And at none of another organization.
    let before = revision(&kit, here).await;
    let mut act = kit.desk.act_operator(&Operator::named("setup"), kit.id());
    Setting::find("audit.days").unwrap().set(&mut act, Scope::Org, "30").await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(revision(&kit, here).await, before);
}
