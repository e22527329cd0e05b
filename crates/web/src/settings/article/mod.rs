//! Settings > Knowledge Base > Articles: the list, a new one, and the page where one is written (K2).

mod arrange;
pub(super) mod choose;
mod edit;
mod feedback;
mod file;
mod history;
mod list;
mod new;
mod publish;
mod show;
mod typed;

use super::url;
use crate::face::Face;
pub(super) use typed::language;

/// The routes of articles.
pub(super) fn face(face: Face) -> Face {
    face.get(url::ARTICLES, list::show)
        .post(url::ARTICLE_CHANGES, list::change)
        .get(url::NEW_ARTICLE, new::show)
        .post(url::NEW_ARTICLE, new::add)
        .get("/app/settings/knowledge-base/articles/files/{file}/{name}", file::show)
        .get(url::ARTICLE_LINKS, file::links)
        .post(url::ARTICLE_CHECK, file::check)
        .get("/app/settings/knowledge-base/articles/{article}", edit::show)
        .post("/app/settings/knowledge-base/articles/{article}", edit::save)
        .post("/app/settings/knowledge-base/articles/{article}/files", file::add)
        .post("/app/settings/knowledge-base/articles/{article}/withdrawal", publish::withdraw)
        .post("/app/settings/knowledge-base/articles/{article}/schedule", publish::schedule)
        .post("/app/settings/knowledge-base/articles/{article}/discarding", publish::discard)
        .post("/app/settings/knowledge-base/articles/{article}/confirmation", publish::confirm)
        .post("/app/settings/knowledge-base/articles/{article}/arrangement", arrange::save)
        .post("/app/settings/knowledge-base/articles/{article}/deletion", publish::delete)
        .post("/app/settings/knowledge-base/articles/{article}/return", publish::bring_back)
        .get("/app/settings/knowledge-base/articles/{article}/preview", history::preview)
        .get("/app/settings/knowledge-base/articles/{article}/feedback", feedback::show)
        .get("/app/settings/knowledge-base/articles/{article}/history", history::show)
        .post("/app/settings/knowledge-base/articles/{article}/restoration", history::restore)
}
