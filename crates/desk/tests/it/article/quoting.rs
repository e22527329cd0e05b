//! Articles beside the work: found by whoever answers, put into answers, and counted (K8).

use desk::article::{ArticleId, FoundText};
use desk::conversation::{Answer, Answering, Conversation, TakeBack, Then, Way};
use desk::customer::TypedSettings;
use desk::right::Role;
use desk::{Customer, User};
use spine::{Registry, Worker};
use testkit::{Database, both};
use testkit_desk::{Kit, article, english, typed};

use super::{answer, change, german, write};
use crate::inbox::Stage;

async fn found(kit: &Kit, user: &User, words: &str) -> Vec<String> {
    let view = kit.view(user).await;
    let texts = view.search_articles(words, &english()).await.unwrap();
    view.close();
    let title = |text: &FoundText| text.title.iter().map(|span| span.text.as_str()).collect();
    texts.iter().map(title).collect()
}

async fn uses(stage: &Stage, id: ArticleId) -> i64 {
    stage.kit.view(&stage.ana).await.article_uses(id, 30).await.unwrap()
}

async fn send(stage: &Stage, articles: &[ArticleId]) {
    let answering = Answering { articles: articles.to_vec(), ..stage.answering("Read this.", Way::Portal) };
    let mut act = stage.kit.act(&stage.ana);
    let open = act.open::<Answer, Conversation>(stage.id).await.unwrap();
    open.answer(&mut act, &answering, Then::Stays).await.unwrap();
    act.done(()).await.unwrap();
}

async fn let_leave(stage: &Stage) {
    let desk = &stage.kit.desk;
    let registry = Registry::new().with::<desk::conversation::Release>();
    let worker: Worker<desk::Desk> = desk.worker(registry, desk.clone());
    stage.kit.clock.advance_millis(10_000);
    worker.run_ready().await.unwrap();
}

#[both]
async fn k8_an_agent_finds_by_the_text_what_they_may_read(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("knowledge-base.internal", "on").await;
    let user = kit.user("Ag Ent", &[Role::Agent]).await;
    write(&kit, kit.kb.id, &article("Returns", "Pack the handlebars apart.")).await;
    write(&kit, kit.other_kb.id, &article("Handlebars of Zeta", "Both of them.")).await;
    let inside = article("What you may give", "Handlebars for free.").internal();
    write(&kit, kit.kb.id, &inside).await;
    assert_eq!(found(&kit, &user, "handlebars").await, ["Handlebars of Zeta"], "by titles, without an index");
    kit.index().await;
    let all = found(&kit, &user, "handlebras").await;
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all.contains(&"What you may give".to_owned()));
    assert_eq!(found(&kit, &user, " ").await.len(), 3, "without words the newest");
    assert!(found(&kit, &user, "xyzzy").await.is_empty());
    kit.set("knowledge-base.internal", "off").await;
    assert_eq!(found(&kit, &user, "handlebars").await.len(), 2, "I1");
    kit.part_from_twin();
    kit.lose("article_text", "true").await;
    assert!(found(&kit, &user, "handlebars").await.is_empty(), "TH27: the twin's are not these");
}

#[both]
async fn k8_a_customer_is_given_an_article_in_their_language_at_their_brand(database: Database) {
    let stage = Stage::new(&database).await;
    let kit = &stage.kit;
    kit.set("languages", "en_us,de").await;
    let id = write(kit, kit.kb.id, &article("Returns", "Send it *back*.")).await;
    change(kit, id, async |act, open| {
        let draft = open.save(act, &german(), (&typed("Rücksendung", "Zurück damit."), None)).await?;
        open.publish(act, &german(), Some(draft)).await
    })
    .await
    .unwrap();
    let view = kit.view(&stage.ana).await;
    let conversation = view.see::<Conversation>(stage.id).await.unwrap();
    let quoted = view.quote_article(id, &conversation).await.unwrap();
    assert_eq!(quoted.title, "Returns");
    assert!(quoted.url.starts_with("https://help.acme.test/en_us/returns-"), "{}", quoted.url);
    view.close();
    let typed = TypedSettings {
        name: String::new(),
        language: "de".to_owned(),
        zone: String::new(),
        wants_mail: true,
    };
    let cleo = Customer { site: kit.site().await, ..stage.cleo.clone() };
    let mut act = kit.act(&cleo);
    let chosen = act.change_my_settings(&typed).await.unwrap();
    act.done(chosen).await.unwrap();
    let view = kit.view(&stage.ana).await;
    let quoted = view.quote_article(id, &conversation).await.unwrap();
    assert_eq!(quoted.title, "Rücksendung");
    assert!(quoted.url.starts_with("https://help.acme.test/de/"), "{}", quoted.url);
    view.close();
    kit.set("knowledge-base.internal", "on").await;
    let inside = write(kit, kit.kb.id, &article("Goodwill", "Up to 50.").internal()).await;
    let view = kit.view(&stage.ana).await;
    assert_eq!(answer(view.quote_article(inside, &conversation).await), "article_internal");
    view.close();
}

#[both]
async fn k8_a_use_counts_once_the_answer_has_left(database: Database) {
    let stage = Stage::new(&database).await;
    let id = write(&stage.kit, stage.kit.kb.id, &article("Returns", "Send it back.")).await;
    send(&stage, &[id, id]).await;
    assert_eq!(uses(&stage, id).await, 1, "once an answer");
    stage.kit.set("inbox.undo-seconds", "10").await;
    send(&stage, &[id]).await;
    assert_eq!(uses(&stage, id).await, 1, "it has not left");
    let conversation = stage.conversation().await;
    let view = stage.kit.view(&stage.ana).await;
    let held = view.held(&conversation).await.unwrap().remove(0);
    view.close();
    assert_eq!(held.articles, [id]);
    let mut act = stage.kit.act(&stage.ana);
    let open = act.open::<TakeBack, Conversation>(stage.id).await.unwrap();
    let taken = open.take_back(&mut act, held.id).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(taken.articles, [id], "it is still in what is written anew");
    let_leave(&stage).await;
    assert_eq!(uses(&stage, id).await, 1);
    send(&stage, &[id]).await;
    let_leave(&stage).await;
    assert_eq!(uses(&stage, id).await, 2);
    let gone: ArticleId = stage.kit.id();
    send(&stage, &[gone]).await;
    let_leave(&stage).await;
    assert_eq!(uses(&stage, gone).await, 0, "an article that is not there counts nothing");
}
