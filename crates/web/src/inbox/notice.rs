//! What a user is told at once (W7): a message, an assignment, a mention, an answer that could not be delivered.

use axum::response::IntoResponse;
use desk::conversation::inbox::{Entry, EventKind, Head, Message, Timeline};
use desk::conversation::message::{Direction, State};
use desk::conversation::{Conversation, Mention};
use desk::{User, View};
use http::StatusCode;
use kernel::Fault;

use super::draw::draw_saying;
use super::pages::Notice;
use super::{AppVisit, url};
use crate::answer::Answer;

/// Characters of a message shown.
const EXCERPT: usize = 120;

/// A toast about one conversation; nothing where it does not concern who asks.
pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let head = view.conversation(visit.asked.conversation.parse()?).await?;
    if visit.asked.kind == "mentioned" {
        return mentioned(view, visit, &head).await;
    }
    if !concerns(&view, &head.conversation, &visit.asked.kind).await? {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let timeline = view.timeline(&head.conversation, None).await?;
    let aside = view.aside(&head.conversation).await?;
    let user = view.close();
    match notice(&visit, &head, &timeline, &aside.customer.called(&aside.addresses)) {
        Some(page) => Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?),
        None => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}

/// Of an assignment the one who got it is told; of the rest whose the conversation is, and of a failure whoever wrote
/// what failed.
async fn concerns(view: &View<User>, conversation: &Conversation, kind: &str) -> Result<bool, Fault> {
    Ok(match kind {
        "assigned" => conversation.assignee == Some(view.who().id),
        "failed" => view.concerns(conversation).await? || view.wrote_what_failed(conversation).await?,
        _ => view.concerns(conversation).await?,
    })
}

/// Of a note those are told whom it names.
async fn mentioned(view: View<User>, visit: AppVisit, head: &Head) -> Answer {
    let mention = view.mention(&head.conversation).await?;
    let user = view.close();
    let Some(Mention { by, text }) = mention else { return Ok(StatusCode::NO_CONTENT.into_response()) };
    let page = toast(&visit, head, by, "note", Some(&text));
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

fn notice(visit: &AppVisit, head: &Head, timeline: &Timeline, customer: &str) -> Option<Notice> {
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
        "assigned" => (assigned_by(timeline, EventKind::Assigned), newest),
        "team" => (assigned_by(timeline, EventKind::TeamAssigned), newest),
        _ => return None,
    };
    let channel = said.map_or("portal", |message| message.channel.name());
    Some(toast(visit, head, who?, channel, said.map(|message| message.text.as_str())))
}

/// Who did what where, with the picture of its channel and the beginning of what was said.
fn toast(visit: &AppVisit, head: &Head, who: String, channel: &str, said: Option<&str>) -> Notice {
    let conversation = &head.conversation;
    let excerpt = said.map(|text| markup::excerpt(text, EXCERPT)).filter(|text| !text.is_empty());
    Notice {
        conversation_id: conversation.id.to_string(),
        kind: visit.asked.kind.clone(),
        channel: channel.to_owned(),
        who,
        subject: (!conversation.subject.is_empty()).then(|| conversation.subject.clone()),
        url: url::conversation(conversation.id),
        excerpt,
    }
}

fn assigned_by(timeline: &Timeline, kind: EventKind) -> Option<String> {
    timeline.entries.iter().rev().find_map(|entry| match entry {
        Entry::Event(event) if event.kind == kind => event.who.clone(),
        _ => None,
    })
}
