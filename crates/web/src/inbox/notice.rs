//! What a user is told at once (W7): a message, an assignment, an answer that could not be delivered.

use axum::response::IntoResponse;
use desk::conversation::inbox::{Entry, EventKind, Head, Message, Timeline};
use desk::conversation::message::{Direction, State};
use desk::{User, View};
use http::StatusCode;

use super::draw::draw_saying;
use super::pages::Notice;
use super::{AppVisit, url};
use crate::answer::Answer;

/// Characters of a message shown.
const EXCERPT: usize = 120;

/// A toast about one conversation; nothing where it does not concern who asks.
pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let head = view.conversation(visit.asked.conversation.parse()?).await?;
    let timeline = view.timeline(&head.conversation, None).await?;
    let aside = view.aside(&head.conversation).await?;
    let user = view.close().await;
    let first = aside.addresses.first().map_or("?", |known| &known.address);
    let customer = if aside.customer.name.is_empty() { first } else { &aside.customer.name };
    match notice(&visit, &user, &head, &timeline, customer) {
        Some(page) => Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?),
        None => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

/// Only whoever works on a conversation is told.
fn notice(visit: &AppVisit, user: &User, head: &Head, timeline: &Timeline, customer: &str) -> Option<Notice> {
    if head.conversation.assignee != Some(user.id) {
        return None;
    }
    let message = |wanted: fn(&Message) -> bool| {
        timeline.entries.iter().rev().find_map(|entry| match entry {
            Entry::Message(message) if wanted(message) => Some(message),
            _ => None,
        })
    };
    let newest = message(|_| true);
    let (who, said) = match visit.asked.kind.as_str() {
        "message" => (Some(customer.to_owned()), message(|message| message.direction == Direction::In)),
        "failed" => (Some(customer.to_owned()), message(|message| message.state == State::Failed)),
        "assigned" => (assigned_by(timeline), newest),
        _ => return None,
    };
    let excerpt = said.map(|message| markup::excerpt(&message.text, EXCERPT)).filter(|text| !text.is_empty());
    Some(Notice {
        conversation_id: head.conversation.id.to_string(),
        kind: visit.asked.kind.clone(),
        channel: said.map_or("portal", |message| message.channel.name()).to_owned(),
        who: who?,
        subject: (!head.conversation.subject.is_empty()).then(|| head.conversation.subject.clone()),
        url: url::conversation(head.conversation.id),
        excerpt,
    })
}

fn assigned_by(timeline: &Timeline) -> Option<String> {
    timeline.entries.iter().rev().find_map(|entry| match entry {
        Entry::Event(event) if event.kind == EventKind::Assigned => event.who.clone(),
        _ => None,
    })
}
