//! Of whom a second factor is demanded, and how long users stay signed in.

use desk::right::Role;
use desk::setting::Setting;
use desk::{User, code as codes};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{UMA, Uma, confirm, half, offer, offered, sign_in, user};
use crate::inbox::code;
use crate::session::app;
use crate::session::user::refusal;

const ADA: &str = "ada@acme.test";
const HOUR: i64 = 60 * 60_000;

async fn change(kit: &Kit, who: &User, name: &str, (seen, new): (&str, &str)) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.change_org_setting(Setting::find(name)?, (seen, new)).await?;
    act.done(()).await
}

#[both]
async fn r2_of_whom_it_is_demanded_finds_nothing_before_it_is_set_up(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    user(&kit, ADA, Role::Administrator).await;
    user(&kit, UMA, Role::Agent).await;
    let (ada, uma) = (sign_in(&kit, ADA).await, sign_in(&kit, UMA).await);
    for (demand, of_ada, of_uma) in
        [("nobody", false, false), ("administrators", true, false), ("everybody", true, true)]
    {
        kit.set("users.second-factor", demand).await;
        for (session, is_demanded) in [(&ada, of_ada), (&uma, of_uma)] {
            let refused = refusal(&kit, &host, session).await;
            assert_eq!(
                refused.is_some_and(|fault| fault.is(&codes::SECOND_FACTOR_DUE)),
                is_demanded,
                "{demand}"
            );
            let act = kit.desk.act_user(&host, session.token.reveal()).await;
            assert_eq!(act.is_err(), is_demanded, "{demand}");
            let view = kit.desk.view_account(&host, session.token.reveal()).await.unwrap();
            assert_eq!(view.close().owes_second_factor, is_demanded, "{demand}");
        }
    }
    let fresh = sign_in(&kit, ADA).await;
    assert!(refusal(&kit, &host, &fresh).await.is_some(), "a new session is no way round");
    offer(&kit, &fresh).await.unwrap();
    let shown = offered(&kit, &fresh).await.unwrap().code(kit.clock.now());
    confirm(&kit, &fresh, &shown).await.unwrap();
    for session in [&fresh, &ada] {
        assert!(refusal(&kit, &host, session).await.is_none(), "it is set up");
    }
}

#[both]
async fn r2_out_of_the_box_it_is_demanded_of_administrators(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    user(&kit, ADA, Role::Administrator).await;
    user(&kit, UMA, Role::ContentManager).await;
    let (ada, uma) = (sign_in(&kit, ADA).await, sign_in(&kit, UMA).await);
    kit.part_from_twin();
    kit.lose("setting", "name = 'users.second-factor'").await;
    assert!(refusal(&kit, &host, &ada).await.unwrap().is(&codes::SECOND_FACTOR_DUE));
    assert!(refusal(&kit, &host, &uma).await.is_none());
}

#[both]
async fn r2_whoever_has_one_shows_it_though_none_is_demanded(database: Database) {
    let kit = Kit::new(&database).await;
    let uma = Uma::new(&kit).await;
    half(&kit, UMA).await;
    kit.set("users.second-factor", "everybody").await;
    let session = uma.come_in().await;
    assert!(refusal(&kit, &uma.host, &session).await.is_none());
}

#[both]
async fn r2_a_session_of_a_user_lasts_as_long_as_the_setting_says(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    user(&kit, UMA, Role::Agent).await;
    let day = sign_in(&kit, UMA).await;
    assert_eq!(day.ends_at, kit.clock.now().plus_millis(24 * HOUR));
    kit.clock.advance_millis(3 * HOUR);
    let young = sign_in(&kit, UMA).await;
    change(&kit, &admin, "users.session-minutes", ("1440", "120")).await.unwrap();
    assert!(
        refusal(&kit, &host, &day).await.unwrap().is(&codes::SIGN_IN),
        "a shorter one ends older sessions"
    );
    assert!(refusal(&kit, &host, &young).await.is_none());
    change(&kit, &admin, "users.session-minutes", ("120", "2880")).await.unwrap();
    assert!(refusal(&kit, &host, &day).await.is_some(), "a longer one revives none");
    kit.clock.advance_millis(2 * HOUR);
    assert!(refusal(&kit, &host, &young).await.is_some(), "and prolongs none");
    let long = sign_in(&kit, UMA).await;
    assert_eq!(long.ends_at, kit.clock.now().plus_millis(48 * HOUR));
    kit.clock.advance_millis(48 * HOUR - 1);
    assert!(refusal(&kit, &host, &long).await.is_none());
    kit.clock.advance_millis(1);
    assert!(refusal(&kit, &host, &long).await.is_some());
}

#[both]
async fn r1_settings_of_the_organization_are_changed_by_whoever_may(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let content = kit.user("Con Tent", &[Role::ContentManager]).await;
    let demand = "users.second-factor";
    assert_eq!(code(change(&kit, &content, demand, ("nobody", "everybody")).await), "may_not");
    assert_eq!(code(change(&kit, &admin, demand, ("nobody", "some")).await), "setting_value");
    change(&kit, &admin, demand, ("nobody", "everybody")).await.unwrap();
    let refused = change(&kit, &admin, demand, ("nobody", "administrators")).await;
    assert_eq!(code(refused), "state_changed", "two who save at once");
    change(&kit, &admin, demand, ("nobody", "everybody")).await.unwrap();
    for minutes in ["0", "30", "59", "90", "525601", "-60", "soon"] {
        let refused = change(&kit, &admin, "users.session-minutes", ("1440", minutes)).await;
        assert_eq!(code(refused), "setting_value", "{minutes}");
    }
}
