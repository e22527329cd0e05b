//! How users sign in (R2), and that their sessions are of another kind than customers' (I4).

use std::net::Ipv4Addr;

use db::{params, sql};
use desk::code;
use desk::kb::Host;
use desk::right::{Right, Role};
use desk::session::{Browser, Network, NewPassword, NewSession, PasswordTry, SignIn};
use desk::user::{NewUser, Profile, UserId, UserKind};
use identity::Token;
use kernel::{Fault, Secret, base_codes};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Visitor, address, app, who};

const HOUR: i64 = 60 * 60_000;
pub(super) const PASSWORD: &str = "correct horse battery";

sql! {
    GUESSED = "insert into attempt (org_id, kind, key, weight, at) values ($1, $2, $3, 1, $4)";
    DEACTIVATE = "update app_user set active = false where org_id = $1 and id = $2";
}

pub(crate) async fn add_user(kit: &Kit, email: &str, role: Role) -> (UserId, Token) {
    let mut act = kit.operate();
    let new = NewUser {
        name: "Uma".to_owned(),
        email: address(email),
        kind: UserKind::FullTime,
        roles: vec![role],
        language: None,
    };
    let user = Profile::add(&mut act, &new).await.unwrap();
    let link = act.make_password_link(user).await.unwrap();
    act.done((user, link)).await.unwrap()
}

pub(super) fn browser(kit: &Kit) -> Browser {
    Visitor::new(kit).browser
}

pub(crate) async fn set(kit: &Kit, host: &Host, link: &Token, password: &str) -> Result<(), Fault> {
    let [password, again] = [password, password].map(|text| Secret::new(text.to_owned()));
    kit.desk.set_password(host, NewPassword { link: link.clone(), password, again }).await
}

pub(crate) async fn sign_in(
    kit: &Kit,
    host: &Host,
    email: &str,
    password: &str,
) -> Result<NewSession, Fault> {
    let typed = PasswordTry { email: address(email), password: Secret::new(password.to_owned()) };
    match kit.desk.sign_in_user(host, typed, &browser(kit)).await? {
        SignIn::Whole(session) => Ok(session),
        SignIn::Half(_) => panic!("nobody here has a second factor"),
    }
}

pub(crate) async fn refusal(kit: &Kit, host: &Host, session: &NewSession) -> Option<Fault> {
    match kit.desk.view_user(host, session.token.reveal()).await {
        Ok(view) => {
            view.close();
            None
        }
        Err(fault) => Some(fault),
    }
}

