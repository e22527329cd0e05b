//! Themes of a knowledge base: what its pages look like, in revisions that never change (T1, T2).

mod access;
mod archive;
mod back;
mod broken;
mod designer;
mod file;
mod follow;
mod key;
mod looks;
mod make;
mod pace;
mod preview;
mod publish;
mod read;
mod revision;
mod save;
mod script;
mod upgrade;

use db::Statement;
use kernel::{Id, Noun};

pub use ::theme::{Template, Values, Version};
pub use access::{Edit, Follow};
pub use archive::{MOST_ARCHIVE, THEME_LIMITS, Unpacked};
pub(crate) use broken::manages;
pub use broken::{BROKEN_MAIL, Broken, BrokenJob, BrokenMail};
pub use designer::Designer;
pub use file::Files;
pub use looks::{Looks, aside};
pub use make::{MAX_NAME, MOST as MOST_THEMES};
pub use pace::Pace;
pub use preview::PREVIEW_DAYS as THEME_PREVIEW_DAYS;
pub use publish::{Gate, Passed};
pub use read::{ListedTheme, Look, ManagedTheme, NotFollowed};
pub use revision::{Revision, RevisionId, RevisionKind};
pub use save::{Checked, Draft};
pub use upgrade::Plan;

pub(crate) use file::sweep;

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
        /// A theme went on to a newer version of its template.
        UPGRADED "theme.upgraded";
        /// A theme went back to what it was before an upgrade.
        STEPPED_BACK "theme.stepped_back";
        /// A theme could not follow its template by itself and stays where it is.
        NOT_FOLLOWED "theme.not_followed";
        /// A page of a published theme cannot be drawn; those who manage themes are told.
        BROKEN "theme.broken";
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
    /// The version of its template that somebody stepped back from: it does not follow to this one by itself.
    pub declined: Option<Version>,
    /// What the last upgrade found, as long as one can step back to it.
    pub before: Option<Before>,
}

/// What was saved and published of a theme before it was upgraded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Before {
    /// What was saved last.
    pub draft: RevisionId,
    /// What was published last, if anything was.
    pub live: Option<RevisionId>,
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
        broken::STATEMENTS,
        file::STATEMENTS,
        follow::STATEMENTS,
        key::STATEMENTS,
        make::STATEMENTS,
        publish::STATEMENTS,
        read::STATEMENTS,
        revision::STATEMENTS,
        save::STATEMENTS,
    ]
    .concat()
}
