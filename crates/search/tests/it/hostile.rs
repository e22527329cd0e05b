//! Whatever is typed, and whatever is stored, is an answer and never an error.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use search::{Document, Question, Synonyms};

use crate::shelf::{document, english, found, index_of, question};

/// The same cases in every run; `PROPTEST_CASES` asks for more than the usual number.
pub(crate) fn same_cases() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(34),
        failure_persistence: None,
        cases: 48,
        ..ProptestConfig::default()
    }
}

#[test]
fn k3_nothing_that_can_be_typed_is_an_error_or_syntax() {
    let index = index_of(vec![english("it", "Or not", "title:it AND text OR (it) NOT \"it\" ^2 ~1")]);
    let long = (0..3_000).map(|nth| format!("w{nth}")).collect::<Vec<_>>().join(" ");
    for typed in [
        "",
        " ",
        "\0",
        "\"",
        "\"\"",
        "\"\"\"",
        "*",
        "?",
        "title:it",
        "+it -not",
        "it^100000",
        "it~9",
        "[a TO z]",
        "{* TO *}",
        "/(a+)+$/",
        "it AND OR NOT",
        "((((((((((",
        "'; drop table article; --",
        "%' or 1=1 --",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "🙂",
        "👩‍👩‍👧‍👦 🏳️‍🌈",
        "\u{202e}olleh\u{202c}",
        "\u{200f}\u{200e}\u{2066}",
        "\u{301}\u{301}\u{301}",
        "the of and to",
        "…—–",
        &"a".repeat(10_000),
        &"ab ".repeat(4_000),
        &"\"it\" ".repeat(2_000),
        &"漢".repeat(5_000),
        &"e\u{301}".repeat(5_000),
        &long,
    ] {
        let hits = index.search(&question(typed, &["en_us", "de", "zh"])).unwrap();
        assert!(hits.total <= 1, "{typed}");
        assert!(index.suggest(&question(typed, &["en_us", "ar"])).unwrap().len() <= 1);
    }
    // What looks like syntax is words.
    assert_eq!(found(&index, "title:it"), ["it"]);
    assert_eq!(found(&index, "-it"), ["it"]);
    assert_eq!(found(&index, "zebra OR title"), ["it"]);
    assert_eq!(found(&index, "zebra*"), [""; 0]);
}

#[test]
fn k3_a_long_question_is_still_looked_for_by_its_first_words() {
    let index = index_of(vec![english("it", "Invoices", "about invoices")]);
    let typed = format!("invoices {}", "zebra ".repeat(2_000));
    assert_eq!(found(&index, &typed), ["it"]);
}

#[test]
fn k3_whatever_a_document_holds_is_indexed() {
    let huge = "word ".repeat(200_000);
    let index = index_of(vec![
        english("empty", "", ""),
        english("huge", "Huge", &huge),
        english("one-word", "One", &"x".repeat(1_000_000)),
        english("strange", "\0\u{202e}🙂", "\u{feff}\0 \u{1f468}\u{200d}\u{1f469}"),
        document("odd", "zh", "漢".repeat(50_000).as_str(), "漢"),
        Document {
            scope: vec![crate::shelf::EVERYBODY.to_owned(); 500], ..english("scoped", "Scoped", "…")
        },
    ]);
    assert_eq!(index.documents(), 6);
    assert_eq!(found(&index, "word"), ["huge"]);
    assert_eq!(found(&index, "scoped"), ["scoped"]);
}

proptest! {
    #![proptest_config(same_cases())]

    #[test]
    fn k3_any_question_to_any_document_has_an_answer(
        title in any::<String>(),
        text in "\\PC{0,200}",
        typed in any::<String>(),
        code in prop::sample::select(vec!["en_us", "de", "ar", "el", "hi", "ta", "tr", "zh", "fa", "pl", "xx"]),
    ) {
        let index = index_of(vec![document("it", code, &title, &text)]);
        let synonyms = Arc::new(Synonyms::new(vec![vec![title.clone(), typed.clone(), text.clone()]]));
        for typed in [&typed, &title, &text] {
            let question = Question { synonyms: synonyms.clone(), ..question(typed, &[code]) };
            let hits = index.search(&question).unwrap();
            prop_assert!(hits.total <= 1);
            index.suggest(&question).unwrap();
        }
    }
}
