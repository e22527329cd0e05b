//! A4, TH31: a user confirms whose an address is, or takes it from somebody.

use db::{params, sql};
use desk::customer::{AddressKind, Standing};
use testkit::{Database, both};

use super::{SHARED, Stage};
use crate::inbox::code;
use crate::session::{holder, who};

sql! {
    STANDING = "update customer_address set standing = $4 where org_id = $1 and customer_id = $2 and key = $3";
}

impl Stage {
    /// Yara's shared address was typed by somebody, and never proven.
    pub(crate) async fn with_typed(database: &Database) -> Self {
        let stage = Self::new(database).await;
        let mut writer = stage.kit.db.writer().await.unwrap();
        let values = params![stage.kit.org, stage.yara.id, SHARED, Standing::Typed];
        writer.run(STANDING.with(values)).await.unwrap();
        writer.commit().await.unwrap();
        stage
    }

    /// Zoe holds it as well, and has a conversation of her own.
    async fn with_zoe(&self) -> desk::conversation::ConversationId {
        let zoe = holder(&self.kit, "Zoe", SHARED, Standing::Verified).await;
        let mut act = self.kit.operate();
        zoe.add_address(&mut act, (AddressKind::Email, "zoe@example.com"), Standing::Verified).await.unwrap();
        act.done(()).await.unwrap();
        let session = self.sign_in("zoe@example.com").await;
        self.begin(&session, "lamp zoe").await
    }
}

#[both]
async fn a4_a_confirmed_address_selects_its_customer_and_brings_what_was_begun_apart(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let apart = stage.sign_in(SHARED).await;
    let begun = stage.begin(&apart, "lamp apart").await;
    assert_eq!(stage.list(&apart, "").await, ["lamp apart", "lamp shared"], "before");
    let whole = stage.sign_in("own@example.com").await;
    let address = stage.address(stage.own, SHARED).await;
    assert!(address.is_apart && !address.is_shared && address.may(&stage.ana).contains(&"confirm"));
    let outlook = stage.outlook(&address).await;
    assert_eq!((outlook.confirmed.person.id, outlook.confirmed.count), (stage.yara.id, 3));
    assert_eq!(outlook.sessions, 1);

    stage.confirm(&address).await.unwrap();
    assert!(!stage.is_signed_in(&apart).await && stage.is_signed_in(&whole).await);
    let session = stage.sign_in(SHARED).await;
    let customer = who(&stage.kit, &stage.site, &session).await.unwrap();
    assert_eq!((customer.id, customer.is_whole), (stage.yara.id, true));
    let all = ["lamp apart", "lamp own", "lamp shared"];
    for one in [&session, &whole] {
        assert_eq!(stage.list(one, "").await, all);
        assert_eq!(stage.list(one, "lamp").await, all, "found by words, too");
    }
    let events = stage.events(begun).await;
    for event in ["given Ana Agent", "address-confirmed Ana Agent shared@example.com"] {
        assert_eq!(events.iter().filter(|told| *told == event).count(), 1, "{events:?}");
    }
    let confirmed = stage.address(begun, SHARED).await;
    assert_eq!((confirmed.standing, confirmed.is_apart), (Standing::Proven, false), "by signing in");
    assert_eq!(code(stage.confirm(&confirmed).await), "state_changed", "nothing is left to confirm");
}

#[both]
async fn a4_what_was_read_apart_is_not_new_to_the_customer(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let apart = stage.sign_in(SHARED).await;
    let begun = stage.begin(&apart, "lamp apart").await;
    let reader = who(&stage.kit, &stage.site, &apart).await.unwrap().id;
    stage.kit.desk.note_read(&format!("customer:{reader}"), stage.kit.org, begun, i64::MAX);
    stage.kit.desk.flush_marks().await.unwrap();
    stage.confirm(&stage.address(stage.own, SHARED).await).await.unwrap();
    let db = stage.kit.db.reader().await.unwrap();
    sql! { MARKS = "select seq from read_mark where org_id = $1 and reader = $2 and conversation_id = $3"; }
    let values = params![stage.kit.org, format!("customer:{}", stage.yara.id), begun];
    let (seq,): (i64,) = db.one(MARKS.with(values)).await.unwrap();
    db.end();
    assert_eq!(seq, i64::MAX);
}

