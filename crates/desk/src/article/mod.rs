//! Articles: what a knowledge base tells, everybody or the people inside (K2, I3).

mod address;
mod list;
mod make;
mod read;

use db::Statement;
use kernel::{Id, Language, Noun, Time};

use crate::kb::KbId;

pub use address::ArticlePath;
pub use list::{ArticleList, ArticleRow};
pub use make::{MAX_BODY, MAX_TITLE, NewArticle};
pub use read::{ArticleWindow, ReadsArticles};

/// What articles announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody wrote an article.
        MADE "article.made";
    }
}

db::named! {
    /// For whom an article is.
    pub enum Audience {
        /// For everybody.
        Public "public",
        /// For users, as long as the internal knowledge base is on.
        Internal "internal",
    }
}

/// An article.
#[derive(Clone, Debug)]
pub struct Article {
    /// The id.
    pub id: ArticleId,
    /// The knowledge base it stands in.
    pub kb: KbId,
    /// Its name in addresses.
    pub path: ArticlePath,
    /// What it is written in.
    pub language: Language,
    /// The title.
    pub title: String,
    /// The text, with the signs of Markdown.
    pub body: String,
    /// For whom it is.
    pub audience: Audience,
    /// When it was written.
    pub made_at: Time,
}

impl Noun for Article {
    const NAME: &'static str = "article";
}

/// The id of an article.
pub type ArticleId = Id<Article>;

/// Every statement about articles.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [list::STATEMENTS, make::STATEMENTS, read::STATEMENTS].concat()
}
