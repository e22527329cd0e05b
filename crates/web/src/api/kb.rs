//! What a knowledge base shows whoever asks, for programs and without a key (api.md §3.1). Who is signed in at the host reads
//! here what they read there, and nobody reads more.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use desk::article::{
    ArticleId, ArticleRow, Audience, FOUND_A_PAGE, FOUND_PAGES, FoundText, MAX_SEARCH, ReadsArticles, Search,
    ShownArticle,
};
use desk::category::CategoryRow;
use desk::page_path::PagePath;
use desk::{Public, View};
use kernel::{Fault, Language, base_codes};
use markup::Span;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::envelope::{Moment, Resource, list_of};
use super::shape::{Shape, attributes};
use crate::answer::Answer;
use crate::face::Face;
use crate::portal::{Look, look};
use crate::url;
use crate::visit::Visit;

const ARTICLES: &str = "/p/v3/kb/articles";
const SEARCH: &str = "/p/v3/kb/articles/search";
const CATEGORIES: &str = "/p/v3/kb/categories";
/// What a page holds, where nothing else is asked for, and at most.
const PAGE: usize = 100;
/// The most pages: nobody reads on, and each costs more than the one before.
const PAGES: usize = 100;

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Asked {
    lang: Option<Language>,
    term: String,
    page: Option<usize>,
    page_size: Option<usize>,
}

attributes! {
    /// An article that is published here.
    pub(super) struct Article "kb_article" {
        /// What identifies it in addresses.
        hash "hash": String,
        /// Its name in addresses, which may change.
        slug "slug": String,
        /// The language it is shown in, which may be another than was asked for.
        lang "lang": String,
        /// `public`, or `internal`, which only users of the organization are shown.
        scope "scope": &'static str,
        /// The title.
        title "title": String,
        /// How it begins; of a search where it was found. Nothing beside its text.
        excerpt "excerpt": Option<String>,
        /// The text as HTML, of one article only.
        html "htmlBody": Option<String>,
        /// Where people read it.
        url "url": String,
        /// When this text was published.
        published_at "publishedAt": Option<Moment>,
    }
}

attributes! {
    /// A category that is shown here.
    pub(super) struct Category "kb_category" {
        /// What identifies it in addresses.
        hash "hash": String,
        /// Its name in addresses, which may change.
        slug "slug": String,
        /// The language it is shown in, which may be another than was asked for.
        lang "lang": String,
        /// The title.
        title "title": String,
        /// What is in it; may be empty.
        description "description": String,
        /// The id of the category it stands in, if any.
        parent "parent": Option<String>,
        /// Where people read it.
        url "url": String,
    }
}

/// The routes, at a knowledge base's host.
pub(super) fn face(face: Face) -> Face {
    face.get_with_slash(ARTICLES, articles)
        .get_with_slash(SEARCH, search)
        .get_with_slash("/p/v3/kb/articles/{hash}", article)
        .get_with_slash(CATEGORIES, categories)
}

/// A page of a list, as it was asked for.
struct Wanted {
    language: Language,
    term: String,
    page: usize,
    size: usize,
}

struct Listed(Wanted);
struct Found(Wanted);
struct OneOf(PagePath, Language);
struct Tree(Language);

impl Look for Listed {
    type Found = Vec<ArticleRow>;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Self::Found, Fault> {
        view.articles_page((self.0.page, self.0.size), &self.0.language).await
    }
}

impl Look for Found {
    type Found = (Vec<FoundText>, bool);

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Self::Found, Fault> {
        let search = Search { words: self.0.term.clone(), page: self.0.page, ..Search::default() };
        let found = view.search(&search, &self.0.language).await?;
        Ok((found.texts, found.has_more))
    }
}

impl Look for OneOf {
    type Found = ShownArticle;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Self::Found, Fault> {
        view.article(&self.0, &self.1).await
    }
}

impl Look for Tree {
    type Found = Vec<CategoryRow>;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Self::Found, Fault> {
        Ok(view.categories(&self.0).await?.all().to_vec())
    }
}

type Typed = Result<Query<Asked>, QueryRejection>;

async fn articles(view: View<Public>, visit: Visit, typed: Typed) -> Answer {
    let wanted = Wanted::read(&visit, typed)?;
    let listed = Listed(wanted);
    let (mut rows, _) = look(&listed, view, &visit).await?;
    let wanted = listed.0;
    let has_more = rows.len() > wanted.size;
    rows.truncate(wanted.size);
    let rows = rows.iter().map(|row| of_row(&visit, row));
    list(rows, &wanted, (ARTICLES, has_more))
}

