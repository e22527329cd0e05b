use std::sync::Arc;

use kernel::Language;

use crate::synonyms::Synonyms;

/// What somebody looks for, and what they may find.
#[derive(Debug, Clone)]
pub struct Question {
    /// As it was typed. The last word counts as a beginning until white space ends it.
    pub typed: String,
    /// In which languages it is looked for; of an article that is found in several the first counts.
    pub languages: Vec<Language>,
    /// What may be found at all.
    pub scope: Scope,
    /// Only documents with one of these; all if there are none.
    pub filters: Vec<String>,
    /// Words that mean the same.
    pub synonyms: Arc<Synonyms>,
    /// How many hits are wanted.
    pub limit: usize,
    /// How many are left out before them.
    pub offset: usize,
}

impl Question {
    /// For the first ten hits.
    pub fn new(typed: impl Into<String>, languages: Vec<Language>, scope: Scope) -> Self {
        Self {
            typed: typed.into(),
            languages,
            scope,
            filters: Vec::new(),
            synonyms: Arc::default(),
            limit: 10,
            offset: 0,
        }
    }
}

/// Who asks: of each group a document must have one term. Without a group nothing is found, and neither with an empty one.
#[derive(Debug, Clone, Default)]
pub struct Scope(Vec<Vec<String>>);

impl Scope {
    /// Documents with one of these terms.
    pub fn any_of<T: Into<String>>(terms: impl IntoIterator<Item = T>) -> Self {
        Self::default().and_any_of(terms)
    }

    /// Of those the ones with one of these as well.
    #[must_use]
    pub fn and_any_of<T: Into<String>>(mut self, terms: impl IntoIterator<Item = T>) -> Self {
        self.0.push(terms.into_iter().map(Into::into).collect());
        self
    }

    pub(crate) fn groups(&self) -> &[Vec<String>] {
        &self.0
    }
}
