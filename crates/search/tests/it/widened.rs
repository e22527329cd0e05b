//! Words that mean the same.

use std::sync::Arc;

use search::{Index, Question, Synonyms};

use crate::shelf::{articles, document, english, index_of, question, shown};

fn synonyms(groups: &[&[&str]]) -> Arc<Synonyms> {
    let group = |members: &&[&str]| members.iter().map(|member| (*member).to_owned()).collect();
    Arc::new(Synonyms::new(groups.iter().map(group).collect()))
}

fn found(index: &Index, typed: &str, synonyms: &Arc<Synonyms>) -> Vec<String> {
    let question = Question { synonyms: synonyms.clone(), ..question(typed, &["en_us"]) };
    articles(&index.search(&question).unwrap())
}

#[test]
fn k3_a_word_is_found_by_others_that_mean_the_same_without_a_rebuild() {
    let index = index_of(vec![
        english("bill", "Bills", "How bills are paid."),
        english("invoice", "Invoices", "How invoices are sent."),
        english("other", "Other", "Nothing of the kind."),
    ]);
    assert_eq!(found(&index, "bill", &synonyms(&[])), ["bill"]);
    let same = synonyms(&[&["invoice", "bill"]]);
    // The word that was typed comes first, in whatever form it was typed.
    assert_eq!(found(&index, "bill", &same), ["bill", "invoice"]);
    assert_eq!(found(&index, "invoiced", &same), ["invoice", "bill"]);
    assert_eq!(found(&index, "bill sent", &same), ["invoice", "bill"]);
    assert_eq!(found(&index, "other", &same), ["other"]);
}

#[test]
fn k3_phrases_mean_what_words_mean_and_the_other_way() {
    let index = index_of(vec![
        english("login", "Login", "The login page."),
        english("sign", "Signing in", "How to sign in with a key."),
        english("apart", "Apart", "In the sign that stands in front of the house."),
    ]);
    let same = synonyms(&[&["log in", "login", "sign in"]]);
    assert_eq!(found(&index, "login", &same), ["login", "sign"]);
    assert_eq!(found(&index, "log in", &same)[..2], ["login", "sign"]);
    let question = Question { synonyms: same, ..question("login", &["en_us"]) };
    let hits = index.search(&question).unwrap();
    assert_eq!(shown(&hits.hits[1].excerpt), "How to [sign in] with a key.");
}

#[test]
fn k3_each_language_reads_the_same_groups() {
    let index = index_of(vec![document("it", "de", "Rechnungen", "…")]);
    let same = synonyms(&[&["Faktura", "Rechnung"], &["", "…", "  "], &["einsam"]]);
    let question = Question { synonyms: same, ..question("Fakturen faktura", &["de"]) };
    assert_eq!(articles(&index.search(&question).unwrap()), ["it"]);
}
