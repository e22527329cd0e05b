//! What the index holds of a document, and how.

use kernel::Language;
use markup::{Kind, placed_words};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{TantivyDocument, Term};

use crate::document::Document;
use crate::language::Analyser;
use crate::words::{TOKENIZER, written_in};

/// Changes whenever what is indexed changes: fields, stemmers, how words are cut. An index of another edition is made
/// anew.
pub(crate) const EDITION: u32 = 1;

/// The fields in which words are looked for, by what a hit in them is worth.
pub(crate) const SEARCHED: usize = 4;

/// The fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) article: Field,
    pub(crate) language: Field,
    pub(crate) scope: Field,
    pub(crate) filter: Field,
    /// Title, tags, headings, text.
    pub(crate) searched: [Field; SEARCHED],
    /// Title, tags and text as they were written.
    pub(crate) shown: [Field; 3],
    article_key: Field,
    language_key: Field,
    title_words: Field,
    updated_at: Field,
}

/// Names of the fields that are read for many documents at once.
pub(crate) const ARTICLE_KEY: &str = "article_key";
pub(crate) const LANGUAGE_KEY: &str = "language_key";
pub(crate) const TITLE_WORDS: &str = "title_words";
pub(crate) const UPDATED_AT: &str = "updated_at";

/// The place of the title in [`Fields::searched`].
pub(crate) const TITLE: usize = 0;

impl Fields {
    pub(crate) fn new() -> Self {
        let mut builder = Schema::builder();
        let searched = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let searched = TextOptions::default().set_indexing_options(searched);
        Self {
            article: builder.add_text_field("article", STRING | STORED),
            language: builder.add_text_field("language", STRING | STORED),
            scope: builder.add_text_field("scope", STRING),
            filter: builder.add_text_field("filter", STRING),
            searched: ["title", "tags", "headings", "text"]
                .map(|name| builder.add_text_field(name, searched.clone())),
            shown: ["shown_title", "shown_tags", "shown_text"]
                .map(|name| builder.add_text_field(name, STORED)),
            article_key: builder.add_u64_field(ARTICLE_KEY, FAST),
            language_key: builder.add_u64_field(LANGUAGE_KEY, FAST),
            title_words: builder.add_u64_field(TITLE_WORDS, FAST),
            updated_at: builder.add_i64_field(UPDATED_AT, FAST | INDEXED),
            schema: builder.build(),
        }
    }

    /// All documents of an article.
    pub(crate) fn article_term(&self, article: &str) -> Term {
        Term::from_field_text(self.article, article)
    }

    /// All documents in a language.
    pub(crate) fn language_term(&self, language: &Language) -> Term {
        Term::from_field_text(self.language, language.as_str())
    }

    /// A document as the index takes it.
    pub(crate) fn document(&self, document: &Document) -> TantivyDocument {
        let analyser = Analyser::of(&document.language);
        let code = document.language.as_str();
        let mut row = TantivyDocument::new();
        row.add_text(self.article, &document.article);
        row.add_text(self.language, document.language.as_str());
        document.scope.iter().for_each(|term| row.add_text(self.scope, term));
        document.filters.iter().for_each(|term| row.add_text(self.filter, term));
        let (title, text) = (one_line(&document.title), one_line(&document.text));
        let title_words = content_words(&analyser, &title);
        let searched =
            [vec![title.as_str()], lines(&document.tags), lines(&document.headings), vec![text.as_str()]];
        for (field, lines) in self.searched.iter().zip(searched) {
            row.add_text(*field, written_in(code, &lines));
        }
        for (field, text) in self.shown.iter().zip([title, document.tags.join("\n"), text]) {
            row.add_text(*field, text);
        }
        row.add_u64(self.article_key, key(&document.article));
        row.add_u64(self.language_key, key(document.language.as_str()));
        row.add_u64(self.title_words, title_words);
        row.add_i64(self.updated_at, document.updated_at.0);
        row
    }
}

fn lines(many: &[String]) -> Vec<&str> {
    many.iter().map(String::as_str).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many words of a title say something.
fn content_words(analyser: &Analyser, title: &str) -> u64 {
    let words = placed_words(title).filter(|placed| placed.kind != Kind::Whole);
    let content = words.filter(|placed| !analyser.is_stop(&title[placed.range.clone()]));
    content.count() as u64
}

/// A number for a name: FNV-1a.
pub(crate) fn key(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
