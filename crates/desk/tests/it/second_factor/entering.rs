//! Showing the second factor after the password (A6, TH18).

use std::net::Ipv4Addr;

use db::{params, sql};
use desk::second_factor::{HALF_MINUTES, TRIES};
use desk::session::{Browser, Network};
use desk::user::{Deactivate, Member};
use identity::Token;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{PASSWORD, STEP, UMA, Uma, browser, half, try_password, wrong};
use crate::inbox::code;
use crate::session::user::{refusal, set};

sql! {
    ENTRIES = "select details from audit where org_id = $1 and name = $2";
    STORED = "select hash from half_sign_in where org_id = $1";
    CODES = "select hash from recovery_code where org_id = $1";
}

async fn texts(kit: &Kit, call: db::Call<'_>) -> Vec<String> {
    let reader = kit.db.reader().await.unwrap();
    let rows: Vec<(String,)> = reader.all(call).await.unwrap();
    reader.end();
    rows.into_iter().map(|(text,)| text).collect()
}

#[both]
async fn r2_after_the_password_the_second_factor_is_asked_for_and_until_then_there_is_no_session(
    database: Database,
) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let waiting = half(&kit, UMA).await;
    let as_session = kit.desk.view_user(&uma.host, waiting.reveal()).await.err().unwrap();
    assert_eq!(as_session.code().name, "sign_in", "half a sign-in opens nothing");
    assert!(kit.desk.act_account(&uma.host, waiting.reveal()).await.is_err());
    assert!(texts(&kit, STORED.with(params![kit.org])).await.iter().all(|hash| hash != waiting.reveal()));

    assert_eq!(code(uma.enter(&waiting, &wrong(&uma.app, &kit)).await), "second_factor_wrong");
    let session = uma.enter(&waiting, &uma.code()).await.unwrap();
    assert!(refusal(&kit, &uma.host, &session).await.is_none());
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over", "it was finished");
}

#[both]
async fn r2_a_code_of_the_app_is_good_once_one_step_early_or_late(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let shown = uma.code();
    uma.come_in().await;
    let again = half(&kit, UMA).await;
    assert_eq!(code(uma.enter(&again, &shown).await), "second_factor_wrong", "it was used");
    let older = uma.app.code(kit.clock.now().plus_millis(-STEP));
    assert_eq!(
        code(uma.enter(&again, older.reveal()).await),
        "second_factor_wrong",
        "and older ones with it"
    );
    let early = uma.app.code(kit.clock.now().plus_millis(STEP));
    uma.enter(&again, early.reveal()).await.unwrap();
    kit.clock.advance_millis(3 * STEP);
    let late = uma.app.code(kit.clock.now().plus_millis(-STEP));
    uma.enter(&half(&kit, UMA).await, late.reveal()).await.unwrap();
    let far = uma.app.code(kit.clock.now().plus_millis(2 * STEP));
    assert_eq!(code(uma.enter(&half(&kit, UMA).await, far.reveal()).await), "second_factor_wrong");
}

#[both]
async fn r2_one_code_shown_twice_at_once_lets_in_once(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    for shown in [uma.code(), uma.recovery_code(3)] {
        let halves = [half(&kit, UMA).await, half(&kit, UMA).await];
        let tries = halves.map(|half| {
            let (desk, host, shown, browser) =
                (kit.desk.clone(), uma.host.clone(), shown.clone(), browser(&kit));
            tokio::spawn(async move { desk.enter_second_factor(&host, (&half, &shown), &browser).await })
        });
        let mut came_in = 0;
        for tried in tries {
            came_in += usize::from(tried.await.unwrap().is_ok());
        }
        assert_eq!(came_in, 1, "{shown}");
    }
}

#[both]
async fn r2_a_recovery_code_stands_for_the_app_once(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let typed = uma.recovery_code(0).to_uppercase().replace('-', " ");
    uma.enter(&half(&kit, UMA).await, &typed).await.unwrap();
    assert_eq!(code(uma.enter(&half(&kit, UMA).await, &typed).await), "second_factor_wrong");
    uma.enter(&half(&kit, UMA).await, &uma.recovery_code(1)).await.unwrap();
    let stored = texts(&kit, CODES.with(params![kit.org])).await;
    assert_eq!(stored.len(), 8);
    let shown: Vec<String> = uma.codes.0.iter().map(|code| code.to_text().replace('-', "")).collect();
    assert!(stored.iter().all(|hash| shown.iter().all(|code| !hash.contains(code))), "stored hashed");
    let used = texts(&kit, ENTRIES.with(params![kit.org, "user.recovery_code_used"])).await;
    assert_eq!(used.len(), 2, "each use stands in the audit log");
}

#[both]
async fn r2_half_a_sign_in_is_over_after_ten_minutes_five_tries_and_in_another_browser(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let other = Token::new(&kit.desk.context().random);
    assert_eq!(code(uma.enter(&other, &uma.code()).await), "sign_in_over", "bound to the browser");
    let waiting = half(&kit, UMA).await;
    for _ in 0..TRIES {
        assert_eq!(code(uma.enter(&waiting, &wrong(&uma.app, &kit)).await), "second_factor_wrong");
    }
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over", "five tries in all");
    let view = kit.desk.view_app(&uma.host).await.unwrap();
    assert!(!view.is_half_signed_in(&waiting).await.unwrap());
    view.close();

    let waiting = half(&kit, UMA).await;
    kit.clock.advance_millis(HALF_MINUTES * 60_000);
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over", "ten minutes");
    kit.desk.sweep_sign_ins().await.unwrap();
    assert!(texts(&kit, STORED.with(params![kit.org])).await.is_empty());
}

#[both]
async fn a6_wrong_second_factors_count_like_wrong_passwords(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    for _ in 0..2 {
        let waiting = half(&kit, UMA).await;
        for _ in 0..TRIES {
            assert_eq!(code(uma.enter(&waiting, "000 000").await), "second_factor_wrong");
        }
    }
    assert_eq!(code(try_password(&kit, UMA).await), "too_often", "ten in an hour");
    kit.clock.advance_millis(60 * 60_000);
    uma.come_in().await;
    kit.desk.house_turn().await.unwrap();
    let refused = texts(&kit, ENTRIES.with(params![kit.org, "sign_in.refused"])).await;
    let of_factor = refused.iter().filter(|details| details.contains("second factor")).count();
    assert_eq!(of_factor, 10, "R4: each stands in the audit log: {refused:?}");

    let waiting = half(&kit, UMA).await;
    let elsewhere = Browser { network: Network::of(Ipv4Addr::new(198, 51, 100, 9).into()), ..browser(&kit) };
    kit.clock.advance_millis(STEP);
    kit.desk.enter_second_factor(&uma.host, (&waiting, &uma.code()), &elsewhere).await.unwrap();
    for _ in 0..10 {
        kit.clock.advance_millis(STEP);
        uma.come_in().await;
    }
}

#[both]
async fn th20_a_new_password_and_a_deactivation_end_half_a_sign_in(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let waiting = half(&kit, UMA).await;
    let mut act = kit.operate();
    let link = act.make_password_link(uma.id).await.unwrap();
    act.done(()).await.unwrap();
    set(&kit, &uma.host, &link, PASSWORD).await.unwrap();
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over");

    let waiting = half(&kit, UMA).await;
    let admin = kit.user("Ad Min", &[desk::right::Role::Administrator]).await;
    let mut act = kit.act(&admin);
    act.open::<Deactivate, Member>(uma.id).await.unwrap().deactivate(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over");
}
