//! What an article's readers may want to read next: articles that share its tags and its rare words.

use std::collections::BTreeMap;

use kernel::{Fault, Language};
use markup::{Kind, Span, placed_words};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{Searcher, TantivyDocument, Term};

use crate::collect::{Match, Matches};
use crate::fault::failed;
use crate::hits::Hit;
use crate::language::Analyser;
use crate::question::Scope;
use crate::rank::{real, weight};
use crate::schema::{Fields, key};
use crate::tree::{WORTH, allowed, boxed};

/// The words that say most about an article, and how many of them another must share.
const WORDS: usize = 16;
const SHARED: usize = 3;

/// A word in so few letters says nothing about a text.
const SHORTEST: usize = 3;

/// What stands further behind in a text, in bytes, is not looked at.
const READ: usize = 20_000;

pub(crate) fn related(
    searcher: &Searcher,
    fields: &Fields,
    article: &str,
    languages: &[Language],
    scope: &Scope,
    limit: usize,
) -> Result<Vec<Hit>, Fault> {
    for language in languages {
        let term = TermQuery::new(fields.article_term(article), IndexRecordOption::Basic);
        let itself = vec![(Occur::Must, boxed(term))];
        if let Some(found) = find(searcher, fields, language, scope, itself)?.first() {
            let row = searcher.doc(found.address).map_err(failed)?;
            let mut clauses = like(searcher, fields, language, &row)?;
            let term = TermQuery::new(fields.article_term(article), IndexRecordOption::Basic);
            clauses.push((Occur::MustNot, boxed(term)));
            let others = find(searcher, fields, language, scope, clauses)?;
            return others.iter().take(limit).map(|one| hit(searcher, fields, language, one)).collect();
        }
    }
    Ok(Vec::new())
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

fn find(
    searcher: &Searcher,
    fields: &Fields,
    language: &Language,
    scope: &Scope,
    mut clauses: Clauses,
) -> Result<Vec<Match>, Fault> {
    clauses.extend(allowed(fields, scope));
    let languages = vec![key(language.as_str())];
    searcher.search(&BooleanQuery::new(clauses), &Matches { languages }).map_err(failed)
}

/// Documents that share enough of its words.
fn like(
    searcher: &Searcher,
    fields: &Fields,
    language: &Language,
    row: &TantivyDocument,
) -> Result<Clauses, Fault> {
    let analyser = Analyser::of(language);
    let documents = searcher.doc_freq(&fields.language_term(language)).map_err(failed)?;
    let mut words = Vec::new();
    for (token, often) in words_of(fields, &analyser, row) {
        let with = |field| searcher.doc_freq(&Term::from_field_text(field, &token));
        let with = fields.searched.iter().map(|field| with(*field)).collect::<Result<Vec<_>, _>>();
        let with = with.map_err(failed)?.into_iter().max().unwrap_or(0);
        words.push((often.sqrt() * weight(with, documents), token));
    }
    words.sort_by(|(one, token), (other, second)| other.total_cmp(one).then_with(|| token.cmp(second)));
    words.truncate(WORDS);
    let shared = SHARED.min(words.len());
    let clauses = words.iter().map(|(says, token)| (Occur::Should, anywhere(fields, token, *says))).collect();
    Ok(vec![(Occur::Must, boxed(BooleanQuery::with_minimum_required_clauses(clauses, shared)))])
}

/// Its stems, each with how often it stands there, in title and tags more.
fn words_of(fields: &Fields, analyser: &Analyser, row: &TantivyDocument) -> BTreeMap<String, f32> {
    let mut words = BTreeMap::new();
    for (field, worth) in fields.shown.iter().zip([WORTH[0], WORTH[1], WORTH[3]]) {
        let text = row.get_first(*field).and_then(|value| value.as_str()).unwrap_or_default();
        let text = &text[..text.floor_char_boundary(READ)];
        for placed in placed_words(text).filter(|placed| placed.kind != Kind::Whole) {
            let is_short = placed.kind == Kind::Part && placed.word.chars().count() < SHORTEST;
            if is_short || analyser.is_stop(&text[placed.range.clone()]) {
                continue;
            }
            for stem in analyser.stems(text, &placed).iter().take(1) {
                *words.entry(analyser.stem(stem)).or_insert(0.0) += worth;
            }
        }
    }
    words
}

fn anywhere(fields: &Fields, token: &str, says: f32) -> Box<dyn Query> {
    let in_field = |(field, worth): (&tantivy::schema::Field, f32)| {
        let query = TermQuery::new(Term::from_field_text(*field, token), IndexRecordOption::WithFreqs);
        (Occur::Should, boxed(BoostQuery::new(boxed(query), worth * says / real(WORDS))))
    };
    boxed(BooleanQuery::new(fields.searched.iter().zip(WORTH).map(in_field).collect()))
}

fn hit(searcher: &Searcher, fields: &Fields, language: &Language, found: &Match) -> Result<Hit, Fault> {
    let row: TantivyDocument = searcher.doc(found.address).map_err(failed)?;
    let text = |field| row.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let title = Span { text: text(fields.shown[0]), hit: false };
    Ok(Hit {
        article: text(fields.article),
        language: language.clone(),
        score: found.score,
        title: vec![title],
        excerpt: Vec::new(),
    })
}
