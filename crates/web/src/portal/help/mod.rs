//! What everybody reads: categories, tags, articles, and the doors beside their pages.

mod article;
mod category;
mod copy;
mod feed;
mod file;
mod head;
mod look;
mod preview;
mod search;
mod shown;
mod sitemap;
mod survey;
mod tag;
mod topic;
mod xml;

pub(super) use article::bare;
pub(super) use head::of_home;
pub(crate) use look::{Look, look};
pub(super) use shown::{article_link, category_card};
pub(crate) use topic::TOPICS;

use crate::face::Face;

/// The routes of the help centre, but its home.
pub(super) fn face(face: Face) -> Face {
    face.get("/{language}/{article}", article::show)
        .get("/{language}/{article}/answer", survey::show)
        .post("/{language}/{article}/answer", survey::answer)
        .get("/categories/{category}", category::without_language)
        .get("/{language}/categories/{category}", category::show)
        .get("/tags/{tag}", tag::without_language)
        .get("/{language}/tags/{tag}", tag::show)
        .get("/{language}/previews/{link}", preview::show)
        .get("/{language}/previews/{link}/files/{file}/{name}", preview::file)
        .get("/search", search::without_language)
        .get("/{language}/search", search::show)
        .get("/{language}/suggestions", search::suggest)
        .get("/files/{file}/{name}", file::send)
        .get("/sitemap.xml", sitemap::show)
        .get("/sitemap/{part}", sitemap::part)
        .get("/robots.txt", copy::robots)
        .get("/llms.txt", copy::index)
        .get("/feed.xml", feed::without_language)
        .get("/{language}/feed.xml", feed::show)
}
