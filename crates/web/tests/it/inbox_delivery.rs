//! What became of answers (W7), and mails as they looked.

use desk::conversation::message::{Author, Channel, Direction, NewMessage, State};
use desk::right::Role;
use http::StatusCode;
use markup::Html;
use testkit::{Database, both};

use crate::client::Site;
use crate::writing::png;

async fn begun(site: &Site, messages: &[NewMessage]) -> String {
    let id = testkit_desk::conversation(&site.kit, "cleo@example.com", "Lamp", messages).await;
    format!("/app/conversations/{id}")
}

fn mail(direction: Direction, text: &str) -> NewMessage {
    let plain = NewMessage::plain(Author::Automatic, "", text, testkit_desk::BEGINNING);
    NewMessage { direction, channel: Channel::Email, ..plain }
}

#[both]
async fn w7_an_answer_that_failed_is_sent_again_by_a_button(database: Database) {
    let site = Site::new(&database).await;
    let answer = NewMessage { state: State::Failed, ..mail(Direction::Out, "A new one.") };
    let desk = begun(&site, &[mail(Direction::In, "Broken."), answer]).await;
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let page = ana.get(&desk).await;
    assert!(page.has("Not delivered") && page.has("Send again"));
    let action = page
        .text
        .split("action=\"")
        .find(|rest| rest.split('"').next().is_some_and(|url| url.ends_with("/delivery")));
    let action = action.and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let mut collaborator = site.at_desk(&site.kit.collaborator("Col Laborator").await).await;
    assert!(!collaborator.get(&desk).await.has("Send again"));
    assert_eq!(collaborator.post(&action, &[]).await.status, StatusCode::FORBIDDEN);

    let sent = ana.post(&action, &[]).await;
    assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, desk.as_str()));
    let page = ana.get(&desk).await;
    assert!(
        page.has("It is being sent again") && page.has("Waiting to be sent") && !page.has("Not delivered")
    );
    assert!(page.has("Ana Agent sent an answer again that had failed"));
    assert_eq!(ana.post(&action, &[]).await.status, StatusCode::CONFLICT, "once");
    for foreign in ["x", "6ab13b80000000000000ffff"] {
        let elsewhere = desk.replace(desk.rsplit('/').next().unwrap(), foreign);
        let action = action.replace(&desk, &elsewhere);
        assert_eq!(ana.post(&action, &[]).await.status, StatusCode::NOT_FOUND, "{foreign}");
    }
}

#[both]
async fn o4_without_mail_the_first_page_says_what_to_do(database: Database) {
    let site = Site::without_mail(&database).await;
    let desk = begun(&site, &[mail(Direction::In, "Broken.")]).await;
    let mut ada = site.at_desk(&site.kit.user("Ada Ministrator", &[Role::Administrator]).await).await;
    let first = ada.get("/app/conversations?view=open").await;
    for said in ["Mail is not set up yet", "portico serve --smtp", "PORTICO_SMTP", "customers get no code"] {
        assert!(first.has(said), "{said}");
    }
    assert!(!ada.get(&desk).await.has("portico serve"), "the first page says it, and no other");
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let first = ana.get("/app/conversations?view=open").await;
    assert!(first.has("Answers by e-mail wait until an administrator") && !first.has("portico serve"));
}

#[both]
async fn o4_where_mail_leaves_nothing_is_said_of_it(database: Database) {
    let site = Site::new(&database).await;
    let mut ada = site.at_desk(&site.kit.user("Ada Ministrator", &[Role::Administrator]).await).await;
    assert!(!ada.get("/app/conversations?view=open").await.has("Mail is not set up"));
}

#[both]
async fn p4_pictures_within_a_mail_are_shown_where_they_stood(database: Database) {
    let site = Site::new(&database).await;
    let png = png();
    let picture = desk::file::keep_inbound(&site.kit.desk, site.kit.org, "lamp.png", png).await.unwrap();
    let html = Html::sanitise("<p>See <img src='cid:file-0' alt='my lamp'> and <img src='cid:file-7'></p>");
    let letter = NewMessage { html, files: vec![picture], ..mail(Direction::In, "See") };
    let desk = begun(&site, &[letter]).await;
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let page = ana.get(&desk).await;
    let tag = page.text.split("<img").find(|tag| tag.contains("my lamp")).unwrap();
    let source = tag.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(source.starts_with(&format!("{desk}/files/")) && source.ends_with("/preview"), "{source}");
    assert_eq!(ana.get(source).await.header("content-type"), "image/png");
    assert!(!page.has("cid:"), "TH8");
}

#[both]
async fn w4_everything_with_a_customer_is_one_list(database: Database) {
    let site = Site::new(&database).await;
    for number in 0..12 {
        site.kit.clock.advance_millis(1000);
        site.conversation("cleo@example.com", &format!("Lamp {number}"), &[(Direction::In, "Broken")]).await;
    }
    let bobs = site.conversation("bob@example.com", "Chair", &[(Direction::In, "It wobbles")]).await;
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    assert!(!ana.get(&format!("/app/conversations/{bobs}")).await.has("Show all"));
    let list = ana.get("/app/conversations?view=open").await;
    let first = list
        .text
        .split("href=\"")
        .find(|rest| rest.starts_with("/app/conversations/") && !rest.contains(&bobs));
    let first = first.and_then(|rest| rest.split('"').next()).unwrap().replace("&amp;", "&");
    ana.post(&format!("{}/done", first.split('?').next().unwrap()), &[]).await;
    let page = ana.get(&first).await;
    let all = page.text.split("href=\"").find(|rest| rest.contains("customer=")).unwrap();
    let all = all.split('"').next().unwrap().replace("&amp;", "&");
    let list = ana.get(&all).await;
    assert_eq!(list.status, StatusCode::OK);
    assert_eq!(list.text.matches("id=\"row-").count(), 12, "done ones too");
    assert!(!list.has("Chair") && list.has("name=\"customer\""));
    assert_eq!(ana.get(&format!("{all}&q=lamp%207")).await.text.matches("id=\"row-").count(), 1);
    let nobody = "/app/conversations?view=open&customer=6ab13b80000000000000ffff";
    assert_eq!(ana.get(nobody).await.status, StatusCode::NOT_FOUND);
}
