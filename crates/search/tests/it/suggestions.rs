//! What is offered while a question is still being typed.

use search::{Document, Index, Question};

use crate::shelf::{document, english, index_of, question, shown};

fn shelf() -> Index {
    let mut tagged = english("vat", "Sales tax", "…");
    tagged.tags = vec!["VAT".to_owned()];
    let mut documents = vec![
        english("password", "Reset your password", "…"),
        english("passport", "Passport photos", "…"),
        english("pass", "Day passes", "…"),
        english("text", "Nothing", "a password is mentioned here"),
        tagged,
    ];
    documents.extend((0..9).map(|nth| english(&format!("step{nth}"), &format!("Setup, step {nth}"), "…")));
    index_of(documents)
}

fn suggested(index: &Index, typed: &str) -> Vec<String> {
    let question = Question { limit: 5, ..question(typed, &["en_us"]) };
    index.suggest(&question).unwrap().into_iter().map(|hit| hit.article).collect()
}

#[test]
fn k3_the_first_five_titles_that_go_on_as_was_typed() {
    let index = shelf();
    assert_eq!(suggested(&index, "setup st").len(), 5);
    assert_eq!(suggested(&index, "passw"), ["password"]);
    let mut all = suggested(&index, "pass");
    assert_eq!(all[0], "pass", "the word itself comes first");
    all.sort();
    assert_eq!(all, ["pass", "passport", "password"]);
    assert_eq!(suggested(&index, "reset p"), ["password"]);
    assert_eq!(suggested(&index, "p").len(), 3, "one letter is a beginning");
}

#[test]
fn k3_suggestions_forgive_errors_and_know_tags_but_not_texts() {
    let index = shelf();
    assert_eq!(suggested(&index, "pasword"), ["password"]);
    assert_eq!(suggested(&index, "resett pasw"), ["password"]);
    assert_eq!(suggested(&index, "vat"), ["vat"]);
    assert_eq!(suggested(&index, "mentioned"), [""; 0]);
    assert_eq!(suggested(&index, ""), [""; 0]);
}

#[test]
fn k3_a_suggestion_shows_what_was_typed_in_its_title_and_no_text() {
    let hits = shelf().suggest(&question("reset pass", &["en_us"])).unwrap();
    assert_eq!(shown(&hits[0].title), "[Reset] your [password]");
    assert!(hits[0].excerpt.is_empty());
}

#[test]
fn k3_suggestions_come_in_the_visitors_language_first() {
    let index = index_of(vec![
        document("portal", "de", "Portal öffnen", "…"),
        document("portal", "en_us", "Portal opening", "…"),
        Document { language: crate::shelf::language("fr"), ..english("french", "Portal", "…") },
    ]);
    let hits = index.suggest(&question("port", &["de", "en_us"])).unwrap();
    let hits: Vec<_> = hits.iter().map(|hit| format!("{} {}", hit.article, hit.language)).collect();
    assert_eq!(hits, ["portal de"]);
}
