//! What everybody reads: categories, tags, articles, and the doors beside their pages.

mod article;
mod category;
mod file;
mod head;
mod look;
mod preview;
mod shown;
mod tag;
mod topic;

pub(super) use head::of_home;
pub(super) use look::{Look, look};
pub(super) use shown::{article_link, category_card};

use crate::face::Face;

/// The routes of the help centre, but its home.
pub(super) fn face(face: Face) -> Face {
    face.get("/{language}/{article}", article::show)
        .get("/categories/{category}", category::without_language)
        .get("/{language}/categories/{category}", category::show)
        .get("/tags/{tag}", tag::without_language)
        .get("/{language}/tags/{tag}", tag::show)
        .get("/{language}/previews/{link}", preview::show)
        .get("/{language}/previews/{link}/files/{file}/{name}", preview::file)
        .get("/files/{file}/{name}", file::send)
}
