//! C3: a good token begins a session, once, and for the right customer.

use std::sync::Arc;

use db::{params, sql};
use desk::customer::Standing;
use desk::setting;
use desk::sign_on::{Confirmation, Replacing, SignedOn};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::super::audit::{log, named};
use super::super::inbox::code;
use super::super::session::{Visitor, holder, who};
use super::{Stage, begun, holding, make, reason, reveal};

sql! {
    PERSON = "select name, coalesce(language, ''), coalesce(external_id, '') from customer where org_id = $1 and id = $2";
    HOW_MANY = "select count(*) from customer where org_id = $1";
}

async fn person(kit: &Kit, id: desk::customer::CustomerId) -> (String, String, String) {
    let reader = kit.db.reader().await.unwrap();
    let row = reader.one(PERSON.with(params![kit.org, id])).await.unwrap();
    reader.end();
    row
}

async fn how_many(kit: &Kit) -> i64 {
    let reader = kit.db.reader().await.unwrap();
    let (count,): (i64,) = reader.one(HOW_MANY.with(params![kit.org])).await.unwrap();
    reader.end();
    count
}

#[both]
async fn c3_a_token_begins_a_session_for_whoever_holds_the_address(database: Database) {
    let stage = Stage::new(&database).await;
    let known = holder(&stage.kit, "Cleo", "cleo@customers.test", Standing::Wrote).await;
    let session = stage.enter("CLEO@Customers.test").await;
    let customer = who(&stage.kit, &stage.site, &session).await.unwrap();
    assert_eq!((customer.id, customer.is_whole, customer.name.as_str()), (known.id, true, "Cleo"));
    // The lifetime counts from the sign-in (A1).
    assert_eq!(session.ends_at, stage.kit.clock.now().plus_seconds(24 * 60 * 60));
    stage.kit.clock.advance_millis(24 * 60 * 60 * 1000);
    assert_eq!(code(who(&stage.kit, &stage.site, &session).await), "sign_in");
}

#[both]
async fn c3_whom_nobody_knows_becomes_a_customer_whatever_codes_do(database: Database) {
    let mut stage = Stage::new(&database).await;
    stage.kit.set("portal.known-only", "on").await;
    stage.look_again().await;
    let session = stage.enter("new@customers.test").await;
    let customer = who(&stage.kit, &stage.site, &session).await.unwrap();
    assert_eq!(how_many(&stage.kit).await, 1);
    let again = stage.enter("new@customers.test").await;
    assert_eq!(who(&stage.kit, &stage.site, &again).await.unwrap().id, customer.id);
    assert_eq!(how_many(&stage.kit).await, 1);
}

#[both]
async fn c3_an_agents_address_gets_a_customers_session_at_most(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.enter(stage.ada.email.as_str()).await;
    let host = stage.kit.desk.place("app.acme.test").await.unwrap().host;
    assert!(who(&stage.kit, &stage.site, &session).await.is_ok());
    assert_eq!(code(stage.kit.desk.view_user(&host, session.token.reveal()).await), "sign_in", "I4, TH30");
}

#[both]
async fn c3_the_old_session_of_the_browser_ends_with_the_new_one(database: Database) {
    let stage = Stage::new(&database).await;
    let visitor = Visitor::new(&stage.kit);
    let first = begun(stage.come(&visitor, &stage.token("cleo@customers.test")).await.unwrap());
    stage.kit.clock.advance_millis(1000);
    let visitor = holding(&visitor, &first);
    let second = begun(stage.come(&visitor, &stage.token("cleo@customers.test")).await.unwrap());
    assert_eq!(code(who(&stage.kit, &stage.site, &first).await), "sign_in");
    assert!(who(&stage.kit, &stage.site, &second).await.is_ok());
}

