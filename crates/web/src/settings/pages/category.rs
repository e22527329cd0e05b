//! The pages of categories.

use serde::{Deserialize, Serialize};

use super::{ArticleChoice, BrandChoice, LanguageChoice};
use crate::inbox::pages::Problem;

/// The tree.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Categories {
    pub(crate) action: String,
    pub(crate) brands: Vec<BrandChoice>,
    pub(crate) brand: String,
    pub(crate) language: String,
    pub(crate) rows: Vec<CategoryLine>,
    /// What was typed of a new one.
    pub(crate) title: String,
    pub(crate) parents: Vec<ArticleChoice>,
    pub(crate) problems: Vec<Problem>,
}

/// A category in the tree.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryLine {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) articles_url: String,
    pub(crate) move_url: String,
    pub(crate) title: String,
    pub(crate) depth: usize,
    pub(crate) is_published: bool,
    pub(crate) articles: i64,
    /// The one of the same parent before this one, and the one that the next would come before.
    pub(crate) up: Option<String>,
    pub(crate) down: Option<String>,
    pub(crate) parent: Option<String>,
    pub(crate) is_last_but_one: bool,
}

/// One of them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoryForm {
    pub(crate) action: String,
    pub(crate) move_action: String,
    pub(crate) delete_action: String,
    pub(crate) order_action: String,
    pub(crate) back_url: String,
    pub(crate) brand: String,
    pub(crate) heading: String,
    pub(crate) revision: i64,
    pub(crate) language: String,
    pub(crate) languages: Vec<LanguageChoice>,
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) description: String,
    pub(crate) is_shown: bool,
    pub(crate) is_published: bool,
    pub(crate) icons: Vec<ArticleChoice>,
    pub(crate) parents: Vec<ArticleChoice>,
    pub(crate) articles: Vec<OrderedArticle>,
    pub(crate) problems: Vec<Problem>,
}

/// An article in the order of its category.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderedArticle {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) title: String,
}
