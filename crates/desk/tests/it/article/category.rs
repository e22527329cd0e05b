//! The tree of categories: made, changed, moved, deleted, and seen (K1, K4).

use desk::User;
use desk::article::{Audience, Bulk, ListOf};
use desk::category::{Category, CategoryId, CategoryText, Edit, NewCategory, Place, Tree};
use desk::right::Role;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::{Kit, article, category, english};

use super::{answer, any_manager, change, german, let_team_in, listed, manager, public, reader, write};
use crate::inbox::code;

async fn make(kit: &Kit, new: &NewCategory) -> Result<CategoryId, Fault> {
    let mut act = kit.act(&any_manager(kit).await);
    let id = act.make_category(kit.kb.id, new).await?;
    act.done(id).await
}

async fn edit(
    kit: &Kit,
    id: CategoryId,
    what: impl AsyncFnOnce(&mut desk::Act<User>, &desk::Allowed<Category, Edit>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut act = kit.act(&any_manager(kit).await);
    let open = act.open::<Edit, Category>(id).await?;
    what(&mut act, &open).await?;
    act.done(()).await
}

async fn place(kit: &Kit, id: CategoryId, to: Place) -> Result<(), Fault> {
    edit(kit, id, async |act, open| open.place(act, to).await).await
}

fn within(parent: CategoryId, title: &str) -> NewCategory {
    NewCategory { parent: Some(parent), ..category(title) }
}

/// The tree as everybody sees it, each level further in.
async fn tree(kit: &Kit) -> String {
    let view = public(kit).await;
    let tree = view.categories(&english()).await.unwrap();
    view.close();
    draw(&tree, None)
}

fn draw(tree: &Tree, parent: Option<CategoryId>) -> String {
    let each = tree.within(parent).map(|row| format!("{}({})", row.title, draw(tree, Some(row.id))));
    each.collect::<Vec<_>>().join(" ")
}

#[both]
async fn k1_categories_stand_in_a_tree_in_the_order_somebody_gave_them(database: Database) {
    let kit = Kit::new(&database).await;
    let orders = make(&kit, &category("Orders")).await.unwrap();
    let repairs = make(&kit, &category("Repairs")).await.unwrap();
    let returns = make(&kit, &within(orders, "Returns")).await.unwrap();
    let delivery = make(&kit, &within(orders, "Delivery")).await.unwrap();
    assert_eq!(tree(&kit).await, "Orders(Returns() Delivery()) Repairs()");
    place(&kit, delivery, Place { parent: Some(orders), before: Some(returns) }).await.unwrap();
    place(&kit, repairs, Place { parent: None, before: Some(orders) }).await.unwrap();
    assert_eq!(tree(&kit).await, "Repairs() Orders(Delivery() Returns())");
    place(&kit, orders, Place { parent: Some(repairs), before: None }).await.unwrap();
    assert_eq!(tree(&kit).await, "Repairs(Orders(Delivery() Returns()))");
    edit(&kit, orders, async |act, open| open.delete(act).await).await.unwrap();
    assert_eq!(tree(&kit).await, "Repairs(Delivery() Returns())", "what stood in it stands where it stood");
}

#[both]
async fn k1_a_category_is_never_within_itself_nor_too_deep(database: Database) {
    let kit = Kit::new(&database).await;
    let top = make(&kit, &category("1")).await.unwrap();
    let mut deepest = top;
    for level in 2..=10 {
        deepest = make(&kit, &within(deepest, &level.to_string())).await.unwrap();
    }
    assert_eq!(code(make(&kit, &within(deepest, "11")).await), "category_deep");
    for parent in [top, deepest] {
        let circle = place(&kit, top, Place { parent: Some(parent), before: None }).await;
        assert_eq!(code(circle), "category_circle");
    }
    let other = make(&kit, &category("Other")).await.unwrap();
    let deep = place(&kit, other, Place { parent: Some(deepest), before: None }).await;
    assert_eq!(code(deep), "category_deep");
    assert_eq!(code(make(&kit, &within(kit.id(), "Nowhere")).await), "not_found");
    for place_to in
        [Place { parent: Some(kit.id()), before: None }, Place { parent: None, before: Some(kit.id()) }]
    {
        assert_eq!(code(place(&kit, other, place_to).await), "not_found");
    }
}

#[both]
async fn k1_the_hundred_and_first_category_is_refused_until_the_limit_is_raised(database: Database) {
    let kit = Kit::new(&database).await;
    let mut act = kit.operate();
    for number in 0..100 {
        act.make_category(kit.kb.id, &category(&number.to_string())).await.unwrap();
    }
    act.done(()).await.unwrap();
    assert_eq!(code(make(&kit, &category("101")).await), "categories_many");
    let mut act = kit.operate();
    act.make_category(kit.other_kb.id, &category("Elsewhere")).await.unwrap();
    act.done(()).await.unwrap();
    kit.set("knowledge-base.categories", "101").await;
    make(&kit, &category("101")).await.unwrap();
}

#[both]
async fn k1_k4_a_category_is_said_in_each_language_and_hidden_in_some(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("languages", "en_us,de,fr").await;
    let id = make(&kit, &category("Orders")).await.unwrap();
    let inner = make(&kit, &within(id, "Returns")).await.unwrap();
    let say = async |id, language: &str, text: CategoryText, is_published, seen| {
        let language = language.parse().unwrap();
        edit(&kit, id, async |act, open| {
            open.change(act, (&language, &text), ("box", is_published), seen).await
        })
        .await
    };
    let said = CategoryText::new("Bestellungen", "", " Alles rund um  Bestellungen ").unwrap();
    say(id, "de", said.clone(), true, 1).await.unwrap();
    assert_eq!(code(say(id, "de", said.clone(), true, 1).await), "state_changed");
    let titles = async |language: &str| {
        let view = public(&kit).await;
        let tree = view.categories(&language.parse().unwrap()).await.unwrap();
        view.close();
        let rows = tree
            .all()
            .iter()
            .map(|row| (row.title.clone(), row.description.clone(), row.language.to_string()));
        rows.collect::<Vec<_>>()
    };
    let told = |title: &str, description: &str, language: &str| {
        (title.to_owned(), description.to_owned(), language.to_owned())
    };
    let returns = told("Returns", "", "en_us");
    assert_eq!(
        titles("de").await,
        [told("Bestellungen", "Alles rund um Bestellungen", "de"), returns.clone()]
    );
    assert_eq!(titles("fr").await, [told("Orders", "", "en_us"), returns.clone()], "K4: falls back");
    say(id, "de", said.clone().hidden(), true, 2).await.unwrap();
    assert!(titles("de").await.is_empty(), "what stands in a hidden one is hidden with it");
    assert_eq!(titles("fr").await.len(), 2);
    say(id, "de", said, false, 3).await.unwrap();
    assert!(titles("en_us").await.is_empty(), "a draft is seen by nobody");
    let view = public(&kit).await;
    assert_eq!(view.category_languages(id).await.unwrap().len(), 2);
    assert_eq!(view.category_languages(inner).await.unwrap().len(), 1);
    view.close();
    for (title, description, field) in [("", "", "title"), ("x", &*"y".repeat(1_001), "description")] {
        let problem = CategoryText::new(title, "", description).err().unwrap();
        assert_eq!(problem.problems()[0].field, field);
    }
}

/// The counts are kept by whatever changes them, and tell no stranger of what is internal.
#[both]
async fn i3_counts_are_of_what_the_reader_may_read(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    let user = manager(&kit).await;
    let top = make(&kit, &category("Orders")).await.unwrap();
    let inner = make(&kit, &within(top, "Returns")).await.unwrap();
    let open = write(&kit, kit.kb.id, &article("Open", "Text")).await;
    let inside = write(&kit, kit.kb.id, &article("Inside", "Text").internal()).await;
    let unread = write(&kit, kit.kb.id, &testkit_desk::draft("Draft", "Text")).await;
    let bulk = async |ids: &[_], what: Bulk| {
        let mut act = kit.act(&user);
        act.change_articles(ids, &what).await.unwrap();
        act.done(()).await.unwrap();
    };
    let counts = async || {
        let view = public(&kit).await;
        let stranger = view.categories(&english()).await.unwrap();
        view.close();
        let view = reader(&kit, &user).await;
        let team = view.categories(&english()).await.unwrap();
        view.close();
        let public = [Audience::Public, Audience::Public];
        (stranger.count(top, public), team.count(top, [Audience::Internal, Audience::Public]))
    };
    bulk(&[open, inside, unread], Bulk::Move(inner)).await;
    assert_eq!(counts().await, (1, 2));
    bulk(&[unread], Bulk::Publish).await;
    assert_eq!(counts().await, (2, 3));
    bulk(&[open], Bulk::Turn(Audience::Internal)).await;
    assert_eq!(counts().await, (1, 3));
    change(&kit, unread, async |act, open| open.delete(act).await).await.unwrap();
    assert_eq!(counts().await, (0, 2));
    bulk(&[open, inside], Bulk::Move(top)).await;
    assert_eq!(counts().await, (0, 2), "they are counted once, where they stand");
}

#[both]
async fn k1_articles_of_a_category_stand_in_their_order(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let orders = make(&kit, &category("Orders")).await.unwrap();
    let mut ids = Vec::new();
    for title in ["A", "B", "C"] {
        ids.push(write(&kit, kit.kb.id, &article(title, "Text")).await);
    }
    let mut act = kit.act(&user);
    act.change_articles(&ids, &Bulk::Move(orders)).await.unwrap();
    act.done(()).await.unwrap();
    let order = [ids[2], kit.id(), ids[0], ids[1]];
    edit(&kit, orders, async |act, open| open.order_articles(act, &order).await).await.unwrap();
    let view = public(&kit).await;
    let rows = view.articles(&ListOf::Category(orders), &english()).await.unwrap();
    view.close();
    assert_eq!(rows.into_iter().map(|row| row.title).collect::<Vec<_>>(), ["C", "A", "B"]);
    let order = [ids[1], ids[2]];
    edit(&kit, orders, async |act, open| open.order_articles(act, &order).await).await.unwrap();
    let view = public(&kit).await;
    let rows = view.articles(&ListOf::Category(orders), &english()).await.unwrap();
    view.close();
    let titles: Vec<_> = rows.into_iter().map(|row| row.title).collect();
    assert_eq!(titles, ["B", "A", "C"], "the one that is not named stays where it is");
    edit(&kit, orders, async |act, open| open.delete(act).await).await.unwrap();
    assert_eq!(listed(&kit, &ListOf::Latest).await, ["A", "B", "C"], "they only left it");
}

#[both]
async fn r1_only_who_manages_content_arranges_categories(database: Database) {
    let kit = Kit::new(&database).await;
    let orders = make(&kit, &category("Orders")).await.unwrap();
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    let mut act = kit.act(&agent);
    assert_eq!(answer(act.make_category(kit.kb.id, &category("Mine")).await), "may_not");
    drop(act);
    let mut act = kit.act(&agent);
    assert_eq!(code(act.open::<Edit, Category>(orders).await), "may_not");
    drop(act);
    assert_eq!(code(kit.view(&agent).await.managed_categories(kit.kb.id).await), "may_not");
    let lead = manager(&kit).await;
    let view = kit.view(&lead).await;
    let all = view.managed_categories(kit.kb.id).await.unwrap();
    assert_eq!((all.len(), all[0].title(&german()), all[0].articles), (1, "Orders", 0));
    view.close();
    let mut act = kit.act(&lead);
    assert_eq!(answer(act.make_category(kit.id(), &category("Nowhere")).await), "not_found");
}
