//! Who reads which article, at a help centre and in the app.

use desk::article::{Audience, ListOf};
use desk::right::Role;
use desk::{User, View};
use testkit::{Database, both};
use testkit_desk::{Kit, article, draft, english, typed};

use super::{answer, change, german, let_team_in, path_of, paths, public, read, reader, seen, stage, write};
use crate::inbox::code;

#[both]
async fn i3_everybody_reads_public_articles_and_users_internal_ones_too(database: Database) {
    let kit = stage(&database).await;
    let_team_in(&kit).await;
    assert_eq!(seen!(public(&kit).await), ["Acme returns"]);
    for user in [kit.user("Ag Ent", &[Role::Agent]).await, kit.collaborator("Col Lab").await] {
        assert_eq!(seen!(reader(&kit, &user).await), ["Acme refund limits", "Acme returns"]);
    }
    kit.set("portal.only-internal", "on").await;
    let user = kit.user("No Role", &[]).await;
    assert_eq!(seen!(reader(&kit, &user).await), ["Acme refund limits"]);
    for (title, path, _) in paths(&kit).await {
        let strangers = public(&kit).await.article(&path, &english()).await.map(drop);
        let readers = reader(&kit, &user).await.article(&path, &english()).await.map(drop);
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
    let_team_in(&kit).await;
    let user = kit.user("Ad Min", &[Role::Administrator]).await;
    let drafts: Vec<_> =
        paths(&kit).await.into_iter().filter(|(title, ..)| title.starts_with("Acme draft")).collect();
    assert_eq!(drafts.len(), 2);
    for (_, path, id) in drafts {
        assert_eq!(code(public(&kit).await.article(&path, &english()).await), "not_found");
        assert_eq!(code(reader(&kit, &user).await.article(&path, &english()).await), "not_found");
        let view: View<User> = kit.view(&user).await;
        assert_eq!(code(view.article(id, &english()).await), "not_found");
    }
}

#[both]
async fn i1_while_the_internal_knowledge_base_is_off_the_app_shows_public_articles_only(database: Database) {
    let kit = stage(&database).await;
    let user = kit.collaborator("Col Lab").await;
    let titles = async || {
        let view: View<User> = kit.view(&user).await;
        let found = view.find_articles("", &english()).await.unwrap();
        let mut titles: Vec<String> = found.rows.into_iter().map(|row| row.title).collect();
        titles.sort();
        titles
    };
    kit.set("knowledge-base.internal", "on").await;
    assert_eq!(titles().await, ["Acme refund limits", "Acme returns", "Zeta refund limits", "Zeta returns"]);
    let view: View<User> = kit.view(&user).await;
    let internal = view.find_articles("acme refund", &english()).await.unwrap().rows.remove(0);
    assert_eq!(internal.audience, Audience::Internal);
    let article = view.article(internal.id, &english()).await.unwrap();
    assert_eq!(article.body.as_str().trim(), "<p>Up to 50.</p>");
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
    assert_eq!(code(view.article(internal.id, &english()).await), "not_found");
    let public = view.find_articles("Acme returns", &english()).await.unwrap().rows.remove(0);
    let public = view.article(public.id, &english()).await.unwrap();
    let window = view.article_window(&public).await.unwrap().unwrap();
    assert!(!window.lets_team_in, "a public one can always be opened, by nobody in particular");
}

#[both]
async fn i2_articles_are_found_by_the_words_of_their_titles(database: Database) {
    let kit = stage(&database).await;
    kit.set("knowledge-base.internal", "on").await;
    let user = kit.user("Ag Ent", &[Role::Agent]).await;
    write(&kit, kit.kb.id, &article("Größe wählen", "So geht es.")).await;
    for (asked, found) in [
        ("refund", vec!["Acme refund limits", "Zeta refund limits"]),
        ("LIMITS acm", vec!["Acme refund limits"]),
        ("fund", vec![]),
        ("grosse WAH", vec!["Größe wählen"]),
        ("große wah", vec!["Größe wählen"]),
        ("draft", vec![]),
        ("?!", vec![]),
    ] {
        let view: View<User> = kit.view(&user).await;
        let mut rows = view.find_articles(asked, &english()).await.unwrap().rows;
        view.close();
        rows.sort_by(|a, b| a.title.cmp(&b.title));
        assert_eq!(rows.into_iter().map(|row| row.title).collect::<Vec<_>>(), found, "{asked}");
    }
}

/// What is read at once while words are looked for is less than all there is.
#[both]
async fn i2_the_last_of_many_articles_is_found_and_a_list_says_that_there_are_more(database: Database) {
    let kit = Kit::new(&database).await;
    let user = kit.user("Ag Ent", &[Role::Agent]).await;
    write(&kit, kit.kb.id, &article("Zebra", "Striped.")).await;
    let mut act = kit.operate();
    for number in 0..510 {
        act.make_article(kit.kb.id, &article(&format!("Number {number:03}"), "Text")).await.unwrap();
    }
    act.done(()).await.unwrap();
    let view: View<User> = kit.view(&user).await;
    let zebra = view.find_articles("zeb", &english()).await.unwrap();
    let all = view.find_articles(" ", &english()).await.unwrap();
    view.close();
    assert_eq!((zebra.rows.len(), zebra.has_more), (1, false));
    assert_eq!((all.rows.len(), all.has_more), (100, true));
    assert_eq!(public(&kit).await.articles(&ListOf::Latest, &english()).await.unwrap().len(), 100);
}

/// K4: the language asked for, else the site's own, else the one it was written in, else any.
#[both]
async fn k4_a_missing_translation_falls_back_and_says_in_what(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("languages", "en_us,de,fr").await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let path = path_of(&kit, id).await;
    let french = "fr".parse().unwrap();
    assert_eq!(read(&kit, &path, &german()).await.unwrap(), (english(), "Returns".to_owned()));
    change(&kit, id, async |act, open| {
        let draft = open.save(act, &german(), (&typed("Rückgabe", "Zurück damit."), None)).await?;
        open.publish(act, &german(), Some(draft)).await
    })
    .await
    .unwrap();
    assert_eq!(read(&kit, &path, &german()).await.unwrap(), (german(), "Rückgabe".to_owned()));
    assert_eq!(read(&kit, &path, &french).await.unwrap().0, english(), "the site's own before any other");
    let view = public(&kit).await;
    let article = view.article(&path, &german()).await.unwrap();
    let around = view.surroundings(&article).await.unwrap();
    view.close();
    assert_eq!(article.path().slug, "ruckgabe");
    let spoken: Vec<_> = around.languages.into_iter().map(|(language, _)| language).collect();
    assert_eq!(spoken, [german(), english()]);
    change(&kit, id, async |act, open| open.unpublish(act, &english()).await).await.unwrap();
    assert_eq!(read(&kit, &path, &french).await.unwrap().0, german(), "the only one that is left");
    change(&kit, id, async |act, open| open.unpublish(act, &german()).await).await.unwrap();
    assert_eq!(answer(read(&kit, &path, &german()).await), "not_found");
}

/// Slugs are for people: an old one, one of another article and a made-up one lead to the article its hash names.
#[both]
async fn k2_slugs_collide_without_harm_and_the_hash_decides(database: Database) {
    let kit = Kit::new(&database).await;
    for text in ["One", "Two"] {
        write(&kit, kit.kb.id, &article("Returns", text)).await;
    }
    write(&kit, kit.kb.id, &draft("Conversations", "A reserved word.").published()).await;
    let all = paths(&kit).await;
    assert_eq!(all.len(), 3);
    for (title, path, id) in all {
        let other = desk::page_path::PagePath { slug: "something-else".to_owned(), hash: path.hash.clone() };
        let view = public(&kit).await;
        let found = view.article(&other, &english()).await.unwrap();
        view.close();
        assert_eq!((found.id, found.path(), found.title), (id, path, title));
    }
}

#[both]
async fn th27_another_organizations_articles_are_not_there(database: Database) {
    let kit = stage(&database).await;
    let_team_in(&kit).await;
    let user = kit.user("Ad Min", &[Role::Administrator]).await;
    let (_, path, id) = paths(&kit).await.into_iter().find(|(title, ..)| title == "Acme returns").unwrap();
    kit.part_from_twin();
    kit.lose("article_kb", "true").await;
    assert!(seen!(public(&kit).await).is_empty() && seen!(reader(&kit, &user).await).is_empty());
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    for table in ["article_version", "article_text", "article"] {
        kit.lose(table, "true").await;
        let view: View<User> = kit.view(&user).await;
        assert_eq!(code(view.article(id, &english()).await), "not_found", "{table}");
        view.close();
    }
    let view: View<User> = kit.view(&user).await;
    assert!(view.find_articles("", &english()).await.unwrap().rows.is_empty());
}
