//! The first Administrator, by a link of the console (TH14, TH24).

use desk::right::{Right, Role};
use desk::session::NewPassword;
use desk::user::{CONSOLE_HOURS, First};
use identity::Token;
use kernel::{Fault, Secret};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::PASSWORD;
use crate::inbox::code;
use crate::session::app;
use crate::session::user::{add_user, sign_in};

async fn make(kit: &Kit) -> Option<Token> {
    let mut act = kit.operate();
    let link = act.make_console_link().await.unwrap();
    act.done(link).await.unwrap()
}

fn ada() -> First {
    First { name: "Ada Min".parse().unwrap(), email: "Ada@acme.test".parse().unwrap() }
}

fn new(link: &Token) -> NewPassword {
    let [password, again] = [PASSWORD, PASSWORD].map(|text| Secret::new(text.to_owned()));
    NewPassword { link: link.clone(), password, again }
}

async fn begin(kit: &Kit, link: &Token) -> Result<(), Fault> {
    kit.desk.add_first_administrator(&app(kit).await, &ada(), new(link)).await
}

async fn is_good(kit: &Kit, link: &Token) -> bool {
    let view = kit.desk.view_app(&app(kit).await).await.unwrap();
    let looked = view.look_console_link(link).await;
    view.close();
    looked.is_ok()
}

#[both]
async fn th24_the_first_administrator_comes_in_by_the_link_of_the_console_once(database: Database) {
    let kit = Kit::new(&database).await;
    let older = make(&kit).await.unwrap();
    let link = make(&kit).await.unwrap();
    assert!(!is_good(&kit, &older).await, "the newest only");
    assert_eq!(code(begin(&kit, &older).await), "link_over");
    assert!(is_good(&kit, &link).await && is_good(&kit, &link).await, "looking uses nothing up");
    begin(&kit, &link).await.unwrap();
    let session = sign_in(&kit, &app(&kit).await, "ada@acme.test", PASSWORD).await.unwrap();
    let who = kit.desk.view_user(&app(&kit).await, session.token.reveal()).await.unwrap().close();
    assert!(who.may(Right::Administer) && who.may(Right::Reply));
    assert_eq!(who.name, "Ada Min");
    assert!(!is_good(&kit, &link).await);
    assert_eq!(code(begin(&kit, &link).await), "link_over");
    assert!(make(&kit).await.is_none(), "the door is gone");
}

#[both]
async fn th24_the_link_is_over_as_soon_as_another_way_made_an_administrator(database: Database) {
    let kit = Kit::new(&database).await;
    add_user(&kit, "uma@acme.test", Role::Agent).await;
    let link = make(&kit).await.expect("an agent administers nothing");
    add_user(&kit, "boss@acme.test", Role::Administrator).await;
    assert!(!is_good(&kit, &link).await);
    assert_eq!(code(begin(&kit, &link).await), "link_over");
    assert!(make(&kit).await.is_none());
}

#[both]
async fn th14_a_link_of_the_console_is_over_after_a_day(database: Database) {
    let kit = Kit::new(&database).await;
    let link = make(&kit).await.unwrap();
    kit.clock.advance_millis(CONSOLE_HOURS * 60 * 60_000 - 1);
    assert!(is_good(&kit, &link).await);
    kit.clock.advance_millis(1);
    assert!(!is_good(&kit, &link).await);
    assert_eq!(code(begin(&kit, &link).await), "link_over");
    assert!(!is_good(&kit, &Token::new(&kit.desk.context().random)).await);
}

#[both]
async fn th24_two_who_use_the_link_at_once_make_one_administrator(database: Database) {
    let kit = Kit::new(&database).await;
    let (link, host) = (make(&kit).await.unwrap(), app(&kit).await);
    let begin = |email: &str| {
        let first = First { email: email.parse().unwrap(), ..ada() };
        let (desk, host, new) = (kit.desk.clone(), host.clone(), new(&link));
        tokio::spawn(async move { desk.add_first_administrator(&host, &first, new).await })
    };
    let (one, other) = (begin("one@acme.test"), begin("other@acme.test"));
    let outcomes = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
}

#[both]
async fn th27_a_link_of_another_organizations_console_is_none_here(database: Database) {
    let kit = Kit::new(&database).await;
    let link = make(&kit).await.unwrap();
    kit.part_from_twin();
    kit.lose("console_link", "true").await;
    assert!(!is_good(&kit, &link).await);
    let again = make(&kit).await.unwrap();
    begin(&kit, &again).await.unwrap();
}

/// That somebody administers another organization closes no door here.
#[both]
async fn th27_another_organizations_administrator_is_not_the_first_here(database: Database) {
    let kit = Kit::new(&database).await;
    kit.user("Ad Min", &[Role::Administrator]).await;
    kit.part_from_twin();
    kit.lose("user_role", "true").await;
    let link = make(&kit).await.expect("nobody administers here");
    assert!(is_good(&kit, &link).await);
    begin(&kit, &link).await.unwrap();
}
