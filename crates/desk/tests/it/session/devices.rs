//! Sessions: how long, whose, and how they end.

use db::{params, sql};
use desk::code;
use desk::customer::Standing;
use desk::session::{DeviceKind, ENDED, Entry, STARTED};
use kernel::base_codes;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::mail::block;
use super::{Visitor, holder, newest_mail, other_org, signed_in, view, who};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

sql! {
    FACTS = "select name from fact where org_id = $1 and name in ($2, $3) order by seq";
    HASHES = "select hash from session where org_id = $1";
}

#[both]
async fn a1_a_session_ends_at_its_time_however_it_is_used(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    kit.clock.advance_millis(24 * HOUR - 1);
    assert_eq!(who(&kit, &site, &session).await.unwrap().session_ends_at, session.ends_at);
    kit.clock.advance_millis(1);
    assert!(who(&kit, &site, &session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn a1_a_shorter_lifetime_ends_older_sessions_and_a_longer_one_revives_none(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let older = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    kit.clock.advance_millis(90 * MINUTE);
    let newer = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    kit.clock.advance_millis(30 * MINUTE);
    kit.set("portal.session-minutes", "60").await;
    let site = kit.site().await;
    assert!(who(&kit, &site, &older).await.unwrap_err().is(&code::SIGN_IN));
    let customer = who(&kit, &site, &newer).await.unwrap();
    assert_eq!(customer.session_ends_at.millis_since(kit.desk.context().now()), 30 * MINUTE);

    kit.set("portal.session-minutes", "525600").await;
    let site = kit.site().await;
    assert!(who(&kit, &site, &older).await.unwrap_err().is(&code::SIGN_IN));
    kit.clock.advance_millis(30 * MINUTE);
    assert!(who(&kit, &site, &newer).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn a1_a_lifetime_shortened_on_another_node_counts_at_once(database: Database) {
    let kit = Kit::new(&database).await;
    let mut site = (*kit.site().await).clone();
    let session = Visitor::new(&kit).sign_in(&kit, &kit.site().await, "ana@example.com").await;
    kit.clock.advance_millis(90 * MINUTE);
    site.portal.session_minutes = 60;
    assert!(who(&kit, &site.into(), &session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn p1_turning_the_portal_off_ends_sessions_for_good(database: Database) {
    let kit = Kit::new(&database).await;
    let zeta = kit.site_at("help.zeta.test").await;
    let there = Visitor::new(&kit).sign_in(&kit, &zeta, "ana@example.com").await;
    let session = Visitor::new(&kit).sign_in(&kit, &kit.site().await, "ana@example.com").await;
    kit.set("portal.my-conversations", "off").await;
    assert!(who(&kit, &kit.site().await, &session).await.unwrap_err().is(&code::PORTAL_OFF));
    kit.set("portal.my-conversations", "on").await;
    assert!(who(&kit, &kit.site().await, &session).await.unwrap_err().is(&code::SIGN_IN));
    assert!(who(&kit, &zeta, &there).await.is_ok(), "the other knowledge base's go on");
}

#[both]
async fn th20_a_session_is_of_one_knowledge_base_and_stored_as_a_hash(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, zeta) = (kit.site().await, kit.site_at("help.zeta.test").await);
    let stranger = other_org(&kit).await;
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    assert!(who(&kit, &site, &session).await.is_ok());
    for elsewhere in [&zeta, &stranger] {
        assert!(who(&kit, elsewhere, &session).await.unwrap_err().is(&code::SIGN_IN));
    }
    let reader = kit.db.reader().await.unwrap();
    let (hash,): (String,) = reader.one(HASHES.with(params![kit.org])).await.unwrap();
    reader.end();
    for shown in ["", " ", hash.as_str(), session.token.fingerprint().to_text().as_str()] {
        let fault = kit.desk.view_customer(site.clone(), shown).await.err().unwrap();
        assert!(fault.is(&code::SIGN_IN), "{shown}");
        assert!(kit.desk.act_customer(site.clone(), shown).await.is_err());
    }
}

#[both]
async fn th20_signing_in_again_ends_the_session_the_browser_had(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, mut ana) = (kit.site().await, Visitor::new(&kit));
    let first = ana.sign_in(&kit, &site, "ana@example.com").await;
    ana.browser.session = Some(first.token.clone());
    let second = ana.sign_in(&kit, &site, "ana@example.com").await;
    assert_ne!(first.token.reveal(), second.token.reveal());
    assert!(who(&kit, &site, &first).await.unwrap_err().is(&code::SIGN_IN));
    assert!(who(&kit, &site, &second).await.is_ok());

    let reader = kit.db.reader().await.unwrap();
    let facts: Vec<(String,)> = reader.all(FACTS.with(params![kit.org, STARTED, ENDED])).await.unwrap();
    reader.end();
    let names: Vec<&str> = facts.iter().map(|(name,)| name.as_str()).collect();
    assert_eq!(names, [STARTED, ENDED, STARTED]);
}

#[both]
async fn a5_a_device_shows_when_it_was_last_used(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    let seen = async || {
        kit.desk.house_turn().await.unwrap();
        let open = view(&kit, &site, &session).await.unwrap();
        let device = open.devices().await.unwrap().remove(0);
        open.close();
        kit.desk.house_turn().await.unwrap();
        device.seen_at.millis_since(device.signed_in_at)
    };
    assert_eq!(seen().await, 0);
    kit.clock.advance_millis(4 * MINUTE);
    assert_eq!((seen().await, seen().await), (0, 0), "some minutes are not worth a write");
    kit.clock.advance_millis(2 * MINUTE);
    seen().await;
    assert_eq!(seen().await, 6 * MINUTE);
    kit.clock.advance_millis(MINUTE);
    seen().await;
    assert_eq!(seen().await, 6 * MINUTE);
}

#[both]
async fn a5_devices_are_listed_and_ended_one_by_one_or_all(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let here = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    kit.clock.advance_millis(MINUTE);
    let mut phone = Visitor::new(&kit);
    phone.browser.user_agent =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1".to_owned();
    let there = phone.sign_in(&kit, &site, "ana@example.com").await;
    let stranger = Visitor::new(&kit).sign_in(&kit, &site, "bo@example.com").await;

    let open = view(&kit, &site, &here).await.unwrap();
    let devices = open.devices().await.unwrap();
    open.close();
    let shown: Vec<_> = devices.iter().map(|one| (one.name.as_str(), one.kind, one.is_current)).collect();
    assert_eq!(
        shown,
        [("Safari on iPhone", DeviceKind::Phone, false), ("Firefox on Linux", DeviceKind::Desktop, true)]
    );
    assert_eq!(devices[0].signed_in_at.millis_since(devices[1].signed_in_at), MINUTE);

    let mut act = kit.desk.act_customer(site.clone(), stranger.token.reveal()).await.unwrap();
    let fault = act.end_device(devices[0].session).await.unwrap_err();
    assert!(fault.is(&base_codes::NOT_FOUND), "th27: {fault}");
    drop(act);

    let mut act = kit.desk.act_customer(site.clone(), here.token.reveal()).await.unwrap();
    act.end_device(devices[0].session).await.unwrap();
    act.done(()).await.unwrap();
    assert!(who(&kit, &site, &there).await.unwrap_err().is(&code::SIGN_IN));

    let again = phone.sign_in(&kit, &site, "ana@example.com").await;
    let mut act = kit.desk.act_customer(site.clone(), here.token.reveal()).await.unwrap();
    act.log_out_everywhere().await.unwrap();
    act.done(()).await.unwrap();
    for ended in [&here, &again] {
        assert!(who(&kit, &site, ended).await.unwrap_err().is(&code::SIGN_IN));
    }
    assert!(who(&kit, &site, &stranger).await.is_ok());
}

#[both]
async fn a5_logging_out_ends_this_session_only(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let here = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    let there = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    let mut act = kit.desk.act_customer(site.clone(), here.token.reveal()).await.unwrap();
    act.log_out().await.unwrap();
    act.done(()).await.unwrap();
    assert!(who(&kit, &site, &here).await.unwrap_err().is(&code::SIGN_IN));
    assert!(who(&kit, &site, &there).await.is_ok());
}

#[both]
async fn a7_a_customer_who_is_blocked_is_signed_out(database: Database) {
    let kit = Kit::new(&database).await;
    let site = kit.site().await;
    let person = holder(&kit, "Ana", "ana@example.com", Standing::Wrote).await;
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    assert!(who(&kit, &site, &session).await.is_ok());
    block(&kit, &person).await;
    assert!(who(&kit, &site, &session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn what_is_over_is_swept_and_the_rest_stays(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, ana) = (kit.site().await, Visitor::new(&kit));
    let session = ana.sign_in(&kit, &site, "ana@example.com").await;
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let code = newest_mail(&kit).await.unwrap().code;
    kit.desk.sweep_sign_ins().await.unwrap();
    assert!(who(&kit, &site, &session).await.is_ok());
    signed_in(ana.enter(&kit, &site, code.reveal()).await.unwrap());
    ana.ask(&kit, &site, "ana@example.com").await.unwrap();
    let code = newest_mail(&kit).await.unwrap().code;

    kit.clock.advance_millis(24 * HOUR);
    kit.desk.sweep_sign_ins().await.unwrap();
    let reader = kit.db.reader().await.unwrap();
    let left: Vec<(String,)> = reader.all(HASHES.with(params![kit.org])).await.unwrap();
    reader.end();
    assert!(left.is_empty());
    assert!(matches!(ana.enter(&kit, &site, code.reveal()).await.unwrap(), Entry::Spent));
}
