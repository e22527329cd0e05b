//! Who else looks at a conversation at the desk, or writes there (W2).

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};

use crate::client::{Browser, Site};
use crate::listening::{Server, Stream, catch_up};

async fn hears_of_it(stream: &mut Stream) {
    assert_eq!(stream.next().await.expect("the stream goes on").name, "presence");
}

async fn presence(browser: &mut Browser<'_>, desk: &str) -> String {
    let part = browser.get(&format!("{desk}/presence")).await;
    assert_eq!(part.status, StatusCode::OK);
    part.text
}

#[both]
async fn w2_colleagues_see_who_looks_at_a_conversation_and_who_writes_there(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let other = site.conversation("bob@example.com", "Chair", &[(In, "It wobbles")]).await;
    let (ana, bo) =
        (site.kit.user("Ana Agent", &[Role::Agent]).await, site.kit.user("Bo Agent", &[Role::Agent]).await);
    let (mut ana, mut bo) = (site.at_desk(&ana).await, site.at_desk(&bo).await);
    let server = Server::start(&site).await;
    catch_up(&site, &server).await;
    let (desk, live) = (format!("/app/conversations/{id}"), format!("/app/live?conversation={id}"));

    let mut at_anas = server.listen(&ana, &live, None).await;
    let second_page = server.listen(&ana, &live, None).await;
    hears_of_it(&mut at_anas).await;
    assert!(!presence(&mut ana, &desk).await.contains("is looking"), "nobody sees themselves");
    let at_bos = server.listen(&bo, &live, None).await;
    hears_of_it(&mut at_anas).await;
    assert!(presence(&mut ana, &desk).await.contains("Bo Agent is looking"));
    let page = bo.get(&desk).await;
    assert_eq!(page.text.matches("Ana Agent is looking").count(), 1, "with two pages: {}", page.text);
    assert!(!ana.get(&format!("/app/conversations/{other}")).await.has("is looking"));

    assert_eq!(bo.post(&format!("{desk}/presence"), &[]).await.status, StatusCode::NO_CONTENT);
    hears_of_it(&mut at_anas).await;
    assert!(presence(&mut ana, &desk).await.contains("Bo Agent is writing"));
    site.kit.clock.advance_millis(8_000);
    assert!(presence(&mut ana, &desk).await.contains("Bo Agent is looking"), "for a moment only");

    drop(at_bos);
    hears_of_it(&mut at_anas).await;
    assert!(!presence(&mut ana, &desk).await.contains("Bo Agent"));
    drop(second_page);
    hears_of_it(&mut at_anas).await;
}

#[both]
async fn th27_th28_presence_is_seen_by_those_who_may_read_and_told_of_those_who_are_there(
    database: Database,
) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let (ana, bo) =
        (site.kit.user("Ana Agent", &[Role::Agent]).await, site.kit.user("Bo Agent", &[Role::Agent]).await);
    let nobody = site.kit.user("No Role", &[]).await;
    let (mut ana, mut bo, mut nobody) =
        (site.at_desk(&ana).await, site.at_desk(&bo).await, site.at_desk(&nobody).await);
    let cleo = site.signed_in("cleo@example.com").await;
    let server = Server::start(&site).await;
    catch_up(&site, &server).await;
    let (desk, live) = (format!("/app/conversations/{id}"), format!("/app/live?conversation={id}"));
    let mut at_home = server.listen(&cleo, &format!("/en_us/conversations/{id}/live"), None).await;
    let mut at_anas = server.listen(&ana, &live, None).await;
    let _theirs = server.listen(&nobody, &live, None).await;
    for browser in [&mut nobody, &mut bo] {
        browser.post(&format!("{desk}/presence"), &[]).await;
    }
    assert_eq!(nobody.get(&format!("{desk}/presence")).await.status, StatusCode::NOT_FOUND);
    let page = ana.get(&desk).await;
    assert!(!page.has("is looking") && !page.has("is writing"), "{}", page.text);

    let _bos = server.listen(&bo, &live, None).await;
    hears_of_it(&mut at_anas).await;
    ana.upload(&format!("{desk}/reply"), &[("text", "A new one is on its way.")], &[]).await;
    let heard = at_home.next().await.expect("the stream goes on");
    assert_eq!(
        (heard.name.as_str(), heard.data.as_str()),
        ("", "{}"),
        "of the answer, and of nothing before"
    );
    let answered = at_anas.next().await.expect("the stream goes on");
    assert_eq!((answered.name.as_str(), answered.id), ("change", heard.id));
}
