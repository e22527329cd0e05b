//! What comes first.

use kernel::Time;
use search::{Document, Question};

use crate::shelf::{articles, english, found, index_of, question};

/// Among others, so that words are rare.
fn among_others(documents: Vec<Document>) -> Vec<Document> {
    let others = (0..30)
        .map(|nth| english(&format!("other{nth}"), &format!("Chapter {nth}"), "something else entirely"));
    documents.into_iter().chain(others).collect()
}

#[test]
fn k3_a_title_counts_more_than_a_tag_a_heading_more_than_the_text() {
    let mut tag = english("tag", "Second", "words of another kind");
    tag.tags = vec!["refund".to_owned()];
    let mut heading = english("heading", "Third", "words of another kind");
    heading.headings = vec!["refund".to_owned()];
    let index = index_of(among_others(vec![
        english("text", "Fourth", "words of refund kind"),
        heading,
        tag,
        english("title", "Refund", "words of another kind"),
    ]));
    assert_eq!(found(&index, "refund"), ["title", "tag", "heading", "text"]);
}

#[test]
fn k3_the_word_itself_comes_before_its_forms_and_those_before_errors() {
    let index = index_of(among_others(vec![
        english("error", "One", "the planing of a board"),
        english("form", "Two", "the planned of a board"),
        english("itself", "Three", "the planning of a board"),
    ]));
    assert_eq!(found(&index, "planning "), ["itself", "form", "error"]);
}

#[test]
fn k3_an_error_is_not_better_for_being_rare() {
    let mut documents: Vec<_> =
        (0..3).map(|nth| english(&format!("right{nth}"), "Guide", "how to connect the device")).collect();
    documents.push(english("wrong", "Guide", "how to conect the device"));
    let index = index_of(among_others(documents));
    let question = Question { limit: 30, ..question("connect device", &["en_us"]) };
    let order = articles(&index.search(&question).unwrap());
    assert_eq!(order.len(), 4);
    assert_eq!(order.last().map(String::as_str), Some("wrong"));
}

#[test]
fn k3_words_that_stand_together_come_before_words_that_stand_apart() {
    let filler = "and so on for quite a while longer than anybody would want to read in one go";
    let index = index_of(among_others(vec![
        english("apart", "One", &format!("password {filler} reset")),
        english("turned", "Two", &format!("reset password {filler}")),
        english("together", "Three", &format!("password reset {filler}")),
    ]));
    assert_eq!(found(&index, "password reset"), ["together", "turned", "apart"]);
}

#[test]
fn k3_a_title_that_says_just_that_comes_before_one_that_says_more() {
    let index = index_of(among_others(vec![
        english("more", "Copy a file, an object, a table and everything else there is", "of copies"),
        english("just", "How do I copy a file?", "of copies"),
    ]));
    assert_eq!(found(&index, "copied files"), ["just", "more"]);
}

#[test]
fn k3_of_two_that_fit_as_well_the_newer_comes_first() {
    let mut older = english("older", "Holidays", "when we are closed");
    older.updated_at = Time(1_000);
    let mut newer = english("newer", "Holidays", "when we are closed");
    newer.updated_at = Time(2_000);
    assert_eq!(found(&index_of(vec![newer.clone(), older.clone()]), "holidays"), ["newer", "older"]);
    assert_eq!(found(&index_of(vec![older, newer]), "holidays"), ["newer", "older"]);
}

#[test]
fn k3_pages_of_results_hold_each_article_once() {
    let many =
        (0..250).map(|nth| english(&format!("a{nth:03}"), &format!("Invoice {nth}"), "about invoices"));
    let index = index_of(many.collect());
    let mut seen = Vec::new();
    for offset in (0..=250).step_by(25) {
        let question = Question { limit: 25, offset, ..question("invoice", &["en_us"]) };
        let hits = index.search(&question).unwrap();
        assert_eq!(hits.total, 250);
        assert_eq!(hits.hits.len(), if offset < 250 { 25 } else { 0 });
        seen.extend(articles(&hits));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 250);
}

#[test]
fn k3_a_search_can_be_narrowed_to_categories() {
    let filed = |article: &str, filters: &[&str]| Document {
        filters: filters.iter().map(|filter| (*filter).to_owned()).collect(),
        ..english(article, "Invoice", "about invoices")
    };
    let index = index_of(vec![
        filed("billing", &["billing"]),
        filed("both", &["billing", "export"]),
        filed("none", &[]),
    ]);
    let found = |filters: &[&str]| {
        let filters = filters.iter().map(|filter| (*filter).to_owned()).collect();
        let hits = index.search(&Question { filters, ..question("invoice", &["en_us"]) }).unwrap();
        let mut found = articles(&hits);
        found.sort();
        (hits.total, found)
    };
    assert_eq!(found(&["billing"]), (2, vec!["billing".to_owned(), "both".to_owned()]));
    assert_eq!(found(&["export"]), (1, vec!["both".to_owned()]));
    assert_eq!(found(&["export", "unknown", "billing"]).0, 2);
    assert_eq!(found(&["unknown"]).0, 0);
    assert_eq!(found(&[]).0, 3);
}
