//! A folder is taken in again: what it has changed since comes, and what was changed in the app stays.

use desk::article::{Article, ArticleId, Audience, Write};
use desk::category::{Category, CategoryText, Edit, ManagedCategory};
use desk::moving::What;
use testkit::{Database, both};
use testkit_desk::{Kit, category, english};

use super::{all, import, place, texts, told, view, write};
use crate::article::arranging;

async fn categories(kit: &Kit) -> Vec<ManagedCategory> {
    let view = view(kit, kit.org).await;
    let all = view.managed_categories(kit.kb.id).await.unwrap();
    view.close();
    all
}

async fn rename(kit: &Kit, from: &str, to: &str) {
    let all = categories(kit).await;
    let own = all.iter().find(|own| own.title(&english()) == from).unwrap();
    let mut act = kit.operate();
    let open = act.open::<Edit, Category>(own.category.id).await.unwrap();
    let (text, seen) = (CategoryText::new(to, "", "").unwrap(), open.revision);
    open.change(&mut act, (&english(), &text), ("", true), seen).await.unwrap();
    act.done(()).await.unwrap();
}

async fn order(kit: &Kit) -> Vec<String> {
    let articles = all(kit, (kit.org, kit.kb.id)).await;
    let ids: Vec<_> = categories(kit).await.iter().map(|own| own.category.id).collect();
    let view = view(kit, kit.org).await;
    let order = view.order_of_articles(ids).await.unwrap();
    view.close();
    let title =
        |id: &ArticleId| articles.iter().find(|(_, whole)| whole.article.id == *id).unwrap().0.clone();
    order.iter().map(|(_, id)| title(id)).collect()
}

#[both]
async fn k1_k7_what_was_arranged_in_the_app_stays_and_what_the_folder_changed_comes(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(&root, &[("a/x.md", b"---\ntags: [one, two]\n---\n# X\n\nText"), ("b/y.md", b"# Y\n\nText")]);
    import(&kit, &root).await;
    let x = all(&kit, (kit.org, kit.kb.id)).await["X"].article.id;
    let b = categories(&kit).await[1].category.id;
    let arranged = arranging::arrange(&kit, x, |arrangement| {
        arrangement.audience = Audience::Internal;
        arrangement.tags = ["app".to_owned(), "one".to_owned(), "two".to_owned()].into();
        arrangement.categories = [b].into();
    });
    arranged.await.unwrap();
    let again = import(&kit, &root).await;
    assert_eq!((again.done.len(), again.same), (0, 2));
    write(&root, &[("a/x.md", b"---\ntags: [one, three]\n---\n# X\n\nOther")]);
    let report = import(&kit, &root).await;
    assert_eq!((told(&report.problems), told(&report.notes)), (vec![], vec![]));
    let x = all(&kit, (kit.org, kit.kb.id)).await["X"].clone();
    assert_eq!(texts(&x)[0].1.as_deref(), Some("<p>Other</p>"));
    let tags = ["app", "one", "three"].map(str::to_owned);
    assert_eq!(
        (x.arrangement.audience, &x.arrangement.tags, &x.arrangement.categories),
        (Audience::Internal, &tags.into(), &[b].into())
    );
    // What it says of that now, comes.
    write(
        &root,
        &[("a/x.md", b"---\ntags: [one, three]\nfeatured: true\ncategories: [a, b]\n---\n# X\n\nOther")],
    );
    import(&kit, &root).await;
    let x = all(&kit, (kit.org, kit.kb.id)).await["X"].clone();
    assert!(x.arrangement.places.iter().any(|placed| placed.is_featured));
    assert_eq!((x.arrangement.audience, x.arrangement.categories), (Audience::Internal, [b].into()));
}

/// By the clock or by an operator, so that no draft of somebody's is in the way.
#[both]
async fn k2_what_is_read_no_more_is_not_published_by_an_import(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(&root, &[("x.md", b"# X\n\nText")]);
    import(&kit, &root).await;
    let id = all(&kit, (kit.org, kit.kb.id)).await["X"].article.id;
    let mut act = kit.operate();
    let open = act.open::<Write, Article>(id).await.unwrap();
    open.unpublish(&mut act, &english()).await.unwrap();
    act.done(()).await.unwrap();
    write(&root, &[("x.md", b"# X\n\nOther")]);
    let report = import(&kit, &root).await;
    assert_eq!(told(&report.notes), ["x.md: en_us is read no more in the app, and stays a draft there"]);
    let x = all(&kit, (kit.org, kit.kb.id)).await["X"].clone();
    assert_eq!(texts(&x)[0], ("en_us".to_owned(), None, Some("<p>Other</p>".to_owned())));
    assert_eq!(import(&kit, &root).await.same, 1);
}

