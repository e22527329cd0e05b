//! New recovery codes, turning it off, and an Administrator's reset.

use db::{params, sql};
use desk::User;
use desk::right::Role;
use desk::second_factor::{Confirmed, Reset};
use desk::user::Member;
use kernel::{Fault, Secret};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{PASSWORD, UMA, Uma, act, browser, confirm, half, offer, offered, sign_in, user};
use crate::inbox::code;

sql! {
    TOLD = "select name from audit where org_id = $1 and subject = $2 order by seq";
}

async fn confirm_password(uma: &Uma<'_>, typed: &str) -> Result<Confirmed, Fault> {
    let act = act(uma.kit, &uma.session).await;
    act.confirm_password(Secret::new(typed.to_owned()), &browser(uma.kit).network).await
}

async fn reset(kit: &Kit, who: &User, uma: &Uma<'_>) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Reset, Member>(uma.id).await?.reset_second_factor(&mut act).await?;
    act.done(()).await
}

#[both]
async fn r2_a_new_set_of_recovery_codes_ends_the_older_one(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let confirmed = confirm_password(&uma, PASSWORD).await.unwrap();
    let codes = confirmed.renew_recovery_codes().await.unwrap();
    assert_eq!(code(uma.enter(&half(&kit, UMA).await, &uma.recovery_code(0)).await), "second_factor_wrong");
    uma.enter(&half(&kit, UMA).await, &codes.0[0].to_text()).await.unwrap();
    let view = kit.desk.view_account(&uma.host, uma.session.token.reveal()).await.unwrap();
    let standing = view.second_factor().await.unwrap().unwrap();
    view.close();
    assert_eq!(standing.codes, 9);
    assert_eq!(standing.made_at, testkit_desk::BEGINNING);
}

#[both]
async fn r2_turning_it_off_needs_the_password(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    for _ in 0..9 {
        assert_eq!(code(confirm_password(&uma, "not the password").await.map(drop)), "password_wrong");
    }
    half(&kit, UMA).await;
    let waiting = half(&kit, UMA).await;
    confirm_password(&uma, PASSWORD).await.unwrap().turn_off_second_factor().await.unwrap();
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over");
    sign_in(&kit, UMA).await;
    let again = confirm_password(&uma, PASSWORD).await.unwrap();
    assert_eq!(code(again.turn_off_second_factor().await), "state_changed");
    let without = confirm_password(&uma, PASSWORD).await.unwrap();
    assert_eq!(code(without.renew_recovery_codes().await.map(drop)), "state_changed");
    assert_eq!(code(confirm_password(&uma, "not the password").await.map(drop)), "password_wrong");
    assert_eq!(
        code(confirm_password(&uma, PASSWORD).await.map(drop)),
        "too_often",
        "A6: counted as a sign-in"
    );
    let reader = kit.db.reader().await.unwrap();
    let told: Vec<(String,)> = reader.all(TOLD.with(params![kit.org, uma.id.to_string()])).await.unwrap();
    reader.end();
    let told: Vec<String> = told.into_iter().map(|(name,)| name).collect();
    for wanted in ["user.second_factor_made", "user.recovery_codes_made", "user.second_factor_off"] {
        assert_eq!(told.iter().filter(|name| *name == wanted).count(), 1, "{wanted}: {told:?}");
    }
    offer(&kit, &uma.session).await.unwrap();
}

#[both]
async fn r2_an_administrator_resets_somebodys_second_factor(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(code(reset(&kit, &agent, &uma).await), "not_found");
    let waiting = half(&kit, UMA).await;
    reset(&kit, &admin, &uma).await.unwrap();
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "sign_in_over");
    sign_in(&kit, UMA).await;
    assert_eq!(code(reset(&kit, &admin, &uma).await), "state_changed", "there is none");
    let reader = kit.db.reader().await.unwrap();
    let told: Vec<(String,)> = reader.all(TOLD.with(params![kit.org, uma.id.to_string()])).await.unwrap();
    reader.end();
    assert_eq!(told.iter().filter(|(name,)| name == "user.second_factor_reset").count(), 1);
}

#[both]
async fn r2_a_second_factor_is_its_users_own(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    user(&kit, "bo@acme.test", Role::Agent).await;
    let bo = sign_in(&kit, "bo@acme.test").await;
    let view = kit.desk.view_account(&uma.host, bo.token.reveal()).await.unwrap();
    assert!(view.second_factor().await.unwrap().is_none());
    view.close();
    offer(&kit, &bo).await.unwrap();
    let app_of_bo = offered(&kit, &bo).await.unwrap();
    confirm(&kit, &bo, &app_of_bo.code(kit.clock.now())).await.unwrap();
    let waiting = half(&kit, "bo@acme.test").await;
    assert_eq!(code(uma.enter(&waiting, &uma.code()).await), "second_factor_wrong");
    assert_eq!(code(uma.enter(&waiting, &uma.recovery_code(0)).await), "second_factor_wrong");
}
