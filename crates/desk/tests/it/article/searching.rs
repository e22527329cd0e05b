//! Finding articles: by whom, how soon, and after what went wrong with the index (K3, I3, TH28).

use desk::User;
use desk::article::{Arrangement, Article, Audience, Bulk, IndexKeeper, Search, Write};
use desk::right::Role;
use desk::user::Team;
use testkit::{Database, both};
use testkit_desk::{Kit, article, category, english, typed};

use super::{
    any_manager, change, german, let_team_in, manager, path_of, paths, public, reader, stage, write,
};

macro_rules! found {
    ($view:expr, $words:expr) => {{
        let view = $view;
        let search = Search { words: $words.to_owned(), ..Search::default() };
        let found = view.search(&search, &english()).await.unwrap();
        view.close();
        let title =
            |text: &desk::article::FoundText| text.title.iter().map(|span| span.text.as_str()).collect();
        let mut titles: Vec<String> = found.texts.iter().map(title).collect();
        titles.sort();
        titles
    }};
}

#[both]
async fn k3_articles_are_found_by_forms_beginnings_and_with_typing_errors(database: Database) {
    let kit = Kit::new(&database).await;
    write(&kit, kit.kb.id, &article("Returning a bicycle", "Pack the **handlebars** apart.")).await;
    write(&kit, kit.kb.id, &article("Opening hours", "From nine to five.")).await;
    kit.index().await;
    for words in ["returned bicycles", "bicycel", "handleb", "HANDLEBARS", "\"returning a bicycle\""] {
        assert_eq!(found!(public(&kit).await, words), ["Returning a bicycle"], "{words}");
    }
    for words in ["", "   ", "?!", "xyzzy", "' or 1=1 --", "title:* AND (", "\u{202e}\u{200f}", "🚲🚲"] {
        assert!(found!(public(&kit).await, words).is_empty(), "{words}");
    }
    assert!(found!(public(&kit).await, &"bicycle ".repeat(2_000)).len() <= 1);
    let view = public(&kit).await;
    let suggested = view.suggest("ret", &english()).await.unwrap();
    view.close();
    let marked: Vec<_> = suggested[0].title.iter().map(|span| (span.text.as_str(), span.hit)).collect();
    assert!(marked[0].1 && marked.iter().map(|(text, _)| *text).collect::<String>() == "Returning a bicycle");
}

/// TH28: the same words, asked by a stranger, by a user, and by one whom a limited article is not for.
#[both]
async fn i3_k7_th28_the_search_finds_for_each_what_they_may_read(database: Database) {
    let kit = stage(&database).await;
    let_team_in(&kit).await;
    let (inside, outside) =
        (kit.user("In Side", &[Role::Agent]).await, kit.user("Out Side", &[Role::Administrator]).await);
    let limited = write(&kit, kit.kb.id, &article("Acme secret refund", "Up to 500.").internal()).await;
    limit(&kit, limited, &inside).await;
    kit.index().await;
    assert!(found!(public(&kit).await, "refund").is_empty());
    assert_eq!(found!(public(&kit).await, "acme"), ["Acme returns"], "no draft, and nothing of another site");
    assert_eq!(found!(reader(&kit, &outside).await, "refund"), ["Acme refund limits"]);
    assert_eq!(found!(reader(&kit, &inside).await, "refund"), ["Acme refund limits", "Acme secret refund"]);
    kit.set("portal.only-internal", "on").await;
    assert_eq!(found!(reader(&kit, &outside).await, "acme"), ["Acme refund limits"]);
}

async fn limit(kit: &Kit, id: desk::article::ArticleId, to: &User) {
    let mut act = kit.operate();
    let team = Team::add(&mut act, "Warranty", &[to.id]).await.unwrap();
    act.done(()).await.unwrap();
    let user = any_manager(kit).await;
    let view = kit.view(&user).await;
    let (article, arrangement, _) = view.managed_article(id).await.unwrap();
    view.close();
    let readers = [(desk::article::ReaderKind::Team, team.to_string())].into();
    let arrangement = Arrangement { readers, ..arrangement };
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(id).await.unwrap();
    open.arrange(&mut act, (&arrangement, article.revision)).await.unwrap();
    act.done(()).await.unwrap();
}

