//! Settings > Knowledge Base > Categories: the tree, and the page of one (K1).

mod edit;
mod order;
mod tree;

use super::url;
use crate::face::Face;

/// The routes of categories.
pub(super) fn face(face: Face) -> Face {
    face.get(url::CATEGORIES, tree::show)
        .post(url::CATEGORIES, tree::add)
        .get("/app/settings/knowledge-base/categories/{category}", edit::show)
        .post("/app/settings/knowledge-base/categories/{category}", edit::save)
        .post("/app/settings/knowledge-base/categories/{category}/place", order::place)
        .post("/app/settings/knowledge-base/categories/{category}/order", order::order)
        .post("/app/settings/knowledge-base/categories/{category}/deletion", order::delete)
}
