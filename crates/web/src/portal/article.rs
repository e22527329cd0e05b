//! An article's page: public ones for everybody, internal ones for the people inside (I3).

use axum::extract::Path;
use desk::article::{ArticleRow, Audience, ShownArticle};
use desk::page_path::PagePath;
use desk::{Public, View};
use http::StatusCode;
use kernel::Fault;

use super::pages::{Article, ArticleLink, Body};
use super::reader::{Reader, signed_in, team_reader};
use crate::answer::{Answer, redirect};
use crate::page::draw_public;
use crate::url;
use crate::visit::Visit;

pub(crate) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, path)): Path<(String, String)>,
) -> Answer {
    visit.expect_language(&language)?;
    let path: PagePath = path.parse()?;
    let (article, reader) = find(view, &visit, &path).await?;
    if article.path() != path {
        let here = url::article(&visit.language, &article.path());
        return Ok(redirect(StatusCode::MOVED_PERMANENTLY, &here));
    }
    Ok(draw_public(&visit, &reader, &page(&visit, article))?)
}

/// The article as this reader sees it. What everybody reads at its own address the people inside read there too, also
/// while only internal ones are shown to them.
async fn find(view: View<Public>, visit: &Visit, path: &PagePath) -> Result<(ShownArticle, Reader), Fault> {
    let public = view.article(path, &visit.language).await;
    view.close();
    if let Some(view) = team_reader(visit).await? {
        let own = view.article(path, &visit.language).await;
        let reader = Reader::Team(view.close());
        return own.or(public).map(|article| (article, reader));
    }
    let article = public?;
    let customer = signed_in(visit).await?;
    Ok((article, customer.map_or(Reader::Nobody, |view| Reader::Customer(view.close()))))
}

fn page(visit: &Visit, article: ShownArticle) -> Article {
    Article {
        internal: article.audience == Audience::Internal,
        foreign: (article.language != visit.language).then(|| article.language.tag()),
        title: article.title,
        body_html: Body(article.body.html()),
        made_at: article.made_at.0,
    }
}

/// An article in a list.
pub(super) fn row(listed: &ArticleRow, visit: &Visit) -> ArticleLink {
    ArticleLink {
        url: url::article(&visit.language, &listed.path()),
        title: listed.title.clone(),
        language: listed.language.tag(),
        internal: listed.audience == Audience::Internal,
    }
}
