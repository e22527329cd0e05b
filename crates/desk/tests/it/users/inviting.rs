//! Invitations: single use, a day, hashed, sent again, withdrawn (TH14, TH15, TH17).

use db::{params, sql};
use desk::right::Role;
use desk::session::NewPassword;
use desk::user::{Edit, Member, Resend, Standing, UserId, Withdraw};
use desk::{User, code as codes};
use identity::Token;
use kernel::{Fault, Secret};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{PASSWORD, accept, by_mail, full_time, invite, members, newest_invitation};
use crate::inbox::code;
use crate::session::app;
use crate::session::user::sign_in;

const HOUR: i64 = 60 * 60_000;

sql! {
    STORED = "select hash, language, origin from invitation where org_id = $1";
    PAYLOADS = "select payload from job where org_id = $1 and kind = 'invitation-mail'";
    FACTS = "select payload from fact where org_id = $1";
}

async fn resend(kit: &Kit, who: &User, id: UserId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Resend, Member>(id).await?.invite_again(&mut act, &by_mail()).await?;
    act.done(()).await
}

async fn withdraw(kit: &Kit, who: &User, id: UserId) -> Result<(), Fault> {
    let mut act = kit.act(who);
    act.open::<Withdraw, Member>(id).await?.withdraw(&mut act).await?;
    act.done(()).await
}

async fn standing(kit: &Kit, who: &User, id: UserId) -> Option<Standing> {
    members(kit, who).await.into_iter().find(|(member, _)| member.id == id).map(|(member, _)| member.standing)
}

#[both]
async fn r2_an_invitation_is_joined_by_its_link_once(database: Database) {
    let kit = Kit::new(&database).await;
    let host = app(&kit).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let id = invite(&kit, &admin, "Nora@acme.test", full_time(&[Role::Agent], &[])).await.unwrap();
    let ends_at = kit.clock.now().plus_millis(24 * HOUR);
    assert_eq!(standing(&kit, &admin, id).await, Some(Standing::Invited(ends_at)));
    assert_eq!(code(sign_in(&kit, &host, "nora@acme.test", PASSWORD).await), "password_wrong");
    let mail = newest_invitation(&kit).await.unwrap();
    assert_eq!(mail.address.as_str(), "Nora@acme.test");
    assert_eq!(mail.origin.to_string(), "https://app.acme.test");

    let view = kit.desk.view_app(&host).await.unwrap();
    let invited = view.look_invitation(&mail.link).await.unwrap();
    view.close();
    assert_eq!((invited.name.as_str(), invited.email.as_str()), ("Nora New", "Nora@acme.test"));
    accept(&kit, &mail.link).await.unwrap();
    assert_eq!(standing(&kit, &admin, id).await, Some(Standing::Active));
    let found = members(&kit, &admin).await.into_iter().find(|(member, _)| member.id == id).unwrap().0;
    assert_eq!((found.name.as_str(), found.seen_at), ("Nora Joined", None));
    sign_in(&kit, &host, "nora@acme.test", PASSWORD).await.unwrap();
    let found = members(&kit, &admin).await.into_iter().find(|(member, _)| member.id == id).unwrap().0;
    assert_eq!(found.seen_at, Some(kit.clock.now()), "whoever is signed in was seen");
    assert_eq!(code(accept(&kit, &mail.link).await), "link_over");
    assert!(newest_invitation(&kit).await.is_none(), "a mail that was late says nothing any more");
}

#[both]
async fn th14_an_invitation_used_twice_at_once_works_once(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    invite(&kit, &admin, "nora@acme.test", full_time(&[], &[])).await.unwrap();
    let link = newest_invitation(&kit).await.unwrap().link;
    let host = app(&kit).await;
    let join = || {
        let (desk, host, link) = (kit.desk.clone(), host.clone(), link.clone());
        let [password, again] = [PASSWORD, PASSWORD].map(|text| Secret::new(text.to_owned()));
        let name = "Nora Joined".parse().unwrap();
        tokio::spawn(async move {
            desk.accept_invitation(&host, &name, NewPassword { link, password, again }).await
        })
    };
    let (one, other) = (join(), join());
    let mut answers = [code(one.await.unwrap()), code(other.await.unwrap())];
    answers.sort_unstable();
    assert_eq!(answers, ["link_over", "ok"]);
}

