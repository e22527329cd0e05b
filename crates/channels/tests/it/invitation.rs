//! The mail that invites somebody to be a user (R2).

use channels::email::Outbox;
use desk::right::Role;
use desk::session::NewPassword;
use desk::user::{Grants, Invitation, UserKind, Way};
use identity::Token;
use kernel::{Fault, Secret};
use testkit::{Database, Exim, both};

use crate::shop::{Shop, read, smtp};

async fn invite(shop: &Shop, email: &str) -> Result<(), Fault> {
    let admin = shop.kit.user("Ad Min", &[Role::Administrator]).await;
    let origin = shop.kit.desk.place("app.acme.test").await?.host.origin.clone();
    let grants = Grants { kind: UserKind::FullTime, roles: vec![Role::Agent], sets: Vec::new() };
    let new = Invitation { name: "Nora Neumann".parse()?, email: email.parse().unwrap(), grants };
    let mut act = shop.kit.act(&admin);
    act.invite(&new, &Way { language: "de".parse().unwrap(), origin }).await?;
    act.done(()).await
}

fn link(text: &str) -> Token {
    let line = text.lines().find_map(|line| line.strip_prefix("https://app.acme.test/app/invitation/"));
    Token::parse(line.expect("TH16: the link begins with a registered name")).unwrap()
}

#[both]
async fn r2_an_invitation_arrives_and_its_link_is_joined_by(database: Database) {
    let Some(exim) = Exim::start().await else { return };
    let shop = Shop::open(&database).await;
    invite(&shop, "nora@acme.test").await.unwrap();
    shop.worker(smtp(exim.port())).run_ready().await.unwrap();
    let mail = read(&exim.mails(1).await.remove(0));
    assert_eq!(mail.from.to_string(), "Acme Help <help@acme.test>");
    assert_eq!(mail.to[0].address.as_str(), "nora@acme.test");
    assert!(mail.subject.as_str().contains("Einladung") && mail.wants_no_answer());
    let text = mail.text.unwrap();
    assert!(text.contains("24 Stunden") && !text.contains("Ad Min") && !text.contains("Nora"), "TH6: {text}");
    let host = shop.kit.desk.place("app.acme.test").await.unwrap().host;
    let [password, again] = ["five plain words in order"; 2].map(|text| Secret::new(text.to_owned()));
    let name = "Nora Neumann".parse().unwrap();
    shop.kit
        .desk
        .accept_invitation(&host, &name, NewPassword { link: link(&text), password, again })
        .await
        .unwrap();
}

#[both]
async fn r2_without_mail_an_invitation_is_not_kept_for_later(database: Database) {
    let shop = Shop::open(&database).await;
    invite(&shop, "nora@acme.test").await.unwrap();
    shop.worker(Outbox::Off).run_ready().await.unwrap();
    assert!(shop.nothing_waits().await);
}
