//! The box where people write, and what a refused form leaves in it.

use desk::conversation::MAX_TEXT;
use desk::conversation::inbox::Head;
use desk::shortcut::Shortcut;
use desk::snippet::Snippet;
use kernel::EmailAddress;

use super::pages::{ArticleFinder, Composer, Draft, Problem, WayChoice};
use super::{AppVisit, shortcut, url};
use crate::once;

/// The most files of an answer.
pub(super) const MAX_FILES: usize = 10;
/// The most bytes of all of them together.
pub(super) const MAX_BYTES: usize = 25 * 1024 * 1024;

/// What a refused form leaves on the page it is drawn on again.
#[derive(Default)]
pub(super) enum Left {
    /// Nothing: a fresh page.
    #[default]
    Nothing,
    /// An answer.
    Reply {
        /// As it was typed.
        draft: Draft,
        /// Whether it was to stay in the portal.
        is_portal: bool,
        /// What was looked for beside it.
        finder: ArticleFinder,
    },
    /// A note.
    Note(Draft),
    /// A subject.
    Subject(String, Problem),
}

impl Left {
    pub(super) fn subject_typed(&self) -> Option<&str> {
        if let Self::Subject(typed, _) = self { Some(typed) } else { None }
    }

    pub(super) fn subject_problems(&self) -> Vec<Problem> {
        if let Self::Subject(_, problem) = self { vec![problem.clone()] } else { Vec::new() }
    }
}

/// What somebody may put into what they write.
pub(super) struct Offered {
    /// Whom a note may name.
    pub(super) names: Vec<String>,
    pub(super) shortcuts: Vec<Shortcut>,
    pub(super) snippets: Vec<Snippet>,
}

/// The box with two drafts. An answer goes by mail where there is an address, unless it was to stay in the portal.
pub(super) fn composer(
    visit: &AppVisit,
    head: &Head,
    address: Option<&EmailAddress>,
    offered: Offered,
    left: Left,
) -> Composer {
    let fresh = || Draft { once: once::fresh(&visit.web), ..Draft::default() };
    let writes_note = matches!(left, Left::Note(_)) || !head.may.contains(&"reply");
    let (reply, note, is_portal, articles) = match left {
        Left::Reply { draft, is_portal, finder } => (draft, fresh(), is_portal, finder),
        Left::Note(draft) => (fresh(), draft, false, ArticleFinder::default()),
        Left::Nothing | Left::Subject(..) => (fresh(), fresh(), false, ArticleFinder::default()),
    };
    let is_portal = is_portal || address.is_none();
    let email = address.map(|address| way("email", Some(address), !is_portal));
    Composer {
        kind: if writes_note { "note" } else { "reply" }.to_owned(),
        files_max: MAX_FILES,
        bytes_max: MAX_BYTES,
        channels: email.into_iter().chain([way("portal", None, is_portal)]).collect(),
        reply,
        note,
        articles,
        names: offered.names,
        shortcuts: shortcut::choices(offered.shortcuts),
        snippets: shortcut::snippet_choices(offered.snippets),
        shortcuts_url: url::SHORTCUTS.to_owned(),
    }
}

fn way(key: &str, address: Option<&EmailAddress>, current: bool) -> WayChoice {
    let address = address.map(EmailAddress::to_string);
    WayChoice { key: key.to_owned(), address, limit: MAX_TEXT, current }
}
