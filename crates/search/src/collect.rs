//! Gathers what matches: each article once, in the language that comes first.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::{ARTICLE_KEY, LANGUAGE_KEY};

/// A document that matches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Match {
    pub(crate) article: u64,
    /// The place of its language in the question.
    pub(crate) language: usize,
    pub(crate) score: Score,
    pub(crate) address: DocAddress,
}

/// Collects matches; the keys are those of the question's languages.
pub(crate) struct Matches {
    pub(crate) languages: Vec<u64>,
}

pub(crate) struct OfSegment {
    languages: Vec<u64>,
    segment: SegmentOrdinal,
    article_key: Column<u64>,
    language_key: Column<u64>,
    found: Vec<Match>,
}

impl Collector for Matches {
    type Fruit = Vec<Match>;
    type Child = OfSegment;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<OfSegment> {
        Ok(OfSegment {
            languages: self.languages.clone(),
            segment,
            article_key: reader.fast_fields().u64(ARTICLE_KEY)?,
            language_key: reader.fast_fields().u64(LANGUAGE_KEY)?,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Vec<Match>>) -> tantivy::Result<Vec<Match>> {
        let mut found: Vec<Match> = segments.into_iter().flatten().collect();
        found.sort_by_key(|one| (one.article, one.language));
        let mut articles: Vec<Match> = Vec::new();
        for one in found {
            match articles.last_mut() {
                Some(last) if last.article == one.article => last.score = last.score.max(one.score),
                _ => articles.push(one),
            }
        }
        articles.sort_by(|one, other| {
            other.score.total_cmp(&one.score).then_with(|| one.article.cmp(&other.article))
        });
        Ok(articles)
    }
}

impl SegmentCollector for OfSegment {
    type Fruit = Vec<Match>;

    fn collect(&mut self, document: DocId, score: Score) {
        let language = self.language_key.first(document);
        let language = self.languages.iter().position(|key| Some(*key) == language);
        let article = self.article_key.first(document);
        if let (Some(article), Some(language)) = (article, language) {
            let address = DocAddress::new(self.segment, document);
            self.found.push(Match { article, language, score, address });
        }
    }

    fn harvest(self) -> Vec<Match> {
        self.found
    }
}
