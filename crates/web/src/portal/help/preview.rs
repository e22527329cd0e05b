//! A look at what is written and not yet read, for whoever was given a link to it.

use axum::extract::Path;
use desk::{Public, View};
use serde::Deserialize;

use super::article::bare;
use super::file;
use crate::answer::Answer;
use crate::page::draw_for;
use crate::portal::pages::Article;
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

/// The parameters of the address of a draft's file.
#[derive(Deserialize)]
pub(super) struct Place {
    language: String,
    link: String,
    file: String,
}

/// Kept by nobody and found by no search engine.
pub(super) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, link)): Path<(String, String)>,
) -> Answer {
    visit.expect_language(&language)?;
    let seen = view.preview(&link, &visit.language).await?;
    view.close();
    let body = seen.article.body.html_with_files_at(&url::preview_files(&visit.language, &link));
    let page = Article {
        updated_at: None,
        preview_until: Some(seen.ends_at.0),
        ..bare(&visit, &seen.article, body)
    };
    let reader = Reader::of(&visit).await?;
    Ok(draw_for(&visit, &reader, &page)?)
}

/// Its pictures and files are nobody's yet, so they are asked for with the link.
pub(super) async fn file(view: View<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    visit.expect_language(&place.language)?;
    let found = view.preview_file(&place.link, &visit.language, place.file.parse()?).await?;
    Ok(file::answer(view, &found).await?)
}
