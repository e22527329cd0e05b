//! What was published last, as a feed (Atom, RFC 4287).

use axum::extract::Path;
use desk::article::{ArticleRow, ListOf};
use desk::{Public, View};
use http::StatusCode;
use kernel::Time;

use super::head::{absolute, instant};
use super::xml;
use crate::answer::{Answer, redirect};
use crate::page::public_text;
use crate::url;
use crate::visit::Visit;

/// The most entries.
const MOST: usize = 50;
const TYPE: &str = "application/atom+xml; charset=utf-8";

pub(super) async fn show(view: View<Public>, visit: Visit, Path(language): Path<String>) -> Answer {
    visit.expect_language(&language)?;
    let mut latest = view.articles(&ListOf::Latest, &visit.language).await?;
    view.close();
    latest.truncate(MOST);
    Ok(public_text(&visit, feed(&visit, &latest), TYPE))
}

pub(super) async fn without_language(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    Ok(redirect(StatusCode::FOUND, &url::feed(&visit.language)))
}

fn feed(visit: &Visit, latest: &[ArticleRow]) -> String {
    let site = &visit.site;
    let newest = latest.iter().filter_map(|row| row.published_at).max().unwrap_or(Time(0));
    let (here, home) =
        (absolute(visit, &url::feed(&visit.language)), absolute(visit, &url::home(&visit.language)));
    let head = [
        xml::element("title", &site.title),
        xml::element("id", &here),
        xml::empty("link", &[("rel", "self"), ("href", &here)]),
        xml::empty("link", &[("href", &home)]),
        xml::element("updated", &instant(newest)),
        format!("<author>{}</author>", xml::element("name", &site.brand_title)),
    ];
    let entries: String = latest.iter().map(|row| entry(visit, row)).collect();
    format!(
        "{}<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n{}\n{entries}</feed>\n",
        xml::HEAD,
        visit.language.tag(),
        head.join("\n")
    )
}

/// An article is known by its hash, whatever it is called later.
fn entry(visit: &Visit, row: &ArticleRow) -> String {
    let id = desk::page_path::PagePath { slug: "article".to_owned(), hash: row.path().hash };
    let parts = [
        xml::element("title", &row.title),
        xml::element("id", &absolute(visit, &url::article(&visit.language, &id))),
        xml::empty("link", &[("href", &absolute(visit, &url::article(&visit.language, &row.path())))]),
        xml::element("updated", &instant(row.published_at.unwrap_or(Time(0)))),
        xml::element("summary", &row.excerpt),
    ];
    format!("<entry xml:lang=\"{}\">{}</entry>\n", row.language.tag(), parts.concat())
}