#[both]
async fn c3_a_token_works_once_and_is_good_again_where_its_session_is(database: Database) {
    let stage = Stage::new(&database).await;
    let (visitor, token) = (Visitor::new(&stage.kit), stage.token("cleo@customers.test"));
    let session = begun(stage.come(&visitor, &token).await.unwrap());
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "replayed");
    assert_eq!(reason(stage.come_unasked(&Visitor::new(&stage.kit), &token).await.unwrap()), "replayed");
    let same = holding(&visitor, &session);
    for _ in 0..2 {
        assert!(matches!(stage.come(&same, &token).await.unwrap(), SignedOn::Already));
        assert!(matches!(stage.come_unasked(&same, &token).await.unwrap(), SignedOn::Already));
    }
    assert!(who(&stage.kit, &stage.site, &session).await.is_ok());
    // Another session of the same customer is not the one it made.
    let other = holding(&visitor, &stage.enter("cleo@customers.test").await);
    stage.kit.clock.advance_millis(1000);
    let newer = begun(stage.come(&other, &stage.token("cleo@customers.test")).await.unwrap());
    assert_eq!(reason(stage.come(&holding(&visitor, &newer), &token).await.unwrap()), "replayed");
    // It is remembered until it could not be good any more.
    stage.kit.clock.advance_millis(898_000);
    stage.kit.desk.sweep_sign_ins().await.unwrap();
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "replayed");
    stage.kit.clock.advance_millis(1_000);
    assert_eq!(reason(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap()), "iat_old");
}

#[both]
async fn c3_of_two_browsers_with_one_token_at_one_instant_one_gets_in(database: Database) {
    let stage = Stage::new(&database).await;
    let token = stage.token("cleo@customers.test");
    let stage = Arc::new(stage);
    let coming = [(); 2].map(|()| {
        let (stage, token) = (stage.clone(), token.clone());
        tokio::spawn(async move { stage.come(&Visitor::new(&stage.kit), &token).await.unwrap() })
    });
    let mut outcomes = Vec::new();
    for outcome in coming {
        outcomes.push(outcome.await.unwrap());
    }
    let begun = outcomes.iter().filter(|outcome| matches!(outcome, SignedOn::Begun { .. })).count();
    let refused = outcomes.iter().filter(|outcome| matches!(outcome, SignedOn::Refused(_))).count();
    assert_eq!((begun, refused), (1, 1), "{outcomes:?}");
}

/// Nobody's link signs anybody in (TH19's kin: log-in forgery).
#[both]
async fn c3_a_browser_that_nobody_sent_out_is_asked_first(database: Database) {
    let stage = Stage::new(&database).await;
    let (visitor, token) = (Visitor::new(&stage.kit), stage.token("mallory@customers.test"));
    let SignedOn::Asks(wish) = stage.come_unasked(&visitor, &token).await.unwrap() else {
        panic!("signed in unasked");
    };
    assert_eq!(wish.address(), "mallory@customers.test");
    assert_eq!(how_many(&stage.kit).await, 0, "nothing is stored before the owner agrees");
    let sealed = wish.seal(&stage.kit.desk, &stage.site).unwrap();
    assert!(!sealed.contains(&token) && sealed.len() < 4_000);
    let wish = Confirmation::open(&stage.kit.desk, &stage.site, &sealed).unwrap();
    let session = begun(confirm(&stage, &visitor, &wish).await);
    assert_eq!(
        who(&stage.kit, &stage.site, &session).await.unwrap().address.as_str(),
        "mallory@customers.test"
    );
    assert_eq!(reason(confirm(&stage, &Visitor::new(&stage.kit), &wish).await), "replayed");
    assert!(matches!(confirm(&stage, &holding(&visitor, &session), &wish).await, SignedOn::Already));
}

async fn confirm(stage: &Stage, visitor: &Visitor, wish: &Confirmation) -> SignedOn {
    let mut act = stage.kit.desk.act_public(stage.site.clone());
    let language = "en_us".parse().unwrap();
    let outcome = act.confirm_sign_on(wish, &language, &visitor.browser).await.unwrap();
    if let SignedOn::Begun { .. } = outcome { act.done(outcome).await.unwrap() } else { outcome }
}

