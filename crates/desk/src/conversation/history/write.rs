//! Storing entries one after another, each with its fact.

use kernel::{Fault, Id, Time};
use serde_json::{Value, json};
use spine::NewFact;

use super::tally::Tally;
use super::{Entry, Redaction, store};
use crate::act::Act;
use crate::conversation::message::{Author, NewMessage};
use crate::conversation::store::{self as rows, NewConversation};
use crate::conversation::verbs::Begun;
use crate::conversation::{Conversation, ConversationId, MessageId, Status, facts};
use crate::org;
use crate::user::UserId;
use crate::who::{System, Who};

/// Stores an empty conversation.
pub(super) async fn begin(
    act: &mut Act<System>,
    id: ConversationId,
    begun: &Begun,
) -> Result<Conversation, Fault> {
    let org = act.org();
    let number = org::next_number(act.writer().await?, org, "conversation").await?;
    let new = NewConversation {
        id,
        number,
        customer: begun.customer,
        brand: begun.brand,
        subject: &begun.subject,
        made_at: begun.made_at,
    };
    rows::add(act.writer().await?, org, &new).await?;
    let by = Author::Customer(begun.customer);
    tell(act, id, (by, begun.made_at), facts::OPENED, json!({ "customer": begun.customer })).await?;
    Ok(Conversation::begun(id, number, begun))
}

/// Stores what happened, and then what lists show because of it.
pub(super) async fn entries<'a>(
    act: &mut Act<System>,
    conversation: &Conversation,
    entries: &'a [Entry],
) -> Result<Tally<'a>, Fault> {
    let mut tally = Tally::of(conversation);
    for entry in entries {
        store_entry(act, conversation, entry, &mut tally).await?;
        tally.entry();
    }
    store::show(act, conversation.id, &tally).await?;
    if (tally.status, tally.snoozed_until) != (conversation.status, conversation.snoozed_until) {
        let (org, status, until) = (act.org(), tally.status, tally.snoozed_until);
        rows::set_status(act.writer().await?, org, conversation.id, status, until).await?;
    }
    Ok(tally)
}

async fn store_entry<'a>(
    act: &mut Act<System>,
    conversation: &Conversation,
    entry: &'a Entry,
    tally: &mut Tally<'a>,
) -> Result<(), Fault> {
    let id = conversation.id;
    match entry {
        Entry::Message(message) => {
            store_message(act, conversation, message, tally).await?;
        }
        Entry::Redacted(message, redaction) => {
            if let Some(stored) = store_message(act, conversation, message, tally).await? {
                redact(act, id, stored, redaction).await?;
            }
        }
        Entry::Note { author, author_name, text, at } => {
            tally.active(*at);
            note(act, id, (*author, author_name), text, *at).await?;
        }
        Entry::Done { by, at } => {
            tally.stand(Status::Done, None);
            tell(act, id, (*by, *at), facts::DONE, json!({})).await?;
        }
        Entry::Reopened { by, at } => {
            let from = tally.status.name();
            tally.stand(Status::Open, None);
            tell(act, id, (*by, *at), facts::REOPENED, json!({ "from": from })).await?;
        }
        Entry::Snoozed { by, at, until } => {
            tally.stand(Status::Snoozed, Some(*until));
            snooze(act, id, (*by, *at), *until).await?;
        }
    }
    Ok(())
}

async fn store_message<'a>(
    act: &mut Act<System>,
    conversation: &Conversation,
    message: &'a NewMessage,
    tally: &mut Tally<'a>,
) -> Result<Option<(MessageId, i64)>, Fault> {
    let random = act.desk().context().random.clone();
    let (id, place) = (Id::new(message.made_at, &random), (act.org(), act.desk().db().dialect()));
    let new_file_id = || Id::new(message.made_at, &random);
    let writer = act.writer().await?;
    let seq = rows::insert_message(writer, place, conversation, (id, message), new_file_id).await?;
    let Some(seq) = seq else { return Ok(None) };
    tally.message(seq, message);
    let (name, payload) = facts::written(conversation, (id, seq), message);
    tell(act, conversation.id, (message.author, message.made_at), name, payload).await?;
    Ok(Some((id, seq)))
}

async fn redact(
    act: &mut Act<System>,
    conversation: ConversationId,
    (message, seq): (MessageId, i64),
    redaction: &Redaction,
) -> Result<(), Fault> {
    store::redact(act, conversation, message, redaction).await?;
    let by = (Author::User(redaction.by), redaction.at);
    let files = redaction.files.iter().map(|_| "file");
    for what in redaction.text.then_some("text").into_iter().chain(files) {
        store::mark(act, conversation, message, what, redaction).await?;
        let payload = json!({ "message": message, "seq": seq, "what": what });
        tell(act, conversation, by, facts::REDACTED, payload).await?;
    }
    Ok(())
}

async fn note(
    act: &mut Act<System>,
    conversation: ConversationId,
    author: (UserId, &str),
    text: &str,
    at: Time,
) -> Result<(), Fault> {
    let note = store::note(act, conversation, author, text, at).await?;
    let by = (Author::User(author.0), at);
    tell(act, conversation, by, facts::NOTED, json!({ "note": note })).await
}

/// The one thing of a history that is still to come: the job that wakes it.
async fn snooze(
    act: &mut Act<System>,
    conversation: ConversationId,
    by: (Author, Time),
    until: Time,
) -> Result<(), Fault> {
    let fact = past(act, conversation, by, facts::SNOOZED, &json!({ "until": until }));
    let seq = spine::announce(act.writer().await?, &fact).await?;
    if let Some(wake) = facts::wake_job(&fact, seq) {
        spine::enqueue(act.writer().await?, &wake).await?;
    }
    Ok(())
}

async fn tell(
    act: &mut Act<System>,
    conversation: ConversationId,
    by: (Author, Time),
    name: &'static str,
    payload: Value,
) -> Result<(), Fault> {
    let fact = past(act, conversation, by, name, &payload);
    act.announce_quietly(&fact).await
}

fn past(
    act: &Act<System>,
    conversation: ConversationId,
    (by, at): (Author, Time),
    name: &'static str,
    payload: &Value,
) -> NewFact {
    let actor = if by == Author::Automatic { act.who().actor() } else { by.stored() };
    NewFact {
        org: act.org(),
        name,
        subject: conversation.to_string(),
        actor,
        at,
        payload: payload.to_string(),
    }
}
