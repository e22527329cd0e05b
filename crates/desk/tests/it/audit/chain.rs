//! The chain: what it notices, and what it outlives.

use db::{params, sql};
use desk::audit::{Broken, Report, Walk, Walked};
use desk::door::Operator;
use desk::org::Organization;
use desk::right::Role;
use desk::setting::{Scope, Setting};
use kernel::OrgId;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{change, log, named};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

sql! {
    FORGE = "update audit set became = 'on' where org_id = $1 and name = 'setting.changed'";
    BLAME = "update audit set actor = 'user:somebody' where org_id = $1 and name = 'setting.changed'";
    HIDE = "delete from audit where org_id = $1 and name = 'setting.changed'";
    UNLINK = "delete from audit_block where org_id = $1 and chain = 'lasting' and number = 1";
    LOOSEN = "update audit_block set previous = 'x' where org_id = $1 and chain = 'lasting' and number = 65";
    TAKE_OUT = "delete from audit_block where org_id = $1 and chain = 'lasting' and number = 65";
    CALL_CUT = "update audit_block set is_cut = true where org_id = $1 and chain = 'lasting' and number = 66";
    REWRITE = "update audit_block set root = $2 where org_id = $1 and chain = 'lasting' and number = 1";
}

async fn verify(kit: &Kit) -> Report {
    kit.desk.verify_audit(&Operator::named("test"), kit.org).await.unwrap()
}

async fn tamper(kit: &Kit, call: db::Call<'_>) {
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(call).await.unwrap();
    writer.commit().await.unwrap();
}

