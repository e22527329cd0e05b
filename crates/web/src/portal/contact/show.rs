//! A form, before anything is written into it.

use axum::extract::Path;
use desk::{Public, View};
use http::StatusCode;

use super::typed::Typed;
use super::{Place, draw};
use crate::answer::{Answer, redirect};
use crate::page::draw_for;
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

/// Drawn anew for everybody: each form has a key of its own.
pub(super) async fn show(view: View<Public>, visit: Visit, Path(place): Path<Place>) -> Answer {
    let shown = place.see(&view, &visit).await?;
    view.close();
    if shown.path().to_string() != place.form {
        return Ok(redirect(StatusCode::MOVED_PERMANENTLY, &url::form(&visit.language, &shown.path())));
    }
    let reader = Reader::of(&visit).await?;
    draw::may_fill(&shown, &reader)?;
    let page = draw::page(&visit, &reader, &shown, Typed::fresh(&visit, &shown));
    Ok(draw_for(&visit, &reader, &page)?)
}
