//! What counts at once: audience, readers, brands, categories, tags; and the same done to many.

use std::collections::BTreeSet;

use desk::User;
use desk::article::{
    Arrangement, Article, ArticleId, Audience, Bulk, BulkDone, ListOf, Placed, ReaderKind, Write,
};
use desk::right::Role;
use desk::user::Team;
use kernel::Fault;
use testkit::{Database, both};
use testkit_desk::{Kit, article, category, draft, english};

use super::{
    answer, any_manager, let_team_in, listed, manager, path_of, paths, public, read, reader, seen, stage,
    write,
};
use crate::inbox::code;

/// Changes what counts at once of an article, in the name of whoever manages content.
pub(crate) async fn arrange(
    kit: &Kit,
    id: ArticleId,
    with: impl FnOnce(&mut Arrangement),
) -> Result<(), Fault> {
    let user = any_manager(kit).await;
    let view = kit.view(&user).await;
    let (article, mut arrangement, _) = view.managed_article(id).await?;
    view.close();
    with(&mut arrangement);
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(id).await?;
    open.arrange(&mut act, (&arrangement, article.revision)).await?;
    act.done(()).await
}

async fn team(kit: &Kit, name: &str, members: &[&User]) -> String {
    let mut act = kit.operate();
    let members: Vec<_> = members.iter().map(|user| user.id).collect();
    let team = Team::add(&mut act, name, &members).await.unwrap();
    act.done(team).await.unwrap().to_string()
}

async fn bulk(kit: &Kit, user: &User, ids: &[ArticleId], what: Bulk) -> Result<BulkDone, Fault> {
    let mut act = kit.act(user);
    let done = act.change_articles(ids, &what).await?;
    act.done(done).await
}

/// I3: turned internal, it is gone from everybody's sight with the next request.
#[both]
async fn i3_an_article_turned_internal_is_found_by_no_stranger(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let path = path_of(&kit, id).await;
    arrange(&kit, id, |arrangement| arrangement.audience = Audience::Internal).await.unwrap();
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    assert!(listed(&kit, &ListOf::Latest).await.is_empty());
    let user = kit.collaborator("Col Lab").await;
    assert_eq!(seen!(reader(&kit, &user).await), ["Returns"]);
}

#[both]
async fn k7_a_limited_article_is_read_by_its_teams_and_sets_alone(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    let (inside, outside) =
        (kit.user("In Side", &[Role::Agent]).await, kit.user("Out Side", &[Role::Administrator]).await);
    let team = team(&kit, "Warranty", &[&inside]).await;
    let id = write(&kit, kit.kb.id, &article("Goodwill", "Up to 50.").internal()).await;
    arrange(&kit, id, |arrangement| {
        arrangement.readers = BTreeSet::from([(ReaderKind::Team, team)]);
    })
    .await
    .unwrap();
    assert_eq!(seen!(reader(&kit, &inside).await), ["Goodwill"]);
    assert!(seen!(reader(&kit, &outside).await).is_empty());
    let found = async |user: &User| {
        let view = kit.view(user).await;
        let listed = view.find_articles("", &english()).await.unwrap().rows.len();
        (listed, answer(view.article(id, &english()).await))
    };
    assert_eq!((found(&inside).await, found(&outside).await), ((1, ""), (0, "not_found")));
    let path = path_of(&kit, id).await;
    assert_eq!(answer(reader(&kit, &outside).await.article(&path, &english()).await), "not_found");
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    arrange(&kit, id, |arrangement| arrangement.audience = Audience::Public).await.unwrap();
    assert_eq!(read(&kit, &path, &english()).await.unwrap().1, "Goodwill", "what is public is for everybody");
    arrange(&kit, id, |arrangement| arrangement.audience = Audience::Internal).await.unwrap();
    assert_eq!(seen!(reader(&kit, &outside).await), ["Goodwill"], "nobody is named any more");
}

#[both]
async fn k1_brands_count_at_once_and_need_no_publishing(database: Database) {
    let kit = stage(&database).await;
    let (_, path, id) = paths(&kit).await.into_iter().find(|(title, ..)| title == "Zeta returns").unwrap();
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    arrange(&kit, id, |arrangement| {
        arrangement.places.insert(Placed { kb: kit.kb.id, is_featured: true });
    })
    .await
    .unwrap();
    assert_eq!(listed(&kit, &ListOf::Featured).await, ["Zeta returns"]);
    assert_eq!(listed(&kit, &ListOf::Latest).await, ["Acme returns", "Zeta returns"]);
    arrange(&kit, id, |arrangement| arrangement.places.retain(|placed| placed.kb == kit.other_kb.id))
        .await
        .unwrap();
    assert!(listed(&kit, &ListOf::Featured).await.is_empty());
}

#[both]
async fn k2_tags_are_found_whatever_their_case_and_kept_as_typed(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let tags = Arrangement::tags_of(" Größe, Returns ,returns,, ").unwrap();
    arrange(&kit, id, |arrangement| arrangement.tags.clone_from(&tags)).await.unwrap();
    let path = path_of(&kit, id).await;
    let view = public(&kit).await;
    let article = view.article(&path, &english()).await.unwrap();
    let around = view.surroundings(&article).await.unwrap();
    view.close();
    assert_eq!(around.tags, ["Größe", "returns"]);
    for tag in ["RETURNS", "grosse", "größe"] {
        assert_eq!(listed(&kit, &ListOf::Tag(tag.to_owned())).await, ["Returns"], "{tag}");
    }
    assert_eq!(code(Arrangement::tags_of(&"x".repeat(51))), "text_too_long");
    let many: Vec<String> = (0..21).map(|number| format!("tag {number}")).collect();
    assert_eq!(code(Arrangement::tags_of(&many.join(","))), "tags_many");
}

