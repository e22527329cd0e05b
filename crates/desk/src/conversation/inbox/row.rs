//! A conversation as lists show it.

use db::{FromRow, Row as Columns};
use kernel::{Fault, Time};

use super::super::message::{Channel, Direction};
use super::super::{ConversationId, Status};
use crate::user::{TeamId, UserId};

/// A user or team by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named<T> {
    /// The id.
    pub id: T,
    /// The name.
    pub name: String,
}

/// A conversation in the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// The id.
    pub id: ConversationId,
    /// The short number.
    pub number: i64,
    /// The customer's name, or an address where there is none.
    pub customer: String,
    /// The subject; may be empty.
    pub subject: String,
    /// The first 140 characters of the newest message.
    pub excerpt: String,
    /// The channel of that message, if there is one.
    pub channel: Option<Channel>,
    /// Who spoke to whom in it.
    pub direction: Option<Direction>,
    /// The channels of all messages.
    pub channels: Vec<Channel>,
    /// Whether the customer wrote since who looks has looked.
    pub unread: bool,
    /// Who works on it.
    pub assignee: Option<Named<UserId>>,
    /// Whose queue it is in.
    pub team: Option<Named<TeamId>>,
    /// The brand, where it is not the default one.
    pub brand: Option<String>,
    /// Its tags, in alphabetical order.
    pub tags: Vec<String>,
    /// When anything happened last.
    pub activity_at: Time,
    /// Where it stands.
    pub status: Status,
    /// From 1, the lowest, to 5.
    pub priority: i64,
    /// When it wakes.
    pub snoozed_until: Option<Time>,
}

/// A name joined in, where there is one.
pub(super) fn named<T: db::FromColumn>(
    columns: &Columns<'_>,
    first: usize,
) -> Result<Option<Named<T>>, Fault> {
    let (id, name): (Option<T>, Option<String>) = (columns.get(first)?, columns.get(first + 1)?);
    Ok(id.zip(name).map(|(id, name)| Named { id, name }))
}

impl FromRow for Row {
    fn from_row(columns: &Columns<'_>) -> Result<Self, Fault> {
        let is_default: bool = columns.get(18)?;
        Ok(Self {
            id: columns.get(0)?,
            number: columns.get(1)?,
            subject: columns.get(2)?,
            status: columns.get(3)?,
            priority: columns.get(4)?,
            snoozed_until: columns.get(5)?,
            activity_at: columns.get(6)?,
            excerpt: columns.get(7)?,
            channels: Channel::of_bits(columns.get(8)?),
            channel: columns.get(9)?,
            direction: columns.get(10)?,
            unread: columns.get(11)?,
            customer: columns.get(12)?,
            assignee: named(columns, 13)?,
            team: named(columns, 15)?,
            brand: if is_default { None } else { Some(columns.get(17)?) },
            tags: Vec::new(),
        })
    }
}
