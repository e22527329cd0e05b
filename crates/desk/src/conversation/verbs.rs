//! What customers do: begin, reply, mark as done. And how the program itself appends.

use kernel::{Fault, Text, Time};
use serde_json::json;

use super::message::{Author, Channel, NewFile, NewMessage};
use super::store::{self, NewConversation};
use super::{Conversation, ConversationId, Finish, MessageId, Reply, Status, facts};
use crate::act::{Act, Allowed};
use crate::audit::Change;
use crate::brand::BrandId;
use crate::code;
use crate::customer::CustomerId;
use crate::org;
use crate::session::limit::{self, Attempt};
use crate::who::{Customer, Who};

/// The most characters of a portal message (P6).
pub const MAX_TEXT: usize = 10_240;
/// The most characters of a subject (P10).
pub const MAX_SUBJECT: usize = 200;

/// A checked message of the portal: some text or some file is there.
#[derive(Clone, Debug)]
pub struct Written {
    /// The key of the form it was written in: the same key again gives the first outcome.
    pub once: String,
    /// The text.
    pub text: Text<MAX_TEXT>,
    /// The accepted files.
    pub files: Vec<NewFile>,
}

/// A conversation about to begin.
#[derive(Clone, Debug)]
pub struct Begun {
    /// With whom.
    pub customer: CustomerId,
    /// In whose name.
    pub brand: BrandId,
    /// The subject; may be empty.
    pub subject: String,
    /// When.
    pub made_at: Time,
}

impl Allowed<Conversation, Reply> {
    /// The customer writes in the portal. A snoozed or done conversation becomes open in the same transaction (P6, P8).
    pub async fn reply(&self, act: &mut Act<Customer>, written: &Written) -> Result<(), Fault> {
        self.belongs_to(act)?;
        let counted = count(act, written).await?;
        if first_outcome(act, &written.once, self.id).await?.is_some() {
            return limit::take_back(act, &counted).await;
        }
        let message = written.message(act);
        append(act, self, &message).await?;
        if self.status != Status::Open {
            reopen(act, self).await?;
        }
        Ok(())
    }
}

impl Allowed<Conversation, Finish> {
    /// The customer marks the conversation as done (P11).
    pub async fn finish(&self, act: &mut Act<Customer>) -> Result<(), Fault> {
        self.belongs_to(act)?;
        set_status(act, self, Status::Done, None).await?;
        let change = Change::between(self.status.name(), Status::Done.name());
        act.announce_change(facts::DONE, self.id.to_string(), (json!({}), change)).await?;
        Ok(())
    }
}

impl Conversation {
    /// A customer begins a conversation in the portal (P10). `customer_moved` where they were merged into another since
    /// their session was looked up.
    pub async fn begin(
        act: &mut Act<Customer>,
        subject: &Text<MAX_SUBJECT>,
        written: &Written,
    ) -> Result<ConversationId, Fault> {
        if !act.who().site.portal.new_conversation {
            return Err(Fault::new(&code::PORTAL_OFF));
        }
        act.stay().await?;
        let id = act.new_id();
        let counted = count(act, written).await?;
        if let Some(first) = first_outcome(act, &written.once, id).await? {
            limit::take_back(act, &counted).await?;
            return first.parse();
        }
        let (customer, brand, made_at) = (act.who().id, act.who().site.brand, act.now());
        let begun = Begun { customer, brand, subject: subject.as_str().to_owned(), made_at };
        let message = written.message(act);
        Self::open_as(act, id, &begun, &[message]).await?;
        Ok(id)
    }

    /// Opens a conversation with its first messages, in whoever's name: the way of channels and imports.
    pub(crate) async fn open_as<W: Who>(
        act: &mut Act<W>,
        id: ConversationId,
        begun: &Begun,
        messages: &[NewMessage],
    ) -> Result<Self, Fault> {
        let org = act.org();
        // The number's row stays locked until the end, so it is taken as late as the schema allows.
        let number = org::next_number(act.writer().await?, org, "conversation").await?;
        let new = NewConversation {
            id,
            number,
            customer: begun.customer,
            brand: begun.brand,
            subject: &begun.subject,
            made_at: begun.made_at,
        };
        store::add(act.writer().await?, org, &new).await?;
        let conversation = Self::begun(id, number, begun);
        act.announce(facts::OPENED, id.to_string(), json!({ "customer": begun.customer })).await?;
        for message in messages {
            append(act, &conversation, message).await?;
        }
        Ok(conversation)
    }

