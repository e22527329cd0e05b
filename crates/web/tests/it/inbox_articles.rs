//! Articles beside an answer: looked for in its box, put into it, counted once it has left (K8).

use desk::conversation::MAX_TEXT;
use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use testkit_desk::article;

use crate::client::{Answer, Browser, Site};

async fn stage(database: &Database) -> (Site, String) {
    let site = Site::new(database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut act = site.kit.operate();
    for new in [
        article("Returning a [lamp]", "Pack the lampshade **apart**."),
        article("Goodwill", "Give a lampshade for free.").internal(),
    ] {
        act.make_article(site.kit.kb.id, &new).await.unwrap();
    }
    act.done(()).await.unwrap();
    site.kit.set("knowledge-base.internal", "on").await;
    site.kit.index().await;
    let desk = format!("/app/conversations/{id}");
    (site, desk)
}

async fn send(ana: &mut Browser<'_>, desk: &str, fields: &[(&str, &str)]) -> Answer {
    let once = ana.get(desk).await.hidden("once");
    let all = [&[("once", once.as_str()), ("channel", "portal")], fields].concat();
    ana.upload(&format!("{desk}/reply"), &all, &[]).await
}

fn first(page: &Answer, name: &str) -> String {
    let (_, rest) = page.text.split_once(&format!("name=\"{name}\" value=\"")).expect("it is offered");
    rest.split('"').next().unwrap().to_owned()
}

#[both]
async fn k8_an_article_is_found_put_into_an_answer_and_counted(database: Database) {
    let (site, desk) = stage(&database).await;
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut ana = site.at_desk(&user).await;
    let found =
        send(&mut ana, &desk, &[("text", "Hello."), ("article_q", "lampshde"), ("then", "articles")]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.has("Hello.</textarea>") && found.has("value=\"lampshde\""), "{}", found.text);
    assert!(found.has("Returning a [lamp]") && found.has("Goodwill"), "a typing error is forgiven");
    assert_eq!(found.text.matches("name=\"article_link\"").count(), 1, "none for what is internal");
    let id = first(&found, "article_link");

    let linked = send(&mut ana, &desk, &[("text", "Hello."), ("article_link", &id)]).await;
    assert!(
        linked.has("Hello.\n\n[Returning a lamp](https://help.acme.test/en_us/returning-a-lamp-"),
        "{}",
        linked.text
    );
    assert!(linked.has(&format!("name=\"used\" value=\"{id}\"")));
    let text = send(&mut ana, &desk, &[("text", ""), ("article_text", &id)]).await;
    assert!(text.has(">Pack the lampshade **apart**.</textarea>"), "{}", text.text);
    let full = "a".repeat(MAX_TEXT - 10);
    let long = send(&mut ana, &desk, &[("text", &full), ("article_text", &id)]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        long.has(&format!("{full}</textarea>")) && long.has("Link to it instead"),
        "{}",
        &long.text[..200]
    );
    assert!(!long.has("name=\"used\""));

    let sent = send(&mut ana, &desk, &[("text", "Read it."), ("used", &id), ("then", "stay")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let view = site.kit.view(&user).await;
    assert_eq!(view.article_uses(id.parse().unwrap(), 30).await.unwrap(), 1);
    view.close();
    let nothing = send(&mut ana, &desk, &[("article_q", "xyzzy"), ("then", "articles")]).await;
    assert!(nothing.has("xyzzy") && !nothing.has("name=\"article_link\""));
}

#[both]
async fn th28_what_is_internal_is_put_into_no_answer(database: Database) {
    let (site, desk) = stage(&database).await;
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let mut ana = site.at_desk(&user).await;
    let list = ana.get("/app/knowledge-base?q=goodwil").await;
    let (_, rest) = list.text.split_once("href=\"/app/knowledge-base/").expect("it is found");
    let id: String = rest.chars().take(24).collect();
    for name in ["article_link", "article_text"] {
        let refused = send(&mut ana, &desk, &[("text", "Hello."), (name, &id)]).await;
        assert!(
            refused.status == StatusCode::CONFLICT && refused.has("Hello.</textarea>"),
            "{}",
            refused.text
        );
        assert!(refused.has("for your team only"), "{}", refused.text);
        let gone = send(&mut ana, &desk, &[("text", "Hello."), (name, "6ab13b800000000000000000")]).await;
        assert!(gone.status == StatusCode::CONFLICT && gone.has("Hello.</textarea>"), "{}", gone.text);
    }
}
