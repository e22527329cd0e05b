//! Pictures and files of articles: each request asks what its article asks, at that moment.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use desk::article::{ArticleDownload, ArticleFileId, Audience, ReadsArticles};
use desk::who::Who;
use desk::{Public, View};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::Fault;

use super::look::{Look, look};
use crate::answer::Answer;
use crate::download;
use crate::visit::Visit;

struct Wanted(ArticleFileId);

impl Look for Wanted {
    type Found = ArticleDownload;

    async fn by<W: ReadsArticles>(&self, view: &View<W>) -> Result<ArticleDownload, Fault> {
        view.article_file(self.0).await
    }
}

/// What everybody may see is kept by whoever likes, and asked for again each time: it may be internal by then.
pub(super) async fn send(
    view: View<Public>,
    visit: Visit,
    Path((file, _)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let (found, _) = look(&Wanted(file.parse()?), view, &visit).await?;
    let is_public = found.audience == Audience::Public;
    let tag = HeaderValue::from_str(&format!("\"{}\"", found.shown())).map_err(Fault::internal)?;
    if is_public && headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, of_everybody(tag)).into_response());
    }
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let response = answer(view, &found).await?;
    Ok(if is_public { (of_everybody(tag), response).into_response() } else { response })
}

fn of_everybody(tag: HeaderValue) -> [(http::HeaderName, HeaderValue); 2] {
    [(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")), (header::ETAG, tag)]
}

/// A picture as pages show it; anything else to be saved.
pub(super) async fn answer<W: Who>(view: View<W>, found: &ArticleDownload) -> Result<Response, Fault> {
    match found.file.preview {
        Some(_) => download::picture(view, &found.file).await,
        None => download::whole(view, &found.file).await,
    }
}
