//! Themes of a knowledge base: what its pages look like, in revisions that never change (T1, T2).

mod access;
mod file;
mod make;
mod publish;
mod read;
mod revision;
mod save;

use db::Statement;
use kernel::{Id, Noun};

pub use ::theme::{Template, Values, Version};
pub use access::Edit;
pub use file::Files;
pub use make::{MAX_NAME, MOST as MOST_THEMES};
pub use publish::{Gate, Passed};
pub use read::{ListedTheme, Look, ManagedTheme};
pub use revision::{Revision, RevisionId, RevisionKind};
pub use save::Draft;

use crate::kb::KbId;

/// What themes announce.
pub mod facts {
    crate::interest::facts! {
        /// Somebody made a theme.
        MADE "theme.made";
        /// A theme has another name.
        RENAMED "theme.renamed";
        /// A revision of a theme was saved.
        SAVED "theme.saved";
        /// A revision of a theme was published.
        PUBLISHED "theme.published";
        /// A knowledge base shows another theme.
        ACTIVATED "theme.activated";
        /// Somebody deleted a theme.
        DELETED "theme.deleted";
    }
}

/// A theme, without what is in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// The id.
    pub id: ThemeId,
    /// Its knowledge base.
    pub kb: KbId,
    /// What those who manage it call it.
    pub name: String,
    /// The template it began from.
    pub template: String,
    /// The revision that was saved last.
    pub draft: RevisionId,
    /// The revision that was published last, if one was.
    pub live: Option<RevisionId>,
    /// Whether the knowledge base shows it.
    pub is_active: bool,
}

impl Noun for Theme {
    const NAME: &'static str = "theme";
}

/// The id of a theme.
pub type ThemeId = Id<Theme>;

/// Every statement about themes.
pub(crate) fn statements() -> Vec<&'static Statement> {
    [
        access::STATEMENTS,
        file::STATEMENTS,
        make::STATEMENTS,
        publish::STATEMENTS,
        read::STATEMENTS,
        revision::STATEMENTS,
        save::STATEMENTS,
    ]
    .concat()
}
