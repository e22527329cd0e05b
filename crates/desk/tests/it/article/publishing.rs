//! What is read: published, taken back, by hand and by the clock; deleted and brought back.

use desk::article::{Article, ArticleId, BringBack, ListOf, Schedule, Turn};
use desk::right::Role;
use spine::{Registry, Worker};
use testkit::{Database, both};
use testkit_desk::{Kit, article, draft, english, typed};

use super::{answer, any_manager, change, german, listed, manager, path_of, public, read, write};
use crate::inbox::code;

const HOUR: i64 = 60 * 60 * 1000;

async fn work(kit: &Kit) {
    let desk = kit.desk.clone();
    let (registry, wake) = (Registry::new().with::<Turn>(), desk.wake().clone());
    let worker = Worker::new(kit.db.clone(), desk.context().clone(), registry, desk, wake);
    while worker.run_ready().await.expect("the jobs run") > 0 {}
}

async fn seen(kit: &Kit, id: ArticleId) -> desk::article::Seen {
    let user = any_manager(kit).await;
    let view = kit.view(&user).await;
    view.written(id, &english()).await.unwrap().map(|written| (written.version, written.revision))
}

#[both]
async fn k2_unpublishing_takes_it_from_readers_and_leaves_it_to_writers(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let path = path_of(&kit, id).await;
    change(&kit, id, async |act, open| open.unpublish(act, &english()).await).await.unwrap();
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    assert!(listed(&kit, &ListOf::Latest).await.is_empty());
    let again = change(&kit, id, async |act, open| open.unpublish(act, &english()).await).await;
    assert_eq!(code(again), "state_changed");
    let draft = seen(&kit, id).await;
    change(&kit, id, async |act, open| open.publish(act, &english(), draft).await).await.unwrap();
    assert_eq!(read(&kit, &path, &english()).await.unwrap().1, "Returns");
}

#[both]
async fn k2_nothing_is_published_without_a_text_or_without_a_draft(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Returns", " ")).await;
    let version = seen(&kit, id).await;
    let empty = change(&kit, id, async |act, open| open.publish(act, &english(), version).await).await;
    assert_eq!(code(empty), "text_empty");
    let none = change(&kit, id, async |act, open| open.publish(act, &german(), None).await).await;
    assert_eq!(code(none), "not_found");
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let live = seen(&kit, id).await;
    let twice = change(&kit, id, async |act, open| open.publish(act, &english(), live).await).await;
    assert_eq!(code(twice), "state_changed");
}

/// K4: a translation is out of date once its source was published anew, until it was published again or somebody says so.
#[both]
async fn k4_translations_are_marked_when_their_source_changes(database: Database) {
    let kit = Kit::new(&database).await;
    kit.set("languages", "en_us,de").await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let path = path_of(&kit, id).await;
    let is_outdated = async || {
        let view = public(&kit).await;
        let article = view.article(&path, &german()).await.unwrap();
        view.close();
        article.is_outdated
    };
    change(&kit, id, async |act, open| {
        let draft = open.save(act, &german(), (&typed("Rückgabe", "Zurück."), None)).await?;
        open.publish(act, &german(), Some(draft)).await
    })
    .await
    .unwrap();
    assert!(!is_outdated().await);
    let live = seen(&kit, id).await;
    change(&kit, id, async |act, open| {
        let draft = open.save(act, &english(), (&typed("Returns", "Keep it."), live)).await?;
        open.publish(act, &english(), Some(draft)).await
    })
    .await
    .unwrap();
    assert!(is_outdated().await);
    let view = kit.view(&user).await;
    let (_, _, texts) = view.managed_article(id).await.unwrap();
    view.close();
    let marked: Vec<_> = texts.iter().map(|text| (text.language.as_str(), text.is_outdated)).collect();
    assert_eq!(marked, [("de", true), ("en_us", false)]);
    change(&kit, id, async |act, open| open.confirm_translation(act, &german()).await).await.unwrap();
    assert!(!is_outdated().await);
}

#[both]
async fn k2_a_draft_is_published_and_taken_back_by_the_clock(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Sale", "From noon to one.")).await;
    let path = path_of(&kit, id).await;
    let now = kit.desk.context().now();
    let schedule =
        Schedule { publish_at: Some(now.plus_millis(HOUR)), unpublish_at: Some(now.plus_millis(2 * HOUR)) };
    change(&kit, id, async |act, open| open.schedule(act, &english(), schedule).await).await.unwrap();
    work(&kit).await;
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    kit.clock.advance_millis(HOUR);
    work(&kit).await;
    assert_eq!(read(&kit, &path, &english()).await.unwrap().1, "Sale");
    kit.clock.advance_millis(HOUR);
    work(&kit).await;
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
}

/// What was scheduled is taken back, or put off, before its time.
#[both]
async fn k2_a_schedule_counts_as_it_stands_at_its_time(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Sale", "From noon to one.")).await;
    let path = path_of(&kit, id).await;
    let at = |hours: i64| Schedule {
        publish_at: Some(kit.desk.context().now().plus_millis(hours * HOUR)),
        unpublish_at: None,
    };
    for schedule in [at(1), at(3)] {
        change(&kit, id, async |act, open| open.schedule(act, &english(), schedule).await).await.unwrap();
    }
    kit.clock.advance_millis(2 * HOUR);
    work(&kit).await;
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found", "it was put off");
    change(&kit, id, async |act, open| open.schedule(act, &english(), Schedule::default()).await)
        .await
        .unwrap();
    kit.clock.advance_millis(2 * HOUR);
    work(&kit).await;
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found", "it was taken back");
}

