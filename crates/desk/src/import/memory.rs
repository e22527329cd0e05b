//! What an import remembers of its own mails, to put those together that name no other.

use std::collections::BTreeMap;

use kernel::Time;

use crate::conversation::ConversationId;

/// So far apart may mails of one subject be.
const NEAR_MILLIS: i64 = 14 * 24 * 60 * 60 * 1000;

/// Two addresses and a subject.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Exchange {
    /// The other side's address, by its key.
    pub(super) customer: String,
    /// The brand's address, by its key.
    pub(super) own: String,
    /// The subject without `Re:` and the like; empty where there is none.
    pub(super) subject: String,
}

#[derive(Clone, Copy, Debug)]
struct Last {
    conversation: ConversationId,
    at: Time,
}

/// The last mail of each exchange. What was noted since [`keep`](Self::keep) can be forgotten again, as a transaction
/// that failed forgets it.
#[derive(Debug, Default)]
pub(super) struct Memory {
    kept: BTreeMap<Exchange, Last>,
    noted: Vec<(Exchange, Last)>,
}

impl Memory {
    /// The conversation of an earlier mail of this exchange that is near enough. No subject is none to share.
    pub(super) fn near(&self, exchange: &Exchange, at: Time) -> Option<ConversationId> {
        let noted = self.noted.iter().rev().find(|(known, _)| known == exchange).map(|(_, last)| last);
        let last = noted.or_else(|| self.kept.get(exchange)).filter(|_| !exchange.subject.is_empty())?;
        (at.millis_since(last.at).abs() <= NEAR_MILLIS).then_some(last.conversation)
    }

    pub(super) fn note(&mut self, exchange: &Exchange, conversation: ConversationId, at: Time) {
        self.noted.push((exchange.clone(), Last { conversation, at }));
    }

    /// What was noted is stored.
    pub(super) fn keep(&mut self) {
        self.kept.extend(self.noted.drain(..));
    }

    /// What was noted is not stored after all.
    pub(super) fn forget(&mut self) {
        self.noted.clear();
    }
}

#[cfg(test)]
mod tests {
    use kernel::{Id, Random, Time};

    use super::{Exchange, Memory, NEAR_MILLIS};

    #[test]
    fn n3_the_last_mail_of_an_exchange_is_near_for_14_days() {
        let random = Random::seeded(1);
        let (one, two) = (Id::new(Time(0), &random), Id::new(Time(0), &random));
        let rain = Exchange { customer: "a".to_owned(), own: "b".to_owned(), subject: "rain".to_owned() };
        let nothing = Exchange { subject: String::new(), ..rain.clone() };
        let mut memory = Memory::default();
        assert_eq!(memory.near(&rain, Time(0)), None);
        memory.note(&rain, one, Time(0));
        memory.note(&nothing, one, Time(0));
        memory.keep();
        assert_eq!(memory.near(&rain, Time(NEAR_MILLIS)), Some(one));
        assert_eq!(memory.near(&rain, Time(NEAR_MILLIS + 1)), None);
        assert_eq!(memory.near(&nothing, Time(0)), None);
        memory.note(&rain, two, Time(5));
        assert_eq!(memory.near(&rain, Time(NEAR_MILLIS + 5)), Some(two));
        memory.forget();
        assert_eq!(memory.near(&rain, Time(5)), Some(one));
    }
}
