//! Who may find what.

use proptest::prelude::*;
use search::{Document, Index, Question, Scope};

use crate::hostile::same_cases;
use crate::shelf::{articles, english, index_of, question};

fn owned(article: &str, scope: &[&str]) -> Document {
    let scope = scope.iter().map(|term| (*term).to_owned()).collect();
    Document { scope, ..english(article, "Secret plans", "about the secret plans") }
}

fn found(index: &Index, scope: Scope) -> Vec<String> {
    let question = Question { scope, ..question("secret plan", &["en_us"]) };
    let hits = index.search(&question).unwrap();
    let mut found = articles(&hits);
    assert_eq!(hits.total, found.len(), "what is not found is not counted either");
    let mut suggested: Vec<_> =
        index.suggest(&question).unwrap().into_iter().map(|hit| hit.article).collect();
    found.sort();
    suggested.sort();
    assert_eq!(suggested, found);
    found
}

#[test]
fn i3_a_document_is_found_by_whoever_has_one_term_of_each_group() {
    let index = index_of(vec![
        owned("public", &["org1", "kb1", "public"]),
        owned("internal", &["org1", "kb1", "internal"]),
        owned("of-team", &["org1", "kb1", "team7"]),
        owned("other-kb", &["org1", "kb2", "public"]),
        owned("other-org", &["org2", "kb1", "public"]),
        owned("of-nobody", &[]),
    ]);
    let kb = || Scope::any_of(["org1"]).and_any_of(["kb1"]);
    assert_eq!(found(&index, kb().and_any_of(["public"])), ["public"]);
    assert_eq!(found(&index, kb().and_any_of(["public", "internal"])), ["internal", "public"]);
    assert_eq!(found(&index, kb().and_any_of(["team7", "team8"])), ["of-team"]);
    assert_eq!(found(&index, Scope::any_of(["org2"])), ["other-org"]);
}

#[test]
fn th28_without_a_group_or_with_an_empty_one_nothing_is_found() {
    let index = index_of(vec![owned("it", &["org1"])]);
    assert_eq!(found(&index, Scope::default()), [""; 0]);
    assert_eq!(found(&index, Scope::any_of(["org1"]).and_any_of([""; 0])), [""; 0]);
    assert_eq!(found(&index, Scope::any_of(["org1"])), ["it"]);
}

#[test]
fn th28_a_term_is_compared_whole_and_as_it_is() {
    let index = index_of(vec![owned("it", &["team:Über-7 (a b)"])]);
    for term in ["team:Über-7", "team:über-7 (a b)", "team", "*", "", "team:Über-7 (a b) "] {
        assert_eq!(found(&index, Scope::any_of([term])), [""; 0], "{term}");
    }
    assert_eq!(found(&index, Scope::any_of(["team:Über-7 (a b)"])), ["it"]);
}

#[test]
fn i3_whoever_may_find_only_one_language_of_an_article_finds_that_one() {
    let german = Document {
        language: crate::shelf::language("de"),
        title: "Secret Plan".to_owned(),
        ..owned("plans", &["internal"])
    };
    let index = index_of(vec![german, owned("plans", &["public"])]);
    let languages = |scope: &[&str]| {
        let scope = Scope::any_of(scope.iter().copied());
        let question = Question { scope, ..question("secret plan", &["de", "en_us"]) };
        let hits = index.search(&question).unwrap();
        hits.hits.into_iter().map(|hit| hit.language.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(languages(&["public"]), ["en_us"]);
    assert_eq!(languages(&["public", "internal"]), ["de"]);
}

const TERMS: [&str; 4] = ["a", "b", "c", "d"];

fn some_terms() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(&TERMS[..], 0..=TERMS.len())
}

proptest! {
    #![proptest_config(same_cases())]

    #[test]
    fn th28_exactly_what_the_scope_allows_is_found(
        documents in prop::collection::vec(some_terms(), 1..12),
        groups in prop::collection::vec(some_terms(), 0..3),
    ) {
        let rows = documents.iter().enumerate().map(|(nth, terms)| owned(&format!("{nth:02}"), terms));
        let index = index_of(rows.collect());
        let allowed = |terms: &Vec<&str>| {
            !groups.is_empty() && groups.iter().all(|group| group.iter().any(|term| terms.contains(term)))
        };
        let expected: Vec<String> = documents
            .iter()
            .enumerate()
            .filter(|(_, terms)| allowed(terms))
            .map(|(nth, _)| format!("{nth:02}"))
            .collect();
        let scope = groups.iter().fold(Scope::default(), |scope, group| scope.and_any_of(group.iter().copied()));
        let question = Question { scope, limit: 100, ..question("secret plans", &["en_us"]) };
        let hits = index.search(&question).unwrap();
        let mut found = articles(&hits);
        found.sort();
        prop_assert_eq!(hits.total, expected.len());
        prop_assert_eq!(&found, &expected);
    }
}