    /// As it stands before its first message.
    pub(super) fn begun(id: ConversationId, number: i64, begun: &Begun) -> Self {
        Self {
            id,
            number,
            customer: begun.customer,
            brand: begun.brand,
            subject: begun.subject.clone(),
            status: Status::Open,
            assignee: None,
            team: None,
            snoozed_until: None,
            priority: 3,
            made_at: begun.made_at,
            last_seq: 0,
            shown_channels: 0,
            shown_seq: 0,
        }
    }
}

impl Written {
    fn message(&self, act: &Act<Customer>) -> NewMessage {
        let who = act.who();
        let plain = NewMessage::plain(Author::Customer(who.id), &who.name, self.text.as_str(), act.now());
        NewMessage {
            channel: Channel::Portal,
            address: who.address.key(),
            files: self.files.clone(),
            ..plain
        }
    }
}

/// Stores a message and tells of it. Nothing happens, and nothing is answered, when its outside id is there already.
pub(crate) async fn append<W: Who>(
    act: &mut Act<W>,
    conversation: &Conversation,
    message: &NewMessage,
) -> Result<Option<MessageId>, Fault> {
    let (id, place) = (act.new_id(), (act.org(), act.desk().db().dialect()));
    let context = act.desk().context().clone();
    let writer = act.writer().await?;
    let stored = store::add_message(writer, place, conversation, (id, message), || context.new_id()).await?;
    let Some(seq) = stored else { return Ok(None) };
    let (name, payload) = facts::written(conversation, (id, seq), message);
    act.announce(name, conversation.id.to_string(), payload).await?;
    Ok(Some(id))
}

/// Opens a snoozed or done conversation again, back to its last assignee or team.
pub(crate) async fn reopen<W: Who>(act: &mut Act<W>, conversation: &Conversation) -> Result<(), Fault> {
    set_status(act, conversation, Status::Open, None).await?;
    let change = Change::between(conversation.status.name(), Status::Open.name());
    let payload = json!({ "from": conversation.status.name() });
    act.announce_change(facts::REOPENED, conversation.id.to_string(), (payload, change)).await?;
    Ok(())
}

pub(crate) async fn set_status<W: Who>(
    act: &mut Act<W>,
    conversation: &Conversation,
    status: Status,
    until: Option<Time>,
) -> Result<(), Fault> {
    let org = act.org();
    store::set_status(act.writer().await?, org, conversation.id, status, until).await
}

/// Counts a message and its files (A6) before anything is stored, so that what is refused can be sent again later.
async fn count(act: &mut Act<Customer>, written: &Written) -> Result<Vec<Attempt>, Fault> {
    let customer = act.who().id.to_string();
    let bytes = written.files.iter().map(|file| file.size).sum();
    let refused = |fault: Fault| match fault.retry_after_seconds() {
        Some(seconds) => Fault::new(&code::SEND_LIMIT).retry_after(seconds),
        None => fault,
    };
    let mut counted =
        vec![limit::count_weight(act, &limit::MESSAGES, (&customer, 1)).await.map_err(refused)?];
    if !written.files.is_empty() {
        let files = limit::count_weight(act, &limit::FILE_BYTES, (&customer, bytes)).await;
        counted.push(files.map_err(refused)?);
    }
    Ok(counted)
}

/// The outcome of an earlier use of this form's key, by this person.
pub(super) async fn first_outcome<W: Who>(
    act: &mut Act<W>,
    once: &str,
    id: ConversationId,
) -> Result<Option<String>, Fault> {
    let (org, now, door) = (act.org(), act.now(), act.who().actor());
    store::first_outcome(act.writer().await?, org, (&door, once), &id.to_string(), now).await
}
