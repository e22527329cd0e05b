//! What happened to a conversation between its messages, as its customer may know of it (P19).

use db::{FromRow, Row, params, sql};
use kernel::{Fault, Time};
use serde_json::Value;

use crate::act::View;
use crate::conversation::{ConversationId, Status, facts};
use crate::who::Customer;

/// The newest that are read of one conversation.
const MOST: i64 = 500;

sql! {
    HAPPENED = "select seq, name, at, payload from fact
        where org_id = $1 and subject = $2
            and name in ('conversation.opened', 'conversation.done', 'conversation.reopened', 'conversation.merged')
        order by seq desc limit $3";
}

/// Something that happened. Nobody's name belongs to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Happened {
    /// The number of its fact.
    pub seq: i64,
    /// What.
    pub what: What,
    /// When.
    pub at: Time,
}

/// What can happen between messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// The conversation began.
    Opened,
    /// It was marked as done.
    Done,
    /// It was opened again after that.
    Reopened,
    /// The customer's conversation of this number was merged into it.
    Merged(i64),
}

impl What {
    /// The name in pages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Done => "done",
            Self::Reopened => "reopened",
            Self::Merged(_) => "merged",
        }
    }

    /// Of a fact; nothing where a customer may not know of it: a snoozed conversation is open to them all along.
    fn of(name: &str, payload: &Value) -> Option<Self> {
        match name {
            facts::OPENED => Some(Self::Opened),
            facts::DONE => Some(Self::Done),
            facts::REOPENED if payload["from"] == Status::Done.name() => Some(Self::Reopened),
            // One of which nothing was shown was never there for them.
            facts::MERGED if payload["shown"] == false => None,
            facts::MERGED => payload["number"].as_i64().map(Self::Merged),
            _ => None,
        }
    }
}

impl Happened {
    /// Whether it stands before a message of this time. Of one instant, what a message caused stands below it; but nothing
    /// was said before the beginning.
    pub(super) fn is_before(&self, message: Time) -> bool {
        self.what == What::Opened || self.at < message
    }
}

impl View<Customer> {
    /// What happened to a conversation, oldest first. Asks for nothing but the id: whoever calls has seen it, or throws
    /// this away.
    pub(super) async fn happened(&self, id: ConversationId) -> Result<Vec<Happened>, Fault> {
        let told: Vec<Told> = self.reader().all(HAPPENED.with(params![self.org(), id, MOST])).await?;
        Ok(told.into_iter().rev().filter_map(|Told(happened)| happened).collect())
    }
}

/// A fact as it is stored.
struct Told(Option<Happened>);

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> Result<Self, Fault> {
        let (name, payload): (String, String) = (row.get(1)?, row.get(3)?);
        let payload: Value = serde_json::from_str(&payload).map_err(Fault::internal)?;
        let (seq, at) = (row.get(0)?, row.get(2)?);
        Ok(Self(What::of(&name, &payload).map(|what| Happened { seq, what, at })))
    }
}
