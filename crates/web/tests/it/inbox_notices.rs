//! What users are told of at once (W7): whose conversation it is, who acted, who wrote what failed.

use desk::User;
use desk::conversation::message::{Author, Channel, Direction, NewMessage, State};
use desk::right::Role;
use desk::user::{Team, TeamId};
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Answer, Browser, Site};

/// A conversation with a question and an answer by this user that failed.
async fn begun(site: &Site, author: &User) -> String {
    let plain = NewMessage::plain(Author::Automatic, "", "It is broken", testkit_desk::BEGINNING);
    let question = NewMessage { direction: Direction::In, channel: Channel::Email, ..plain.clone() };
    let answer = NewMessage {
        author: Author::User(author.id),
        text: "A new one.".to_owned(),
        state: State::Failed,
        direction: Direction::Out,
        channel: Channel::Email,
        ..plain
    };
    testkit_desk::conversation(&site.kit, "cleo@example.com", "Lamp", &[question, answer]).await.to_string()
}

async fn team(site: &Site, name: &str, members: &[&User]) -> TeamId {
    let mut act = site.kit.operate();
    let members: Vec<_> = members.iter().map(|user| user.id).collect();
    let team = Team::add(&mut act, name, &members).await.unwrap();
    act.done(team).await.unwrap()
}

async fn told(browser: &mut Browser<'_>, id: &str, kind: &str) -> Answer {
    browser.get(&format!("/app/notices?conversation={id}&kind={kind}")).await
}

async fn is_told(browser: &mut Browser<'_>, id: &str, kind: &str) -> bool {
    told(browser, id, kind).await.status == StatusCode::OK
}

#[both]
async fn w7_a_message_is_told_to_who_works_on_it_or_to_the_team_that_has_it_waiting(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let id = begun(&site, &ana).await;
    let (mine, other) = (team(&site, "Lamps", &[&bob]).await, team(&site, "Chairs", &[&ana]).await);
    let (mut anas, mut bobs) = (site.at_desk(&ana).await, site.at_desk(&bob).await);
    assert!(!is_told(&mut bobs, &id, "message").await, "it is nobody's");

    let assign = format!("/app/conversations/{id}/assign");
    anas.post(&assign, &[("team", &mine.to_string())]).await;
    assert!(told(&mut bobs, &id, "message").await.has("New message from cleo@example.com"));
    assert!(told(&mut bobs, &id, "team").await.has("Ana Agent assigned this to your team"));
    assert!(!is_told(&mut anas, &id, "message").await, "of another team");
    anas.post(&assign, &[("user", &ana.id.to_string())]).await;
    assert!(is_told(&mut anas, &id, "message").await && !is_told(&mut bobs, &id, "message").await);
    anas.post(&assign, &[("user", "")]).await;
    anas.post(&assign, &[("team", &other.to_string())]).await;
    assert!(is_told(&mut anas, &id, "message").await && !is_told(&mut bobs, &id, "message").await);
}

#[both]
async fn w7_an_assignment_is_told_to_who_got_it(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let id = begun(&site, &ana).await;
    let (mut anas, mut bobs) = (site.at_desk(&ana).await, site.at_desk(&bob).await);
    anas.post(&format!("/app/conversations/{id}/assign"), &[("user", &bob.id.to_string())]).await;
    assert!(told(&mut bobs, &id, "assigned").await.has("Ana Agent assigned this to you"));
    assert!(!is_told(&mut anas, &id, "assigned").await);
}

#[both]
async fn w7_a_failed_delivery_is_told_to_who_wrote_it_and_to_whose_it_is(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let id = begun(&site, &ana).await;
    let (mut anas, mut bobs) = (site.at_desk(&ana).await, site.at_desk(&bob).await);
    assert!(told(&mut anas, &id, "failed").await.has("A message to cleo@example.com was not delivered"));
    assert!(!is_told(&mut bobs, &id, "failed").await);
    anas.post(&format!("/app/conversations/{id}/assign"), &[("user", &bob.id.to_string())]).await;
    assert!(is_told(&mut anas, &id, "failed").await && is_told(&mut bobs, &id, "failed").await);
    for unknown in ["", "noted", "sent"] {
        assert!(!is_told(&mut bobs, &id, unknown).await, "{unknown:?}");
    }
}

#[both]
async fn w7_a_mention_is_told_to_whom_the_note_names(database: Database) {
    let site = Site::new(&database).await;
    let ana = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let bob = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let id = begun(&site, &ana).await;
    let (mut anas, mut bobs) = (site.at_desk(&ana).await, site.at_desk(&bob).await);
    assert!(!is_told(&mut bobs, &id, "mentioned").await);
    let page = anas.get(&format!("/app/conversations/{id}")).await;
    assert!(page.has("<option value=\"Bob Agent\">") && !page.has("<option value=\"Ana Agent\"></option>"));
    anas.post(&format!("/app/conversations/{id}/note"), &[("text", "@Bob Agent, the one with the cord")])
        .await;
    let told = told(&mut bobs, &id, "mentioned").await;
    assert!(told.has("Ana Agent mentioned you") && told.has("@Bob Agent, the one with the cord"));
    assert!(!is_told(&mut anas, &id, "mentioned").await);
    assert!(bobs.get("/app/conversations?view=mentions").await.has("Lamp"));
    let none = anas.get("/app/conversations?view=mentions").await;
    assert!(!none.has("Lamp") && none.has("Nobody has mentioned you"));
}