#[both]
async fn k2_a_stale_or_impossible_arrangement_is_refused(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let mut act = kit.operate();
    let elsewhere = act.make_category(kit.other_kb.id, &category("Elsewhere")).await.unwrap();
    act.done(()).await.unwrap();
    let refused = async |with: &(dyn Fn(&mut Arrangement) + Sync)| code(arrange(&kit, id, with).await);
    assert_eq!(refused(&|a| _ = a.categories.insert(elsewhere)).await, "category_elsewhere");
    assert_eq!(refused(&|a| _ = a.categories.insert(kit.id())).await, "not_found");
    assert_eq!(
        refused(&|a| _ = a.places.insert(Placed { kb: kit.id(), is_featured: false })).await,
        "not_found"
    );
    let nobody = (ReaderKind::Team, kit.id::<Team>().to_string());
    assert_eq!(refused(&|a| _ = a.readers.insert(nobody.clone())).await, "not_found");
    let nobody = (ReaderKind::PermissionSet, kit.id::<Team>().to_string());
    assert_eq!(refused(&|a| _ = a.readers.insert(nobody.clone())).await, "not_found");
    let many = |a: &mut Arrangement| a.categories.extend((0..21).map(|_| kit.id()));
    assert_eq!(refused(&many).await, "too_many");
    let view = kit.view(&user).await;
    let (article, arrangement, _) = view.managed_article(id).await.unwrap();
    view.close();
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(id).await.unwrap();
    let stale = open.arrange(&mut act, (&arrangement, article.revision - 1)).await;
    assert_eq!(code(stale), "state_changed");
}

#[both]
async fn k2_many_are_published_moved_turned_and_deleted_at_once(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let mut ids = Vec::new();
    for title in ["One", "Two"] {
        ids.push(write(&kit, kit.kb.id, &draft(title, "Text")).await);
    }
    let empty = write(&kit, kit.kb.id, &draft("Empty", "")).await;
    let mut act = kit.operate();
    let first = act.make_category(kit.kb.id, &category("First")).await.unwrap();
    let second = act.make_category(kit.kb.id, &category("Second")).await.unwrap();
    act.done(()).await.unwrap();
    let all = [ids[0], ids[1], empty, kit.id()];
    let done = bulk(&kit, &user, &all, Bulk::Publish).await.unwrap();
    assert_eq!(done, BulkDone { changed: 2, left: 2 }, "the empty one and one that is not there");
    for to in [first, second] {
        bulk(&kit, &user, &ids, Bulk::Move(to)).await.unwrap();
    }
    assert!(listed(&kit, &ListOf::Category(first)).await.is_empty());
    assert_eq!(listed(&kit, &ListOf::Category(second)).await, ["One", "Two"]);
    let done = bulk(&kit, &user, &ids[..1], Bulk::Turn(Audience::Internal)).await.unwrap();
    assert_eq!((done.changed, listed(&kit, &ListOf::Latest).await), (1, vec!["Two".to_owned()]));
    bulk(&kit, &user, &ids, Bulk::Unpublish).await.unwrap();
    assert!(listed(&kit, &ListOf::Latest).await.is_empty());
    assert_eq!(bulk(&kit, &user, &ids, Bulk::Delete).await.unwrap().changed, 2);
    assert_eq!(bulk(&kit, &user, &ids, Bulk::Delete).await.unwrap(), BulkDone { changed: 0, left: 2 });
    assert_eq!(code(bulk(&kit, &user, &[empty], Bulk::Move(kit.id())).await), "not_found");
    let many: Vec<ArticleId> = (0..101).map(|_| kit.id()).collect();
    assert_eq!(code(bulk(&kit, &user, &many, Bulk::Delete).await), "too_many");
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(code(bulk(&kit, &agent, &[empty], Bulk::Publish).await), "may_not");
}

/// A page that was open while others were moved does not move them back.
#[both]
async fn k2_moving_many_is_a_change_of_each(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let mut act = kit.operate();
    let orders = act.make_category(kit.kb.id, &category("Orders")).await.unwrap();
    act.done(()).await.unwrap();
    let view = kit.view(&user).await;
    let (article, arrangement, _) = view.managed_article(id).await.unwrap();
    view.close();
    bulk(&kit, &user, &[id], Bulk::Move(orders)).await.unwrap();
    let mut act = kit.act(&user);
    let open = act.open::<Write, Article>(id).await.unwrap();
    assert_eq!(code(open.arrange(&mut act, (&arrangement, article.revision)).await), "state_changed");
    drop(act);
    assert_eq!(listed(&kit, &ListOf::Category(orders)).await, ["Returns"]);
}

/// A team that is gone limits an article as before, until somebody takes it out.
#[both]
async fn k7_what_was_limited_stays_so_when_its_team_is_gone(database: Database) {
    let kit = Kit::new(&database).await;
    let_team_in(&kit).await;
    let user = kit.user("Out Side", &[Role::Administrator]).await;
    let team = team(&kit, "Warranty", &[]).await;
    let id = write(&kit, kit.kb.id, &article("Goodwill", "Up to 50.").internal()).await;
    arrange(&kit, id, |arrangement| arrangement.readers = [(ReaderKind::Team, team)].into()).await.unwrap();
    kit.lose("team", "true").await;
    arrange(&kit, id, |arrangement| arrangement.tags = ["new".to_owned()].into()).await.unwrap();
    assert!(seen!(reader(&kit, &user).await).is_empty());
    arrange(&kit, id, |arrangement| arrangement.readers.clear()).await.unwrap();
    assert_eq!(seen!(reader(&kit, &user).await), ["Goodwill"]);
}
