//! The order of the best matches, by our own measure: tantivy scores errors by their rarity, and knows neither how near
//! words stand to each other nor how much of a title was asked for.

use std::collections::BTreeSet;

use kernel::Fault;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED};

use crate::collect::Match;
use crate::expand::Sought;
use crate::fault::failed;
use crate::schema::{SEARCHED, TITLE, TITLE_WORDS, UPDATED_AT};
use crate::tree::WORTH;

/// BM25's: how soon more of the same word says no more, and how much a long field is held against a document.
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.6;

/// What a document that has only some of the words keeps in any case.
const WITHOUT_COVERAGE: f32 = 0.3;

/// What words next to each other are worth, of the rarer one's weight, and words in the other order of that. In a title
/// more.
const NEAR: f32 = 0.8;
const TURNED: f32 = 0.6;
const NEAR_IN_TITLE: f32 = 1.5;
/// Words further apart are not near.
const FURTHEST: u32 = 8;

/// What a title is worth that has all that was asked for and nothing else.
const TITLE_COVERED: f32 = 1.5;

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

/// How one want is met in one document.
#[derive(Default, Clone)]
struct Evidence {
    fields: [InField; SEARCHED],
}

#[derive(Default, Clone)]
struct InField {
    /// What the best way in which it is met is worth.
    worth: f32,
    /// How often, by the way that counts most.
    weight: f32,
    places: Vec<u32>,
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
        let evidence = self.evidence(segment, language, matches)?;
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

    /// For each match, in the order of their documents, how each want is met.
    fn evidence(
        &self,
        segment: &SegmentReader,
        language: &InLanguage<'_>,
        matches: &[Match],
    ) -> Result<Vec<Vec<Evidence>>, Fault> {
        let documents: Vec<DocId> = matches.iter().map(|found| found.address.doc_id).collect();
        let mut evidence = vec![vec![Evidence::default(); language.sought.len()]; documents.len()];
        for (nth, field) in self.searched.iter().enumerate() {
            let index = segment.inverted_index(*field).map_err(failed)?;
            for (want, sought) in language.sought.iter().enumerate() {
                let mut note = |place: usize, worth: f32, places: &[u32]| {
                    evidence[place][want].fields[nth].add(worth, places);
                };
                for (text, token) in sought.tokens.iter().filter(|(_, token)| token.may_be_in(nth)) {
                    each_place(&index, text, &documents, |at, places| note(at, token.worth, places))?;
                }
                for (tokens, worth) in &sought.phrases {
                    for (at, places) in phrase(&index, tokens, &documents)? {
                        note(at, *worth, &places);
                    }
                }
            }
        }
        let fields = evidence.iter_mut().flatten().flat_map(|one| &mut one.fields);
        fields.for_each(|field| {
            field.places.sort_unstable();
            field.places.dedup();
        });
        Ok(evidence)
    }
}

impl InField {
    fn add(&mut self, worth: f32, places: &[u32]) {
        if places.is_empty() {
            return;
        }
        self.worth = self.worth.max(worth);
        self.weight = self.weight.max(worth * real(places.len()));
        self.places.extend_from_slice(places);
    }
}

/// Visits where a token stands in those of the documents that have it; they are in their order.
fn each_place(
    index: &InvertedIndexReader,
    token: &str,
    documents: &[DocId],
    mut visit: impl FnMut(usize, &[u32]),
) -> Result<(), Fault> {
    let Some(info) = index.terms().get(token).map_err(failed)? else { return Ok(()) };
    let option = IndexRecordOption::WithFreqsAndPositions;
    let mut postings = index.read_postings_from_terminfo(&info, option).map_err(failed)?;
    let mut places = Vec::new();
    for (at, document) in documents.iter().enumerate() {
        if postings.doc() < *document {
            postings.seek(*document);
        }
        if postings.doc() == TERMINATED {
            break;
        }
        if postings.doc() == *document {
            postings.positions(&mut places);
            visit(at, &places);
        }
    }
    Ok(())
}

/// Where tokens stand next to each other: the places of the first.
fn phrase(
    index: &InvertedIndexReader,
    tokens: &[String],
    documents: &[DocId],
) -> Result<Vec<(usize, Vec<u32>)>, Fault> {
    let mut begun: Vec<Option<BTreeSet<u32>>> = vec![None; documents.len()];
    for (behind, token) in (0..).zip(tokens) {
        let mut here: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); documents.len()];
        each_place(index, token, documents, |at, places| {
            here[at] = places.iter().filter_map(|place| place.checked_sub(behind)).collect();
        })?;
        for (known, here) in begun.iter_mut().zip(here) {
            *known = Some(known.take().map_or_else(|| here.clone(), |known| &known & &here));
        }
    }
    let places = begun.into_iter().enumerate();
    Ok(places.filter_map(|(at, places)| Some((at, places?.into_iter().collect()))).collect())
}

