//! What stands on several of these pages: articles and categories in lists, and the way to a page.

use desk::article::{ArticleRow, Audience};
use desk::category::{CategoryId, CategoryRow, Tree};

use super::topic;
use crate::portal::pages::{ArticleLink, CategoryCard, Crumb};
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;

/// As much of an article as a list says, in signs.
const EXCERPT: usize = 160;
/// As much of a category as its card says.
const DESCRIPTION: usize = 100;

pub(crate) fn article_link(listed: &ArticleRow, visit: &Visit) -> ArticleLink {
    ArticleLink {
        url: url::article(&visit.language, &listed.path()),
        title: listed.title.clone(),
        language: listed.language.tag(),
        internal: listed.audience == Audience::Internal,
        excerpt: markup::excerpt(&listed.excerpt, EXCERPT),
        published_at: listed.published_at.map(|at| at.0),
    }
}

pub(crate) fn category_card(
    row: &CategoryRow,
    tree: &Tree,
    (visit, reader): (&Visit, &Reader),
) -> CategoryCard {
    CategoryCard {
        url: url::category(&visit.language, &row.path()),
        title: row.title.clone(),
        language: row.language.tag(),
        description: markup::excerpt(&row.description, DESCRIPTION),
        icon: topic::glyph(&row.icon),
        count: tree.count(row.id, reader.audiences()),
    }
}

/// The categories from the top down to this one.
pub(super) fn way(tree: &Tree, to: CategoryId, visit: &Visit) -> Vec<Crumb> {
    let crumb = |row: &CategoryRow| Crumb {
        url: url::category(&visit.language, &row.path()),
        title: row.title.clone(),
        language: row.language.tag(),
    };
    tree.way_to(to).into_iter().map(crumb).collect()
}