async fn search(view: View<Public>, visit: Visit, typed: Typed) -> Answer {
    let wanted = Wanted { size: FOUND_A_PAGE, ..Wanted::read(&visit, typed)? };
    if wanted.page >= FOUND_PAGES {
        return Err(Fault::new(&base_codes::INVALID).into());
    }
    let found = Found(wanted);
    let ((texts, has_more), _) = look(&found, view, &visit).await?;
    let here = url::with_query(SEARCH, &[("term", &found.0.term)]);
    list(texts.iter().map(|text| of_text(&visit, text)), &found.0, (&here, has_more))
}

async fn article(view: View<Public>, visit: Visit, Path(hash): Path<String>, typed: Typed) -> Answer {
    let path: PagePath = format!("article-{hash}").parse()?;
    let one = OneOf(path, Wanted::read(&visit, typed)?.language);
    let (article, _) = look(&one, view, &visit).await?;
    of_article(&visit, &article).answer()
}

async fn categories(view: View<Public>, visit: Visit, typed: Typed) -> Answer {
    let wanted = Wanted::read(&visit, typed)?;
    let (rows, _) = look(&Tree(wanted.language.clone()), view, &visit).await?;
    list(rows.iter().map(|row| of_category(&visit, row)), &wanted, (CATEGORIES, false))
}

impl Wanted {
    /// `invalid` for what is no such page, or a language that this knowledge base does not have.
    fn read(visit: &Visit, typed: Typed) -> Result<Self, Fault> {
        let Query(asked) = typed.map_err(|_| Fault::new(&base_codes::INVALID))?;
        let (page, size) = (asked.page.unwrap_or(1), asked.page_size.unwrap_or(PAGE));
        let language = asked.lang.as_ref().unwrap_or_else(|| visit.site.default_language());
        let is_spoken = visit.site.portal.languages.contains(language);
        if !is_spoken || !(1..=PAGES).contains(&page) || size == 0 {
            return Err(Fault::new(&base_codes::INVALID));
        }
        Ok(Self {
            language: language.clone(),
            term: asked.term.chars().take(MAX_SEARCH).collect(),
            page: page - 1,
            size: size.min(PAGE),
        })
    }
}

fn list<A: Shape + Serialize>(
    rows: impl Iterator<Item = Resource<A>>,
    wanted: &Wanted,
    (here, has_more): (&str, bool),
) -> Answer {
    let at = |page: usize| {
        let (page, size) = (page.to_string(), wanted.size.to_string());
        url::with_query(here, &[("lang", wanted.language.as_str()), ("page", &page), ("pageSize", &size)])
    };
    let page = wanted.page + 1;
    let links = json!({
        "self": at(page),
        "first": at(1),
        "prev": (page > 1).then(|| at(page - 1)),
        "next": has_more.then(|| at(page + 1)),
    });
    list_of(rows, &json!({ "page": page, "pageSize": wanted.size }), &links)
}

fn of_row(visit: &Visit, row: &ArticleRow) -> Resource<Article> {
    let article = Article {
        title: row.title.clone(),
        excerpt: Some(row.excerpt.clone()),
        published_at: row.published_at.map(Moment::from),
        ..bare(visit, row.path(), (&row.language, row.audience))
    };
    resource(&row.id, article)
}

fn of_text(visit: &Visit, text: &FoundText) -> Resource<Article> {
    let said = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
    let article = Article {
        title: said(&text.title),
        excerpt: Some(said(&text.excerpt)),
        published_at: text.published_at.map(Moment::from),
        ..bare(visit, text.path.clone(), (&text.language, text.audience))
    };
    resource(&text.id, article)
}

fn of_article(visit: &Visit, shown: &ShownArticle) -> Resource<Article> {
    let article = Article {
        title: shown.title.clone(),
        html: Some(shown.body.html().into_string()),
        published_at: shown.published_at.map(Moment::from),
        ..bare(visit, shown.path(), (&shown.language, shown.audience))
    };
    resource(&shown.id, article)
}

fn bare(visit: &Visit, path: PagePath, (language, audience): (&Language, Audience)) -> Article {
    Article {
        url: format!("{}{}", visit.site.origin, url::article(&visit.language, &path)),
        hash: path.hash,
        slug: path.slug,
        lang: language.to_string(),
        scope: if audience == Audience::Internal { "internal" } else { "public" },
        title: String::new(),
        excerpt: None,
        html: None,
        published_at: None,
    }
}

fn resource(id: &ArticleId, article: Article) -> Resource<Article> {
    let link = format!("{ARTICLES}/{}", article.hash);
    Resource::new(id, link, article)
}

fn of_category(visit: &Visit, row: &CategoryRow) -> Resource<Category> {
    let path = row.path();
    let category = Category {
        url: format!("{}{}", visit.site.origin, url::category(&visit.language, &path)),
        hash: path.hash,
        slug: path.slug,
        lang: row.language.to_string(),
        title: row.title.clone(),
        description: row.description.clone(),
        parent: row.parent.map(|parent| parent.to_string()),
    };
    Resource::new(&row.id, CATEGORIES.to_owned(), category)
}
