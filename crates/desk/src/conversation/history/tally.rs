//! What lists show of a conversation, gathered while its entries are stored, so that it is written once at the end.

use kernel::Time;

use crate::conversation::message::{Direction, NewMessage};
use crate::conversation::store::EXCERPT;
use crate::conversation::{Conversation, Status};

/// The sum of what was stored.
pub(super) struct Tally<'a> {
    /// Of messages and notes.
    pub(super) activity_at: Time,
    /// Of every message.
    pub(super) all: Newest<'a>,
    /// Of the messages that the customer may see.
    pub(super) shown: Newest<'a>,
    /// The last state.
    pub(super) status: Status,
    /// When it wakes, where it was snoozed last.
    pub(super) snoozed_until: Option<Time>,
    /// How many messages were new.
    pub(super) stored: usize,
    /// The number of the newest message after each entry; 0 before the first.
    pub(super) seqs: Vec<i64>,
}

/// The newest of some messages. A number of 0 says that there is none.
#[derive(Default)]
pub(super) struct Newest<'a> {
    pub(super) at: Time,
    pub(super) seq: i64,
    pub(super) in_seq: i64,
    pub(super) out_seq: i64,
    text: &'a str,
    pub(super) channels: i64,
}

impl<'a> Tally<'a> {
    pub(super) fn of(conversation: &Conversation) -> Self {
        Self {
            activity_at: conversation.made_at,
            all: Newest::default(),
            shown: Newest::default(),
            status: conversation.status,
            snoozed_until: conversation.snoozed_until,
            stored: 0,
            seqs: Vec::new(),
        }
    }

    pub(super) fn message(&mut self, seq: i64, message: &'a NewMessage) {
        self.stored += 1;
        self.active(message.made_at);
        self.all.count(seq, message);
        if message.shown {
            self.shown.count(seq, message);
        }
    }

    pub(super) fn stand(&mut self, status: Status, until: Option<Time>) {
        (self.status, self.snoozed_until) = (status, until);
    }

    /// Something was said or remarked.
    pub(super) fn active(&mut self, at: Time) {
        self.activity_at = self.activity_at.max(at);
    }

    /// An entry is over.
    pub(super) fn entry(&mut self) {
        self.seqs.push(self.all.seq);
    }

    /// The newest message among the first `entries`.
    pub(super) fn seq_after(&self, entries: usize) -> i64 {
        let last = entries.min(self.seqs.len()).checked_sub(1);
        last.map_or(0, |last| self.seqs[last])
    }
}

impl<'a> Newest<'a> {
    /// The beginning of its text.
    pub(super) fn excerpt(&self) -> String {
        markup::excerpt(self.text, EXCERPT)
    }

    fn count(&mut self, seq: i64, message: &'a NewMessage) {
        self.at = self.at.max(message.made_at);
        self.seq = seq;
        match message.direction {
            Direction::In => self.in_seq = seq,
            Direction::Out => self.out_seq = seq,
        }
        self.text = &message.text;
        self.channels |= message.channel.bit();
    }
}
