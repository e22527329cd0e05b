//! Questions to the inbox.

use kernel::Cursor;

use super::super::Status;
use super::super::message::Channel;
use super::having::Wanted;
use crate::brand::BrandId;
use crate::customer::CustomerId;
use crate::user::{TeamId, UserId};
use crate::who::{User, Who};

db::named! {
    /// The views of the inbox.
    pub enum Shelf {
        /// Open ones assigned to who looks.
        Mine "mine",
        /// Open ones assigned to nobody.
        Unassigned "unassigned",
        /// All open ones.
        Open "open",
        /// Those in which a note names who looks, wherever they stand.
        Mentions "mentions",
        /// Those that sleep.
        Snoozed "snoozed",
        /// Those that are finished.
        Done "done",
    }
}

/// Whose conversations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holder {
    /// Nobody's.
    Nobody,
    /// A user's.
    User(UserId),
}

/// What narrows a list. A status or holder here takes the place of the view's own.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    /// Where it stands.
    pub status: Option<Status>,
    /// Who works on it.
    pub holder: Option<Holder>,
    /// Whose queue it is in.
    pub team: Option<TeamId>,
    /// A tag it has.
    pub tag: Option<String>,
    /// Whom it is with.
    pub customer: Option<CustomerId>,
    /// A channel one of its messages used.
    pub channel: Option<Channel>,
    /// Its brand.
    pub brand: Option<BrandId>,
    /// How urgent it is.
    pub priority: Option<i64>,
    /// A value of a custom attribute it has.
    pub wanted: Option<Wanted>,
}

/// A question to the inbox.
#[derive(Clone, Debug)]
pub struct ListQuery {
    /// The view.
    pub shelf: Shelf,
    /// What narrows it.
    pub filters: Filters,
    /// What to find; empty for everything. A search looks through every status unless the filters name one.
    pub words: String,
    /// After which row.
    pub after: Option<Cursor>,
}

impl ListQuery {
    /// The first page of a view.
    pub fn of(shelf: Shelf) -> Self {
        Self { shelf, filters: Filters::default(), words: String::new(), after: None }
    }

    /// The text that cursors of this list are sealed with.
    pub fn list_name(&self, who: &User) -> String {
        format!("inbox {} {} {:?} {}", who.actor(), self.shelf.name(), self.filters, self.words)
    }

    /// The status its rows have; a search, or one customer's list, that names none has rows of every status.
    pub(super) fn status(&self) -> Option<Status> {
        let own = match self.shelf {
            Shelf::Mine | Shelf::Unassigned | Shelf::Open => Some(Status::Open),
            Shelf::Mentions => None,
            Shelf::Snoozed => Some(Status::Snoozed),
            Shelf::Done => Some(Status::Done),
        };
        let is_whole = !self.words.trim().is_empty() || self.filters.customer.is_some();
        self.filters.status.or(own.filter(|_| !is_whole))
    }

    /// Whether its rows are told by more than an index begins with.
    pub(super) fn is_combination(&self) -> bool {
        let filters = &self.filters;
        let is_told = filters.priority.is_some() || filters.channel.is_some() || filters.brand.is_some();
        let is_open = self.status().is_some_and(|status| status != Status::Done);
        is_open && (is_told || filters.tag.is_some() || filters.wanted.is_some())
    }

    /// Whose its rows are.
    pub(super) fn holder(&self, who: &User) -> Option<Holder> {
        let own = match self.shelf {
            Shelf::Mine => Some(Holder::User(who.id)),
            Shelf::Unassigned => Some(Holder::Nobody),
            Shelf::Open | Shelf::Mentions | Shelf::Snoozed | Shelf::Done => None,
        };
        self.filters.holder.or(own)
    }
}