#[both]
async fn c3_what_waits_for_an_answer_ends_with_the_token_the_secret_and_the_switch(database: Database) {
    let mut stage = Stage::new(&database).await;
    let (visitor, token) = (Visitor::new(&stage.kit), stage.token("cleo@customers.test"));
    let SignedOn::Asks(wish) = stage.come_unasked(&visitor, &token).await.unwrap() else { panic!() };
    stage.kit.clock.advance_millis(900_000);
    stage.kit.set("portal.sign-on", "off").await;
    stage.look_again().await;
    assert_eq!(reason(confirm(&stage, &visitor, &wish).await), "off");
    stage.kit.set("portal.sign-on", "on").await;
    make(&stage.kit, &stage.ada, Replacing::AtOnce).await.unwrap();
    stage.look_again().await;
    assert_eq!(reason(confirm(&stage, &visitor, &wish).await), "signature");
    stage.kit.clock.advance_millis(1);
    stage.secret = reveal(&stage.kit, &stage.ada, &stage.kit.kb).await.unwrap();
    let token = stage.token("cleo@customers.test");
    let SignedOn::Asks(wish) = stage.come_unasked(&visitor, &token).await.unwrap() else { panic!() };
    stage.kit.clock.advance_millis(900_001);
    assert_eq!(reason(confirm(&stage, &visitor, &wish).await), "iat_old");
}

#[both]
async fn c3_a_confirmation_opens_at_its_own_site_only(database: Database) {
    let stage = Stage::new(&database).await;
    let visitor = Visitor::new(&stage.kit);
    let token = stage.token("cleo@customers.test");
    let SignedOn::Asks(wish) = stage.come_unasked(&visitor, &token).await.unwrap() else { panic!() };
    let sealed = wish.seal(&stage.kit.desk, &stage.site).unwrap();
    let other = stage.kit.site_at("help.zeta.test").await;
    assert_eq!(code(Confirmation::open(&stage.kit.desk, &other, &sealed).map(drop)), "not_found");
    assert_eq!(code(Confirmation::open(&stage.kit.desk, &stage.site, &sealed[1..]).map(drop)), "not_found");
    assert_eq!(code(Confirmation::open(&stage.kit.desk, &stage.site, "").map(drop)), "not_found");
}

#[both]
async fn c3_where_somebody_else_is_signed_in_the_browser_is_asked(database: Database) {
    let stage = Stage::new(&database).await;
    let visitor = Visitor::new(&stage.kit);
    let ana = begun(stage.come(&visitor, &stage.token("ana@customers.test")).await.unwrap());
    let visitor = holding(&visitor, &ana);
    let outcome = stage.come(&visitor, &stage.token("bob@customers.test")).await.unwrap();
    assert!(matches!(outcome, SignedOn::Asks(_)), "{outcome:?}");
    assert!(who(&stage.kit, &stage.site, &ana).await.is_ok(), "nothing happened yet");
    // A session that is over is nobody's.
    stage.kit.clock.advance_millis(25 * 60 * 60 * 1000);
    begun(stage.come(&visitor, &stage.token("bob@customers.test")).await.unwrap());
}

#[both]
async fn c3_what_the_token_says_fills_what_is_empty_and_overwrites_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let more = [("name", "Cleo Customer"), ("locale", "de"), ("externalId", "u-1"), ("jti", "t-77")];
    let token = stage.token_with("cleo@customers.test", &more);
    let session = begun(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap());
    let id = who(&stage.kit, &stage.site, &session).await.unwrap().id;
    let filled = ("Cleo Customer".to_owned(), "de".to_owned(), "u-1".to_owned());
    assert_eq!(person(&stage.kit, id).await, filled);
    let entries = log(&stage.kit, &stage.ada, &named("session.started")).await.unwrap();
    assert_eq!(
        (&entries[0].details["way"], &entries[0].details["token"]),
        (&"sign_on".into(), &"t-77".into())
    );
    stage.kit.clock.advance_millis(1000);
    let more = [("name", "Somebody Else"), ("locale", "fr"), ("externalId", "u-2")];
    let token = stage.token_with("cleo@customers.test", &more);
    begun(stage.come(&Visitor::new(&stage.kit), &token).await.unwrap());
    assert_eq!(person(&stage.kit, id).await, filled);
}

