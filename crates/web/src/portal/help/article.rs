//! An article's page: public ones for everybody, internal ones for the people inside (I3, K3, K4).

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query};
use axum::response::Response;
use desk::article::{ArticleRow, Audience, ReadsArticles, ShownArticle, Surroundings};
use desk::category::Tree;
use desk::page_path::PagePath;
use desk::{Public, View};
use http::StatusCode;
use kernel::{Fault, Language};
use markup::video_frame_sources;
use serde::Deserialize;

use super::look::{Look, look};
use super::shown::{article_link, way};
use super::{copy, head};
use crate::answer::{Answer, redirect};
use crate::page::{draw_public, framing};
use crate::portal::pages::{Article, ArticleBody, Crumb, Heading, TagLink};
use crate::portal::reader::Reader;
use crate::shell::own_name;
use crate::url;
use crate::visit::Visit;

/// From so many headings on a text has a list of them.
const HEADINGS: usize = 3;

/// What was looked for, where a search led here.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct CameFrom {
    q: String,
}

struct Wanted {
    path: PagePath,
    language: Language,
}

struct Found {
    article: ShownArticle,
    around: Surroundings,
    tree: Tree,
    related: Vec<ArticleRow>,
}

impl Look for Wanted {
    type Found = Found;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Found, Fault> {
        let article = view.article(&self.path, &self.language).await?;
        let around = view.surroundings(&article).await?;
        let tree = view.categories(&self.language).await?;
        let related = view.related(&article, &self.language).await?;
        Ok(Found { article, around, tree, related })
    }
}

/// The page, or its copy as Markdown behind the same address with `.md` (K5).
pub(super) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, path)): Path<(String, String)>,
    came: Result<Query<CameFrom>, QueryRejection>,
) -> Answer {
    visit.expect_language(&language)?;
    let (path, ending) =
        path.strip_suffix(copy::ENDING).map_or((path.as_str(), ""), |path| (path, copy::ENDING));
    let wanted = Wanted { path: path.parse()?, language: visit.language.clone() };
    let (found, reader) = look(&wanted, view, &visit).await?;
    if found.article.path() != wanted.path {
        let here = url::article(&visit.language, &found.article.path());
        return Ok(redirect(StatusCode::MOVED_PERMANENTLY, &format!("{here}{ending}")));
    }
    // Whatever else stands behind the address of an article, it is the article's.
    if let Ok(Query(came)) = came.as_ref()
        && !came.q.is_empty()
    {
        visit.web.desk().note_click(&visit.site, &came.q, found.article.id);
    }
    match ending {
        "" => Ok(drawn(&visit, (&reader, &found))?),
        _ => Ok(copy::of_article(&visit, &reader, &found.article)?),
    }
}

/// A video plays in a frame of whoever keeps it.
fn drawn(visit: &Visit, (reader, found): (&Reader, &Found)) -> Result<Response, Fault> {
    let response = draw_public(visit, reader, &page(visit, found))?;
    if found.article.body.has_video() { framing(response, video_frame_sources()) } else { Ok(response) }
}

fn page(visit: &Visit, found: &Found) -> Article {
    let Found { article, around, tree, related } = found;
    let category = around.categories.iter().find(|id| tree.get(**id).is_some());
    let crumbs: Vec<Crumb> = category.map(|id| way(tree, *id, visit)).unwrap_or_default();
    let head = (article.audience == Audience::Public)
        .then(|| head::of_article(visit, article, &around.languages, &crumbs));
    let tag = |tag: &String| TagLink { url: url::tag(&visit.language, tag), tag: tag.clone() };
    Article {
        head,
        crumbs,
        tags: around.tags.iter().map(tag).collect(),
        answer_url: visit.site.portal.survey.then(|| url::answers(&visit.language, &article.path())),
        related: related.iter().map(|listed| article_link(listed, visit)).collect(),
        has_video: article.body.has_video(),
        ..bare(visit, article, article.body.html())
    }
}

/// The article with nothing around it.
pub(crate) fn bare(visit: &Visit, article: &ShownArticle, body: markup::Html) -> Article {
    let named = Some(&article.meta_title).filter(|name| !name.is_empty());
    Article {
        head: None,
        name: named.unwrap_or(&article.title).clone(),
        crumbs: Vec::new(),
        title: article.title.clone(),
        language: article.language.tag(),
        direction: if article.language.is_right_to_left() { "rtl" } else { "ltr" }.to_owned(),
        foreign: (article.language != visit.language).then(|| own_name(&article.language).to_owned()),
        outdated: article.is_outdated,
        internal: article.audience == Audience::Internal,
        updated_at: article.published_at.map(|at| at.0),
        minutes: article.body.minutes(),
        contents: contents(article),
        body_html: ArticleBody(body),
        tags: Vec::new(),
        related: Vec::new(),
        answer_url: None,
        has_video: false,
        preview_until: None,
        request: None,
    }
}

fn contents(article: &ShownArticle) -> Vec<Heading> {
    let all = article.body.contents();
    let shown = Some(all).filter(|all| all.len() >= HEADINGS).unwrap_or_default();
    let line =
        |heading: markup::Heading| Heading { level: heading.level, id: heading.id, text: heading.text };
    shown.into_iter().map(line).collect()
}
