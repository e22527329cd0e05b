//! What has a tag.

use axum::extract::Path;
use desk::article::{ArticleRow, Audience, ListOf, ReadsArticles};
use desk::{Public, View};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};

use super::head;
use super::look::{Look, look};
use super::shown::article_link;
use crate::answer::{Answer, redirect};
use crate::page::draw_public;
use crate::portal::pages::Tag;
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

struct Wanted {
    tag: String,
    language: Language,
}

impl Look for Wanted {
    type Found = Vec<ArticleRow>;

    /// A tag that none of these eyes' articles has is not there.
    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<Vec<ArticleRow>, Fault> {
        let articles = view.articles(&ListOf::Tag(self.tag.clone()), &self.language).await?;
        if articles.is_empty() { Err(Fault::new(&base_codes::NOT_FOUND)) } else { Ok(articles) }
    }
}

pub(super) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, tag)): Path<(String, String)>,
) -> Answer {
    visit.expect_language(&language)?;
    let wanted = Wanted { tag, language: visit.language.clone() };
    let (mut articles, reader) = look(&wanted, view, &visit).await?;
    if matches!(reader, Reader::Team(_)) && visit.site.portal.only_internal {
        articles.retain(|listed| listed.audience == Audience::Internal);
    }
    let page = Tag {
        head: Some(head::of_tag(&visit, &wanted.tag)),
        name: wanted.tag,
        articles: articles.iter().map(|listed| article_link(listed, &visit)).collect(),
    };
    Ok(draw_public(&visit, &reader, &page)?)
}

pub(super) async fn without_language(view: View<Public>, visit: Visit, Path(tag): Path<String>) -> Answer {
    view.close();
    Ok(redirect(StatusCode::FOUND, &url::tag(&visit.language, &tag)))
}
