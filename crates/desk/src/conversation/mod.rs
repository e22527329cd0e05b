//! Conversations: threads with one customer, the messages in them and the notes about them.

mod access;
mod again;
mod answer;
mod arrive;
mod assign;
mod change;
mod delete;
pub mod facts;
mod give;
mod held;
pub mod history;
pub mod inbox;
mod mention;
mod merge;
pub mod message;
mod note;
pub mod portal;
mod read_mark;
mod redact;
mod seen;
mod store;
mod tag;
mod verbs;
mod words;

use db::Statement;
use kernel::{Id, Noun, Time};

pub use access::{
    Answer, Assign, Delete, EditSubject, Finish, MarkDone, Merge, Note, Read, Redact, Reopen, Reply,
    SendAgain, SetPriority, SetValues, Snooze, Tag, TakeBack, Wake,
};
pub use answer::{Answering, Then, Way};
pub(crate) use arrive::{Arrival, arrive};
pub use assign::{Answerer, Assignment};
pub use change::{EndSnooze, Priority};
pub(crate) use facts::{deliver_job, wake_job};
pub(crate) use give::{give, give_all, messages_of};
pub use held::{Held, HeldId, LetLeave, Release};
pub(crate) use held::{TAKEN_KEPT_MILLIS, release_job};
pub use mention::Mention;
pub use message::{Author, Channel, Direction, MessageId, NewMessage};
pub use note::NoteId;
pub use read_mark::Flushed;
pub(crate) use read_mark::Marks;
pub use redact::{Details, MARK, Quoting, Scrub};
pub(crate) use redact::{forget_unused, scrub_job};
pub use tag::{MAX_TAG, TagName};
pub use verbs::{Begun, MAX_SUBJECT, MAX_TEXT, Written};

use crate::brand::BrandId;
use crate::customer::CustomerId;
use crate::user::{TeamId, UserId};

db::named! {
    /// Where a conversation stands.
    pub enum Status {
        /// Somebody is to do something.
        Open "open",
        /// Asleep until a time or a message; customers see it as open.
        Snoozed "snoozed",
        /// Finished, until somebody writes again.
        Done "done",
    }
}

/// A conversation as verbs need it.
#[derive(Clone, Debug)]
pub struct Conversation {
    /// The id.
    pub id: ConversationId,
    /// The short number for people; grants nothing.
    pub number: i64,
    /// With whom.
    pub customer: CustomerId,
    /// In whose name.
    pub brand: BrandId,
    /// The subject as an agent last edited it; may be empty.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// Who works on it.
    pub assignee: Option<UserId>,
    /// Whose queue it is in.
    pub team: Option<TeamId>,
    /// When it wakes, while snoozed.
    pub snoozed_until: Option<Time>,
    /// From 1, the lowest, to 5.
    pub priority: i64,
    /// When it began.
    pub made_at: Time,
    /// The number of its newest message.
    pub last_seq: i64,
    /// The channels of the messages its customer may see, one bit each.
    pub shown_channels: i64,
    /// The number of the newest message its customer may see.
    pub shown_seq: i64,
}

impl Noun for Conversation {
    const NAME: &'static str = "conversation";
}

/// The id of a conversation.
pub type ConversationId = Id<Conversation>;

db::columns!(
    Conversation: id, number, customer, brand, subject, status, assignee, team, snoozed_until, priority, made_at,
    last_seq, shown_channels, shown_seq
);

/// Every statement about conversations.
pub(crate) fn statements() -> Vec<&'static Statement> {
    let own = [
        access::STATEMENTS,
        store::STATEMENTS,
        seen::STATEMENTS,
        words::STATEMENTS,
        again::STATEMENTS,
        answer::STATEMENTS,
        arrive::STATEMENTS,
        assign::STATEMENTS,
        change::STATEMENTS,
        delete::STATEMENTS,
        give::STATEMENTS,
        held::STATEMENTS,
        note::STATEMENTS,
        read_mark::STATEMENTS,
        tag::STATEMENTS,
        history::STATEMENTS,
        mention::STATEMENTS,
    ];
    let folders = [merge::statements(), portal::statements(), redact::statements(), inbox::statements()];
    [own.concat(), folders.concat()].concat()
}
