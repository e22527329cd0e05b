//! Articles: who reads which (I1, I3), and who writes them.

use std::sync::Arc;

use db::{params, sql};
use desk::article::{ArticleId, ArticlePath, Audience, NewArticle};
use desk::kb::{Kb, Site};
use desk::right::{Right, Rights, Role};
use desk::{Public, TeamReader, User, View};
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::Kit;

use crate::inbox::code;

sql! {
    DRAFTS = "select id, slug, hash from article where org_id = $1 and not published";
}

fn new(title: &str) -> NewArticle {
    NewArticle::new("en_us".parse().unwrap(), title, &format!("The text of *{title}*.")).unwrap()
}

/// In each knowledge base one for everybody and one for the people inside; in the first a draft of each besides.
async fn stage(database: &Database) -> Kit {
    let kit = Kit::new(database).await;
    for (kb, name) in [(&kit.kb, "Acme"), (&kit.other_kb, "Zeta")] {
        write(&kit, kb, &new(&format!("{name} returns"))).await;
        write(&kit, kb, &new(&format!("{name} refund limits")).internal()).await;
    }
    write(&kit, &kit.kb, &new("Acme draft").draft()).await;
    write(&kit, &kit.kb, &new("Acme draft inside").internal().draft()).await;
    kit
}

async fn write(kit: &Kit, kb: &Kb, new: &NewArticle) {
    let mut act = kit.operate();
    act.make_article(kb.id, new).await.unwrap();
    act.done(()).await.unwrap();
}

async fn public(kit: &Kit) -> View<Public> {
    kit.desk.view_public(kit.site().await).await.unwrap()
}

async fn reader(kit: &Kit, user: &User) -> View<TeamReader> {
    let site: Arc<Site> = kit.site().await;
    let (id, name) = (user.id, user.name.clone());
    kit.view(&TeamReader { site, id, name, zone: None, session: String::new() }).await
}

/// The titles of what somebody is shown, and what each answers who asks for it by its path.
macro_rules! seen {
    ($view:expr) => {{
        let view = $view;
        let rows = view.articles().await.unwrap().rows;
        for row in &rows {
            let article = view.article(&row.path).await.unwrap();
            assert_eq!((&article.title, article.audience), (&row.title, row.audience));
        }
        view.close();
        rows.into_iter().map(|row| row.title).collect::<Vec<_>>()
    }};
}

async fn paths(kit: &Kit, user: &User) -> Vec<(String, ArticlePath)> {
    let view: View<User> = kit.view(user).await;
    let rows = view.find_articles("").await.unwrap().rows;
    rows.into_iter().map(|row| (row.title, row.path)).collect()
}

#[both]
async fn i3_everybody_reads_public_articles_and_users_internal_ones_too(database: Database) {
    let kit = stage(&database).await;
    kit.set("knowledge-base.internal", "on").await;
    kit.set("portal.agents", "on").await;
    assert_eq!(seen!(public(&kit).await), ["Acme returns"]);
    for user in [kit.user("Ag Ent", &[Role::Agent]).await, kit.collaborator("Col Lab").await] {
        assert_eq!(seen!(reader(&kit, &user).await), ["Acme refund limits", "Acme returns"]);
    }
    kit.set("portal.only-internal", "on").await;
    let user = kit.user("No Role", &[]).await;
    assert_eq!(seen!(reader(&kit, &user).await), ["Acme refund limits"]);
    for (title, path) in paths(&kit, &user).await {
        let strangers = public(&kit).await.article(&path).await.map(drop);
        let readers = reader(&kit, &user).await.article(&path).await.map(drop);
        let expected = match title.as_str() {
            "Acme returns" => ("", "not_found"),
            "Acme refund limits" => ("not_found", ""),
            _ => ("not_found", "not_found"),
        };
        assert_eq!((answer(strangers), answer(readers)), expected, "{title}");
    }
}

#[both]
async fn k2_a_draft_is_read_by_nobody_not_even_by_its_address(database: Database) {
    let kit = stage(&database).await;
    kit.set("knowledge-base.internal", "on").await;
    let user = kit.user("Ad Min", &[Role::Administrator]).await;
    let found = kit.db.reader().await.unwrap();
    let drafts: Vec<(ArticleId, String, String)> = found.all(DRAFTS.with(params![kit.org])).await.unwrap();
    found.end();
    assert_eq!(drafts.len(), 2);
    for (id, slug, hash) in drafts {
        let path: ArticlePath = format!("{slug}-{hash}").parse().unwrap();
        assert_eq!(code(public(&kit).await.article(&path).await), "not_found");
        assert_eq!(code(reader(&kit, &user).await.article(&path).await), "not_found");
        let view: View<User> = kit.view(&user).await;
        assert_eq!(code(view.article(id).await), "not_found");
    }
}

fn answer(of: Result<(), Fault>) -> &'static str {
    of.err().map_or("", |fault| fault.code().name)
}

