//! What else somebody who reads an article may want to read.

use search::{Document, Index, Scope};

use crate::shelf::{EVERYBODY, document, english, index_of, language};

fn tagged(tags: &[&str], document: Document) -> Document {
    Document { tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..document }
}

fn related(index: &Index, article: &str, code: &str) -> Vec<String> {
    let scope = Scope::any_of([EVERYBODY]);
    let hits = index.related(article, &[language(code)], &scope, 3).unwrap();
    hits.into_iter().map(|hit| hit.article).collect()
}

fn shelf() -> Vec<Document> {
    let mut documents = vec![
        tagged(
            &["billing", "refund"],
            english("refund", "Ask for a refund", "How a paid invoice is refunded to your card."),
        ),
        tagged(
            &["billing", "refund"],
            english(
                "cancelled",
                "Refunds of cancelled orders",
                "When your card gets the refund of an order.",
            ),
        ),
        tagged(
            &["billing"],
            english("invoice", "Read an invoice", "What stands on an invoice that is paid by card."),
        ),
        english("password", "Reset a password", "How to choose another password."),
    ];
    documents.extend(
        (0..20).map(|nth| english(&format!("other{nth}"), &format!("Chapter {nth}"), "quite other things")),
    );
    documents
}

#[test]
fn k3_related_articles_share_tags_and_rare_words() {
    let index = index_of(shelf());
    assert_eq!(related(&index, "refund", "en_us"), ["cancelled", "invoice"]);
    assert_eq!(related(&index, "password", "en_us"), [""; 0]);
    assert_eq!(related(&index, "unknown", "en_us"), [""; 0]);
    assert_eq!(related(&index, "refund", "de"), [""; 0]);
}

#[test]
fn k3_related_articles_are_of_the_language_that_is_read() {
    let mut documents = shelf();
    documents.push(document(
        "erstattung",
        "de",
        "Geld zurück",
        "Rechnung, Karte und Erstattung einer Zahlung.",
    ));
    documents.push(document("storno", "de", "Storno", "Die Erstattung der Zahlung auf Ihre Karte."));
    let index = index_of(documents);
    assert_eq!(related(&index, "erstattung", "de"), ["storno"]);
}

#[test]
fn th28_related_articles_are_only_those_that_may_be_found() {
    let mut documents = shelf();
    documents[1].scope = vec!["internal".to_owned()];
    let index = index_of(documents);
    assert_eq!(related(&index, "refund", "en_us"), ["invoice"]);
    let found = |scope: Scope, article: &str| {
        let hits = index.related(article, &[language("en_us")], &scope, 3).unwrap();
        hits.into_iter().map(|hit| hit.article).collect::<Vec<_>>()
    };
    assert_eq!(found(Scope::any_of([EVERYBODY, "internal"]), "refund"), ["cancelled", "invoice"]);
    // What may not be found tells nothing of what it is like.
    assert_eq!(found(Scope::any_of([EVERYBODY]), "cancelled"), [""; 0]);
    assert_eq!(found(Scope::default(), "refund"), [""; 0]);
}
