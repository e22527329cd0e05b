//! Files of messages: each request asks what its conversation asks, at that moment.

use axum::extract::Path;
use desk::conversation::portal::Download;
use desk::{User, View};
use kernel::Fault;
use serde::Deserialize;

use crate::answer::Answer;
use crate::download;

/// The parameters of a file's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    id: String,
    file: String,
}

pub(crate) async fn whole(view: View<User>, Path(place): Path<Place>) -> Answer {
    let found = place.find(&view).await?;
    Ok(download::whole(view, &found).await?)
}

pub(crate) async fn preview(view: View<User>, Path(place): Path<Place>) -> Answer {
    let found = place.find(&view).await?;
    Ok(download::picture(view, &found).await?)
}

impl Place {
    async fn find(&self, view: &View<User>) -> Result<Download, Fault> {
        view.download(self.id.parse()?, self.file.parse()?).await
    }
}
