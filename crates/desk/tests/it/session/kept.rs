//! Whom a session stands for is kept for a moment: never past what this process has answered, and another process's
//! change counts within A7's second.

use desk::TAKEN;
use desk::code;
use desk::customer::{Person, Standing};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::mail::block_by;
use super::{Visitor, app, holder, view, who};

const HOUR: i64 = 60 * 60_000;

async fn ana(kit: &Kit) -> Person {
    holder(kit, "Ana", "ana@example.com", Standing::Wrote).await
}

#[both]
async fn a7_another_process_signs_out_within_a_second(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, person) = (kit.site().await, ana(&kit).await);
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    who(&kit, &site, &session).await.unwrap();
    let other_process = database.open_again(TAKEN).await;
    block_by(&other_process, &kit, &person).await;
    assert!(who(&kit, &site, &session).await.is_ok(), "it is not asked at every look");
    let acting = kit.desk.act_customer(site.clone(), session.token.reveal()).await;
    assert!(acting.err().unwrap().is(&code::SIGN_IN), "but before whatever is done");
    kit.clock.advance_millis(999);
    assert!(who(&kit, &site, &session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn a7_what_this_process_has_answered_counts_at_once(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, person) = (kit.site().await, ana(&kit).await);
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    who(&kit, &site, &session).await.unwrap();
    block_by(&kit.db, &kit, &person).await;
    assert!(who(&kit, &site, &session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn a1_a_kept_session_ends_to_the_millisecond(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, _) = (kit.site().await, ana(&kit).await);
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    kit.clock.advance_millis(24 * HOUR - 1);
    who(&kit, &site, &session).await.unwrap();
    kit.clock.advance_millis(1);
    assert!(who(&kit, &site, &session).await.unwrap_err().is(&code::SIGN_IN));
}

#[both]
async fn th27_a_kept_session_is_nobody_on_another_site_and_no_user(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, _) = (kit.site().await, ana(&kit).await);
    let session = Visitor::new(&kit).sign_in(&kit, &site, "ana@example.com").await;
    view(&kit, &site, &session).await.unwrap().close();
    let elsewhere = kit.site_at("help.zeta.test").await;
    assert!(who(&kit, &elsewhere, &session).await.unwrap_err().is(&code::SIGN_IN));
    let app = app(&kit).await;
    let as_user = kit.desk.view_user(&app, session.token.reveal()).await;
    assert!(as_user.err().unwrap().is(&code::SIGN_IN));
}
