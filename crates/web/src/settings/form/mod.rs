//! Settings > Knowledge Base > Forms: the list, and the page on which one is designed (K6).

mod draw;
mod edit;
mod list;
mod state;
mod typed;

use super::url;
use crate::face::Face;

/// The routes of forms.
pub(super) fn face(face: Face) -> Face {
    face.get(url::FORMS, list::show)
        .post(url::FORMS, list::add)
        .get("/app/settings/knowledge-base/forms/{form}", edit::show)
        .post("/app/settings/knowledge-base/forms/{form}", edit::save)
        .post("/app/settings/knowledge-base/forms/{form}/preview", edit::preview)
        .post("/app/settings/knowledge-base/forms/{form}/publication", state::publish)
        .post("/app/settings/knowledge-base/forms/{form}/withdrawal", state::unpublish)
        .post("/app/settings/knowledge-base/forms/{form}/deletion", state::delete)
}
