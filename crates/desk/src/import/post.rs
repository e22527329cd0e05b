//! Storing one mail: in a conversation that is there, or in a new one.

use kernel::{Fault, Time};

use super::join::{self, Known};
use super::run::Run;
use super::work::Ready;
use super::{people, store};
use crate::act::Act;
use crate::conversation::history::{Entry, History, Seen, append_history};
use crate::conversation::message::State;
use crate::conversation::{Author, Channel, ConversationId, Direction, MAX_SUBJECT, NewMessage, Status};
use crate::customer::CustomerId;
use crate::who::System;

/// A conversation whose last mail is older is done, and its customer has read it.
const OPEN_MILLIS: i64 = 14 * 24 * 60 * 60 * 1000;

impl Run<'_> {
    /// Answers whether it was stored, and counts it either way.
    pub(super) async fn store_one(&mut self, act: &mut Act<System>, ready: &Ready) -> Result<bool, Fault> {
        let letter = &ready.letter;
        let ids = std::iter::once(&letter.id).chain(&letter.ancestors).map(String::as_str).collect();
        let known = store::known(act, ids).await?;
        if known.iter().any(|message| message.id == letter.id) {
            // It stood in the archive before.
            self.report.doubled += 1;
            return Ok(false);
        }
        let conversation = match self.place_of(act, ready, &known).await? {
            Some(found) => self.append(act, ready, &found).await?,
            None => self.begin(act, ready).await?,
        };
        self.memory.note(&letter.exchange, conversation, ready.at);
        self.report.stored += 1;
        self.report.files += ready.files.len() as u64;
        Ok(true)
    }

    /// The conversation it belongs to, by what it answers; where it answers nothing, by addresses, subject and date.
    async fn place_of(
        &mut self,
        act: &mut Act<System>,
        ready: &Ready,
        known: &[Known],
    ) -> Result<Option<Known>, Fault> {
        let letter = &ready.letter;
        if !letter.ancestors.is_empty() {
            return Ok(join::parent(letter, self.import.brand.id, known).cloned());
        }
        let Some(conversation) = self.memory.near(&letter.exchange, ready.at) else { return Ok(None) };
        let address = letter.exchange.customer.clone();
        let found = store::conversation(act, conversation, address).await?;
        self.report.joined_by_subject += u64::from(found.is_some());
        Ok(found)
    }

    async fn begin(&mut self, act: &mut Act<System>, ready: &Ready) -> Result<ConversationId, Fault> {
        let customer = people::customer(act, &ready.letter).await?;
        let message = message(ready, customer, ready.letter.customer.address.key());
        let subject: String = ready.mail().subject.as_str().chars().take(MAX_SUBJECT).collect();
        let mut history = History::new(customer, self.import.brand.id, &subject, ready.at);
        history.entries.push(Entry::Message(message));
        if self.is_old(ready.at) {
            history.entries.push(Entry::Done { by: Author::Automatic, at: ready.at });
            history.seen.push(Seen { by: Author::Customer(customer), entries: usize::MAX });
        }
        self.report.conversations += 1;
        history.store(act).await
    }

    async fn append(
        &mut self,
        act: &mut Act<System>,
        ready: &Ready,
        found: &Known,
    ) -> Result<ConversationId, Fault> {
        let by = match ready.letter.direction {
            Direction::In => Author::Customer(found.customer),
            Direction::Out => Author::Automatic,
        };
        let mut entries = vec![Entry::Message(message(ready, found.customer, found.address.clone()))];
        let is_last = ready.at >= found.activity_at;
        if found.status == Status::Done && is_last && !self.is_old(ready.at) {
            entries.push(Entry::Reopened { by, at: ready.at });
        }
        people::wrote(act, found.customer, &ready.letter).await?;
        append_history(act, found.conversation, &entries).await?;
        if self.is_old(ready.at) {
            store::see(act, found.conversation, found.customer).await?;
        }
        Ok(found.conversation)
    }

    fn is_old(&self, at: Time) -> bool {
        self.begun.millis_since(at) > OPEN_MILLIS
    }
}

/// The message that a mail becomes in a conversation with this customer, who used this address.
fn message(ready: &Ready, customer: CustomerId, address: String) -> NewMessage {
    let (from, contents) = (&ready.mail().from, &ready.contents);
    let name = from.name.as_ref().map(|name| name.as_str().to_owned());
    let (author, state, name) = match ready.letter.direction {
        Direction::In => {
            let name = name.unwrap_or_else(|| from.address.as_str().to_owned());
            (Author::Customer(customer), State::Stored, name)
        }
        Direction::Out => (Author::Automatic, State::Sent, name.unwrap_or_default()),
    };
    NewMessage {
        direction: ready.letter.direction,
        channel: Channel::Email,
        author,
        author_name: name,
        address,
        text: contents.text.clone(),
        html: contents.html.clone(),
        quoted: contents.quoted.clone(),
        shown: true,
        state,
        outside_id: Some(ready.letter.id.clone()),
        made_at: ready.at,
        files: ready.files.clone(),
    }
}
