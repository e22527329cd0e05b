//! Files of messages: each request asks what its conversation asks, at that moment (P16).

use axum::extract::Path;
use desk::conversation::portal::FileId;
use desk::{Customer, View};
use serde::Deserialize;

use super::conversation::Place as Conversation;
use crate::answer::Answer;
use crate::download;

/// The parameters of a file's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    #[serde(flatten)]
    conversation: Conversation,
    file: FileId,
}

pub(crate) async fn download(view: View<Customer>, Path(place): Path<Place>) -> Answer {
    let found = view.download(place.conversation.id()?, place.file).await?;
    Ok(download::whole(view, &found).await?)
}

pub(crate) async fn preview(view: View<Customer>, Path(place): Path<Place>) -> Answer {
    let found = view.download(place.conversation.id()?, place.file).await?;
    Ok(download::picture(view, &found).await?)
}
