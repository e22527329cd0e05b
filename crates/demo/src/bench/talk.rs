//! One conversation of the measured data.

use desk::conversation::history::{Entry, History};
use desk::conversation::message::State;
use desk::conversation::{Author, Channel, Direction, NewMessage};
use kernel::Time;

use super::sizes::Size;
use super::words::Vocabulary;
use super::{Cast, REGULAR};
use crate::dice::Dice;

/// What conversations are made from.
pub(super) struct Talk<'a> {
    pub(super) cast: &'a Cast,
    pub(super) vocabulary: &'a Vocabulary,
    /// How many conversations there are in all.
    pub(super) of: usize,
    /// Whether all of them are open.
    pub(super) is_backlog: bool,
    pub(super) now: Time,
}

/// The conversations are spread over two years.
const SPAN: i64 = 2 * 365 * 86_400_000;
const MINUTE: i64 = 60_000;

/// Of a hundred conversations; the rest are e-mails.
const CHANNELS: [(u32, Channel); 5] = [
    (12, Channel::Chat),
    (22, Channel::Portal),
    (28, Channel::Form),
    (34, Channel::Whatsapp),
    (38, Channel::Sms),
];

impl Talk<'_> {
    /// Conversation number `place`, counted by time.
    pub(super) fn history(&self, place: usize, size: Size, dice: &mut Dice) -> History {
        let number = dice.below(u32::try_from(self.cast.customers.len()).unwrap_or(u32::MAX)) as usize;
        let (customer, name, address) = if size.is_regular {
            (self.cast.regular, "Regular Customer".to_owned(), REGULAR.to_owned())
        } else {
            let address = format!("customer{number}@bench.example");
            (self.cast.customers[number], format!("Customer {number}"), address)
        };
        let owner = dice.below(u32::try_from(self.cast.users.len()).unwrap_or(u32::MAX)) as usize;
        let user = self.cast.users[owner];
        let start = self.start(place);
        let outside = Author::Customer(customer);
        let inside = (Author::User(user), format!("User {owner}"));
        let mut history =
            History::new(customer, self.cast.brand, &self.vocabulary.subject(dice), Time(start));
        let (channel, gap) = (channel(dice), self.gap(start, size.messages, dice));
        let mut at = start;
        for message in 0..size.messages {
            let is_in = message == 0 || dice.below(2) == 0;
            let (author, name) = if is_in { (outside, &name) } else { (inside.0, &inside.1) };
            let plain = NewMessage::plain(author, name, &self.vocabulary.text(dice), Time(at));
            let state = if plain.direction == Direction::Out { State::Sent } else { State::Stored };
            history.entries.push(Entry::Message(NewMessage {
                channel,
                address: address.clone(),
                state,
                ..plain
            }));
            at += gap;
        }
        let is_done = dice.below(100) < 88 && !self.is_backlog;
        if is_done {
            history.entries.push(Entry::Done { by: inside.0, at: Time(at - gap + 1) });
        }
        history.assignee = (is_done || dice.below(2) == 0).then_some(user);
        if self.is_backlog {
            self.narrow(&mut history, place);
        }
        history
    }

    /// What searches narrow to, some of it common and some rare.
    fn narrow(&self, history: &mut History, place: usize) {
        history.team = self.cast.teams.get(place % (2 * self.cast.teams.len())).copied();
        history.priority = [3, 3, 3, 3, 2, 3, 3, 4, 1, 5][place % 10];
        let tags = [("often", 4), ("seldom", 500), ("once", 50_000)];
        let tags = tags.iter().filter(|(_, every)| place.is_multiple_of(*every));
        history.tags = tags.filter_map(|(name, _)| name.parse().ok()).collect();
    }

    fn start(&self, place: usize) -> i64 {
        let (place, of) = (i64::try_from(place).unwrap_or(0), i64::try_from(self.of).unwrap_or(1));
        self.now.0 - SPAN + SPAN / of.max(1) * place
    }

    /// Between two messages; the last of them is in the past.
    fn gap(&self, start: i64, messages: usize, dice: &mut Dice) -> i64 {
        let longest = (self.now.0 - start) / (i64::try_from(messages).unwrap_or(0) + 1);
        (i64::from(dice.between(2, 900)) * MINUTE).min(longest)
    }
}

fn channel(dice: &mut Dice) -> Channel {
    let throw = dice.below(100);
    let found = CHANNELS.iter().find(|(below, _)| throw < *below);
    found.map_or(Channel::Email, |(_, channel)| *channel)
}
