//! Whole conversations that happened elsewhere or before: what imports, the example organization and the benchmark
//! store. Everything keeps the time at which it happened, and nothing leaves, wakes or notifies because of it.

mod batch;
mod store;
mod tally;
mod write;

use kernel::{Fault, Id, Time};

pub use batch::Batch;
pub(super) use store::STATEMENTS;

use super::message::{Author, NewMessage};
use super::verbs::Begun;
use super::{Conversation, ConversationId, TagName};
use crate::act::Act;
use crate::brand::BrandId;
use crate::customer::CustomerId;
use crate::user::{TeamId, UserId};
use crate::who::System;

/// A conversation with all that happened in it.
#[derive(Clone, Debug)]
pub struct History {
    /// With whom.
    pub customer: CustomerId,
    /// In whose name.
    pub brand: BrandId,
    /// The subject; may be empty.
    pub subject: String,
    /// When it began.
    pub made_at: Time,
    /// From 1, the lowest, to 5.
    pub priority: i64,
    /// Who works on it.
    pub assignee: Option<UserId>,
    /// Whose queue it is in.
    pub team: Option<TeamId>,
    /// Its tags.
    pub tags: Vec<TagName>,
    /// What happened, in the order of time. The conversation stands where the last of them leaves it.
    pub entries: Vec<Entry>,
    /// Who has looked at it.
    pub seen: Vec<Seen>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A communication with the customer.
    Message(NewMessage),
    /// A communication of which something was redacted: marks stand in its text where words were.
    Redacted(NewMessage, Redaction),
    /// A user remarked something.
    Note {
        /// Who.
        author: UserId,
        /// The author's name at that time.
        author_name: String,
        /// The text.
        text: String,
        /// When.
        at: Time,
    },
    /// It was marked as done.
    Done {
        /// By whom.
        by: Author,
        /// When.
        at: Time,
    },
    /// It was opened again. A message opens nothing by itself: what was done elsewhere may stay done here.
    Reopened {
        /// By whom: the customer who wrote, or a user.
        by: Author,
        /// When.
        at: Time,
    },
    /// It was sent to sleep, and wakes here when its time comes.
    Snoozed {
        /// By whom.
        by: Author,
        /// When.
        at: Time,
        /// Until when.
        until: Time,
    },
}

/// What was redacted of a message.
#[derive(Clone, Debug)]
pub struct Redaction {
    /// By whom.
    pub by: UserId,
    /// That user's name at that time.
    pub by_name: String,
    /// When.
    pub at: Time,
    /// Whether words of the text were: [`MARK`](super::MARK) stands in their place.
    pub text: bool,
    /// The types of the files that were. Nothing else is left of them.
    pub files: Vec<String>,
}

/// How far somebody has read.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The customer or a user.
    pub by: Author,
    /// How many of the entries, from the first.
    pub entries: usize,
}

impl History {
    /// A conversation in which nothing has happened yet, of middle priority and nobody's.
    pub fn new(customer: CustomerId, brand: BrandId, subject: &str, made_at: Time) -> Self {
        Self {
            customer,
            brand,
            subject: subject.to_owned(),
            made_at,
            priority: 3,
            assignee: None,
            team: None,
            tags: Vec::new(),
            entries: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// Stores it. A message whose outside id is known already is left out: ask [`known`] first where that matters.
    pub async fn store(&self, act: &mut Act<System>) -> Result<ConversationId, Fault> {
        let id = Id::new(self.made_at, &act.desk().context().random);
        let (customer, brand, made_at) = (self.customer, self.brand, self.made_at);
        let begun = Begun { customer, brand, subject: self.subject.clone(), made_at };
        let conversation = write::begin(act, id, &begun).await?;
        store::hand_over(act, id, self).await?;
        let tally = write::entries(act, &conversation, &self.entries).await?;
        store::mark_seen(act, id, &self.seen, &tally).await?;
        Ok(id)
    }
}

/// Stores what happened in a conversation that is here already, and answers how many messages were new.
pub async fn append_history(
    act: &mut Act<System>,
    conversation: ConversationId,
    entries: &[Entry],
) -> Result<usize, Fault> {
    let conversation: Conversation = act.find(conversation).await?;
    Ok(write::entries(act, &conversation, entries).await?.stored)
}

/// Which of these outside ids are stored, and in which conversation.
pub async fn known(
    act: &mut Act<System>,
    outside_ids: &[String],
) -> Result<Vec<(String, ConversationId)>, Fault> {
    store::known(act, outside_ids).await
}
