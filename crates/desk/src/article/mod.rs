//! Articles: what a knowledge base tells, everybody or the people inside (K1, K2, K4, K7, I3).
//!
//! An article is one thing with a text for each language. Of a text there is a series of versions: one that is read (*live*),
//! one that is written (*draft*), and those that were live before (*past*). What belongs to the article itself (audience, brands,
//! categories, tags) counts at once, with no version of its own.

mod access;
mod arrange;
mod bulk;
mod draft;
mod file;
mod find;
mod history;
mod index;
mod link;
mod list;
mod make;
mod manage;
mod preview;
mod publish;
mod published;
mod quote;
mod read;
mod related;
mod remove;
mod schedule;
mod searched;
mod store;
mod survey;
mod synonym;
mod told;
mod typed;
mod whole;

use db::Statement;
use kernel::{Id, Language, Noun, Time};

pub use access::{ReadsArticles, Write};
pub use arrange::{Arrangement, MAX_CATEGORIES, MAX_READERS, MAX_TAGS, Placed, ReaderKind};
pub use bulk::{Bulk, BulkDone, MOST_AT_ONCE};
pub use draft::Seen;
pub use file::{ArticleDownload, ArticleFile, ArticleFileId, MAX_ARTICLE_FILE, NewArticleFile};
pub use find::{FoundArticle, FoundList};
pub use history::{Version, VersionId, VersionState, VersionText};
pub use index::{FOUND_A_PAGE, FOUND_PAGES, Found, FoundText, IndexKeeper, MAX_SEARCH, Search, Suggested};
pub use list::{ArticleRow, ListOf};
pub use make::NewArticle;
pub use manage::{Managed, ManagedList, ManagedQuery, ManagedState, PAGE, TextState, Written};
pub use preview::{PREVIEW_DAYS, Previewed};
pub use published::PublishedText;
pub(crate) use quote::count_uses;
pub use quote::{MOST_QUOTED, QuotedArticle};
pub use read::{ArticleWindow, ShownArticle, Surroundings};
pub use remove::BringBack;
pub use schedule::{Schedule, Turn};
pub(crate) use schedule::{publish_job, unpublish_job};
pub(crate) use searched::{KEPT_DAYS, Searched};
pub use searched::{SearchReport, SearchedWords};
pub use survey::{ArticleAnswer, Feedback, MAX_ANSWER, Reason, Said};
pub(crate) use synonym::KeptSynonyms;
pub use synonym::{MAX_SYNONYMS, SynonymList};
pub use told::{TakenFrom, Told, ToldText};
pub use typed::{MAX_BODY, MAX_META, MAX_TITLE, Typed};
pub use whole::{KeptFile, Origin, WholeArticle, WholeText, WholeVersion};

/// What articles announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody began an article.
        MADE "article.made";
        /// Somebody wrote at a draft.
        SAVED "article.saved";
        /// Somebody threw a draft away.
        DISCARDED "article.discarded";
        /// A text became what is read.
        PUBLISHED "article.published";
        /// A text is read no more.
        UNPUBLISHED "article.unpublished";
        /// Somebody said when a text is to be published or taken back, or took that back.
        SCHEDULED "article.scheduled";
        /// An article has another audience, other readers, brands, categories or tags.
        ARRANGED "article.arranged";
        /// Somebody deleted an article.
        DELETED "article.deleted";
        /// Somebody brought a deleted article back.
        RESTORED "article.restored";
        /// A reader said whether an article helped.
        ANSWERED "article.answered";
        /// Somebody put a file into an article.
        FILED "article.filed";
        /// Somebody changed the words that mean the same.
        SYNONYMS "synonyms.changed";
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

/// An article, without its texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    /// The id.
    pub id: ArticleId,
    /// What identifies it in addresses.
    pub hash: String,
    /// The language it was first written in.
    pub source: Language,
    /// For whom it is.
    pub audience: Audience,
    /// Whether an internal one is read by some teams or permission sets only (K7).
    pub is_limited: bool,
    /// Counts the changes of what counts at once.
    pub revision: i64,
    /// When it was begun.
    pub made_at: Time,
    /// When anything of it changed last.
    pub changed_at: Time,
    /// When it was deleted, if it was.
    pub deleted_at: Option<Time>,
}

impl Noun for Article {
    const NAME: &'static str = "article";
}

/// The id of an article.
pub type ArticleId = Id<Article>;

db::columns!(Article: id, hash, source, audience, is_limited, revision, made_at, changed_at, deleted_at);

/// Every statement about articles.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        access::STATEMENTS,
        arrange::STATEMENTS,
        bulk::STATEMENTS,
        draft::STATEMENTS,
        file::STATEMENTS,
        find::STATEMENTS,
        history::STATEMENTS,
        link::STATEMENTS,
        list::STATEMENTS,
        make::STATEMENTS,
        manage::STATEMENTS,
        preview::STATEMENTS,
        publish::STATEMENTS,
        published::STATEMENTS,
        quote::STATEMENTS,
        read::STATEMENTS,
        related::STATEMENTS,
        remove::STATEMENTS,
        schedule::STATEMENTS,
        store::STATEMENTS,
        survey::STATEMENTS,
        synonym::STATEMENTS,
        told::STATEMENTS,
        whole::STATEMENTS,
    ]
    .concat()
    .into_iter()
    .chain(index::statements())
    .chain(searched::statements())
    .collect()
}
