//! What conversations announce.

use kernel::Time;
use serde_json::json;
use spine::{NewFact, NewJob};

use super::Conversation;
use super::message::{Direction, MessageId, NewMessage, State};
use crate::interest::job;

/// A conversation began.
pub const OPENED: &str = "conversation.opened";
/// The customer wrote.
pub const REPLIED: &str = "conversation.replied";
/// The company wrote.
pub const ANSWERED: &str = "conversation.answered";
/// A user remarked something.
pub const NOTED: &str = "conversation.noted";
/// Somebody marked it as done.
pub const DONE: &str = "conversation.done";
/// A message or a user made it open again.
pub const REOPENED: &str = "conversation.reopened";
/// It sleeps until a time.
pub const SNOOZED: &str = "conversation.snoozed";
/// Its time came.
pub const WOKEN: &str = "conversation.woken";
/// It is another user's or team's.
pub const ASSIGNED: &str = "conversation.assigned";
/// Tags were set or taken away.
pub const TAGGED: &str = "conversation.tagged";
/// The subject was edited.
pub const SUBJECT: &str = "conversation.subject";
/// The priority was changed.
pub const PRIORITY: &str = "conversation.priority";
/// A text or file was redacted.
pub const REDACTED: &str = "conversation.redacted";
/// A message left, or was refused.
pub const DELIVERED: &str = "conversation.delivered";
/// A user had a failed answer sent once more.
pub const RETRIED: &str = "conversation.retried";

/// The kind of job that takes an answer to its channel.
pub const DELIVER: &str = "deliver";
/// The kind of job that ends a snooze.
pub const WAKE: &str = "wake";
/// The kind of job that makes redacted bytes vanish.
pub const SCRUB: &str = "scrub";

/// What a stored message announces.
pub(super) fn written(
    conversation: &Conversation,
    (id, seq): (MessageId, i64),
    message: &NewMessage,
) -> (&'static str, serde_json::Value) {
    let name = if message.direction == Direction::In { REPLIED } else { ANSWERED };
    let payload = json!({
        "message": id,
        "seq": seq,
        "customer": conversation.customer,
        "brand": conversation.brand,
        "shown": message.shown,
        "channel": message.channel.name(),
        "leaves": message.state == State::Queued,
    });
    (name, payload)
}

/// An answer that waits to leave is delivered, one after another per conversation.
pub(crate) fn deliver_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let payload: serde_json::Value = serde_json::from_str(&fact.payload).ok()?;
    let leaves = payload.get("leaves").and_then(serde_json::Value::as_bool).unwrap_or(false);
    let message = payload.get("message")?.as_str()?;
    let mut deliver = job(fact, seq, DELIVER, &json!({ "conversation": fact.subject, "message": message }));
    deliver.lane = Some(format!("deliver:{}", fact.subject));
    leaves.then_some(deliver)
}

/// A snoozed conversation wakes at its time.
pub(crate) fn wake_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let payload: serde_json::Value = serde_json::from_str(&fact.payload).ok()?;
    let until = payload.get("until")?.as_i64()?;
    let mut wake = job(fact, seq, WAKE, &json!({ "conversation": fact.subject, "until": until }));
    wake.ready_at = Time(until);
    Some(wake)
}