#[both]
async fn th14_an_invitation_ends_after_a_day_when_sent_again_and_when_withdrawn(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let id = invite(&kit, &admin, "nora@acme.test", full_time(&[], &[])).await.unwrap();
    let older = newest_invitation(&kit).await.unwrap().link;
    resend(&kit, &admin, id).await.unwrap();
    let newer = newest_invitation(&kit).await.unwrap().link;
    assert_eq!(code(accept(&kit, &older).await), "link_over");

    kit.clock.advance_millis(24 * HOUR);
    assert_eq!(code(accept(&kit, &newer).await), "link_over");
    let view = kit.desk.view_app(&app(&kit).await).await.unwrap();
    assert!(view.look_invitation(&newer).await.unwrap_err().is(&codes::LINK_OVER));
    view.close();
    assert!(newest_invitation(&kit).await.is_none());

    resend(&kit, &admin, id).await.unwrap();
    let newest = newest_invitation(&kit).await.unwrap().link;
    let made_up = Token::new(&kit.desk.context().random);
    assert_eq!(code(accept(&kit, &made_up).await), "link_over");
    withdraw(&kit, &admin, id).await.unwrap();
    assert_eq!(code(accept(&kit, &newest).await), "link_over");
    assert_eq!(standing(&kit, &admin, id).await, None);
    assert_eq!(code(kit.act(&admin).open::<Edit, Member>(id).await), "not_found");
    invite(&kit, &admin, "nora@acme.test", full_time(&[], &[])).await.unwrap();
}

#[both]
async fn th17_a_link_stands_nowhere_in_words(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    invite(&kit, &admin, "nora@acme.test", full_time(&[], &[])).await.unwrap();
    let link = newest_invitation(&kit).await.unwrap().link;
    let reader = kit.db.reader().await.unwrap();
    let stored: Vec<(String, String, String)> = reader.all(STORED.with(params![kit.org])).await.unwrap();
    assert_eq!(stored[0].0, link.fingerprint().to_text());
    for statement in [&PAYLOADS, &FACTS] {
        let texts: Vec<(String,)> = reader.all(statement.with(params![kit.org])).await.unwrap();
        let tells = |text: &String| text.contains(link.reveal()) || text.contains("nora@");
        assert!(!texts.is_empty() && !texts.iter().any(|(text,)| tells(text)), "{texts:?}");
    }
    reader.end();
}

#[both]
async fn a6_one_address_gets_five_invitations_an_hour_and_a_users_none(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let taken = invite(&kit, &admin, "AD.min@acme.test", full_time(&[], &[])).await;
    assert_eq!(code(taken), "email_taken");
    let id = invite(&kit, &admin, "nora@acme.test", full_time(&[], &[])).await.unwrap();
    for _ in 0..4 {
        resend(&kit, &admin, id).await.unwrap();
    }
    assert_eq!(code(resend(&kit, &admin, id).await), "too_often");
    withdraw(&kit, &admin, id).await.unwrap();
    assert_eq!(code(invite(&kit, &admin, "Nora@acme.test", full_time(&[], &[])).await), "too_often");
    invite(&kit, &admin, "otto@acme.test", full_time(&[], &[])).await.unwrap();
}

#[both]
async fn th27_an_invitation_of_another_organization_is_none_here(database: Database) {
    let kit = Kit::new(&database).await;
    let admin = kit.user("Ad Min", &[Role::Administrator]).await;
    let id = invite(&kit, &admin, "nora@acme.test", full_time(&[], &[])).await.unwrap();
    let link = newest_invitation(&kit).await.unwrap().link;
    kit.part_from_twin();
    kit.lose("invitation", "true").await;
    let view = kit.desk.view_app(&app(&kit).await).await.unwrap();
    assert!(view.look_invitation(&link).await.unwrap_err().is(&codes::LINK_OVER));
    view.close();
    assert_eq!(standing(&kit, &admin, id).await, Some(Standing::Inactive));
    assert!(newest_invitation(&kit).await.is_none());
    assert_eq!(code(accept(&kit, &link).await), "link_over");
}