#[both]
async fn i1_while_the_internal_knowledge_base_is_off_the_app_shows_public_articles_only(database: Database) {
    let kit = stage(&database).await;
    let user = kit.collaborator("Col Lab").await;
    let titles = async || paths(&kit, &user).await.into_iter().map(|(title, _)| title).collect::<Vec<_>>();
    kit.set("knowledge-base.internal", "on").await;
    assert_eq!(titles().await, ["Acme refund limits", "Acme returns", "Zeta refund limits", "Zeta returns"]);
    let view: View<User> = kit.view(&user).await;
    let internal = view.find_articles("refund").await.unwrap().rows.remove(0);
    assert_eq!((internal.audience, internal.kb_title.as_str()), (Audience::Internal, "Acme Help"));
    let article = view.article(internal.id).await.unwrap();
    assert_eq!(article.body, "The text of *Acme refund limits*.");
    assert!(view.article_window(&article).await.unwrap().is_none(), "I2: users are not let in there yet");
    view.close();
    kit.set("portal.agents", "on").await;
    let view: View<User> = kit.view(&user).await;
    let window = view.article_window(&article).await.unwrap().unwrap();
    assert_eq!((window.origin.host.as_str(), window.lets_team_in), ("help.acme.test", true));
    view.close();
    kit.set("knowledge-base.internal", "off").await;
    assert_eq!(titles().await, ["Acme returns", "Zeta returns"]);
    let view: View<User> = kit.view(&user).await;
    assert_eq!(code(view.article(internal.id).await), "not_found");
    let public = view.find_articles("Acme returns").await.unwrap().rows.remove(0);
    let public = view.article(public.id).await.unwrap();
    let window = view.article_window(&public).await.unwrap().unwrap();
    assert!(!window.lets_team_in, "a public one can always be opened, by nobody in particular");
}

#[both]
async fn i2_articles_are_found_by_the_words_of_their_titles(database: Database) {
    let kit = stage(&database).await;
    kit.set("knowledge-base.internal", "on").await;
    let user = kit.user("Ag Ent", &[Role::Agent]).await;
    write(&kit, &kit.kb, &new("Größe wählen")).await;
    for (typed, found) in [
        ("refund", vec!["Acme refund limits", "Zeta refund limits"]),
        ("LIMITS acm", vec!["Acme refund limits"]),
        ("fund", vec![]),
        ("grosse WAH", vec!["Größe wählen"]),
        ("große wah", vec!["Größe wählen"]),
        ("draft", vec![]),
        ("?!", vec![]),
    ] {
        let view: View<User> = kit.view(&user).await;
        let rows = view.find_articles(typed).await.unwrap().rows;
        view.close();
        assert_eq!(rows.into_iter().map(|row| row.title).collect::<Vec<_>>(), found, "{typed}");
    }
}

/// What is read at once while words are looked for is less than all there is.
#[both]
async fn i2_the_last_of_many_articles_is_found_and_a_list_says_that_there_are_more(database: Database) {
    let kit = Kit::new(&database).await;
    let user = kit.user("Ag Ent", &[Role::Agent]).await;
    let mut act = kit.operate();
    for number in 0..510 {
        act.make_article(kit.kb.id, &new(&format!("Number {number:03}"))).await.unwrap();
    }
    act.make_article(kit.kb.id, &new("Zebra")).await.unwrap();
    act.done(()).await.unwrap();
    let view: View<User> = kit.view(&user).await;
    let (zebra, all) = (view.find_articles("zeb").await.unwrap(), view.find_articles(" ").await.unwrap());
    view.close();
    assert_eq!((zebra.rows.len(), zebra.has_more), (1, false));
    assert_eq!((all.rows.len(), all.has_more), (100, true));
    let listed = public(&kit).await.articles().await.unwrap();
    assert_eq!((listed.rows.len(), listed.has_more), (100, true));
}

#[both]
async fn r1_content_managers_write_articles_of_their_own_organization(database: Database) {
    let kit = Kit::new(&database).await;
    let make = async |user: &User, kb| {
        let mut act = kit.act(user);
        act.make_article(kb, &new("Returns")).await?;
        act.done(()).await
    };
    let lead = kit.user("Con Tent", &[Role::ContentManager]).await;
    make(&lead, kit.kb.id).await.unwrap();
    make(&User { rights: Rights::only(&[Right::ManageContent]), ..lead.clone() }, kit.kb.id).await.unwrap();
    for user in [kit.user("Ag Ent", &[Role::Agent]).await, kit.collaborator("Col Lab").await] {
        assert_eq!(code(make(&user, kit.kb.id).await), "may_not");
    }
    assert_eq!(code(make(&lead, kit.id()).await), "not_found");
    for (title, body, refused) in [
        (" ", "Text", "text_empty"),
        ("Title", "", "text_empty"),
        ("Title\u{7}", "Text", "text_broken"),
        (&"x".repeat(201), "Text", "text_too_long"),
        ("Title", &"x".repeat(200_001), "text_too_long"),
    ] {
        assert_eq!(code(NewArticle::new("de".parse().unwrap(), title, body)), refused);
    }
}

#[both]
async fn th27_another_organizations_articles_and_knowledge_bases_are_not_there(database: Database) {
    let kit = stage(&database).await;
    kit.set("knowledge-base.internal", "on").await;
    kit.set("portal.agents", "on").await;
    let user = kit.user("Ad Min", &[Role::Administrator]).await;
    let view: View<User> = kit.view(&user).await;
    let row = view.find_articles("acme returns").await.unwrap().rows.remove(0);
    let article = view.article(row.id).await.unwrap();
    assert_eq!(article.title, "Acme returns", "and not the twin's");
    view.close();
    kit.part_from_twin();
    kit.lose("article", "true").await;
    assert!(seen!(public(&kit).await).is_empty() && seen!(reader(&kit, &user).await).is_empty());
    assert!(paths(&kit, &user).await.is_empty());
    assert_eq!(code(public(&kit).await.article(&row.path).await), "not_found");
    let view: View<User> = kit.view(&user).await;
    assert_eq!(code(view.article(row.id).await), "not_found");
    view.close();
    kit.lose("host", "kb_id is not null").await;
    kit.lose("setting", "true").await;
    kit.lose("kb", "true").await;
    let mut act = kit.operate();
    assert_eq!(code(act.make_article(kit.kb.id, &new("Returns")).await), "not_found");
}