#[both]
async fn k1_a_category_keeps_what_was_changed_of_it_in_the_app(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    kit.set("languages", "en_us,de").await;
    write(
        &root,
        &[
            ("a/_category.md", b"---\ntitle: A\norder: 1\ndescription: First\nicon: book\n---\n"),
            ("b/_category.md", b"---\ntitle: B\norder: 2\n---\n"),
            ("b/deep/y.md", b"# Y\n\nText"),
        ],
    );
    import(&kit, &root).await;
    rename(&kit, "A", "A of the app").await;
    let ids: Vec<_> = categories(&kit).await.iter().map(|own| own.category.id).collect();
    let [a, b, deep] = ids[..] else { panic!("{ids:?}") };
    let mut act = kit.operate();
    let open = act.open::<Edit, Category>(b).await.unwrap();
    let first = desk::category::Place { parent: None, before: Some(a) };
    open.place(&mut act, first).await.unwrap();
    let open = act.open::<Edit, Category>(deep).await.unwrap();
    open.place(&mut act, desk::category::Place { parent: None, before: None }).await.unwrap();
    act.done(()).await.unwrap();
    let again = import(&kit, &root).await;
    assert_eq!((again.done.len(), told(&again.problems)), (0, vec![]));
    write(
        &root,
        &[
            ("a/_category.md", b"---\ntitle: A\norder: 1\ndescription: Second\nicon: book\n---\n"),
            ("a/_category.de.md", b"---\ntitle: A auf Deutsch\n---\n"),
        ],
    );
    let changed = import(&kit, &root).await;
    assert_eq!(changed.count(What::Category, false), 1);
    let all = categories(&kit).await;
    let said: Vec<_> = all
        .iter()
        .map(|own| (own.title(&english()), own.category.icon.as_str(), own.category.parent.is_none()))
        .collect();
    assert_eq!(said, [("B", "", true), ("A of the app", "", true), ("Deep", "", true)]);
    let said: Vec<_> =
        all[1].texts.iter().map(|text| (text.title.as_str(), text.description.as_str())).collect();
    assert_eq!(said, [("A auf Deutsch", ""), ("A of the app", "Second")]);
    // One that was there before, and of which nothing is known, is only added to.
    let elsewhere = place(&database, "elsewhere");
    write(
        &elsewhere,
        &[("x/_category.md", b"---\ntitle: B\ndescription: Mine\n---\n"), ("x/z.md", b"# Z\n\nText")],
    );
    import(&kit, &elsewhere).await;
    let all = categories(&kit).await;
    assert_eq!((all.len(), all[0].texts[0].description.as_str()), (3, ""));
}

#[both]
async fn k1_a_category_that_was_deleted_in_the_app_is_not_made_again(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    write(&root, &[("a/x.md", b"# X\n\nText"), ("a/deep/y.md", b"# Y\n\nText")]);
    import(&kit, &root).await;
    let a = categories(&kit).await[0].category.id;
    let mut act = kit.operate();
    act.open::<Edit, Category>(a).await.unwrap().delete(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    write(
        &root,
        &[("a/x.md", b"# X\n\nOther"), ("a/new.md", b"# New\n\nText"), ("a/deep/y.md", b"# Y\n\nOther")],
    );
    let report = import(&kit, &root).await;
    assert_eq!(told(&report.problems), Vec::<String>::new());
    assert_eq!(told(&report.notes), ["a: it was deleted in the app; its folder is left as it is"]);
    let left = categories(&kit).await;
    assert_eq!(left.iter().map(|own| own.title(&english())).collect::<Vec<_>>(), ["Deep"]);
    let articles = all(&kit, (kit.org, kit.kb.id)).await;
    assert_eq!(texts(&articles["X"])[0].1.as_deref(), Some("<p>Other</p>"));
    assert!(articles["New"].arrangement.categories.is_empty());
    assert_eq!(articles["Y"].arrangement.categories, [left[0].category.id].into());
    // Made again in the app, it is the one.
    let mut act = kit.operate();
    act.make_category(kit.kb.id, &category("A")).await.unwrap();
    act.done(()).await.unwrap();
    write(&root, &[("a/more.md", b"# More\n\nText")]);
    import(&kit, &root).await;
    let more = all(&kit, (kit.org, kit.kb.id)).await["More"].clone();
    assert_eq!((categories(&kit).await.len(), more.arrangement.categories.len()), (2, 1));
}

#[both]
async fn k1_articles_keep_the_order_of_the_app_beside_what_the_folder_moved(database: Database) {
    let (kit, root) = (Kit::new(&database).await, place(&database, "kb"));
    let article = |name: &str, order: i64| format!("---\norder: {order}\n---\n# {name}\n\nText");
    write(
        &root,
        &[
            ("a/x.md", article("X", 1).as_bytes()),
            ("a/y.md", article("Y", 2).as_bytes()),
            ("a/z.md", article("Z", 3).as_bytes()),
        ],
    );
    import(&kit, &root).await;
    assert_eq!(order(&kit).await, ["X", "Y", "Z"]);
    let articles = all(&kit, (kit.org, kit.kb.id)).await;
    let ids = ["Z", "Y", "X"].map(|title| articles[title].article.id);
    let mut act = kit.operate();
    let open = act.open::<Edit, Category>(categories(&kit).await[0].category.id).await.unwrap();
    open.order_articles(&mut act, &ids).await.unwrap();
    act.done(()).await.unwrap();
    write(&root, &[("a/y.md", (article("Y", 2) + " again").as_bytes())]);
    import(&kit, &root).await;
    assert_eq!(order(&kit).await, ["Z", "Y", "X"]);
    write(&root, &[("a/w.md", article("W", 2).as_bytes())]);
    import(&kit, &root).await;
    assert_eq!(order(&kit).await, ["Z", "Y", "X", "W"], "behind what it was told behind");
}