#[both]
async fn a4_of_several_who_hold_an_address_the_confirmed_one_is_selected(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let zoes = stage.with_zoe().await;
    let mut writer = stage.kit.db.writer().await.unwrap();
    let values = params![stage.kit.org, stage.yara.id, SHARED, Standing::Wrote];
    writer.run(STANDING.with(values)).await.unwrap();
    writer.commit().await.unwrap();
    let (hers, zoe) = (stage.address(stage.own, SHARED).await, stage.address(zoes, SHARED).await);
    assert!(hers.is_shared && zoe.is_shared);
    let apart = stage.sign_in(SHARED).await;
    assert_eq!(stage.list(&apart, "").await, ["lamp shared"]);

    stage.confirm(&zoe).await.unwrap();
    let session = stage.sign_in(SHARED).await;
    assert_eq!(stage.list(&session, "").await, ["lamp zoe"]);
    let hers = stage.address(stage.own, SHARED).await;
    assert_eq!((hers.standing, hers.is_shared), (Standing::Typed, true));
}

#[both]
async fn th31_an_address_that_another_customer_has_proven_is_not_confirmed_before_it_is_parted(
    database: Database,
) {
    let stage = Stage::new(&database).await;
    let zoes = stage.with_zoe().await;
    let zoe = stage.address(zoes, SHARED).await;
    assert_eq!(code(stage.confirm(&zoe).await), "address_proven");
    assert_eq!(stage.address(zoes, SHARED).await.standing, Standing::Verified, "nothing changed");

    stage.part(&stage.address(stage.own, SHARED).await).await.unwrap();
    stage.kit.part_from_twin();
    let session = stage.sign_in(SHARED).await;
    assert_eq!(stage.list(&session, "").await, ["lamp zoe"], "the only one who holds it now");
}

#[both]
async fn a4_a_parted_address_shows_what_its_messages_used_and_nothing_else(database: Database) {
    let stage = Stage::new(&database).await;
    let (by_it, by_own) = (stage.sign_in(SHARED).await, stage.sign_in("own@example.com").await);
    let address = stage.address(stage.own, SHARED).await;
    let outlook = stage.outlook(&address).await;
    let used: Vec<&str> = outlook.used.iter().map(|used| used.subject.as_str()).collect();
    assert_eq!((used, outlook.has_more, outlook.sessions), (vec!["lamp shared"], false, 1));
    assert!(outlook.parted.is_none() && outlook.others.is_empty());
    assert_eq!(outlook.addresses.len(), 2);

    stage.part(&address).await.unwrap();
    assert!(!stage.is_signed_in(&by_it).await, "the sessions made by it end");
    assert!(stage.is_signed_in(&by_own).await);
    assert_eq!(stage.list(&by_own, "").await, ["lamp own", "lamp shared"], "hers stay hers");
    let other = stage.sign_in(SHARED).await;
    assert_ne!(who(&stage.kit, &stage.site, &other).await.unwrap().id, stage.yara.id);
    assert_eq!(stage.list(&other, "").await, ["lamp shared"]);
    assert_eq!(stage.list(&other, "own").await, [""; 0]);
    let events = stage.events(stage.own).await;
    assert_eq!(events.last().map(String::as_str), Some("address-parted Ana Agent"), "{events:?}");
    assert_eq!(code(stage.part(&address).await), "not_found", "once");
}

#[both]
async fn a4_what_would_follow_is_what_follows(database: Database) {
    let stage = Stage::new(&database).await;
    let zoes = stage.with_zoe().await;
    let hers = stage.address(stage.own, SHARED).await;
    let outlook = stage.outlook(&hers).await;
    let parted = outlook.parted.expect("one other holds it");
    assert_eq!((parted.person.name.as_str(), parted.count), ("Zoe", 1));
    let others: Vec<&str> = outlook.others.iter().map(|holder| holder.person.name.as_str()).collect();
    assert_eq!(others, ["Zoe"]);
    stage.part(&hers).await.unwrap();
    stage.kit.part_from_twin();
    let session = stage.sign_in(SHARED).await;
    assert_eq!(who(&stage.kit, &stage.site, &session).await.unwrap().id, parted.person.id);
    assert_eq!(stage.list(&session, "").await.len(), 1);
    assert_eq!(stage.address(zoes, SHARED).await.standing, Standing::Proven);
}

/// A mail from an address that was taken from somebody is a customer's of its own.
#[both]
async fn a4_who_writes_from_a_parted_address_is_somebody_else(database: Database) {
    let stage = Stage::new(&database).await;
    stage.part(&stage.address(stage.own, SHARED).await).await.unwrap();
    let mut act = stage.kit.operate();
    let address = SHARED.parse().unwrap();
    let sender = desk::customer::Person::of_sender(&mut act, &address, "Sam").await.unwrap();
    act.done(()).await.unwrap();
    assert_ne!(sender.id, stage.yara.id);
}
