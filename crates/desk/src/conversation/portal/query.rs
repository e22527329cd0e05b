//! What can be asked of the list: which conversations, in which order, from where on.

use db::{Call, Condition, params};
use kernel::Cursor;

use super::list::Listed;
use crate::conversation::ConversationId;

pub(super) static OPEN: Condition = Condition("and c.status <> 'done'");
pub(super) static DONE: Condition = Condition("and c.status = 'done'");
pub(super) static SHOWN_BEFORE: Condition = Condition("and (c.shown_at, c.id) < ($?, $?)");
pub(super) static SHOWN_AFTER: Condition = Condition("and (c.shown_at, c.id) > ($?, $?)");
pub(super) static MADE_BEFORE: Condition = Condition("and (c.made_at, c.id) < ($?, $?)");
pub(super) static MADE_AFTER: Condition = Condition("and (c.made_at, c.id) > ($?, $?)");
pub(super) static ACTIVITY_NEWEST: Condition = Condition("order by c.shown_at desc, c.id desc");
pub(super) static ACTIVITY_OLDEST: Condition = Condition("order by c.shown_at, c.id");
pub(super) static CREATED_NEWEST: Condition = Condition("order by c.made_at desc, c.id desc");
pub(super) static CREATED_OLDEST: Condition = Condition("order by c.made_at, c.id");

/// Which conversations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Filter {
    /// Open, snoozed and done.
    #[default]
    All,
    /// Open and snoozed.
    Open,
    /// Done.
    Done,
}

/// In which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Newest message first.
    #[default]
    ActivityNewest,
    /// Oldest message first.
    ActivityOldest,
    /// Begun last first.
    CreatedNewest,
    /// Begun first first.
    CreatedOldest,
}

/// A question to the list.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// Which conversations.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// What to find; empty for everything.
    pub words: String,
    /// After which row.
    pub after: Option<Cursor>,
}

impl ListQuery {
    /// Adds filter, edge and order to the list's statement.
    pub(super) fn narrow<'a>(&self, call: Call<'a>) -> Call<'a> {
        let call = match self.filter {
            Filter::All => call,
            Filter::Open => call.and(&OPEN, params![]),
            Filter::Done => call.and(&DONE, params![]),
        };
        let (edge, order) = self.order.conditions();
        let call = match self.after {
            Some(after) => call.and(edge, params![after.time, ConversationId::from_bytes(after.id)]),
            None => call,
        };
        call.and(order, params![])
    }
}

impl Order {
    /// What lies after a cursor, and the order itself.
    fn conditions(self) -> (&'static Condition, &'static Condition) {
        match self {
            Self::ActivityNewest => (&SHOWN_BEFORE, &ACTIVITY_NEWEST),
            Self::ActivityOldest => (&SHOWN_AFTER, &ACTIVITY_OLDEST),
            Self::CreatedNewest => (&MADE_BEFORE, &CREATED_NEWEST),
            Self::CreatedOldest => (&MADE_AFTER, &CREATED_OLDEST),
        }
    }

    /// Where the page after this row begins.
    pub(super) fn cursor(self, row: &Listed) -> Cursor {
        let time = match self {
            Self::ActivityNewest | Self::ActivityOldest => row.activity_at,
            Self::CreatedNewest | Self::CreatedOldest => row.made_at,
        };
        Cursor { time, id: row.id.bytes() }
    }
}