/// A count as a score takes it.
#[expect(clippy::cast_precision_loss, reason = "a score needs no more than seven digits")]
pub(crate) fn real(count: impl TryInto<u32>) -> f32 {
    count.try_into().unwrap_or(u32::MAX) as f32
}

/// What a word says: the rarer the more (BM25's inverse document frequency).
pub(crate) fn weight(with: u64, all: u64) -> f32 {
    let (with, all) = (real(with.min(all)), real(all));
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

struct Measure<'a> {
    sought: &'a [Sought],
    /// Of each want.
    weights: Vec<f32>,
    norms: Vec<FieldNormReader>,
    mean_lengths: &'a [f32],
}

impl Measure<'_> {
    fn score(&self, document: DocId, evidence: &[Evidence], title_words: u64) -> f32 {
        let words: f32 =
            evidence.iter().zip(&self.weights).map(|(one, weight)| weight * self.met(document, one)).sum();
        let all: f32 = self.needed(evidence).map(|(_, weight)| weight).sum();
        if all <= 0.0 {
            return words;
        }
        let covered: f32 = self.needed(evidence).map(|(one, weight)| weight * one.worth()).sum();
        let coverage = WITHOUT_COVERAGE + (1.0 - WITHOUT_COVERAGE) * covered / all;
        words * coverage + self.nearness(evidence) + self.title(evidence, title_words)
    }

    fn is_complete(&self, evidence: &[Evidence]) -> bool {
        self.needed(evidence).all(|(one, _)| one.worth() > 0.0)
    }

    fn needed<'e>(&'e self, evidence: &'e [Evidence]) -> impl Iterator<Item = (&'e Evidence, f32)> {
        let all = evidence.iter().zip(&self.weights).zip(self.sought);
        all.filter(|(_, sought)| sought.is_needed).map(|((one, weight), _)| (one, *weight))
    }

    /// BM25 over all fields at once (BM25F), times what the best way is worth.
    fn met(&self, document: DocId, evidence: &Evidence) -> f32 {
        let weight = |nth: usize| {
            let length = real(self.norms[nth].fieldnorm(document)) / self.mean_lengths[nth];
            WORTH[nth] * evidence.fields[nth].weight / (1.0 - LENGTH + LENGTH * length)
        };
        let often: f32 = (0..self.norms.len()).map(weight).sum();
        evidence.worth() * often * (SATURATION + 1.0) / (often + SATURATION)
    }

    /// Of each two neighbours among what was typed, how near they stand in the field where they are nearest.
    fn nearness(&self, evidence: &[Evidence]) -> f32 {
        let needed: Vec<_> = self.needed(evidence).collect();
        let pair = |pair: &[(&Evidence, f32)]| {
            let [(one, weight), (other, other_weight)] = pair else { return 0.0 };
            let in_field = |nth: usize| {
                let (one, other) = (&one.fields[nth], &other.fields[nth]);
                let factor = if nth == TITLE { NEAR_IN_TITLE } else { 1.0 };
                factor * one.worth * other.worth * near(&one.places, &other.places)
            };
            NEAR * weight.min(*other_weight) * (0..SEARCHED).map(in_field).fold(0.0, f32::max)
        };
        needed.windows(2).map(pair).sum()
    }

    /// How much of what was asked for is in the title, and how much of the title was asked for.
    fn title(&self, evidence: &[Evidence], title_words: u64) -> f32 {
        let asked: f32 = self.needed(evidence).map(|(one, weight)| weight * one.fields[TITLE].worth).sum();
        let places: BTreeSet<u32> =
            self.needed(evidence).flat_map(|(one, _)| one.fields[TITLE].places.iter().copied()).collect();
        let said = (real(places.len()) / real(title_words.max(1))).min(1.0);
        TITLE_COVERED * asked * said
    }
}

impl Evidence {
    fn worth(&self) -> f32 {
        self.fields.iter().map(|field| field.worth).fold(0.0, f32::max)
    }
}

/// 1 for two words next to each other, less the more stands between them or if they are turned. Places are in order.
fn near(one: &[u32], other: &[u32]) -> f32 {
    let mut best: f32 = 0.0;
    for first in one {
        let behind = other.partition_point(|second| second <= first);
        let next = other.get(behind).map(|second| (second - first, 1.0));
        let before = other[..behind].iter().rev().find(|second| *second < first);
        let before = before.map(|second| (first - second, TURNED));
        for (gap, order) in next.into_iter().chain(before).filter(|(gap, _)| *gap <= FURTHEST) {
            best = best.max(order / real(gap));
        }
    }
    best
}
