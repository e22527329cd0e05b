//! The query as tantivy takes it. Built here and not by its parser, so that nothing that is typed is syntax.

use tantivy::Term;
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use crate::any::AnyOf;
use crate::expand::{Sought, Token};
use crate::question::{Question, Scope};
use crate::schema::{Fields, SEARCHED};

/// What a hit in the title, the tags, the headings and the text is worth.
pub(crate) const WORTH: [f32; SEARCHED] = [4.0, 3.0, 2.0, 1.0];

/// Tokens of less worth only say that a document may be meant; their rarity says nothing, since errors are rare.
const MEANT: f32 = 0.75;

/// What is sought in one language, and how many of the needed a document must have.
pub(crate) struct Branch<'a> {
    pub(crate) sought: &'a [Sought],
    pub(crate) fewest: usize,
}

/// What may be found at all, and of that what has enough of what is sought in any language.
pub(crate) fn tree(
    fields: &Fields,
    searched: &[Field],
    question: &Question,
    branches: &[Branch<'_>],
) -> Box<dyn Query> {
    let languages: Vec<_> =
        branches.iter().map(|branch| (Occur::Should, of_language(searched, branch))).collect();
    let mut all = vec![(Occur::Must, boxed(BooleanQuery::new(languages)))];
    all.extend(allowed(fields, &question.scope));
    if !question.filters.is_empty() {
        all.push((Occur::Must, any(fields.filter, &question.filters)));
    }
    boxed(BooleanQuery::new(all))
}

/// One clause for each group; one that finds nothing where there is no group.
pub(crate) fn allowed(fields: &Fields, scope: &Scope) -> Vec<(Occur, Box<dyn Query>)> {
    if scope.groups().is_empty() {
        return vec![(Occur::Must, boxed(EmptyQuery))];
    }
    scope.groups().iter().map(|group| (Occur::Must, any(fields.scope, group))).collect()
}

fn any(field: Field, terms: &[String]) -> Box<dyn Query> {
    if terms.is_empty() {
        return boxed(EmptyQuery);
    }
    let terms = terms.iter().map(|term| Term::from_field_text(field, term));
    let queries = terms.map(|term| (Occur::Should, boxed(TermQuery::new(term, IndexRecordOption::Basic))));
    boxed(ConstScoreQuery::new(boxed(BooleanQuery::new(queries.collect())), 0.0))
}

fn of_language(searched: &[Field], branch: &Branch<'_>) -> Box<dyn Query> {
    let (needed, more): (Vec<_>, Vec<_>) = branch.sought.iter().partition(|sought| sought.is_needed);
    if needed.is_empty() {
        return boxed(EmptyQuery);
    }
    let queries =
        |sought: Vec<&Sought>| sought.into_iter().map(|one| (Occur::Should, one_of(searched, one))).collect();
    let needed: Vec<_> = queries(needed);
    let needed = BooleanQuery::with_minimum_required_clauses(needed, branch.fewest);
    let mut all = vec![(Occur::Must, boxed(needed))];
    all.extend::<Vec<_>>(queries(more));
    boxed(BooleanQuery::new(all))
}

fn one_of(searched: &[Field], sought: &Sought) -> Box<dyn Query> {
    let mut queries: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for (nth, (field, field_worth)) in searched.iter().zip(WORTH).enumerate() {
        let here = sought.tokens.iter().filter(|(_, token)| token.may_be_in(nth));
        let (meant, perhaps): (Vec<_>, Vec<_>) = here.partition(|(_, token)| token.worth >= MEANT);
        for (token, Token { worth, .. }) in meant {
            let term = Term::from_field_text(*field, token);
            let query = boxed(TermQuery::new(term, IndexRecordOption::WithFreqs));
            queries.push((Occur::Should, boxed(BoostQuery::new(query, field_worth * worth))));
        }
        for (tokens, worth) in &sought.phrases {
            let terms = tokens.iter().map(|token| Term::from_field_text(*field, token)).collect();
            let query = boxed(PhraseQuery::new(terms));
            queries.push((Occur::Should, boxed(BoostQuery::new(query, field_worth * worth))));
        }
        if !perhaps.is_empty() {
            let tokens = perhaps.into_iter().map(|(token, _)| token.clone()).collect();
            queries.push((
                Occur::Should,
                boxed(BoostQuery::new(boxed(AnyOf::new(*field, tokens)), field_worth)),
            ));
        }
    }
    boxed(BooleanQuery::new(queries))
}

pub(crate) fn boxed(query: impl Query) -> Box<dyn Query> {
    Box::new(query)
}
