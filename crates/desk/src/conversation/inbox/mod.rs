//! What users see of conversations: the lists of the inbox, a conversation with everything in it, and who it is with.

mod around;
mod aside;
mod concern;
mod counts;
mod event;
mod having;
mod head;
mod list;
mod merging;
mod message;
mod query;
mod row;
mod tally;
mod timeline;

use db::Statement;
use kernel::Fault;

pub use aside::{Aside, Other};
pub use counts::{COUNTED, Count, Counts};
pub use event::{Event, EventKind};
pub use having::Wanted;
pub use head::Head;
pub use list::{List, PAGE};
pub use merging::{Extent, MERGE_CHOICES, MergeChoice};
pub use message::{Message, Note, Redacted};
pub use query::{Filters, Holder, ListQuery, Shelf};
pub use row::{Named, Row};
pub(crate) use tally::Tallies;
pub use timeline::{ENTRIES, Entry, Place, Timeline};

use crate::act::View;
use crate::code;
use crate::right::Right;
use crate::who::User;

impl View<User> {
    /// Refuses who may not read conversations at all.
    pub(super) fn reads(&self) -> Result<(), Fault> {
        if self.who().may(Right::Read) { Ok(()) } else { Err(Fault::new(&code::MAY_NOT)) }
    }
}

/// Every statement of these views.
pub(super) fn statements() -> Vec<&'static Statement> {
    [
        around::STATEMENTS,
        list::STATEMENTS,
        counts::STATEMENTS,
        tally::STATEMENTS,
        having::STATEMENTS,
        head::STATEMENTS,
        merging::STATEMENTS,
        message::STATEMENTS,
        event::STATEMENTS,
        aside::STATEMENTS,
        concern::STATEMENTS,
    ]
    .concat()
}
