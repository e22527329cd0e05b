//! P15: a customer proves another address, and takes one away.

use std::sync::Arc;

use db::{params, sql};
use desk::customer::{Address, AddressId, Standing};
use desk::door::Operator;
use desk::kb::Site;
use desk::session::{AddressJob, AddressMail, NewSession, Proof};
use identity::Code;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{SHARED, Stage};
use crate::inbox::code;
use crate::session::{Visitor, holder, other_than, view, who};

const NEW: &str = "new@example.com";

sql! {
    NEWEST_JOB = "select payload from job where org_id = $1 and kind = 'address-mail' order by seq desc limit 1";
    BLOCK = "update customer set blocked = true where org_id = $1 and id = $2";
    ENTRIES = "select name, actor from audit where org_id = $1
        and name in ('customer.merged', 'customer.address_added', 'customer.address_removed') order by seq";
}

/// Whoever is signed in proves an address by the code that is mailed to it.
pub(crate) async fn prove(at: (&Kit, &Arc<Site>), session: &NewSession, address: &str) -> Proof {
    ask_address(at, session, address).await.unwrap();
    let code = address_mail(at.0).await.expect("a mail leaves").code;
    enter_address(at, session, code.reveal()).await
}

async fn ask_address(
    (kit, site): (&Kit, &Arc<Site>),
    session: &NewSession,
    address: &str,
) -> Result<(), Fault> {
    let network = Visitor::new(kit).browser.network;
    let mut act = kit.desk.act_customer(site.clone(), session.token.reveal()).await.unwrap();
    act.ask_address(&address.parse().unwrap(), &"en_us".parse().unwrap(), &network).await?;
    act.done(()).await
}

/// What the newest job would mail.
async fn address_mail(kit: &Kit) -> Option<AddressMail> {
    let reader = kit.db.reader().await.unwrap();
    let (payload,): (String,) = reader.one(NEWEST_JOB.with(params![kit.org])).await.unwrap();
    reader.end();
    let job: AddressJob = serde_json::from_str(&payload).unwrap();
    let view = kit.desk.view_operator(&Operator::named("test"), kit.org).await.unwrap();
    let mail = AddressMail::open(&view, &job).await.unwrap();
    view.close();
    mail
}

async fn enter_address((kit, site): (&Kit, &Arc<Site>), session: &NewSession, code: &str) -> Proof {
    let mut act = kit.desk.act_customer(site.clone(), session.token.reveal()).await.unwrap();
    let proof = act.enter_address(&Code::parse(code).unwrap()).await.unwrap();
    act.done(proof).await.unwrap()
}

impl Stage {
    async fn ask_address(&self, session: &NewSession, address: &str) -> Result<(), Fault> {
        ask_address((&self.kit, &self.site), session, address).await
    }

    async fn address_mail(&self) -> Option<AddressMail> {
        address_mail(&self.kit).await
    }

    async fn enter_address(&self, session: &NewSession, code: &str) -> Proof {
        enter_address((&self.kit, &self.site), session, code).await
    }

    async fn prove(&self, session: &NewSession, address: &str) -> Proof {
        prove((&self.kit, &self.site), session, address).await
    }

    async fn mine(&self, session: &NewSession) -> Vec<Address> {
        let view = view(&self.kit, &self.site, session).await.unwrap();
        let mine = view.my_addresses().await.unwrap();
        view.close();
        mine
    }

    async fn named(&self, session: &NewSession) -> Vec<String> {
        self.mine(session).await.into_iter().map(|known| known.address).collect()
    }

    async fn remove(&self, session: &NewSession, address: AddressId) -> Result<(), Fault> {
        let mut act = self.kit.desk.act_customer(self.site.clone(), session.token.reveal()).await.unwrap();
        act.remove_address(address).await?;
        act.done(()).await
    }
}

#[both]
async fn p15_another_address_is_added_by_the_code_that_is_sent_to_it(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    assert_eq!(stage.named(&session).await, [SHARED, "own@example.com"]);
    stage.ask_address(&session, NEW).await.unwrap();
    let asked = view(&stage.kit, &stage.site, &session).await.unwrap().address_asked().await.unwrap();
    assert_eq!(asked.unwrap().address.as_str(), NEW);
    let mail = stage.address_mail().await.unwrap();
    assert_eq!((mail.address.as_str(), mail.brand), (NEW, stage.kit.brand.id));
    let wrong = other_than(&mail.code);
    assert_eq!(stage.enter_address(&session, &wrong).await, Proof::Wrong { left: 4 });
    assert_eq!(stage.enter_address(&session, mail.code.reveal()).await, Proof::Added);
    assert_eq!(stage.enter_address(&session, mail.code.reveal()).await, Proof::Spent, "it works once");
    assert_eq!(stage.named(&session).await, [SHARED, "own@example.com", NEW]);
    let other = stage.sign_in(NEW).await;
    let yara = who(&stage.kit, &stage.site, &other).await.unwrap();
    assert!(yara.id == stage.yara.id && yara.is_whole);
    let events = stage.events(stage.own).await;
    assert_eq!(events.last().map(String::as_str), Some("address-added Yara"), "{events:?}");
}