#[both]
async fn c3_when_ids_clash_the_address_wins_and_the_log_says_so(database: Database) {
    let stage = Stage::new(&database).await;
    let first = stage.token_with("ana@customers.test", &[("externalId", "u-1")]);
    let ana = begun(stage.come(&Visitor::new(&stage.kit), &first).await.unwrap());
    let ana = who(&stage.kit, &stage.site, &ana).await.unwrap().id;
    let second = stage.token_with("bob@customers.test", &[("externalId", "u-1")]);
    let bob = begun(stage.come(&Visitor::new(&stage.kit), &second).await.unwrap());
    let bob = who(&stage.kit, &stage.site, &bob).await.unwrap().id;
    assert_ne!(ana, bob);
    assert_eq!(person(&stage.kit, bob).await.2, "");
    let entries = log(&stage.kit, &stage.ada, &named("sign_on.external_id_clashed")).await.unwrap();
    assert_eq!(entries[0].subject, bob.to_string());
    assert_eq!(entries[0].details["other"], ana.to_string());
}

/// A3: Custom Sign On replaces every other way, unless codes are allowed beside it.
#[both]
async fn a3_turning_it_on_ends_what_began_otherwise(database: Database) {
    let mut stage = Stage::new(&database).await;
    stage.kit.set("portal.sign-on-code", "on").await;
    stage.look_again().await;
    let by_code = Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, "ana@customers.test").await;
    let by_token = stage.enter("bob@customers.test").await;
    let other = stage.kit.site_at("help.zeta.test").await;
    let elsewhere = Visitor::new(&stage.kit).sign_in(&stage.kit, &other, "ana@customers.test").await;
    stage.look_again().await;
    stage.kit.set("portal.sign-on-code", "off").await;
    stage.look_again().await;
    assert_eq!(code(who(&stage.kit, &stage.site, &by_code).await), "sign_in");
    assert!(who(&stage.kit, &stage.site, &by_token).await.is_ok());
    assert!(who(&stage.kit, &other, &elsewhere).await.is_ok(), "another knowledge base has its own ways");
    // And the other order: codes first, then the switch.
    stage.kit.set("portal.sign-on", "off").await;
    stage.look_again().await;
    assert!(who(&stage.kit, &stage.site, &by_token).await.is_ok(), "turning it off ends nothing");
    let by_code = Visitor::new(&stage.kit).sign_in(&stage.kit, &stage.site, "ana@customers.test").await;
    stage.kit.set("portal.sign-on", "on").await;
    stage.look_again().await;
    assert_eq!(code(who(&stage.kit, &stage.site, &by_code).await), "sign_in");
}

#[both]
async fn a3_without_codes_asking_for_one_finds_nothing(database: Database) {
    let stage = Stage::new(&database).await;
    let visitor = Visitor::new(&stage.kit);
    assert_eq!(code(visitor.ask(&stage.kit, &stage.site, "ana@customers.test").await), "not_found");
    assert_eq!(code(visitor.enter(&stage.kit, &stage.site, "123456").await), "not_found");
    let link = identity::Token::new(&stage.kit.desk.context().random);
    assert_eq!(code(visitor.press(&stage.kit, &stage.site, &link).await), "not_found");
    let view = stage.kit.desk.view_public(stage.site.clone()).await.unwrap();
    assert_eq!(code(view.look_link(&link, None).await), "not_found");
}

/// C2: there is always somewhere to send customers to.
#[both]
async fn c2_it_is_not_turned_on_without_an_address(database: Database) {
    let kit = Kit::new(&database).await;
    let set = async |name: &str, value: &str| {
        let mut act = kit.operate();
        let setting = setting::Setting::find(name).unwrap();
        setting.set(&mut act, setting.scope(kit.kb.id), value).await?;
        act.done(()).await
    };
    assert_eq!(code(set("portal.sign-on", "on").await), "sign_on_without_url");
    set("portal.sign-on-url", "https://login.acme.test/").await.unwrap();
    set("portal.sign-on", "on").await.unwrap();
    assert_eq!(code(set("portal.sign-on-url", "").await), "sign_on_without_url");
    set("portal.sign-on", "off").await.unwrap();
    set("portal.sign-on-url", "").await.unwrap();
}
