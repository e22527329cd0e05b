//! TH27: customers of another organization, with the same ids and addresses, are its own.

use desk::conversation::message::State;
use desk::conversation::{Assign, Assignment, Author, Conversation, Direction, NewMessage};
use desk::customer::{Address, AddressKind, Confirm, Part, Person, Standing};
use desk::user::Team;
use testkit::{Database, both};
use testkit_desk::conversation;

use super::{SHARED, Stage};
use crate::inbox::code;
use crate::session::{holder, who};

/// What another organization's messages used is nobody's here.
#[both]
async fn th27_an_address_that_only_another_organization_used_is_new_here(database: Database) {
    let stage = Stage::new(&database).await;
    stage.part(&stage.address(stage.own, SHARED).await).await.unwrap();
    stage.kit.lose("message", "true").await;
    let session = stage.sign_in(SHARED).await;
    assert!(who(&stage.kit, &stage.site, &session).await.unwrap().is_whole);
}

/// Where everybody else has lost what they hold, the twin's holders count for nothing.
#[both]
async fn th27_who_holds_an_address_in_another_organization_does_not_share_it_here(database: Database) {
    let stage = Stage::new(&database).await;
    let bo = stage.sign_in("bo@example.com").await;
    let bos = stage.begin(&bo, "chair").await;
    let bo = stage.address(bos, "bo@example.com").await;
    let mut act = stage.kit.operate();
    let known = Person::holders(&mut act, bo.kind, &bo.address).await.unwrap().remove(0);
    for standing in [Standing::Verified, Standing::Typed] {
        known.person.add_address(&mut act, (bo.kind, "twice@example.com"), standing).await.unwrap();
    }
    act.done(()).await.unwrap();
    let (hers, his) = (stage.address(stage.own, SHARED).await, stage.address(bos, "twice@example.com").await);
    assert!(!hers.is_shared && !hers.is_apart && !his.is_shared);
    let outlook = stage.outlook(&hers).await;
    assert!(outlook.others.is_empty());
    assert_eq!((outlook.confirmed.count, outlook.used.len(), outlook.addresses.len()), (2, 1, 2));
}

/// Who has no name is called by an address of this organization's.
#[both]
async fn th27_what_a_customer_did_is_told_under_an_address_they_have_here(database: Database) {
    let stage = Stage::new(&database).await;
    let nameless = holder(&stage.kit, "", "zoe@example.com", Standing::Wrote).await;
    let mut act = stage.kit.operate();
    nameless.add_address(&mut act, (AddressKind::Email, "a@example.com"), Standing::Verified).await.unwrap();
    act.done(()).await.unwrap();
    let session = stage.sign_in("zoe@example.com").await;
    let begun = stage.begin(&session, "lamp").await;
    assert_eq!(stage.events(begun).await, ["opened a@example.com"]);
    stage.kit.lose("customer_address", "key = 'a@example.com'").await;
    assert_eq!(stage.events(begun).await, ["opened zoe@example.com"]);
}

/// A proof of an address is one of this organization's row.
#[both]
async fn th27_a_lost_address_is_not_there(database: Database) {
    let stage = Stage::new(&database).await;
    let address = stage.address(stage.own, SHARED).await;
    stage.kit.lose("customer_address", "true").await;
    let mut act = stage.kit.act(&stage.ana);
    assert_eq!(code(act.open::<Confirm, Address>(address.id).await), "not_found");
    drop(act);
    let mut act = stage.kit.act(&stage.ana);
    assert_eq!(code(act.open::<Part, Address>(address.id).await), "not_found");
    drop(act);
    let view = stage.kit.view(&stage.ana).await;
    assert!(view.aside(&view.see(stage.own).await.unwrap()).await.unwrap().addresses.is_empty());
}

/// Zoe holds the address in the other organization alone.
#[both]
async fn th27_a_holder_who_is_lost_shares_nothing_and_keeps_nobody_apart(database: Database) {
    let stage = Stage::new(&database).await;
    let hers = stage.address(stage.own, SHARED).await;
    for standing in [Standing::Verified, Standing::Apart] {
        let zoe = holder(&stage.kit, "Zoe", SHARED, standing).await;
        stage.kit.lose("customer_address", &format!("customer_id = '{}'", zoe.id)).await;
        let hers = stage.address(stage.own, SHARED).await;
        assert!(!hers.is_shared && !hers.is_apart, "{standing:?}");
    }
    let mut act = stage.kit.act(&stage.ana);
    assert_eq!(code(act.open::<Confirm, Address>(hers.id).await), "state_changed", "it selects her alone");
}

/// W7: teams and failures of another organization are none of this user's.
#[both]
async fn th27_what_concerns_a_user_is_of_this_organization(database: Database) {
    let stage = Stage::new(&database).await;
    let mut act = stage.kit.operate();
    let team = Team::add(&mut act, "Lamps", &[stage.ana.id]).await.unwrap();
    act.done(()).await.unwrap();
    let mut act = stage.kit.act(&stage.ana);
    let conversation = act.open::<Assign, Conversation>(stage.own).await.unwrap();
    conversation.assign(&mut act, Assignment::Team(team)).await.unwrap();
    act.done(()).await.unwrap();
    for is_member in [true, false] {
        let view = stage.kit.view(&stage.ana).await;
        let conversation: Conversation = view.see(stage.own).await.unwrap();
        assert_eq!(view.concerns(&conversation).await.unwrap(), is_member);
        view.close();
        stage.kit.lose("team_member", "true").await;
    }
}

#[both]
async fn th27_an_answer_that_failed_in_another_organization_is_nobodys_here(database: Database) {
    let stage = Stage::new(&database).await;
    let answer =
        NewMessage::plain(Author::User(stage.ana.id), "Ana Agent", "An answer.", stage.kit.clock.now());
    let failed = NewMessage { direction: Direction::Out, state: State::Failed, ..answer };
    let id = conversation(&stage.kit, "cleo@example.com", "Lamp", &[failed]).await;
    for is_there in [true, false] {
        let view = stage.kit.view(&stage.ana).await;
        let conversation: Conversation = view.see(id).await.unwrap();
        assert_eq!(view.wrote_what_failed(&conversation).await.unwrap(), is_there);
        view.close();
        stage.kit.lose("message", "state = 'failed'").await;
    }
}

/// Whoever holds another address in the other organization alone has begun everything here under this one.
#[both]
async fn th27_an_address_that_was_lost_here_keeps_nothing_from_being_given(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let apart = stage.sign_in(SHARED).await;
    let begun = stage.begin(&apart, "lamp apart").await;
    let holder = who(&stage.kit, &stage.site, &apart).await.unwrap().id;
    let mut act = stage.kit.operate();
    let own = Person::holders(&mut act, AddressKind::Email, SHARED).await.unwrap();
    let person = own.into_iter().find(|known| known.person.id == holder).unwrap().person;
    person
        .add_address(&mut act, (AddressKind::Email, "other@example.com"), Standing::Verified)
        .await
        .unwrap();
    act.done(()).await.unwrap();
    stage.kit.lose("customer_address", "key = 'other@example.com'").await;
    stage.confirm(&stage.address(stage.own, SHARED).await).await.unwrap();
    let given: Conversation = stage.kit.view(&stage.ana).await.see(begun).await.unwrap();
    assert_eq!(given.customer, stage.yara.id);
}