/// TH10: whatever a stranger began at an address, it is nothing before its owner proves it, and nothing afterwards.
#[both]
async fn th10_what_was_prepared_at_an_address_is_nothing_once_its_owner_proves_it(database: Database) {
    let stage = Stage::new(&database).await;
    let mallory = stage.sign_in("mallory@example.com").await;
    stage.ask_address(&mallory, NEW).await.unwrap();
    let code = stage.address_mail().await.unwrap().code;
    assert_eq!(stage.named(&mallory).await, ["mallory@example.com"], "asked for is not held");
    let owner = stage.sign_in(NEW).await;
    let ids = [&mallory, &owner].map(|session| who(&stage.kit, &stage.site, session));
    let [mallorys, owners] = ids;
    assert_ne!(mallorys.await.unwrap().id, owners.await.unwrap().id);
    stage.begin(&owner, "lamp owner").await;
    assert_eq!(stage.enter_address(&mallory, code.reveal()).await, Proof::Taken, "even with the right code");
    assert_eq!(stage.named(&mallory).await, ["mallory@example.com"]);
    assert!(stage.list(&mallory, "").await.is_empty());
    assert_eq!(stage.list(&owner, "").await, ["lamp owner"]);
    assert_eq!(stage.named(&owner).await, [NEW]);
}

/// The code is one session's, and five tries are all there are.
#[both]
async fn p15_a_code_for_an_address_is_bound_and_guessed_five_times_at_most(database: Database) {
    let stage = Stage::new(&database).await;
    let (session, other) = (stage.sign_in("own@example.com").await, stage.sign_in("own@example.com").await);
    stage.ask_address(&session, NEW).await.unwrap();
    let code = stage.address_mail().await.unwrap().code;
    let asked = view(&stage.kit, &stage.site, &other).await.unwrap().address_asked().await.unwrap();
    assert!(asked.is_none(), "another browser is told of nothing");
    assert_eq!(stage.enter_address(&other, code.reveal()).await, Proof::Spent, "another browser's");
    for left in [4, 3, 2, 1] {
        assert_eq!(stage.enter_address(&session, &other_than(&code)).await, Proof::Wrong { left });
    }
    assert_eq!(stage.enter_address(&session, &other_than(&code)).await, Proof::Spent);
    assert_eq!(stage.enter_address(&session, code.reveal()).await, Proof::Spent, "right, and too late");

    stage.ask_address(&session, NEW).await.unwrap();
    let older = stage.address_mail().await.unwrap().code;
    stage.ask_address(&session, "newer@example.com").await.unwrap();
    assert_eq!(stage.enter_address(&session, older.reveal()).await, Proof::Wrong { left: 4 });
    let newer = stage.address_mail().await.unwrap().code;
    stage.kit.clock.advance_millis(10 * 60 * 1000);
    assert_eq!(stage.enter_address(&session, newer.reveal()).await, Proof::Spent, "it is over");
    assert!(stage.address_mail().await.is_none(), "nor is it mailed any more");
    stage.kit.desk.sweep_sign_ins().await.unwrap();

    stage.ask_address(&session, NEW).await.unwrap();
    let mut act = stage.kit.desk.act_customer(stage.site.clone(), session.token.reveal()).await.unwrap();
    act.forget_address().await.unwrap();
    act.done(()).await.unwrap();
    assert!(stage.address_mail().await.is_none());
}

/// A6: codes for addresses are counted with those for signing in.
#[both]
async fn a6_codes_for_an_address_are_limited(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    for _ in 0..5 {
        stage.ask_address(&session, NEW).await.unwrap();
    }
    let refused = stage.ask_address(&session, NEW).await.unwrap_err();
    assert!(refused.is(&desk::code::TOO_OFTEN) && refused.retry_after_seconds().is_some());
}

/// What is proven and held by a record without any proven address joins this customer, audited.
#[both]
async fn p15_a_record_that_has_proven_nothing_joins(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    testkit_desk::conversation(&stage.kit, NEW, "lamp mailed", &[said(&stage)]).await;
    holder(&stage.kit, "Typed", NEW, Standing::Typed).await;
    assert_eq!(stage.prove(&session, NEW).await, Proof::Added);
    assert_eq!(stage.list(&session, "").await, ["lamp mailed", "lamp own", "lamp shared"]);
    let reader = stage.kit.db.reader().await.unwrap();
    let entries: Vec<(String, String)> = reader.all(ENTRIES.with(params![stage.kit.org])).await.unwrap();
    reader.end();
    let by_her = format!("customer:{}", stage.yara.id);
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["customer.merged", "customer.merged", "customer.address_added"]);
    assert!(entries.iter().all(|(_, actor)| *actor == by_her));
}

