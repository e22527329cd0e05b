//! A few articles in an index in memory, and questions to them.

use kernel::{Language, Time};
use markup::Span;
use search::{Change, Document, Hits, Index, Question, Scope};

/// Everybody who asks here has it, and every document unless it says otherwise.
pub(crate) const EVERYBODY: &str = "everybody";

pub(crate) fn language(code: &str) -> Language {
    code.parse().unwrap()
}

pub(crate) fn document(article: &str, code: &str, title: &str, text: &str) -> Document {
    Document {
        article: article.to_owned(),
        language: language(code),
        scope: vec![EVERYBODY.to_owned()],
        filters: Vec::new(),
        title: title.to_owned(),
        headings: Vec::new(),
        tags: Vec::new(),
        text: text.to_owned(),
        updated_at: Time(0),
    }
}

pub(crate) fn english(article: &str, title: &str, text: &str) -> Document {
    document(article, "en_us", title, text)
}

/// An index of these, each the only document of its article or one of several that stand together.
pub(crate) fn index_of(documents: Vec<Document>) -> Index {
    let index = Index::in_memory().unwrap();
    put(&index, documents, "filled");
    index
}

pub(crate) fn put(index: &Index, documents: Vec<Document>, position: &str) {
    let mut changes: Vec<Change> = Vec::new();
    for document in documents {
        if let Some(Change::Replace { article, documents }) = changes.last_mut()
            && *article == document.article
        {
            documents.push(document);
            continue;
        }
        changes.push(Change::Replace { article: document.article.clone(), documents: vec![document] });
    }
    index.apply(&changes, position, Time(0)).unwrap();
}

pub(crate) fn question(typed: &str, codes: &[&str]) -> Question {
    let languages = codes.iter().map(|code| language(code)).collect();
    Question::new(typed, languages, Scope::any_of([EVERYBODY]))
}

/// The articles that are found in English, best first.
pub(crate) fn found(index: &Index, typed: &str) -> Vec<String> {
    articles(&index.search(&question(typed, &["en_us"])).unwrap())
}

pub(crate) fn articles(hits: &Hits) -> Vec<String> {
    hits.hits.iter().map(|hit| hit.article.clone()).collect()
}

/// As people see it, with what is marked between brackets.
pub(crate) fn shown(spans: &[Span]) -> String {
    spans.iter().map(|span| if span.hit { format!("[{}]", span.text) } else { span.text.clone() }).collect()
}
