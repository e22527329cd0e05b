//! The help centre for programs that read: articles as Markdown, a list of them, and which ways are not for them (K5).

use std::collections::BTreeSet;

use axum::response::Response;
use desk::article::{ArticleRow, ListOf, ShownArticle};
use desk::category::CategoryRow;
use desk::{Public, View};
use http::{HeaderValue, header};
use kernel::Fault;

use super::head::absolute;
use crate::answer::Answer;
use crate::page::{public_text, text_for};
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

/// Behind the address of an article, for its copy.
pub(super) const ENDING: &str = ".md";
/// The most articles in the list.
const MOST: usize = 2_000;
const PLAIN: &str = "text/plain; charset=utf-8";
const MARKDOWN: &str = "text/markdown; charset=utf-8";

/// The article with its title. Search engines are told which page it is a copy of.
pub(super) fn of_article(visit: &Visit, reader: &Reader, article: &ShownArticle) -> Result<Response, Fault> {
    let text = format!("# {}\n\n{}\n", article.title, article.body.to_markdown().trim_end());
    let page = absolute(visit, &url::article(&visit.language, &article.path()));
    let mut response = text_for(visit, reader, text, MARKDOWN);
    let link = HeaderValue::from_str(&format!("<{page}>; rel=\"canonical\"")).map_err(Fault::internal)?;
    response.headers_mut().insert(header::LINK, link);
    Ok(response)
}

/// Every article that everybody reads, by its categories, in the site's own language (llmstxt.org).
pub(super) async fn index(view: View<Public>, visit: Visit) -> Answer {
    let language = visit.site.default_language().clone();
    let tree = view.categories(&language).await?;
    let mut sections = Vec::new();
    let (mut left, mut listed) = (MOST, BTreeSet::new());
    for row in tree.all() {
        let mut articles = view.articles(&ListOf::Category(row.id), &language).await?;
        articles.truncate(left);
        left -= articles.len();
        listed.extend(articles.iter().map(|row| row.id));
        sections.push(section(&visit, Some(row), &articles));
    }
    // What stands in no category that everybody sees is found by its address, and so here.
    let mut others = view.articles(&ListOf::Latest, &language).await?;
    others.retain(|row| !listed.contains(&row.id));
    others.truncate(left);
    sections.push(section(&visit, None, &others));
    view.close();
    let (site, brand) = (&visit.site.title, &visit.site.brand_title);
    let text = format!("# {site}\n\n> {brand}\n\n{}", sections.concat());
    Ok(public_text(&visit, text, PLAIN))
}

fn section(visit: &Visit, category: Option<&CategoryRow>, articles: &[ArticleRow]) -> String {
    if articles.is_empty() {
        return String::new();
    }
    let language = visit.site.default_language();
    let line = |row: &ArticleRow| {
        let address = absolute(visit, &url::article(language, &row.path()));
        format!("- [{}]({address}{ENDING}): {}\n", row.title.replace(['[', ']'], ""), row.excerpt)
    };
    let lines: String = articles.iter().map(line).collect();
    let title = category.map_or(visit.site.title.as_str(), |row| row.title.as_str());
    format!("## {title}\n\n{lines}\n")
}

/// What is nobody's but a person's own is not looked for.
pub(super) async fn robots(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    let kept = ["/app/", "/login", "/logout", "/*/conversations", "/*/previews/", "/*/search"];
    let lines = kept.map(|path| format!("Disallow: {path}")).join("\n");
    let sitemap = absolute(&visit, "/sitemap.xml");
    Ok(public_text(&visit, format!("User-agent: *\n{lines}\n\nSitemap: {sitemap}\n"), PLAIN))
}
