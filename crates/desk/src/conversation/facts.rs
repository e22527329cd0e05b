//! What conversations announce.

use std::fmt::Display;

use kernel::Time;
use serde_json::json;
use spine::{NewFact, NewJob};

use super::Conversation;
use super::message::{Direction, MessageId, NewMessage, State};
use crate::interest::job;

crate::interest::facts! {
    /// A conversation began.
    OPENED "conversation.opened";
    /// The customer wrote.
    REPLIED "conversation.replied";
    /// The company wrote.
    ANSWERED "conversation.answered";
    /// A user wrote an answer that has not left yet.
    HELD "conversation.held";
    /// A user took an answer back before it left.
    TAKEN_BACK "conversation.taken_back";
    /// A user remarked something.
    NOTED "conversation.noted";
    /// Somebody marked it as done.
    DONE "conversation.done";
    /// A message or a user made it open again.
    REOPENED "conversation.reopened";
    /// It sleeps until a time.
    SNOOZED "conversation.snoozed";
    /// Its time came.
    WOKEN "conversation.woken";
    /// It is another user's or team's.
    ASSIGNED "conversation.assigned";
    /// Tags were set or taken away.
    TAGGED "conversation.tagged";
    /// The subject was edited.
    SUBJECT "conversation.subject";
    /// The priority was changed.
    PRIORITY "conversation.priority";
    /// What it has of custom attributes was changed.
    ATTRIBUTES "conversation.attributes";
    /// A text or file was redacted.
    REDACTED "conversation.redacted";
    /// Another conversation of the customer was merged into it.
    MERGED "conversation.merged";
    /// It was merged into another conversation and is found there from now on.
    MOVED "conversation.moved";
    /// It was deleted with everything in it; what was told of it before is gone too.
    DELETED "conversation.deleted";
    /// It became another customer's, to whom its address belongs.
    GIVEN "conversation.given";
    /// A message left, or was refused.
    DELIVERED "conversation.delivered";
    /// A user had a failed answer sent once more.
    RETRIED "conversation.retried";
}

/// The kind of job that takes an answer to its channel.
pub const DELIVER: &str = "deliver";
/// The kind of job that lets a held answer leave.
pub const RELEASE: &str = "release";
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
    deliver.lane = Some(deliver_lane(&fact.subject));
    leaves.then_some(deliver)
}

/// The lane in which the answers of a conversation leave.
pub(crate) fn deliver_lane(conversation: impl Display) -> String {
    format!("deliver:{conversation}")
}

/// A snoozed conversation wakes at its time.
pub(crate) fn wake_job(fact: &NewFact, seq: i64) -> Option<NewJob> {
    let payload: serde_json::Value = serde_json::from_str(&fact.payload).ok()?;
    let until = payload.get("until")?.as_i64()?;
    let mut wake = job(fact, seq, WAKE, &json!({ "conversation": fact.subject, "until": until }));
    wake.ready_at = Time(until);
    Some(wake)
}
