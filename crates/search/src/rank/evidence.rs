//! How what is sought is met in each of the best matches: where, how often and in which way.

use std::collections::BTreeSet;

use kernel::Fault;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED};

use super::measure::real;
use crate::collect::Match;
use crate::expand::Sought;
use crate::fault::failed;
use crate::schema::SEARCHED;

/// How one want is met in one document.
#[derive(Default, Clone)]
pub(crate) struct Evidence {
    pub(crate) fields: [InField; SEARCHED],
}

#[derive(Default, Clone)]
pub(crate) struct InField {
    /// What the best way in which it is met is worth.
    pub(crate) worth: f32,
    /// How often, by the way that counts most.
    pub(crate) weight: f32,
    pub(crate) places: Vec<u32>,
}

impl Evidence {
    /// What the best way is worth, in whatever field.
    pub(crate) fn worth(&self) -> f32 {
        self.fields.iter().map(|field| field.worth).fold(0.0, f32::max)
    }
}

/// For each match, in the order of their documents, how each want is met.
pub(crate) fn evidence(
    segment: &SegmentReader,
    searched: &[Field],
    sought: &[Sought],
    matches: &[Match],
) -> Result<Vec<Vec<Evidence>>, Fault> {
    let documents: Vec<DocId> = matches.iter().map(|found| found.address.doc_id).collect();
    let mut evidence = vec![vec![Evidence::default(); sought.len()]; documents.len()];
    for (nth, field) in searched.iter().enumerate() {
        let index = segment.inverted_index(*field).map_err(failed)?;
        for (want, one) in sought.iter().enumerate() {
            let mut note = |place: usize, worth: f32, places: &[u32]| {
                evidence[place][want].fields[nth].add(worth, places);
            };
            for (text, token) in one.tokens.iter().filter(|(_, token)| token.may_be_in(nth)) {
                each_place(&index, text, &documents, |at, places| note(at, token.worth, places))?;
            }
            for (tokens, worth) in &one.phrases {
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