#[both]
async fn k2_a_schedule_in_the_past_or_of_nothing_is_refused(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let now = kit.desk.context().now();
    let (past, soon, later) = (now, now.plus_millis(HOUR), now.plus_millis(2 * HOUR));
    for (publish_at, unpublish_at, refused) in [
        (Some(past), None, "time_past"),
        (None, Some(past), "time_past"),
        (Some(later), Some(soon), "time_past"),
        (Some(soon), None, "state_changed"),
        (None, Some(soon), ""),
    ] {
        let schedule = Schedule { publish_at, unpublish_at };
        let done = change(&kit, id, async |act, open| open.schedule(act, &english(), schedule).await).await;
        assert_eq!(answer(done), refused, "{schedule:?}");
    }
}

#[both]
async fn k2_a_deleted_article_is_read_nowhere_and_can_be_brought_back(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let path = path_of(&kit, id).await;
    change(&kit, id, async |act, open| open.delete(act).await).await.unwrap();
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found");
    assert_eq!(answer(kit.view(&user).await.article(id, &english()).await), "not_found");
    assert!(listed(&kit, &ListOf::Latest).await.is_empty());
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    let mut act = kit.act(&agent);
    assert_eq!(code(act.open::<BringBack, Article>(id).await), "may_not");
    drop(act);
    let mut act = kit.act(&user);
    let open = act.open::<BringBack, Article>(id).await.unwrap();
    open.bring_back(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    assert_eq!(read(&kit, &path, &english()).await.unwrap().1, "Returns");
}

#[both]
async fn k2_a_link_to_a_draft_is_good_for_a_week_and_for_that_text_alone(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &draft("Sale", "Soon.")).await;
    let view = kit.view(&user).await;
    let article: Article = view.see(id).await.unwrap();
    let link = view.preview_link(kit.kb.id, &article, &english()).unwrap();
    let elsewhere = view.preview_link(kit.other_kb.id, &article, &english()).unwrap();
    view.close();
    let look = async |link: &str, language| {
        let view = public(&kit).await;
        let found = view.preview(link, &language).await;
        view.close();
        found.map(|preview| preview.article.title)
    };
    assert_eq!(look(&link, english()).await.unwrap(), "Sale");
    let forged = link.replace(&id.to_string(), &kit.id::<Article>().to_string());
    let longer = link.replacen('.', ".9", 1);
    for bad in [elsewhere.as_str(), forged.as_str(), longer.as_str(), "", "a.b.c.d", &format!("{link}0")] {
        assert_eq!(answer(look(bad, english()).await), "not_found", "{bad}");
    }
    assert_eq!(answer(look(&link, german()).await), "not_found");
    kit.clock.advance_millis(7 * 24 * HOUR - 1);
    assert!(look(&link, english()).await.is_ok());
    kit.clock.advance_millis(1);
    assert_eq!(answer(look(&link, english()).await), "not_found");
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    assert_eq!(code(kit.view(&agent).await.preview_link(kit.kb.id, &article, &english())), "may_not");
}

/// What was read once stays among the versions, whatever is done to the draft afterwards.
#[both]
async fn k2_what_was_read_is_never_written_over(database: Database) {
    let kit = Kit::new(&database).await;
    let user = manager(&kit).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    let opened = seen(&kit, id).await;
    change(&kit, id, async |act, open| open.unpublish(act, &english()).await).await.unwrap();
    let stale = change(&kit, id, async |act, open| {
        open.save(act, &english(), (&typed("Mine", "Text"), opened)).await.map(drop)
    });
    assert_eq!(code(stale.await), "article_changed", "it was read when the page was made");
    let draft = seen(&kit, id).await;
    change(&kit, id, async |act, open| {
        let saved = open.save(act, &english(), (&typed("Other", "Text"), draft)).await?;
        open.discard(act, &english(), Some(saved)).await
    })
    .await
    .unwrap();
    let view = kit.view(&user).await;
    let versions = view.versions(id, &english()).await.unwrap();
    let written = view.written(id, &english()).await.unwrap().unwrap();
    view.close();
    assert_eq!((versions.last().unwrap().title.as_str(), written.title.as_str()), ("Returns", "Returns"));
}

#[both]
async fn k2_nobody_writes_at_a_deleted_article_and_the_clock_leaves_it(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Sale", "Soon.")).await;
    let path = path_of(&kit, id).await;
    let at = kit.desk.context().now().plus_millis(HOUR);
    let schedule = Schedule { publish_at: Some(at), unpublish_at: None };
    change(&kit, id, async |act, open| open.schedule(act, &english(), schedule).await).await.unwrap();
    change(&kit, id, async |act, open| open.delete(act).await).await.unwrap();
    let version = seen(&kit, id).await;
    let published = change(&kit, id, async |act, open| open.publish(act, &english(), version).await).await;
    assert_eq!(code(published), "state_changed");
    kit.clock.advance_millis(HOUR);
    work(&kit).await;
    let mut act = kit.act(&any_manager(&kit).await);
    let open = act.open::<BringBack, Article>(id).await.unwrap();
    open.bring_back(&mut act).await.unwrap();
    act.done(()).await.unwrap();
    work(&kit).await;
    assert_eq!(answer(read(&kit, &path, &english()).await), "not_found", "it came back as it was");
}

#[both]
async fn k2_an_empty_draft_is_not_scheduled(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &draft("Sale", "")).await;
    let at = kit.desk.context().now().plus_millis(HOUR);
    let schedule = Schedule { publish_at: Some(at), unpublish_at: None };
    let done = change(&kit, id, async |act, open| open.schedule(act, &english(), schedule).await).await;
    assert_eq!(code(done), "text_empty");
}