#[both]
async fn r2_a_user_sets_a_password_by_a_link_and_signs_in(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (user, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    let view = kit.desk.view_app(&host).await.unwrap();
    assert_eq!(view.look_password_link(&link).await.unwrap().as_str(), "uma@acme.test");
    view.close();
    set(&kit, &host, &link, PASSWORD).await.unwrap();

    let session = sign_in(&kit, &host, "Uma@acme.test", PASSWORD).await.unwrap();
    let view = kit.desk.view_user(&host, session.token.reveal()).await.unwrap();
    let devices = view.devices().await.unwrap();
    let found = view.close();
    assert_eq!((found.id, found.org_title.as_str()), (user, "Acme"));
    assert!(found.may(Right::Reply) && !found.may(Right::Administer));
    assert!(devices.len() == 1 && devices[0].is_current);

    kit.clock.advance_millis(24 * HOUR);
    assert!(refusal(&kit, &host, &session).await.unwrap().is(&code::SIGN_IN));
}

#[both]
async fn th14_a_password_link_works_once_for_a_day_and_the_newest_only(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (user, older) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    let make = async || {
        let mut act = kit.operate();
        let link = act.make_password_link(user).await.unwrap();
        act.done(link).await.unwrap()
    };
    let newer = make().await;
    assert!(set(&kit, &host, &older, PASSWORD).await.unwrap_err().is(&code::LINK_OVER));
    set(&kit, &host, &newer, PASSWORD).await.unwrap();
    assert!(set(&kit, &host, &newer, "another good password").await.unwrap_err().is(&code::LINK_OVER));
    let late = make().await;
    kit.clock.advance_millis(24 * HOUR);
    assert!(set(&kit, &host, &late, PASSWORD).await.unwrap_err().is(&code::LINK_OVER));
    let made_up = Token::new(&kit.desk.context().random);
    assert!(set(&kit, &host, &made_up, PASSWORD).await.unwrap_err().is(&code::LINK_OVER));

    let mut act = kit.operate();
    let nobody = kit.id();
    assert!(act.make_password_link(nobody).await.unwrap_err().is(&base_codes::NOT_FOUND));
}

#[both]
async fn r2_a_weak_or_mistyped_password_does_not_use_the_link_up(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (_, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    assert!(set(&kit, &host, &link, "short").await.unwrap_err().is(&code::PASSWORD_WEAK));
    assert!(set(&kit, &host, &link, "uma@acme.test").await.unwrap_err().is(&code::PASSWORD_WEAK));
    let [password, again] = [PASSWORD, "correct horse batterY"].map(|text| Secret::new(text.to_owned()));
    let mistyped = NewPassword { link: link.clone(), password, again };
    let fault = kit.desk.set_password(&host, mistyped).await.unwrap_err();
    assert!(fault.is(&code::PASSWORDS_DIFFER), "{fault}");
    set(&kit, &host, &link, PASSWORD).await.unwrap();
}

#[both]
async fn th18_unknown_wrong_unset_and_inactive_are_one_answer(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (_, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    add_user(&kit, "unset@acme.test", Role::Agent).await;
    let (gone, link) = add_user(&kit, "gone@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let session = sign_in(&kit, &host, "gone@acme.test", PASSWORD).await.unwrap();
    let mut writer = kit.db.writer().await.unwrap();
    writer.run(DEACTIVATE.with(params![kit.org, gone])).await.unwrap();
    writer.commit().await.unwrap();

    assert!(refusal(&kit, &host, &session).await.unwrap().is(&code::SIGN_IN));
    for (email, password) in [
        ("uma@acme.test", "correct horse batterY"),
        ("nobody@acme.test", PASSWORD),
        ("unset@acme.test", PASSWORD),
        ("gone@acme.test", PASSWORD),
    ] {
        let fault = sign_in(&kit, &host, email, password).await.unwrap_err();
        assert!(fault.is(&code::PASSWORD_WRONG), "{email}: {fault}");
    }
}

#[both]
async fn a6_ten_wrong_passwords_an_hour_for_an_account(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (_, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    for email in ["uma@acme.test", "nobody@acme.test"] {
        for _ in 0..10 {
            assert!(sign_in(&kit, &host, email, "wrong").await.unwrap_err().is(&code::PASSWORD_WRONG));
        }
        let fault = sign_in(&kit, &host, email, PASSWORD).await.unwrap_err();
        assert!(fault.is(&code::TOO_OFTEN) && fault.retry_after_seconds() == Some(3_600), "{email}: {fault}");
    }
    kit.clock.advance_millis(HOUR);
    // Right ones are not counted.
    for _ in 0..11 {
        sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
    }
}

#[both]
async fn a6_a_network_that_guesses_is_stopped_whatever_the_account(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    add_user(&kit, "uma@acme.test", Role::Agent).await;
    let at = kit.desk.context().now();
    let mut writer = kit.db.writer().await.unwrap();
    // Hashing a hundred guesses would only cost time.
    for _ in 0..99 {
        writer.run(GUESSED.with(params![kit.org, "password-network", "198.51.100.0/24", at])).await.unwrap();
    }
    writer.commit().await.unwrap();
    let guess = async |email: &str, host_part: u8| {
        let network = Network::of(Ipv4Addr::new(198, 51, 100, host_part).into());
        let typed = PasswordTry { email: address(email), password: Secret::new("wrong".to_owned()) };
        kit.desk.sign_in_user(&host, typed, &Browser { network, ..browser(&kit) }).await.unwrap_err()
    };
    assert!(guess("uma@acme.test", 1).await.is(&code::PASSWORD_WRONG));
    assert!(guess("nobody@acme.test", 2).await.is(&code::TOO_OFTEN));
    assert!(sign_in(&kit, &host, "uma@acme.test", "wrong").await.unwrap_err().is(&code::PASSWORD_WRONG));
}

#[both]
async fn th20_a_new_password_ends_the_sessions_made_with_the_old(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (user, link) = add_user(&kit, "uma@acme.test", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let session = sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
    let mut act = kit.operate();
    let link = act.make_password_link(user).await.unwrap();
    act.done(()).await.unwrap();
    assert!(refusal(&kit, &host, &session).await.is_none());
    set(&kit, &host, &link, "another good password").await.unwrap();
    assert!(refusal(&kit, &host, &session).await.unwrap().is(&code::SIGN_IN));
    assert!(sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.is_err());
}

#[both]
async fn th30_a_customers_session_is_no_users_and_the_other_way_round(database: Database) {
    let kit = Kit::new(&database).await;
    let (site, host) = (kit.site().await, app(&kit).await);
    let (_, link) = add_user(&kit, "uma@acme.test", Role::Administrator).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let as_user = sign_in(&kit, &host, "uma@acme.test", PASSWORD).await.unwrap();
    let as_customer = Visitor::new(&kit).sign_in(&kit, &site, "uma@acme.test").await;
    assert!(refusal(&kit, &host, &as_customer).await.unwrap().is(&code::SIGN_IN));
    assert!(who(&kit, &site, &as_user).await.unwrap_err().is(&code::SIGN_IN));
    assert!(kit.desk.act_user(&host, as_customer.token.reveal()).await.is_err());

    let kb_host = kit.desk.place("help.acme.test").await.unwrap().host;
    let fault = kit.desk.view_user(&kb_host, as_user.token.reveal()).await.err().unwrap();
    assert!(fault.is(&base_codes::NOT_FOUND), "the app does not answer on a knowledge base's host");
}

#[both]
async fn th27_a_role_in_another_organization_gives_no_right_here(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let (_, link) = add_user(&kit, "uma@example.com", Role::Agent).await;
    set(&kit, &host, &link, PASSWORD).await.unwrap();
    let session = sign_in(&kit, &host, "uma@example.com", PASSWORD).await.unwrap();
    kit.lose("user_role", "true").await;
    let view = kit.desk.view_user(&host, session.token.reveal()).await.unwrap();
    assert!(!view.who().may(Right::Read) && !view.who().may(Right::Reply));
}