/// Two links in the lasting chain, one in the other.
async fn sealed(database: &Database) -> Kit {
    let kit = Kit::new(database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    kit.desk.house_turn().await.unwrap();
    change(&kit, &ada, "portal.reopen", "on", "off").await.unwrap();
    kit.customer("Cleo", "cleo@example.com").await;
    kit.clock.advance_millis(2_000);
    kit.desk.house_turn().await.unwrap();
    kit.part_from_twin();
    kit
}

#[both]
async fn r4_the_log_is_sealed_within_seconds_and_verifies(database: Database) {
    let kit = sealed(&database).await;
    let report = verify(&kit).await;
    assert_eq!(report.broken, []);
    assert_eq!((report.links, report.unsealed), (3, 0));
    assert_eq!(report.sealed_until, Some(kit.clock.now()));
    assert_eq!(report.heads.len(), 2);
    kit.customer("Bo", "bo@example.com").await;
    assert!(verify(&kit).await.unsealed > 0);
    kit.clock.advance_millis(61_000);
    assert!(matches!(verify(&kit).await.broken[..], [("frequent", Broken::Unsealed(_))]));
}

#[both]
async fn th33_a_value_that_was_changed_is_noticed(database: Database) {
    let kit = sealed(&database).await;
    tamper(&kit, FORGE.with(params![kit.org])).await;
    assert!(verify(&kit).await.broken.iter().any(|(_, broken)| matches!(broken, Broken::Values(_))));
}

#[both]
async fn th33_another_actor_and_a_missing_entry_are_noticed(database: Database) {
    let kit = sealed(&database).await;
    tamper(&kit, BLAME.with(params![kit.org])).await;
    let broken = verify(&kit).await.broken;
    assert!(
        broken.contains(&("lasting", Broken::Entries(1)))
            && broken.contains(&("lasting", Broken::Entries(2)))
    );
    tamper(&kit, HIDE.with(params![kit.org])).await;
    assert!(verify(&kit).await.broken.contains(&("lasting", Broken::Entries(2))));
}

#[both]
async fn th33_a_link_that_was_taken_out_or_made_by_somebody_else_is_noticed(database: Database) {
    let kit = sealed(&database).await;
    tamper(&kit, REWRITE.with(params![kit.org, "0"])).await;
    assert!(verify(&kit).await.broken.contains(&("lasting", Broken::Mark(1))));
    tamper(&kit, UNLINK.with(params![kit.org])).await;
    assert!(verify(&kit).await.broken.contains(&("lasting", Broken::Gap(2))));
}

#[both]
async fn r4_emptied_values_do_not_break_the_chain(database: Database) {
    let kit = Kit::new(&database).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    let cleo = kit.customer("Cleo", "cleo@example.com").await;
    let id = testkit_desk::conversation(&kit, "cleo@example.com", "Tent", &[]).await;
    drop(cleo);
    let mut act = kit.act(&ada);
    let conversation =
        act.open::<desk::conversation::MarkDone, desk::conversation::Conversation>(id).await.unwrap();
    conversation.mark_done(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    kit.desk.house_turn().await.unwrap();
    let mut act = kit.act(&ada);
    let conversation =
        act.open::<desk::conversation::Delete, desk::conversation::Conversation>(id).await.unwrap();
    conversation.delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    kit.desk.house_turn().await.unwrap();
    assert!(log(&kit, &ada, &named("conversation.done")).await.unwrap()[0].is_emptied);
    assert_eq!(verify(&kit).await.broken, []);
}

#[both]
async fn r4_old_entries_are_cut_and_the_rest_verifies_from_the_head(database: Database) {
    let kit = sealed(&database).await;
    let ada = kit.user("Later Ada", &[Role::Administrator]).await;
    kit.desk.house_turn().await.unwrap();
    kit.clock.advance_millis(91 * DAY_MILLIS);
    kit.desk.house_turn().await.unwrap();
    assert_eq!(log(&kit, &ada, &named("customer")).await.unwrap().len(), 0);
    assert!(!log(&kit, &ada, &named("setting")).await.unwrap().is_empty());
    kit.clock.advance_millis(300 * DAY_MILLIS);
    kit.set("portal.reopen", "on").await;
    kit.desk.house_turn().await.unwrap();
    let report = verify(&kit).await;
    assert_eq!(report.broken, []);
    assert_eq!(log(&kit, &ada, &named("setting")).await.unwrap().len(), 1);
}

/// An organization beside the story's own, with so many links.
async fn neighbour(kit: &Kit, count: usize) -> OrgId {
    let org = kit.id();
    let mut act = kit.desk.act_operator(&Operator::named("test"), org);
    Organization::add(&mut act, "neighbour", "Neighbour").await.unwrap();
    act.done(()).await.unwrap();
    links(kit, org, count).await;
    org
}

/// So many more links of an organization, one for each change.
async fn links(kit: &Kit, org: OrgId, count: usize) {
    for number in 0..count {
        let mut act = kit.desk.act_operator(&Operator::named("test"), org);
        let days = (30 + number).to_string();
        Setting::find("audit.days").unwrap().set(&mut act, Scope::Org, &days).await.unwrap();
        act.done(()).await.unwrap();
        kit.desk.seal_audit().await.unwrap();
    }
}

#[both]
async fn th27_the_chains_of_two_organizations_have_nothing_to_do_with_each_other(database: Database) {
    let kit = Kit::new(&database).await;
    let org = neighbour(&kit, 3).await;
    let ada = kit.user("Ada Min", &[Role::Administrator]).await;
    kit.desk.seal_audit().await.unwrap();
    let report = verify(&kit).await;
    assert_eq!(report.broken, []);
    let mut act = kit.desk.act_operator(&Operator::named("test"), org);
    Setting::find("audit.days").unwrap().set(&mut act, Scope::Org, "300").await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(verify(&kit).await.unsealed, 0);
    // What is old with the neighbour does not say what is old here.
    kit.desk.seal_audit().await.unwrap();
    kit.clock.advance_millis(366 * DAY_MILLIS);
    change(&kit, &ada, "portal.reopen", "on", "off").await.unwrap();
    kit.desk.house_turn().await.unwrap();
    assert_eq!(log(&kit, &ada, &named("setting.changed")).await.unwrap().len(), 1);
    assert_eq!(verify(&kit).await.broken, []);
}

/// One part of the way.
async fn step(kit: &Kit, org: OrgId, walk: Walk) -> Walked {
    let view = kit.desk.view_operator(&Operator::named("test"), org).await.unwrap();
    let walked = view.verify_audit(walk).await.unwrap();
    view.close();
    walked
}

/// A long log is read in several parts, each of which goes on from the mark of the one before.
#[both]
async fn r4_a_long_log_is_verified_in_reads_of_bounded_length(database: Database) {
    let kit = Kit::new(&database).await;
    let org = neighbour(&kit, 130).await;
    let (mut steps, mut walk) = (0, Walk::default());
    let report = loop {
        match step(&kit, org, walk).await {
            Walked::OnTheWay(further) => (steps, walk) = (steps + 1, further),
            Walked::Done(report) => break report,
        }
    };
    assert_eq!((steps, report.broken.len()), (4, 0), "64, 64 and 2 links, and the other chain");
    assert!(
        report.links >= 130
            && report.heads.iter().any(|(chain, number, _)| (*chain, *number) == ("lasting", 130))
    );

    // What does not fit lies just where one read ends and the next begins.
    tamper(&kit, LOOSEN.with(params![org])).await;
    let report = kit.desk.verify_audit(&Operator::named("test"), org).await.unwrap();
    assert_eq!(report.broken, [("lasting", Broken::Gap(65)), ("lasting", Broken::Mark(65))]);
    tamper(&kit, TAKE_OUT.with(params![org])).await;
    tamper(&kit, CALL_CUT.with(params![org])).await;
    let report = kit.desk.verify_audit(&Operator::named("test"), org).await.unwrap();
    assert_eq!(report.broken, [("lasting", Broken::Gap(66))], "a mark of being cut does not hide it");
}

/// The clock cuts while somebody verifies: what is left is whole all the same.
#[both]
async fn r4_a_log_that_is_cut_while_it_is_verified_is_not_broken(database: Database) {
    let kit = Kit::new(&database).await;
    let org = neighbour(&kit, 100).await;
    let Walked::OnTheWay(walk) = step(&kit, org, Walk::default()).await else { panic!("there is more") };
    kit.clock.advance_millis(400 * DAY_MILLIS);
    let mut act = kit.desk.act_operator(&Operator::named("test"), org);
    Setting::find("audit.days").unwrap().set(&mut act, Scope::Org, "300").await.unwrap();
    act.done(()).await.unwrap();
    kit.desk.house_turn().await.unwrap();
    let mut walk = walk;
    let report = loop {
        match step(&kit, org, walk).await {
            Walked::OnTheWay(further) => walk = further,
            Walked::Done(report) => break report,
        }
    };
    assert_eq!(report.broken, []);
    assert_eq!(kit.desk.verify_audit(&Operator::named("test"), org).await.unwrap().broken, []);
}

/// The link that a walk stands at is looked for here, whatever another organization has.
#[both]
async fn th33_a_link_taken_out_while_somebody_verifies_is_missed(database: Database) {
    let kit = Kit::new(&database).await;
    links(&kit, kit.org, 70).await;
    let Walked::OnTheWay(walk) = step(&kit, kit.org, Walk::default()).await else { panic!("there is more") };
    kit.part_from_twin();
    kit.lose("audit_block", "chain = 'lasting' and number = 64").await;
    let mut walk = walk;
    let report = loop {
        match step(&kit, kit.org, walk).await {
            Walked::OnTheWay(further) => walk = further,
            Walked::Done(report) => break report,
        }
    };
    assert!(report.broken.contains(&("lasting", Broken::Gap(65))), "{:?}", report.broken);
}
