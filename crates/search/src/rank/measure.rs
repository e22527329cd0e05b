//! Our own measure of how well a document fits.

use std::collections::BTreeSet;

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use super::evidence::Evidence;
use crate::expand::Sought;
use crate::schema::{SEARCHED, TITLE};
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

pub(super) struct Measure<'a> {
    pub(super) sought: &'a [Sought],
    /// Of each want.
    pub(super) weights: Vec<f32>,
    pub(super) norms: Vec<FieldNormReader>,
    pub(super) mean_lengths: &'a [f32],
}

impl Measure<'_> {
    pub(super) fn score(&self, document: DocId, evidence: &[Evidence], title_words: u64) -> f32 {
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

    /// Whether all that is needed is met.
    pub(super) fn is_complete(&self, evidence: &[Evidence]) -> bool {
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
