//! Who else looks at a conversation, or writes there (W2).

use axum::extract::Path;
use axum::response::IntoResponse;
use desk::conversation::{Conversation, ConversationId};
use desk::{Act, User, View};
use http::StatusCode;

use super::AppVisit;
use super::draw::draw_saying;
use super::pages::{Onlooker, Presence};
use super::shell::initials;
use super::show::Place;
use crate::answer::Answer;

/// The part of the page that says so.
pub(crate) async fn show(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let conversation: Conversation = view.see(place.id()?).await?;
    let presence = of(&view, &visit, conversation.id);
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &presence)?)
}

/// The page of whoever writes says so every few seconds. Nobody is told of one who has not the page open.
pub(crate) async fn write(act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let (id, org, hub) = (place.id()?, act.org(), visit.web.hub());
    if hub.presence().write((org, id), act.who().id, act.now()) {
        hub.tell_presence(org, id);
    }
    act.done(StatusCode::NO_CONTENT.into_response()).await.map_err(Into::into)
}

/// Who else is there, as this user may see it.
pub(super) fn of(view: &View<User>, visit: &AppVisit, conversation: ConversationId) -> Presence {
    let others = visit.web.hub().presence().others((view.org(), conversation), view.who().id, view.now());
    let onlooker = |other: crate::presence::Onlooker| Onlooker {
        initials: initials(&other.name),
        name: other.name,
        writes: other.writes,
    };
    Presence { onlookers: others.into_iter().map(onlooker).collect() }
}
