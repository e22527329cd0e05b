//! The help centre's home.

use axum::extract::Path;
use desk::article::{ArticleRow, ListOf, ReadsArticles};
use desk::category::Tree;
use desk::conversation::portal::ListQuery;
use desk::page_path::PagePath;
use desk::{Public, View};
use http::StatusCode;
use kernel::{Fault, Language};

use super::conversations::{Asked, row};
use super::help::{Look, article_link, category_card, look, of_home};
use super::pages::{Home, Row};
use super::reader::{Reader, signed_in};
use crate::answer::{Answer, redirect};
use crate::page::draw_public;
use crate::url;
use crate::visit::Visit;

/// Conversations shown on the home of a signed-in customer.
const RECENT: usize = 3;

pub(crate) async fn without_language(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    let customer = signed_in(&visit).await?.map(View::close);
    Ok(redirect(StatusCode::FOUND, &url::home(visit.language_for(customer.as_ref()))))
}

/// What stands where the language does may be an article's path, which leads to the same in the visitor's language.
pub(crate) async fn show(view: View<Public>, visit: Visit, Path(language): Path<String>) -> Answer {
    if let (false, Some(here)) = (visit.language_is_in_path, article_without_language(&visit, &language)) {
        return Ok(redirect(StatusCode::FOUND, &here));
    }
    visit.expect_language(&language)?;
    let (found, reader) = look(&Wanted { language: visit.language.clone() }, view, &visit).await?;
    let recent = match &reader {
        Reader::Customer(_) => recent(&visit).await?,
        Reader::Nobody | Reader::Team(_) => Vec::new(),
    };
    draw(&visit, &reader, (found, recent))
}

fn article_without_language(visit: &Visit, path: &str) -> Option<String> {
    let (path, ending) = path.strip_suffix(".md").map_or((path, ""), |path| (path, ".md"));
    let path: PagePath = path.parse().ok()?;
    Some(format!("{}{ending}", url::article(&visit.language, &path)))
}

struct Wanted {
    language: Language,
}

struct Found {
    tree: Tree,
    featured: Vec<ArticleRow>,
    latest: Vec<ArticleRow>,
}

impl Look for Wanted {
    type Found = Found;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Found, Fault> {
        let tree = view.categories(&self.language).await?;
        let featured = view.articles(&ListOf::Featured, &self.language).await?;
        let latest =
            if tree.is_empty() { view.articles(&ListOf::Latest, &self.language).await? } else { Vec::new() };
        Ok(Found { tree, featured, latest })
    }
}

fn draw(visit: &Visit, reader: &Reader, (found, recent): (Found, Vec<Row>)) -> Answer {
    let offers_new = visit.site.portal.new_conversation && matches!(reader, Reader::Customer(_));
    let tops = found.tree.within(None);
    let links = |rows: &[ArticleRow]| rows.iter().map(|listed| article_link(listed, visit)).collect();
    let tells = !found.tree.is_empty() || !found.featured.is_empty() || !found.latest.is_empty();
    let page = Home {
        head: Some(of_home(visit)),
        search_url: tells.then(|| url::search(&visit.language, &[])),
        suggest_url: url::suggestions(&visit.language),
        new_url: offers_new.then(|| url::new_conversation(&visit.language)),
        recent,
        categories: tops.map(|row| category_card(row, &found.tree, (visit, reader))).collect(),
        featured: links(&found.featured),
        articles: links(&found.latest),
    };
    Ok(draw_public(visit, reader, &page)?)
}

/// The conversations in which something happened last.
async fn recent(visit: &Visit) -> Result<Vec<Row>, Fault> {
    let Some(view) = signed_in(visit).await? else { return Ok(Vec::new()) };
    let list = view.conversations(&ListQuery::default()).await?;
    view.close();
    Ok(list.rows.iter().take(RECENT).map(|listed| row(listed, visit, &Asked::default())).collect())
}
