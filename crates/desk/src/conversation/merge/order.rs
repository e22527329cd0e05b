//! The one order of two conversations' messages, and what follows from it.

use std::collections::BTreeMap;

use kernel::Time;

use crate::conversation::message::{Channel, Direction};
use crate::conversation::{Conversation, ConversationId, MessageId};

/// What the order of a message follows from.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) seq: i64,
    pub(super) id: MessageId,
    pub(super) conversation: ConversationId,
    pub(super) direction: Direction,
    pub(super) channel: Channel,
    pub(super) shown: bool,
    pub(super) at: Time,
}

/// How far somebody had read in one of the two.
pub(super) type Mark = (String, ConversationId, i64);

/// The messages of both in the order of time, each with the number it has from now on: the numbers are the same as
/// before, so that no other conversation's are touched.
pub(super) struct Order(Vec<(Said, i64)>);

/// What lists show of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Sum {
    pub(super) last_seq: i64,
    pub(super) last_in_seq: i64,
    pub(super) channels: i64,
    pub(super) shown_at: Option<Time>,
    pub(super) shown_seq: i64,
    pub(super) shown_out_seq: i64,
    pub(super) shown_channels: i64,
}

impl Order {
    pub(super) fn of(mut said: Vec<Said>) -> Self {
        let mut numbers: Vec<i64> = said.iter().map(|said| said.seq).collect();
        numbers.sort_unstable();
        said.sort_by_key(|said| (said.at, said.seq));
        Self(said.into_iter().zip(numbers).collect())
    }

    pub(super) fn len(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// The messages with their new numbers; none where every one keeps its own.
    pub(super) fn changes(&self) -> Vec<(MessageId, i64)> {
        let is_changed = self.0.iter().any(|(said, number)| said.seq != *number);
        let all = self.0.iter().filter(|_| is_changed);
        all.map(|(said, number)| (said.id, *number)).collect()
    }

    /// How far everybody has read now: up to the first message that was new to them, in whichever of the two.
    pub(super) fn marks(&self, before: &[Mark]) -> BTreeMap<String, i64> {
        let mut read: BTreeMap<&str, BTreeMap<ConversationId, i64>> = BTreeMap::new();
        for (reader, conversation, seq) in before {
            read.entry(reader).or_default().insert(*conversation, *seq);
        }
        read.into_iter().map(|(reader, read)| (reader.to_owned(), self.mark(reader, &read))).collect()
    }

    fn mark(&self, reader: &str, read: &BTreeMap<ConversationId, i64>) -> i64 {
        let is_new = |(said, _): &&(Said, i64)| {
            let concerns = match said.direction {
                Direction::In => reader.starts_with("user:"),
                Direction::Out => reader.starts_with("customer:") && said.shown,
            };
            concerns && read.get(&said.conversation).is_none_or(|mark| *mark < said.seq)
        };
        let first_new = self.0.iter().find(is_new).map(|(_, number)| number - 1);
        first_new.unwrap_or_else(|| self.sum().last_seq)
    }

    pub(super) fn sum(&self) -> Sum {
        let mut sum = Sum::default();
        for (said, number) in &self.0 {
            sum.last_seq = *number;
            sum.channels |= said.channel.bit();
            if said.direction == Direction::In {
                sum.last_in_seq = *number;
            }
            if said.shown {
                sum.shown_seq = *number;
                sum.shown_at = sum.shown_at.max(Some(said.at));
                sum.shown_channels |= said.channel.bit();
                if said.direction == Direction::Out {
                    sum.shown_out_seq = *number;
                }
            }
        }
        sum
    }

    /// The conversation with all of it in it.
    pub(super) fn shown_on(&self, conversation: &Conversation) -> Conversation {
        let Sum { last_seq, shown_channels, shown_seq, .. } = self.sum();
        Conversation { last_seq, shown_channels, shown_seq, ..conversation.clone() }
    }
}

db::columns!(Said: seq, id, conversation, direction, channel, shown, at);

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use kernel::{Random, Time};

    use super::{Order, Said};
    use crate::conversation::ConversationId;
    use crate::conversation::message::{Channel, Direction};

    fn id(nth: u64) -> ConversationId {
        ConversationId::new(Time(1_790_000_000_000), &Random::seeded(nth))
    }

    /// Of the first conversation with even numbers, of the other with odd ones.
    fn said(seq: i64, at: i64, direction: Direction) -> Said {
        let conversation = id(u64::from(seq % 2 != 0));
        let message = kernel::Id::new(Time(at), &Random::seeded(9));
        let channel = if seq % 2 == 0 { Channel::Email } else { Channel::Portal };
        Said { seq, id: message, conversation, direction, channel, shown: seq != 8, at: Time(at) }
    }

    #[test]
    fn p14_numbers_are_kept_and_given_out_in_the_order_of_time() {
        let order = Order::of(vec![
            said(2, 30, Direction::In),
            said(4, 50, Direction::Out),
            said(7, 10, Direction::In),
            said(9, 40, Direction::Out),
        ]);
        let numbered: Vec<(i64, i64)> = order.0.iter().map(|(said, number)| (said.seq, *number)).collect();
        assert_eq!(numbered, [(7, 2), (2, 4), (9, 7), (4, 9)]);
        assert_eq!(order.changes().len(), 4);
        let as_it_was = Order::of(vec![said(1, 10, Direction::In), said(2, 20, Direction::Out)]);
        assert!(as_it_was.changes().is_empty());
    }

    #[test]
    fn p3_lists_show_the_newest_of_both() {
        let order = Order::of(vec![
            said(2, 10, Direction::Out),
            said(3, 20, Direction::In),
            said(8, 30, Direction::Out),
        ]);
        let sum = order.sum();
        assert_eq!((sum.last_seq, sum.last_in_seq, sum.shown_seq, sum.shown_out_seq), (8, 3, 3, 2));
        assert_eq!(sum.channels, Channel::Email.bit() | Channel::Portal.bit());
        assert_eq!(sum.shown_at, Some(Time(20)), "what is hidden from the customer moves nothing");
    }

    #[test]
    fn p3_nobody_is_taken_to_have_read_what_was_new_in_either() {
        let order = Order::of(vec![
            said(2, 10, Direction::Out),
            said(3, 20, Direction::In),
            said(5, 30, Direction::Out),
            said(6, 40, Direction::In),
        ]);
        let read = |reader: &str, even: i64, odd: i64| {
            let marks = [(reader.to_owned(), id(0), even), (reader.to_owned(), id(1), odd)];
            order.marks(&marks)[reader]
        };
        assert_eq!(read("customer:1", 6, 5), 6, "all of it");
        assert_eq!(read("customer:1", 6, 3), 4, "up to the answer in the other one");
        assert_eq!(read("customer:1", 0, 5), 1);
        assert_eq!(read("user:1", 2, 3), 5, "a customer's message alone is new to a user");
        assert_eq!(
            order.marks(&[("user:1".to_owned(), id(0), 6)]),
            BTreeMap::from([("user:1".to_owned(), 2)])
        );
    }
}