/// The index comes behind, rights do not.
#[both]
async fn i3_th28_what_was_turned_internal_is_not_found_before_the_index_knows(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    kit.index().await;
    assert_eq!(found!(public(&kit).await, "returns"), ["Returns"]);
    let mut act = kit.act(&manager(&kit).await);
    act.change_articles(&[id], &Bulk::Turn(Audience::Internal)).await.unwrap();
    act.done(()).await.unwrap();
    assert!(found!(public(&kit).await, "returns").is_empty());
    kit.index().await;
    assert!(found!(public(&kit).await, "returns").is_empty());
}

#[both]
async fn k3_the_index_follows_what_is_published_changed_and_deleted(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let mut keeper = IndexKeeper::begin(&kit.desk).await.unwrap();
    assert_eq!(found!(public(&kit).await, "returns"), ["Returns"], "made from the database");
    change(&kit, id, async |act, open| {
        let draft = open.save(act, &german(), (&typed("Rücksendung", "Zurück damit."), None)).await?;
        open.publish(act, &german(), Some(draft)).await
    })
    .await
    .unwrap();
    kit.catch_up(&mut keeper).await;
    let view = public(&kit).await;
    let search = Search { words: "rücksendungen".to_owned(), ..Search::default() };
    assert_eq!(view.search(&search, &german()).await.unwrap().texts.len(), 1);
    assert!(
        view.search(&search, &english()).await.unwrap().texts.is_empty(),
        "an English reader's languages"
    );
    view.close();
    change(&kit, id, async |act, open| open.delete(act).await).await.unwrap();
    kit.catch_up(&mut keeper).await;
    assert!(found!(public(&kit).await, "returns").is_empty());
}

#[both]
async fn k3_a_search_is_narrowed_to_a_category(database: Database) {
    let kit = Kit::new(&database).await;
    let (one, two) = (
        write(&kit, kit.kb.id, &article("Returning a lamp", "Text")).await,
        write(&kit, kit.kb.id, &article("Returning a bicycle", "Text")).await,
    );
    let mut act = kit.act(&manager(&kit).await);
    let lamps = act.make_category(kit.kb.id, &category("Lamps")).await.unwrap();
    act.change_articles(&[one], &Bulk::Move(lamps)).await.unwrap();
    act.done(()).await.unwrap();
    kit.index().await;
    let view = public(&kit).await;
    let search = Search { words: "returning".to_owned(), categories: vec![lamps], page: 0 };
    let found = view.search(&search, &english()).await.unwrap();
    assert_eq!((found.texts.len(), found.texts[0].id, found.total), (1, one, 1));
    let all = Search { categories: Vec::new(), ..search };
    assert!(view.search(&all, &english()).await.unwrap().texts.iter().any(|text| text.id == two));
}

/// The folder of the index outlives the process; one of another installation does not fit and is made anew.
#[both]
async fn k3_an_index_on_the_disk_goes_on_where_it_was(database: Database) {
    let kit = Kit::new(&database).await;
    let folder = database.folder.join("index");
    kit.desk.open_index(&folder).unwrap();
    write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    kit.index().await;
    write(&kit, kit.kb.id, &article("Deliveries", "On their way.")).await;
    kit.index().await;
    assert_eq!(found!(public(&kit).await, "returns"), ["Returns"]);
    assert_eq!(found!(public(&kit).await, "deliveries"), ["Deliveries"]);
    assert!(kit.desk.open_index(&folder).is_err(), "it is open already");
}

#[both]
async fn th27_the_search_finds_nothing_of_another_organization(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    write(&kit, kit.kb.id, &article("Refunds", "Up to 50.").internal()).await;
    let user = kit.user("Ag Ent", &[Role::Agent]).await;
    kit.index().await;
    assert_eq!(found!(public(&kit).await, "returns"), ["Returns"], "and not the twin's");
    assert_eq!(found!(reader(&kit, &user).await, "refunds"), ["Refunds"]);
    kit.part_from_twin();
    kit.lose("article_kb", "true").await;
    assert!(found!(public(&kit).await, "returns").is_empty());
    assert!(found!(reader(&kit, &user).await, "refunds").is_empty());
}

/// What is shown of an article that is found leads to it.
#[both]
async fn k3_what_is_found_leads_to_the_article(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back within 30 days.")).await;
    kit.index().await;
    let path = path_of(&kit, id).await;
    let view = public(&kit).await;
    let search = Search { words: "days".to_owned(), ..Search::default() };
    let found = view.search(&search, &english()).await.unwrap().texts.remove(0);
    view.close();
    assert_eq!((found.path, found.id), (path, id));
    assert!(found.excerpt.iter().any(|span| span.hit && span.text == "days"));
    assert_eq!(paths(&kit).await.len(), 1);
}
