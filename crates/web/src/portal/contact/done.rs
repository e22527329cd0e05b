//! What is said when a form was sent, or closed.

use axum::extract::{Path, Query};
use desk::{Public, View};
use serde::Deserialize;

use super::Place;
use crate::answer::Answer;
use crate::page::draw_for;
use crate::portal::pages::ContactDone;
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    said: String,
}

/// It tells nothing that was written: anybody may come here.
pub(super) async fn show(
    view: View<Public>,
    visit: Visit,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    let shown = place.see(&view, &visit).await?;
    view.close();
    let reader = Reader::of(&visit).await?;
    let said = ["held", "closed"].into_iter().find(|said| *said == asked.said).unwrap_or("sent");
    let proves = visit.site.portal.my_conversations && matches!(reader, Reader::Nobody);
    let page = ContactDone {
        title: shown.text.title,
        said: said.to_owned(),
        thanks: if said == "closed" { String::new() } else { shown.text.thanks },
        login_url: (proves && said != "closed").then(|| url::login(&url::conversations(&visit.language))),
        home_url: url::home(&visit.language),
    };
    Ok(draw_for(&visit, &reader, &page)?)
}
