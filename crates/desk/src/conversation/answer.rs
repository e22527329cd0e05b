//! What a user writes to the customer.

use db::{params, sql};
use kernel::{EmailAddress, Fault, OrgId, Text};
use markup::{Html, html_to_text};
use serde_json::json;

use super::message::{Author, Channel, NewFile, NewMessage, State};
use super::verbs::{MAX_TEXT, append, first_outcome, reopen, set_status};
use super::{Answer, Conversation, ConversationId, Status, facts};
use crate::act::{Act, Allowed, View};
use crate::code;
use crate::customer::{CustomerId, Standing};
use crate::who::User;

sql! {
    WRITTEN_FROM = "select address from message where org_id = $1 and conversation_id = $2 and direction = 'in'
            and channel in ('portal', 'email') and shown and address <> ''
        order by seq desc limit 1";
    EMAILS = "select address, standing from customer_address where org_id = $1 and customer_id = $2 and kind = 'email'
        order by made_at, id";
}

/// By which way an answer goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// As a mail, which stands in the portal too; in the portal alone for a customer without an e-mail address.
    Email,
    /// In the portal alone.
    Portal,
}

/// What becomes of the conversation with the answer, in the same act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// It stays what it is.
    Stays,
    /// It is done.
    Done,
    /// It is open: one that was done or slept is worked on again.
    Open,
}

/// An answer as it was typed.
#[derive(Clone, Debug)]
pub struct Answering {
    /// The key of the form: the same key again gives the first outcome.
    pub once: String,
    /// The text, which signs of Markdown may format.
    pub text: Text<MAX_TEXT>,
    /// The accepted files.
    pub files: Vec<NewFile>,
    /// By which way it goes.
    pub way: Way,
}

impl Allowed<Conversation, Answer> {
    /// Writes to the customer. Where the conversation stands is said by whoever answers, and by nothing else.
    pub async fn answer(&self, act: &mut Act<User>, answering: &Answering, then: Then) -> Result<(), Fault> {
        let is_new = self.write(act, answering).await?;
        match then {
            Then::Done if is_new && self.status != Status::Done => {
                set_status(act, self, Status::Done, None).await?;
                act.announce(facts::DONE, self.id.to_string(), json!({})).await?;
            }
            Then::Open if is_new && self.status != Status::Open => reopen(act, self).await?,
            _ => {}
        }
        Ok(())
    }

    /// Whether this form's key was not used before.
    async fn write(&self, act: &mut Act<User>, answering: &Answering) -> Result<bool, Fault> {
        self.belongs_to(act)?;
        if answering.text.is_empty() && answering.files.is_empty() {
            return Err(Fault::new(&code::TEXT_EMPTY));
        }
        if first_outcome(act, &answering.once, self.id).await?.is_some() {
            return Ok(false);
        }
        let address = match answering.way {
            Way::Email => address_of(act, self).await?,
            Way::Portal => None,
        };
        let message = answering.message(act, address.as_ref());
        append(act, self, &message).await?;
        Ok(true)
    }
}

impl Answering {
    fn message(&self, act: &Act<User>, address: Option<&EmailAddress>) -> NewMessage {
        let who = act.who();
        let plain = NewMessage::plain(Author::User(who.id), &who.name, self.text.as_str(), act.now());
        let formatted = Html::from_markdown(self.text.as_str());
        let (text, html) = match formatted {
            Some(html) => (html_to_text(html.as_str()), html),
            None => (plain.text, plain.html),
        };
        let (channel, state) = match address {
            Some(_) => (Channel::Email, State::Queued),
            None => (Channel::Portal, State::Stored),
        };
        NewMessage {
            channel,
            state,
            address: address.map(EmailAddress::key).unwrap_or_default(),
            text,
            html,
            files: self.files.clone(),
            ..plain
        }
    }
}

impl View<User> {
    /// Where an answer by e-mail would go, if anywhere.
    pub async fn answers_to(&self, conversation: &Conversation) -> Result<Option<EmailAddress>, Fault> {
        let (org, reader) = (self.org(), self.reader());
        let written = reader.maybe(written_from(org, conversation.id)).await?;
        Ok(choose(written, reader.all(emails(org, conversation.customer)).await?))
    }
}

async fn address_of(act: &mut Act<User>, conversation: &Conversation) -> Result<Option<EmailAddress>, Fault> {
    let org = act.org();
    let writer = act.writer().await?;
    let written = writer.maybe(written_from(org, conversation.id)).await?;
    Ok(choose(written, writer.all(emails(org, conversation.customer)).await?))
}

fn written_from(org: OrgId, conversation: ConversationId) -> db::Call<'static> {
    WRITTEN_FROM.with(params![org, conversation])
}

fn emails(org: OrgId, customer: CustomerId) -> db::Call<'static> {
    EMAILS.with(params![org, customer])
}

/// The address the customer wrote from last (P7), spelled as the customer spells it; else the best known one.
fn choose(written: Option<(String,)>, known: Vec<(EmailAddress, Standing)>) -> Option<EmailAddress> {
    let written: Option<EmailAddress> = written.and_then(|(key,)| key.parse().ok());
    match written {
        Some(address) => {
            let spelled =
                known.into_iter().map(|(known, _)| known).find(|known| known.key() == address.key());
            spelled.or(Some(address))
        }
        None => known.into_iter().min_by_key(|(_, standing)| *standing).map(|(address, _)| address),
    }
}
