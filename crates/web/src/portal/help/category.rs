//! A category's page.

use axum::extract::Path;
use desk::article::{ArticleRow, ListOf, ReadsArticles};
use desk::category::{CategoryRow, Tree};
use desk::page_path::PagePath;
use desk::{Public, View};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};

use super::look::{Look, look};
use super::shown::{article_link, category_card, way};
use super::{head, topic};
use crate::answer::{Answer, redirect};
use crate::page::draw_public;
use crate::portal::pages::Category;
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

struct Wanted {
    path: PagePath,
    language: Language,
}

struct Found {
    tree: Tree,
    row: CategoryRow,
    articles: Vec<ArticleRow>,
    languages: Vec<(Language, String)>,
}

impl Look for Wanted {
    type Found = Found;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Found, Fault> {
        let tree = view.categories(&self.language).await?;
        let row = tree.at(&self.path).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?.clone();
        let articles = view.articles(&ListOf::Category(row.id), &self.language).await?;
        let languages = view.category_languages(row.id).await?;
        Ok(Found { tree, row, articles, languages })
    }
}

pub(super) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, path)): Path<(String, String)>,
) -> Answer {
    visit.expect_language(&language)?;
    let wanted = Wanted { path: path.parse()?, language: visit.language.clone() };
    let (found, reader) = look(&wanted, view, &visit).await?;
    if found.row.path() != wanted.path {
        let here = url::category(&visit.language, &found.row.path());
        return Ok(redirect(StatusCode::MOVED_PERMANENTLY, &here));
    }
    Ok(draw_public(&visit, &reader, &page(&visit, &reader, &found))?)
}

pub(super) async fn without_language(view: View<Public>, visit: Visit, Path(path): Path<String>) -> Answer {
    view.close();
    let path: PagePath = path.parse()?;
    Ok(redirect(StatusCode::FOUND, &url::category(&visit.language, &path)))
}

fn page(visit: &Visit, reader: &Reader, found: &Found) -> Category {
    let Found { tree, row, articles, languages } = found;
    let mut crumbs = way(tree, row.id, visit);
    let head = head::of_category(visit, row, languages, &crumbs);
    crumbs.pop();
    Category {
        head: Some(head),
        crumbs,
        title: row.title.clone(),
        language: row.language.tag(),
        description: row.description.clone(),
        icon: topic::glyph(&row.icon),
        categories: tree
            .within(Some(row.id))
            .map(|below| category_card(below, tree, (visit, reader)))
            .collect(),
        articles: articles.iter().map(|listed| article_link(listed, visit)).collect(),
    }
}