fn said(stage: &Stage) -> desk::conversation::message::NewMessage {
    use desk::conversation::message::{Author, Channel, Direction, NewMessage};
    let plain = NewMessage::plain(Author::Automatic, "", "Hum.", stage.kit.clock.now());
    NewMessage { direction: Direction::In, channel: Channel::Email, address: NEW.to_owned(), ..plain }
}

#[both]
async fn p15_what_another_customer_has_proven_is_refused(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    let zoe = stage.sign_in(NEW).await;
    stage.begin(&zoe, "lamp zoe").await;
    assert_eq!(stage.prove(&session, NEW).await, Proof::Taken);
    assert_eq!(stage.named(&session).await, [SHARED, "own@example.com"]);
    assert!(stage.is_signed_in(&zoe).await && stage.list(&zoe, "").await == ["lamp zoe"]);
    // One who wrote from it has proven another address: it is theirs to say.
    let tom = holder(&stage.kit, "Tom", "tom@example.com", Standing::Proven).await;
    let mut act = stage.kit.operate();
    let kind = desk::customer::AddressKind::Email;
    tom.add_address(&mut act, (kind, "both@example.com"), Standing::Wrote).await.unwrap();
    tom.add_address(&mut act, (kind, "typed@example.com"), Standing::Typed).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stage.prove(&session, "both@example.com").await, Proof::Taken);
    // By a name that was only typed nobody is kept from it, and nothing of theirs is shown.
    assert_eq!(stage.prove(&session, "typed@example.com").await, Proof::Added);
    let blocked = holder(&stage.kit, "Bad", "bad@example.com", Standing::Wrote).await;
    let mut writer = stage.kit.db.writer().await.unwrap();
    writer.run(BLOCK.with(params![stage.kit.org, blocked.id])).await.unwrap();
    writer.commit().await.unwrap();
    assert_eq!(stage.prove(&session, "bad@example.com").await, Proof::Taken);
}

/// A4: a name that was typed beside other addresses brings nothing of theirs.
#[both]
async fn a4_a_record_known_by_other_addresses_does_not_join_by_a_typed_one(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    testkit_desk::conversation(&stage.kit, "sam@example.com", "lamp sam", &[]).await;
    let mut act = stage.kit.operate();
    let kind = desk::customer::AddressKind::Email;
    let sam =
        desk::customer::Person::of_sender(&mut act, &"sam@example.com".parse().unwrap(), "").await.unwrap();
    sam.add_address(&mut act, (kind, NEW), Standing::Typed).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(stage.prove(&session, NEW).await, Proof::Added);
    assert_eq!(stage.list(&session, "").await, ["lamp own", "lamp shared"]);
}

#[both]
async fn p15_what_is_no_new_address_is_refused_before_a_mail_is_sent(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let session = stage.sign_in("own@example.com").await;
    assert_eq!(code(stage.ask_address(&session, "Own@Example.com").await), "address_own");
    let apart = stage.sign_in(SHARED).await;
    assert_eq!(code(stage.ask_address(&apart, NEW).await), "address_apart");
    assert_eq!(stage.named(&apart).await, [SHARED], "and sees no other address than its own");
}

#[both]
async fn p15_the_last_proven_address_and_the_one_in_use_stay(database: Database) {
    let stage = Stage::new(&database).await;
    let session = stage.sign_in("own@example.com").await;
    stage.prove(&session, NEW).await;
    let other = stage.sign_in(NEW).await;
    let id = async |address: &str| {
        let mine = stage.mine(&session).await;
        mine.into_iter().find(|known| known.address == address).unwrap().id
    };
    let (own, new, shared) = (id("own@example.com").await, id(NEW).await, id(SHARED).await);
    assert_eq!(code(stage.remove(&session, own).await), "address_kept", "this session was made by it");
    stage.remove(&other, shared).await.unwrap();
    stage.remove(&session, new).await.unwrap();
    assert!(!stage.is_signed_in(&other).await, "a session made by it is over");
    assert_eq!(stage.named(&session).await, ["own@example.com"]);
    assert_eq!(code(stage.remove(&session, new).await), "not_found");
    let events = stage.events(stage.own).await;
    assert_eq!(events.last().map(String::as_str), Some("address-removed Yara"), "{events:?}");

    // Signed in by one that is not proven any more, the last that is stays all the same.
    let stranger = stage.sign_in("bo@example.com").await;
    assert_eq!(code(stage.remove(&stranger, own).await), "not_found", "another customer's");
    let mut act = stage.kit.operate();
    let kind = desk::customer::AddressKind::Email;
    stage.yara.add_address(&mut act, (kind, "wrote@example.com"), Standing::Wrote).await.unwrap();
    act.done(()).await.unwrap();
    let mut customer = who(&stage.kit, &stage.site, &session).await.unwrap();
    customer.address = "gone@example.com".parse().unwrap();
    let mut act = stage.kit.act(&customer);
    assert_eq!(code(act.remove_address(own).await), "address_kept");
}
