//! Searching the help centre, and what is offered while words are typed (K3).

use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use desk::article::{Audience, Found, FoundText, MAX_SEARCH, ReadsArticles, Search as Asked, Suggested};
use desk::category::{CategoryId, Tree};
use desk::{Public, View};
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, Language};
use markup::Span;
use serde::Deserialize;
use serde_json::{Value, json};

use super::look::{Look, look};
use crate::answer::{Answer, redirect};
use crate::marked::Marked;
use crate::page::draw_for;
use crate::portal::pages::{FoundArticle, Search, SearchChoice};
use crate::url;
use crate::visit::Visit;

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    q: String,
    category: String,
    page: usize,
}

struct Wanted {
    asked: Asked,
    category: Option<CategoryId>,
    language: Language,
}

impl Look for Wanted {
    type Found = (Found, Tree);

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<(Found, Tree), Fault> {
        let tree = view.categories(&self.language).await?;
        let categories = self.category.map(|id| below(&tree, id)).unwrap_or_default();
        let asked = Asked { categories, ..self.asked.clone() };
        let found = if self.asked.words.trim().is_empty() {
            Found::default()
        } else {
            view.search(&asked, &self.language).await?
        };
        Ok((found, tree))
    }
}

struct Begun {
    words: String,
    language: Language,
}

impl Look for Begun {
    type Found = Vec<Suggested>;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Vec<Suggested>, Fault> {
        view.suggest(&self.words, &self.language).await
    }
}

pub(super) async fn show(view: View<Public>, visit: Visit, Query(typed): Query<Typed>) -> Answer {
    visit.expect_language_in_path()?;
    let words: String = typed.q.chars().take(MAX_SEARCH).collect();
    let asked = Asked { words, page: typed.page, ..Asked::default() };
    let wanted = Wanted { asked, category: typed.category.parse().ok(), language: visit.language.clone() };
    let ((found, tree), reader) = look(&wanted, view, &visit).await?;
    if wanted.asked.page == 0 && !wanted.asked.words.trim().is_empty() {
        visit.web.desk().note_search(&visit.site, &wanted.asked.words, found.total > 0);
    }
    Ok(draw_for(&visit, &reader, &page(&visit, &wanted, (&found, &tree)))?)
}

pub(super) async fn without_language(view: View<Public>, visit: Visit, Query(typed): Query<Typed>) -> Answer {
    view.close();
    Ok(redirect(StatusCode::FOUND, &url::search(&visit.language, &[("q", &typed.q)])))
}

/// The first five articles that the words may be about, for the script of the search box.
pub(super) async fn suggest(view: View<Public>, visit: Visit, Query(typed): Query<Typed>) -> Answer {
    visit.expect_language_in_path()?;
    let words = typed.q.chars().take(MAX_SEARCH).collect();
    let begun = Begun { words, language: visit.language.clone() };
    let (suggested, _) = look(&begun, view, &visit).await?;
    let articles: Vec<Value> = suggested.iter().map(|text| offered(text, &visit, &begun.words)).collect();
    let mut answer = Json(json!({ "articles": articles })).into_response();
    let headers = [(header::CACHE_CONTROL, "no-store, private"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    for (name, value) in headers {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok::<Response, _>(answer)
}

fn offered(text: &Suggested, visit: &Visit, words: &str) -> Value {
    let span = |span: &Span| json!({ "text": span.text, "hit": span.hit });
    json!({
        "url": found_url(text, visit, words),
        "title": text.title.iter().map(span).collect::<Vec<_>>(),
        "language": text.language.tag(),
        "internal": text.audience == Audience::Internal,
    })
}

fn page(visit: &Visit, wanted: &Wanted, (found, tree): (&Found, &Tree)) -> Search {
    let asked = &wanted.asked;
    let category = wanted.category.map(|id| id.to_string()).unwrap_or_default();
    let at = |page: usize| {
        let page = if page == 0 { String::new() } else { page.to_string() };
        url::search(&visit.language, &[("q", &asked.words), ("category", &category), ("page", &page)])
    };
    let choice = |row: &desk::category::CategoryRow| SearchChoice {
        value: row.id.to_string(),
        title: row.title.clone(),
        current: wanted.category == Some(row.id),
    };
    Search {
        action_url: url::search(&visit.language, &[]),
        suggest_url: url::suggestions(&visit.language),
        q: asked.words.clone(),
        is_asked: !asked.words.trim().is_empty(),
        total: found.total,
        categories: tree.within(None).map(choice).collect(),
        articles: found.texts.iter().map(|text| listed(text, visit, &asked.words)).collect(),
        before_url: asked.page.checked_sub(1).map(at),
        next_url: found.has_more.then(|| at(asked.page + 1)),
    }
}

/// A category and everything in it.
fn below(tree: &Tree, id: CategoryId) -> Vec<CategoryId> {
    let inner = tree.within(Some(id)).flat_map(|row| below(tree, row.id));
    std::iter::once(id).chain(inner).collect()
}

/// The address says what was looked for, so that it is counted what searches lead to.
fn found_url(text: &FoundText, visit: &Visit, words: &str) -> String {
    url::with_query(&url::article(&visit.language, &text.path), &[("q", words)])
}

fn listed(text: &FoundText, visit: &Visit, words: &str) -> FoundArticle {
    FoundArticle {
        url: found_url(text, visit, words),
        title: Marked::spans(text.title.clone()),
        excerpt: Marked::spans(text.excerpt.clone()),
        language: text.language.tag(),
        foreign: text.language != visit.language,
        internal: text.audience == Audience::Internal,
        published_at: text.published_at.map(|at| at.0),
    }
}
