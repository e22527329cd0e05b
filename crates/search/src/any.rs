//! A query for documents that have one of many tokens, all worth the same. tantivy's own builds a dictionary of the tokens
//! for each question, which takes longer than to find them.

use std::sync::Arc;

use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

#[derive(Debug, Clone)]
pub(crate) struct AnyOf {
    field: Field,
    tokens: Arc<[String]>,
}

impl AnyOf {
    pub(crate) fn new(field: Field, tokens: Vec<String>) -> Self {
        Self { field, tokens: tokens.into() }
    }

    fn documents(&self, segment: &SegmentReader) -> tantivy::Result<BitSet> {
        let mut documents = BitSet::with_max_value(segment.max_doc());
        let index = segment.inverted_index(self.field)?;
        for token in self.tokens.iter() {
            let Some(info) = index.terms().get(token)? else { continue };
            let mut postings = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED {
                documents.insert(postings.doc());
                postings.advance();
            }
        }
        Ok(documents)
    }
}

impl Query for AnyOf {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for AnyOf {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(self.documents(segment)?), boost)))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        if self.documents(segment)?.contains(document) {
            Ok(Explanation::new("one of many", 1.0))
        } else {
            Err(TantivyError::InvalidArgument("it has none".to_owned()))
        }
    }
}
