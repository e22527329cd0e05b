//! A5: a user ends everything a customer is signed in with.

use std::collections::BTreeSet;

use desk::session::ENDED;
use testkit::{Database, both};

use super::{SHARED, Stage};
use crate::session::{Visitor, view, who};

#[both]
async fn a5_an_agent_ends_a_customers_sessions_on_every_knowledge_base(database: Database) {
    let stage = Stage::new(&database).await;
    let (here, stranger) = (stage.sign_in(SHARED).await, stage.sign_in("bo@example.com").await);
    let zeta = stage.kit.site_at("help.zeta.test").await;
    let there = Visitor::new(&stage.kit).sign_in(&stage.kit, &zeta, "own@example.com").await;
    let aside = async || {
        let view = stage.kit.view(&stage.ana).await;
        view.aside(&view.see(stage.own).await.unwrap()).await.unwrap()
    };
    assert_eq!(aside().await.sessions, 2);
    assert_eq!(stage.sign_out(stage.yara.id).await.unwrap(), 2);
    assert_eq!(aside().await.sessions, 0);
    assert!(!stage.is_signed_in(&here).await && view(&stage.kit, &zeta, &there).await.is_err());
    assert!(stage.is_signed_in(&stranger).await);

    let again = stage.sign_in(SHARED).await;
    assert!(stage.is_signed_in(&again).await, "who was signed out may sign in again");
    let events = stage.events(stage.own).await;
    assert_eq!(events.last().map(String::as_str), Some("signed-out Ana Agent 2"), "{events:?}");
}

/// Open pages hear of it by the session's own fact.
#[both]
async fn a5_each_session_that_is_ended_is_told(database: Database) {
    let stage = Stage::new(&database).await;
    let mut feed = desk::feed::Feed::from_now(&stage.kit.desk).await.unwrap();
    let mut open = BTreeSet::new();
    for address in [SHARED, "own@example.com", SHARED] {
        let session = stage.sign_in(address).await;
        open.insert(who(&stage.kit, &stage.site, &session).await.unwrap().session);
    }
    assert_eq!((open.len(), stage.sign_out(stage.yara.id).await.unwrap()), (3, 3));
    while !open.is_empty() {
        for fact in feed.next().await.unwrap().into_iter().filter(|fact| fact.name == ENDED) {
            open.remove(&fact.subject);
        }
    }
}

#[both]
async fn a5_a_session_that_is_over_is_not_counted(database: Database) {
    let stage = Stage::new(&database).await;
    stage.sign_in(SHARED).await;
    stage.kit.clock.advance_millis(24 * 60 * 60 * 1000);
    stage.sign_in(SHARED).await;
    let view = stage.kit.view(&stage.ana).await;
    assert_eq!(view.aside(&view.see(stage.own).await.unwrap()).await.unwrap().sessions, 1);
}
