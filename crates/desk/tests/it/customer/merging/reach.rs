//! A4: a merge shows nobody more than their address does.

use desk::customer::Standing;
use testkit::{Database, both};

use super::super::{SHARED, Stage};
use super::{held, told};
use crate::session::{holder, who};

/// An address that selects nobody shows what used it, and nothing more because of a merge: whoever is signed in with it
/// is signed out, and sees the same as before after signing in again (A4).
#[both]
async fn w4_a_merge_shows_nobody_more_than_their_address_does(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let (apart, stranger) = stage.apart().await;
    assert!(!stranger.is_whole);
    let before = stage.list(&apart, "").await;

    // Whichever of the two is kept.
    for turned in [false, true] {
        let (from, into) = if turned { (stage.yara.id, stranger.id) } else { (stranger.id, stage.yara.id) };
        let reach = stage.merge_outlook(from, into).await.reach;
        let shared = told(&reach).into_iter().find(|(address, ..)| address == SHARED).unwrap();
        let count = i64::try_from(before.len()).unwrap();
        assert_eq!(shared, (SHARED.to_owned(), count, count, 1, false));
    }
    stage.merge(stranger.id, stage.yara.id).await.unwrap();
    assert!(!stage.is_signed_in(&apart).await, "the session was made by an address that selects nobody");
    assert_eq!(held(&stage.kit, SHARED).await, [(stage.yara.id, Standing::Typed)]);
    let again = stage.sign_in(SHARED).await;
    let somebody = who(&stage.kit, &stage.site, &again).await.unwrap();
    assert!(!somebody.is_whole && somebody.id != stage.yara.id);
    assert_eq!(stage.list(&again, "").await, before);
}

#[both]
async fn w4_an_apart_customer_who_is_kept_sees_nothing_more_either(database: Database) {
    let stage = Stage::with_typed(&database).await;
    let (apart, stranger) = stage.apart().await;
    let own = stage.sign_in("own@example.com").await;
    stage.merge(stage.yara.id, stranger.id).await.unwrap();
    assert!(!stage.is_signed_in(&apart).await);
    let who = who(&stage.kit, &stage.site, &own).await.unwrap();
    assert_eq!((who.id, who.is_whole, who.name.as_str()), (stranger.id, true, "Yara"));
    assert!(stage.list(&own, "").await.contains(&"lamp apart".to_owned()));
}

/// Where the two held the address alone it selects the one that is left, and a session made by it follows.
#[both]
async fn w4_an_address_that_only_the_two_held_selects_from_then_on(database: Database) {
    let stage = Stage::new(&database).await;
    let zoe = holder(&stage.kit, "Zoe", SHARED, Standing::Wrote).await;
    let apart = stage.sign_in("own@example.com").await;
    let shared = stage.address(stage.own, SHARED).await;
    assert!(shared.is_shared);
    let outlook = stage.merge_outlook(zoe.id, stage.yara.id).await;
    assert!(outlook.reach.iter().all(|one| one.selects));
    stage.merge(zoe.id, stage.yara.id).await.unwrap();
    assert_eq!(held(&stage.kit, SHARED).await, [(stage.yara.id, Standing::Proven)]);
    assert!(stage.is_signed_in(&apart).await);
    let session = stage.sign_in(SHARED).await;
    assert!(who(&stage.kit, &stage.site, &session).await.unwrap().is_whole);
    assert_eq!(stage.list(&session, "").await, ["lamp own", "lamp shared"]);
}

/// A third who holds the address keeps it from selecting.
#[both]
async fn w4_a_third_who_holds_the_address_keeps_it_from_selecting(database: Database) {
    let stage = Stage::new(&database).await;
    let (zoe, session, _) = stage.zoe().await;
    holder(&stage.kit, "Third", "zoe@example.com", Standing::Wrote).await;
    let reach = stage.merge_outlook(zoe.id, stage.yara.id).await.reach;
    let hers = told(&reach).into_iter().find(|(address, ..)| address == "zoe@example.com").unwrap();
    assert_eq!(hers, ("zoe@example.com".to_owned(), 1, 1, 1, false));
    stage.merge(zoe.id, stage.yara.id).await.unwrap();
    assert!(!stage.is_signed_in(&session).await);
}
