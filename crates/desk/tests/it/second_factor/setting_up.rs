//! Setting a second factor up.

use desk::right::Role;
use identity::Code;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{PASSWORD, STEP, UMA, Uma, act, browser, confirm, half, offer, offered, sign_in, user, wrong};
use crate::inbox::code;

#[both]
async fn r2_a_second_factor_holds_once_a_code_shows_that_the_app_knows_it(database: Database) {
    let kit = Kit::new(&database).await;
    user(&kit, UMA, Role::Agent).await;
    let session = sign_in(&kit, UMA).await;
    assert!(offered(&kit, &session).await.is_none());
    let any = Code::parse("123456").unwrap();
    assert_eq!(code(confirm(&kit, &session, &any).await), "state_changed", "nothing is offered");

    offer(&kit, &session).await.unwrap();
    let first = offered(&kit, &session).await.unwrap();
    offer(&kit, &session).await.unwrap();
    let app = offered(&kit, &session).await.unwrap();
    assert_ne!(first.reveal(), app.reveal(), "a newer one takes the place of the older");
    let refused = confirm(&kit, &session, &Code::parse(&wrong(&app, &kit)).unwrap()).await;
    assert_eq!(code(refused), "second_factor_wrong");
    sign_in(&kit, UMA).await;

    let codes = confirm(&kit, &session, &app.code(kit.clock.now())).await.unwrap();
    let mut texts: Vec<String> = codes.0.iter().map(identity::RecoveryCode::to_text).collect();
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), desk::second_factor::CODES);
    half(&kit, UMA).await;
    assert!(offered(&kit, &session).await.is_none(), "it is never shown again");
    assert_eq!(code(offer(&kit, &session).await), "state_changed", "there is one");
    let again = confirm(&kit, &session, &app.code(kit.clock.now())).await;
    assert_eq!(code(again), "state_changed");
}

#[both]
async fn r2_an_offer_is_over_after_an_hour(database: Database) {
    let kit = Kit::new(&database).await;
    user(&kit, UMA, Role::Agent).await;
    let session = sign_in(&kit, UMA).await;
    offer(&kit, &session).await.unwrap();
    let app = offered(&kit, &session).await.unwrap();
    kit.clock.advance_millis(60 * 60_000);
    assert!(offered(&kit, &session).await.is_none());
    assert_eq!(code(confirm(&kit, &session, &app.code(kit.clock.now())).await), "state_changed");
    kit.desk.sweep_sign_ins().await.unwrap();
    sign_in(&kit, UMA).await;
}

#[both]
async fn r2_two_who_confirm_at_once_set_up_one(database: Database) {
    let kit = Kit::new(&database).await;
    user(&kit, UMA, Role::Agent).await;
    let session = sign_in(&kit, UMA).await;
    offer(&kit, &session).await.unwrap();
    let shown = offered(&kit, &session).await.unwrap().code(kit.clock.now());
    let (mut one, mut other) = (act(&kit, &session).await, act(&kit, &session).await);
    let (first, second) = (shown.clone(), shown);
    let one = tokio::spawn(async move {
        let codes = one.confirm_second_factor(&first).await?;
        one.done(codes).await
    });
    let other = tokio::spawn(async move {
        let codes = other.confirm_second_factor(&second).await?;
        other.done(codes).await
    });
    let outcomes = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
}

#[both]
async fn th27_the_second_factors_of_another_organization_are_not_there(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let waiting = half(&kit, UMA).await;
    kit.part_from_twin();
    kit.lose("recovery_code", "true").await;
    assert_eq!(code(uma.enter(&waiting, &uma.recovery_code(0)).await), "second_factor_wrong");
    kit.lose("second_factor", "true").await;
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "second_factor_wrong");
    sign_in(&kit, UMA).await;
    let host = crate::session::app(&kit).await;
    let view = kit.desk.view_account(&host, uma.session.token.reveal()).await.unwrap();
    assert!(view.second_factor().await.unwrap().is_none());
    view.close();
    let confirmed = act(&kit, &uma.session).await;
    let password = kernel::Secret::new(PASSWORD.to_owned());
    let network = browser(&kit).network;
    let confirmed = confirmed.confirm_password(password, &network).await.unwrap();
    assert_eq!(code(confirmed.turn_off_second_factor().await), "state_changed");
    kit.lose("half_sign_in", "true").await;
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over");
    let view = kit.desk.view_app(&host).await.unwrap();
    assert!(!view.is_half_signed_in(&waiting).await.unwrap());
    view.close();
    offer(&kit, &uma.session).await.unwrap();
    kit.lose("second_factor_offer", "true").await;
    assert!(offered(&kit, &uma.session).await.is_none());
    kit.clock.advance_millis(STEP);
    assert_eq!(code(confirm(&kit, &uma.session, &uma.app.code(kit.clock.now())).await), "state_changed");
}
