//! Everything in a conversation, in the order of time.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;

use kernel::{Fault, Time, base_codes};

use super::super::Conversation;
use super::event::Event;
use super::message::{Message, Note};
use crate::act::View;
use crate::who::User;

/// Entries of a page.
pub const ENTRIES: u32 = 50;

/// One thing in a conversation.
#[derive(Clone, Debug)]
pub enum Entry {
    /// A communication with the customer.
    Message(Box<Message>),
    /// A remark that only users see.
    Note(Note),
    /// Something that happened.
    Event(Event),
}

/// Where older entries are: below these numbers of messages, notes and facts. As text `12-3-44`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    message: i64,
    note: i64,
    event: i64,
}

/// A page of what is in a conversation, oldest first.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The entries.
    pub entries: Vec<Entry>,
    /// Before what older ones are, if there are older ones.
    pub older: Option<Place>,
}

impl View<User> {
    /// The newest 50 entries, or the 50 before a place.
    pub async fn timeline(
        &self,
        conversation: &Conversation,
        before: Option<Place>,
    ) -> Result<Timeline, Fault> {
        self.reads()?;
        let (id, limit) = (conversation.id, i64::from(ENTRIES) + 1);
        let messages = self.some_messages(id, before.map(|place| place.message), limit).await?;
        let notes = self.some_notes(id, before.map(|place| place.note), limit).await?;
        let events = self.some_events(conversation, before.map(|place| place.event), limit).await?;
        let sources = [
            messages.into_iter().map(|message| Entry::Message(Box::new(message))).collect(),
            notes.into_iter().map(Entry::Note).collect(),
            events.into_iter().map(Entry::Event).collect(),
        ];
        let (mut entries, has_older) = newest(sources);
        let older = has_older.then(|| Place::below(&entries, before));
        let (mut messages, mut notes) = (Vec::new(), Vec::new());
        for entry in &mut entries {
            match entry {
                Entry::Message(message) => messages.push(&mut **message),
                Entry::Note(note) => notes.push(note),
                Entry::Event(_) => {}
            }
        }
        self.complete(id, &mut messages, &mut notes).await?;
        entries.reverse();
        Ok(Timeline { entries, older })
    }
}

/// Merges sources that are each newest first, keeps each one's own order, and stops after a page: the entries, newest
/// first, and whether some are left.
fn newest(sources: [Vec<Entry>; 3]) -> (Vec<Entry>, bool) {
    let mut sources = sources.map(VecDeque::from);
    let mut entries = Vec::new();
    loop {
        let next = sources.iter_mut().filter(|source| !source.is_empty());
        let Some(source) = next.max_by_key(|source| source.front().map(Entry::order)) else {
            return (entries, false);
        };
        if entries.len() == ENTRIES as usize {
            return (entries, true);
        }
        entries.extend(source.pop_front());
    }
}

impl Entry {
    /// When it happened.
    pub fn at(&self) -> Time {
        match self {
            Self::Message(message) => message.made_at,
            Self::Note(note) => note.made_at,
            Self::Event(event) => event.at,
        }
    }

    /// Of the same instant the events are newer: what a message caused stands below it.
    fn order(&self) -> (Time, u8) {
        let rank = match self {
            Self::Event(event) if event.kind == super::EventKind::Opened => 0,
            Self::Message(_) => 1,
            Self::Note(_) => 2,
            Self::Event(_) => 3,
        };
        (self.at(), rank)
    }
}

impl Place {
    /// Below the oldest of each kind among `entries`, or where that kind stood before.
    fn below(entries: &[Entry], before: Option<Self>) -> Self {
        let start = Self { message: i64::MAX, note: i64::MAX, event: i64::MAX };
        entries.iter().fold(before.unwrap_or(start), |mut place, entry| {
            match entry {
                Entry::Message(message) => place.message = message.seq,
                Entry::Note(note) => place.note = note.seq,
                Entry::Event(event) => place.event = event.seq,
            }
            place
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}-{}", self.message, self.note, self.event)
    }
}

impl FromStr for Place {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let numbers: Result<Vec<i64>, _> = text.split('-').map(str::parse).collect();
        match numbers.as_deref() {
            Ok([message, note, event]) => Ok(Self { message: *message, note: *note, event: *event }),
            _ => Err(Fault::new(&base_codes::NOT_FOUND)),
        }
    }
}
