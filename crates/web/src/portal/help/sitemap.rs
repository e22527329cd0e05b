//! What search engines are told there is (sitemaps.org 0.9): every public text in every language of the site.

use axum::extract::Path;
use axum::response::Response;
use desk::article::{ArticleId, PublishedText};
use desk::{Public, View};
use kernel::{Fault, base_codes};

use super::head::{absolute, alternates, instant};
use super::xml;
use crate::answer::Answer;
use crate::page::public_text;
use crate::url;
use crate::visit::Visit;

/// The most addresses of a part.
const MOST: usize = 10_000;
const TYPE: &str = "application/xml; charset=utf-8";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// All of it where that is little; else where the parts are.
pub(super) async fn show(view: View<Public>, visit: Visit) -> Answer {
    let ids = view.published_ids().await?;
    let parts: Vec<&[ArticleId]> = ids.chunks(in_a_part(&visit)).collect();
    if parts.len() <= 1 {
        return Ok(addresses(&view, &visit, ids.first().zip(ids.last())).await?);
    }
    let entry = |part: &&[ArticleId]| {
        let first = part.first().map(ToString::to_string).unwrap_or_default();
        format!(
            "<sitemap>{}</sitemap>\n",
            xml::element("loc", &absolute(&visit, &format!("/sitemap/{first}")))
        )
    };
    let entries: String = parts.iter().map(entry).collect();
    let text = format!("{}<sitemapindex xmlns=\"{NAMESPACE}\">\n{entries}</sitemapindex>\n", xml::HEAD);
    Ok(public_text(&visit, text, TYPE))
}

/// The part that begins with this article.
pub(super) async fn part(view: View<Public>, visit: Visit, Path(first): Path<String>) -> Answer {
    let first: ArticleId = first.parse()?;
    let ids = view.published_ids().await?;
    let part = ids.chunks(in_a_part(&visit)).find(|part| part.first() == Some(&first));
    let part = part.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    Ok(addresses(&view, &visit, part.first().zip(part.last())).await?)
}

/// How many articles are sure to fit into a part.
fn in_a_part(visit: &Visit) -> usize {
    (MOST / visit.site.portal.languages.len().max(1)).max(1)
}

async fn addresses(
    view: &View<Public>,
    visit: &Visit,
    range: Option<(&ArticleId, &ArticleId)>,
) -> Result<Response, Fault> {
    let texts = match range {
        Some((first, last)) => view.published_texts(*first, *last).await?,
        None => Vec::new(),
    };
    let entries: String =
        texts.chunk_by(PublishedText::is_beside).map(|article| of_article(visit, article)).collect();
    let text =
        format!("{}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"{XHTML}\">\n{entries}</urlset>\n", xml::HEAD);
    Ok(public_text(visit, text, TYPE))
}

/// The addresses of one article, each with all of them.
fn of_article(visit: &Visit, texts: &[PublishedText]) -> String {
    let all = alternates(visit, |language| {
        let text = texts.iter().find(|text| text.language == *language)?;
        Some(url::article(language, &text.path()))
    });
    let link = |url: &str, language: &str| {
        xml::empty("xhtml:link", &[("rel", "alternate"), ("hreflang", language), ("href", url)])
    };
    let links: String = all.iter().map(|one| link(&one.url, &one.language)).collect();
    let links = if all.len() > 2 { links } else { String::new() };
    let is_spoken = |text: &&PublishedText| visit.site.portal.languages.contains(&text.language);
    let entry = |text: &PublishedText| {
        let address = absolute(visit, &url::article(&text.language, &text.path()));
        let changed = text.published_at.map(|at| xml::element("lastmod", &instant(at))).unwrap_or_default();
        format!("<url>{}{changed}{links}</url>\n", xml::element("loc", &address))
    };
    texts.iter().filter(is_spoken).map(entry).collect()
}
