//! What readers look for is counted, and widened by words that mean the same (K3).

use desk::article::{Search, SearchReport};
use desk::right::Role;
use kernel::Text;
use testkit::{Database, both};
use testkit_desk::{Kit, article, english};

use super::{answer, manager, public, write};

async fn report(kit: &Kit, days: i64) -> SearchReport {
    kit.desk.house_turn().await.unwrap();
    let user = super::any_manager(kit).await;
    let view = kit.view(&user).await;
    view.search_report(days, Some(kit.kb.id)).await.unwrap()
}

async fn note(kit: &Kit, words: &str, is_found: bool) {
    let site = kit.site().await;
    kit.desk.note_search(&site, words, is_found);
}

#[both]
async fn k3_searches_misses_and_clicks_are_counted_by_words(database: Database) {
    let kit = Kit::new(&database).await;
    let id = write(&kit, kit.kb.id, &article("Returns", "Send it back.")).await;
    for (words, is_found) in [("Return  it", true), ("return it", true), ("teapot", false)] {
        note(&kit, words, is_found).await;
    }
    let site = kit.site().await;
    kit.desk.note_click(&site, "RETURN IT", id);
    let counted = report(&kit, 30).await;
    assert_eq!((counted.searches, counted.misses, counted.clicks), (3, 1, 1));
    let first = &counted.most_searched[0];
    assert_eq!((first.words.as_str(), first.searches, first.clicks), ("return it", 2, 1));
    assert_eq!(counted.most_missed.len(), 1);
    assert_eq!(counted.most_missed[0].words, "teapot");
    let user = manager(&kit).await;
    let view = kit.view(&user).await;
    assert_eq!(view.article_clicks(id, 30).await.unwrap(), 1);
    assert_eq!(view.search_report(30, Some(kit.other_kb.id)).await.unwrap(), SearchReport::default());
    assert_eq!(view.search_report(30, None).await.unwrap().searches, 3);
    view.close();
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    let view = kit.view(&agent).await;
    assert_eq!(answer(view.search_report(30, None).await), "may_not");
    assert_eq!(answer(view.article_clicks(id, 30).await), "may_not");
    view.close();
    kit.clock.advance_millis(31 * 24 * 60 * 60 * 1_000);
    assert_eq!(report(&kit, 30).await, SearchReport::default(), "a while is over");
    assert_eq!(report(&kit, 60).await.searches, 3);
    kit.clock.advance_millis(400 * 24 * 60 * 60 * 1_000);
    assert_eq!(report(&kit, 1_000).await, SearchReport::default(), "it is forgotten");
}

/// A stranger can look for anything: neither the memory nor the table grows without end, and nothing personal is kept.
#[both]
async fn th47_strangers_fill_neither_memory_nor_table_with_words(database: Database) {
    let kit = Kit::new(&database).await;
    for words in ["nora@example.com", "order 4812345", "0170 123-456", "  ", "\u{202e}"] {
        note(&kit, words, true).await;
    }
    let site = kit.site().await;
    for number in 0..2_500 {
        kit.desk.note_search(&site, &format!("w{number}"), true);
    }
    kit.desk.note_search(&site, &"x".repeat(500), true);
    kit.desk.house_turn().await.unwrap();
    for number in 0..50 {
        kit.desk.note_search(&site, &format!("v{number}"), false);
    }
    let counted = report(&kit, 30).await;
    assert_eq!((counted.searches, counted.misses), (2_556, 50), "all are counted");
    assert!(counted.most_missed.is_empty(), "those beyond the most of a day without their words");
    assert!(
        counted.most_searched.iter().all(|row| row.words.chars().count() <= 60 && !row.words.contains('@'))
    );
}

#[both]
async fn k3_words_that_mean_the_same_find_the_same(database: Database) {
    let kit = Kit::new(&database).await;
    write(&kit, kit.kb.id, &article("Returns", "Send the couch back.")).await;
    kit.index().await;
    let found = async |words: &str| {
        let view = public(&kit).await;
        let search = Search { words: words.to_owned(), ..Search::default() };
        let found = view.search(&search, &english()).await.unwrap();
        view.close();
        found.texts.len()
    };
    assert_eq!(found("settee").await, 0);
    let user = manager(&kit).await;
    let set = async |words: &str, seen: i64| {
        let mut act = kit.act(&user);
        let set = act.set_synonyms(&Text::new(words).unwrap(), seen).await;
        match set {
            Ok(()) => act.done(()).await,
            Err(fault) => Err(fault),
        }
    };
    set("couch, sofa, settee\nparcel, package", 0).await.unwrap();
    set("couch, sofa, settee\nparcel, package\n", 1).await.unwrap();
    assert_eq!(found("settee").await, 1, "at once, and the index is what it was");
    assert_eq!(answer(set("", 0).await), "state_changed", "two write at it");
    assert_eq!(answer(set("couch", 1).await), "synonym_alone");
    assert_eq!(answer(set(&"a, b\n".repeat(501), 1).await), "synonyms_many");
    assert_eq!(answer(set(&"word, ".repeat(21), 1).await), "synonyms_many");
    let view = kit.view(&user).await;
    let list = view.synonyms().await.unwrap();
    assert_eq!((list.words.as_str(), list.revision), ("couch, sofa, settee\nparcel, package", 1));
    view.close();
    set("", 1).await.unwrap();
    assert_eq!(found("settee").await, 0);
    let agent = kit.user("Ag Ent", &[Role::Agent]).await;
    let view = kit.view(&agent).await;
    assert_eq!(answer(view.synonyms().await), "may_not");
    view.close();
    let mut act = kit.act(&agent);
    assert_eq!(answer(act.set_synonyms(&Text::new("").unwrap(), 2).await), "may_not");
}
