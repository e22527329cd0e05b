//! C4: what is refused, and that nothing comes of it but an entry of the audit log.

use db::{params, sql};
use desk::customer::Standing;
use desk::session::Network;
use desk::sign_on::Presented;
use testkit::{Database, both};
use testkit_desk::token_of;

use super::super::audit::{log, named};
use super::super::inbox::code;
use super::super::session::{Visitor, block, holder, other_org};
use super::{Stage, reason, reveal};

sql! {
    SESSIONS = "select count(*) from session where org_id = $1";
    CUSTOMERS = "select count(*) from customer where org_id = $1";
}

#[both]
async fn c4_off(database: Database) {
    let mut stage = Stage::new(&database).await;
    stage.kit.set("portal.sign-on", "off").await;
    stage.look_again().await;
    let token = stage.token("cleo@customers.test");
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "off");
    // While the portal itself is off there is no such door at all (P1).
    stage.kit.set("portal.my-conversations", "off").await;
    stage.look_again().await;
    assert_eq!(code(stage.come(&Visitor::new(&stage.kit), &token).await), "portal_off");
}

#[both]
async fn c4_doubled_comes_before_everything_about_the_token(database: Database) {
    let stage = Stage::new(&database).await;
    let (visitor, language) = (Visitor::new(&stage.kit), "en_us".parse().unwrap());
    let presented = Presented {
        token: "x",
        is_doubled: true,
        was_sent_out: true,
        language: &language,
        browser: &visitor.browser,
    };
    let mut act = stage.kit.desk.act_public(stage.site.clone());
    assert_eq!(reason(act.sign_on(&presented).await.unwrap()), "doubled");
}

#[both]
async fn c4_signature_of_another_knowledge_base_and_of_another_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let now = stage.kit.clock.now().seconds();
    let of_other_kb = reveal(&stage.kit, &stage.ada, &stage.kit.other_kb).await.unwrap();
    assert_ne!(of_other_kb, stage.secret);
    let token = token_of(&of_other_kb, "cleo@customers.test", now);
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "signature");
    let other = other_org(&stage.kit).await;
    assert_eq!(code(reveal_of_other(&stage, other.kb).await), "not_found");
}

async fn reveal_of_other(stage: &Stage, kb: desk::kb::KbId) -> Result<(), kernel::Fault> {
    let mut act = stage.kit.act(&stage.ada);
    act.open::<desk::sign_on::Manage, desk::kb::Kb>(kb).await.map(drop)
}

#[both]
async fn c4_blocked_is_refused_and_the_token_is_not_used_up(database: Database) {
    let stage = Stage::new(&database).await;
    let cleo = holder(&stage.kit, "Cleo", "cleo@customers.test", Standing::Wrote).await;
    block(&stage.kit, &cleo).await;
    let token = stage.token("cleo@customers.test");
    for _ in 0..2 {
        assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "blocked");
        assert_eq!(reason(stage.come_unasked(&Visitor::new(&stage.kit), &token).await.unwrap()), "blocked");
    }
}

#[both]
async fn c4_a_refused_token_makes_nobody_and_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let token = token_of("wrong", "cleo@customers.test", stage.kit.clock.now().seconds());
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "signature");
    let reader = stage.kit.db.reader().await.unwrap();
    let (sessions,): (i64,) = reader.one(SESSIONS.with(params![stage.kit.org])).await.unwrap();
    let (customers,): (i64,) = reader.one(CUSTOMERS.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    assert_eq!((sessions, customers), (0, 0));
}

#[both]
async fn c4_every_refusal_is_one_entry_with_its_reason(database: Database) {
    let stage = Stage::new(&database).await;
    let network = Network::of("203.0.113.9".parse().unwrap());
    for refusal in identity::SignOnRefusal::ALL {
        let fault = stage.kit.desk.refuse_sign_on(&stage.site, *refusal, &network).await;
        assert_eq!(fault.code().name, "sign_on_refused", "the same for every reason");
    }
    stage.kit.desk.flush_refusals().await.unwrap();
    let mut entries = log(&stage.kit, &stage.ada, &named("sign_on.refused")).await.unwrap();
    entries.sort_by_key(|entry| entry.seq);
    let reasons: Vec<&str> = entries.iter().filter_map(|entry| entry.details["reason"].as_str()).collect();
    let names: Vec<&str> = identity::SignOnRefusal::ALL.iter().map(|refusal| refusal.name()).collect();
    assert_eq!(reasons, names);
    assert_eq!(
        (entries[0].client.as_str(), entries[0].subject.as_str()),
        ("203.0.113.9", stage.site.kb.to_string().as_str())
    );
}

#[both]
async fn a6_a_network_has_sixty_refusals_a_minute(database: Database) {
    let stage = Stage::new(&database).await;
    let network = Network::of("203.0.113.9".parse().unwrap());
    let refusal = identity::SignOnRefusal::Signature;
    let refuse = async |network: &Network| {
        stage.kit.desk.refuse_sign_on(&stage.site, refusal, network).await.code().name
    };
    for _ in 0..60 {
        assert_eq!(refuse(&network).await, "sign_on_refused");
    }
    assert_eq!(refuse(&network).await, "too_often");
    assert_eq!(refuse(&Network::of("203.0.114.9".parse().unwrap())).await, "sign_on_refused");
    stage.enter("cleo@customers.test").await;
    stage.kit.desk.flush_refusals().await.unwrap();
    stage.kit.clock.advance_millis(60_001);
    assert_eq!(refuse(&network).await, "sign_on_refused");
}
