//! The order of the best matches, by our own measure: tantivy scores errors by their rarity, and knows neither how near
//! words stand to each other nor how much of a title was asked for.

mod evidence;
mod measure;

use kernel::Fault;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

use evidence::evidence;
use measure::Measure;
pub(crate) use measure::{real, weight};

use crate::collect::Match;
use crate::expand::Sought;
use crate::fault::failed;
use crate::schema::{TITLE_WORDS, UPDATED_AT};

/// A match with its place by our measure.
pub(crate) struct Ranked {
    pub(crate) found: Match,
    pub(crate) score: f32,
    /// Whether it has all that was needed.
    pub(crate) is_complete: bool,
    updated_at: i64,
}

/// What is sought in one language.
pub(crate) struct InLanguage<'a> {
    pub(crate) sought: &'a [Sought],
    /// How many documents the language has.
    pub(crate) documents: u64,
}

pub(crate) struct Ranking<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) searched: &'a [Field],
    pub(crate) languages: &'a [InLanguage<'a>],
}

impl Ranked {
    /// One that comes after those that were ranked, as tantivy found it.
    pub(crate) fn unranked(found: Match) -> Self {
        Self { found, score: 0.0, is_complete: false, updated_at: 0 }
    }
}

impl Ranking<'_> {
    /// Best first.
    pub(crate) fn rank(&self, matches: &[Match]) -> Result<Vec<Ranked>, Fault> {
        let lengths = self.mean_lengths()?;
        let mut ranked = Vec::with_capacity(matches.len());
        for (nth, segment) in self.searcher.segment_readers().iter().enumerate() {
            for (language, of) in self.languages.iter().enumerate() {
                let here =
                    |found: &&Match| found.address.segment_ord as usize == nth && found.language == language;
                let mut matches: Vec<Match> = matches.iter().filter(here).copied().collect();
                matches.sort_by_key(|found| found.address.doc_id);
                ranked.extend(self.of_segment(segment, of, &matches, &lengths)?);
            }
        }
        ranked.sort_by(|one: &Ranked, other| {
            let by_score = other.score.total_cmp(&one.score);
            let by_age = other.updated_at.cmp(&one.updated_at);
            by_score.then(by_age).then_with(|| one.found.article.cmp(&other.found.article))
        });
        Ok(ranked)
    }

    fn mean_lengths(&self) -> Result<Vec<f32>, Fault> {
        let documents = real(self.searcher.num_docs().max(1));
        let length = |field: &Field| {
            let mut tokens = 0;
            for segment in self.searcher.segment_readers() {
                tokens += segment.inverted_index(*field).map_err(failed)?.total_num_tokens();
            }
            Ok((real(tokens) / documents).max(1.0))
        };
        self.searched.iter().map(length).collect()
    }

    fn of_segment(
        &self,
        segment: &SegmentReader,
        language: &InLanguage<'_>,
        matches: &[Match],
        mean_lengths: &[f32],
    ) -> Result<Vec<Ranked>, Fault> {
        if matches.is_empty() {
            return Ok(Vec::new());
        }
        let evidence = evidence(segment, self.searched, language.sought, matches)?;
        let norms = |field: &Field| segment.get_fieldnorms_reader(*field).map_err(failed);
        let measure = Measure {
            weights: language
                .sought
                .iter()
                .map(|sought| weight(sought.documents, language.documents))
                .collect(),
            sought: language.sought,
            norms: self.searched.iter().map(norms).collect::<Result<_, _>>()?,
            mean_lengths,
        };
        let title_words = segment.fast_fields().u64(TITLE_WORDS).map_err(failed)?;
        let updated_at = segment.fast_fields().i64(UPDATED_AT).map_err(failed)?;
        let ranked = matches.iter().zip(evidence).map(|(found, evidence)| {
            let document = found.address.doc_id;
            Ranked {
                found: *found,
                score: measure.score(document, &evidence, title_words.first(document).unwrap_or(0)),
                is_complete: measure.is_complete(&evidence),
                updated_at: updated_at.first(document).unwrap_or(0),
            }
        });
        Ok(ranked.collect())
    }
}
