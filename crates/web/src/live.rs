//! Open pages hear that something changed (server-sent events). Events carry no content: the page comes again through
//! its own door, so there is one place where rights are asked.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use desk::conversation::{Conversation, ConversationId, facts};
use desk::feed::Feed;
use desk::outdated::Outdated;
use desk::{Customer, Desk, View, session};
use futures_util::stream;
use http::{HeaderMap, HeaderValue, header};
use kernel::{Fault, OrgId};
use serde_json::Value;
use spine::{Fact, Position};
use tokio::sync::{broadcast, watch};

use crate::answer::Answer;
use crate::portal::ConversationPlace as Place;
use crate::presence::Presence;
use crate::web::Web;

/// Tells every open page of this process what was committed.
#[derive(Clone)]
pub struct Hub {
    changes: broadcast::Sender<Arc<Change>>,
    position: watch::Sender<Position>,
    closing: watch::Sender<bool>,
    presence: Presence,
}

/// Something that happened, read once for all who listen.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) position: Position,
    pub(crate) org: OrgId,
    /// The fact's name.
    pub(crate) name: String,
    /// The id of what it is about.
    pub(crate) subject: String,
    /// Who caused it.
    pub(crate) actor: String,
    pub(crate) payload: Value,
}

/// Whoever listens, and what is for them.
pub(crate) trait Listener: Send + Sync + 'static {
    /// The id of the session that listens: with it the stream ends.
    fn session(&self) -> &str;

    /// The events for the page; none where the change is not for it.
    fn hear(&self, change: &Change) -> Vec<Event>;

    /// What makes the page look again, when something may have been missed.
    fn look_again(&self) -> Event;
}

/// What is no fact: who looks at a conversation at the desk, or writes there.
pub(crate) const PRESENCE: &str = "presence";

/// What customers may hear of. Messages only when they may see them; of notes, assignments and tags nothing (TH28).
static SHOWN: &[&str] = &[
    facts::DONE,
    facts::REOPENED,
    facts::SUBJECT,
    facts::REDACTED,
    facts::MERGED,
    facts::MOVED,
    facts::DELETED,
];
static SHOWN_IF_VISIBLE: &[&str] = &[facts::REPLIED, facts::ANSWERED];

impl Hub {
    /// A hub nobody speaks to yet.
    pub fn new() -> Self {
        let (changes, _) = broadcast::channel(1024);
        let (position, closing) = (watch::Sender::default(), watch::Sender::new(false));
        Self { changes, position, closing, presence: Presence::default() }
    }

    /// Passes on what is committed, until the task is ended.
    pub async fn follow(&self, desk: &Desk) -> Result<(), Fault> {
        let mut feed = Feed::from_now(desk).await?;
        self.position.send_replace(feed.position());
        loop {
            match feed.next().await {
                Ok(facts) => facts.iter().for_each(|fact| self.pass_on(desk, fact)),
                Err(fault) => tracing::warn!(%fault, "facts could not be read"),
            }
            self.position.send_replace(feed.position());
        }
    }

    /// Waits until what is committed from now on is passed on.
    pub async fn follows(&self) {
        let mut position = self.position.subscribe();
        // The sender is this very hub.
        drop(position.wait_for(|position| *position != Position::default()).await);
    }

    fn pass_on(&self, desk: &Desk, fact: &Fact) {
        if let Some(outdated) = Outdated::by(fact.org, &fact.name, &fact.subject) {
            desk.forget(&outdated);
        }
        // Without an open page nobody listens, and that is no error.
        drop(self.changes.send(Arc::new(Change::of(fact))));
    }

    /// Ends every open stream, so that a stopping server need not wait for them.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Who has which conversation open at the desk.
    pub(crate) fn presence(&self) -> &Presence {
        &self.presence
    }

    /// Tells the desk's open pages of a conversation that somebody came, went or writes there.
    pub(crate) fn tell_presence(&self, org: OrgId, conversation: ConversationId) {
        let (name, subject) = (PRESENCE.to_owned(), conversation.to_string());
        let position = *self.position.borrow();
        let change = Change { position, org, name, subject, actor: String::new(), payload: Value::Null };
        drop(self.changes.send(Arc::new(change)));
    }

    /// Begins to listen. Whoever heard everything up to a position before is told to look again when more happened.
    fn listen(&self, listener: Box<dyn Listener>, last: Option<Position>) -> Ear {
        let changes = self.changes.subscribe();
        let now = *self.position.borrow();
        let missed = last.filter(|last| *last < now).map(|_| listener.look_again().id(now.to_string()));
        let waiting = missed.into_iter().collect();
        Ear { changes, closing: self.closing.subscribe(), waiting, listener, is_over: false }
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

impl Change {
    /// What a fact says to those who listen.
    fn of(fact: &Fact) -> Self {
        Self {
            position: Position { tx: fact.tx, seq: fact.seq },
            org: fact.org,
            name: fact.name.clone(),
            subject: fact.subject.clone(),
            actor: fact.actor.clone(),
            payload: serde_json::from_str(&fact.payload).unwrap_or_default(),
        }
    }

    fn is_shown(&self) -> bool {
        let name = self.name.as_str();
        let is_visible = || self.payload["shown"].as_bool().unwrap_or(false);
        SHOWN.contains(&name) || (SHOWN_IF_VISIBLE.contains(&name) && is_visible())
    }
}

/// A customer who looks at one conversation.
struct Reader {
    org: OrgId,
    session: String,
    conversation: ConversationId,
}

impl Listener for Reader {
    fn session(&self) -> &str {
        &self.session
    }

    fn hear(&self, change: &Change) -> Vec<Event> {
        let is_wanted =
            change.is_shown() && change.org == self.org && change.subject == self.conversation.to_string();
        is_wanted.then(|| self.look_again()).into_iter().collect()
    }

    fn look_again(&self) -> Event {
        Event::default().data("{}")
    }
}

/// The stream of one conversation's page.
pub(crate) async fn of_conversation(
    view: View<Customer>,
    Path(place): Path<Place>,
    web: axum::extract::State<Web>,
    headers: HeaderMap,
) -> Answer {
    let conversation: Conversation = view.see(place.id()?).await?;
    let org = view.org();
    let customer = view.close();
    let reader = Reader { org, session: customer.session, conversation: conversation.id };
    Ok(stream_of(web.hub(), Box::new(reader), last_heard(&headers)))
}

/// The position up to which a browser that comes back has heard.
pub(crate) fn last_heard(headers: &HeaderMap) -> Option<Position> {
    Position::from_str(headers.get("last-event-id")?.to_str().ok()?).ok()
}

/// The stream for a listener.
pub(crate) fn stream_of(hub: &Hub, listener: Box<dyn Listener>, last: Option<Position>) -> Response {
    stream_with(hub, listener, last, || ())
}

/// The same with what is kept for as long as it lasts, made once the listener hears.
pub(crate) fn stream_with<K: Send + 'static>(
    hub: &Hub,
    listener: Box<dyn Listener>,
    last: Option<Position>,
    kept: impl FnOnce() -> K,
) -> Response {
    let ear = hub.listen(listener, last);
    let events = stream::unfold((ear, kept()), |(mut ear, kept)| async move {
        let event = ear.next().await?;
        Some((Ok::<_, Infallible>(event), (ear, kept)))
    });
    let mut response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, private"));
    response
}

/// One open stream.
struct Ear {
    changes: broadcast::Receiver<Arc<Change>>,
    closing: watch::Receiver<bool>,
    waiting: VecDeque<Event>,
    listener: Box<dyn Listener>,
    /// Whether its session has ended.
    is_over: bool,
}

impl Ear {
    /// The next event; nothing when the server closes or the session is over.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if self.is_over {
                return None;
            }
            let received = tokio::select! {
                // What came before the end is passed on before it.
                biased;
                received = self.changes.recv() => received,
                _ = self.closing.wait_for(|closing| *closing) => return None,
            };
            match received {
                Ok(change) if change.name == session::ENDED && change.subject == self.listener.session() => {
                    // The page looks once more, and finds itself signed out.
                    self.waiting.push_back(self.listener.look_again().id(change.position.to_string()));
                    self.is_over = true;
                }
                Ok(change) => {
                    let events = self.listener.hear(&change).into_iter();
                    self.waiting.extend(events.map(|event| event.id(change.position.to_string())));
                }
                // Too slow to hear everything.
                Err(broadcast::error::RecvError::Lagged(_)) => {
                    let position = Position::default().to_string();
                    self.waiting.push_back(self.listener.look_again().id(position));
                }
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use desk::conversation::{Conversation, facts};
    use desk::session;
    use kernel::{Id, OrgId, Random, Time};
    use serde_json::{Value, json};
    use spine::Position;

    use super::{Change, Ear, Hub, Reader};

    const AT: Time = Time(1_790_000_000_000);

    fn reader() -> Reader {
        let random = Random::seeded(1);
        let (org, conversation) = (OrgId::new(AT, &random), Id::<Conversation>::new(AT, &random));
        Reader { org, session: "s1".to_owned(), conversation }
    }

    fn ear(hub: &Hub, last: Option<Position>) -> Ear {
        hub.listen(Box::new(reader()), last)
    }

    fn happens(hub: &Hub, name: &str, subject: &str, payload: Value) {
        let (position, org) = (Position { tx: 0, seq: 7 }, reader().org);
        let (name, subject, actor) = (name.to_owned(), subject.to_owned(), String::new());
        hub.changes.send(Arc::new(Change { position, org, name, subject, actor, payload })).unwrap();
    }

    #[tokio::test]
    async fn th28_a_customer_hears_of_what_is_shown_and_of_nothing_else() {
        let hub = Hub::new();
        let mut ear = ear(&hub, None);
        let conversation = reader().conversation.to_string();
        for hidden in [facts::NOTED, facts::ASSIGNED, facts::TAGGED, facts::SNOOZED, facts::DELIVERED] {
            happens(&hub, hidden, &conversation, json!({}));
        }
        happens(&hub, facts::ANSWERED, &conversation, json!({ "shown": false }));
        happens(&hub, facts::ANSWERED, "another", json!({ "shown": true }));
        happens(&hub, facts::ANSWERED, &conversation, json!({ "shown": true }));
        hub.close();
        assert!(ear.next().await.is_some());
        assert!(ear.next().await.is_none(), "one event, then the server closes");
    }

    #[tokio::test]
    async fn a_stream_ends_with_its_session() {
        let hub = Hub::new();
        let mut ear = ear(&hub, None);
        happens(&hub, session::ENDED, "another", json!({}));
        happens(&hub, session::ENDED, "s1", json!({}));
        happens(&hub, facts::DONE, &reader().conversation.to_string(), json!({}));
        assert!(ear.next().await.is_some(), "the page is to look once more");
        assert!(ear.next().await.is_none());
    }

    #[tokio::test]
    async fn whoever_comes_back_is_told_to_look_again_only_where_something_was_missed() {
        let hub = Hub::new();
        hub.position.send_replace(Position { tx: 0, seq: 5 });
        hub.close();
        assert!(ear(&hub, Some(Position { tx: 0, seq: 4 })).next().await.is_some());
        assert!(ear(&hub, Some(Position { tx: 0, seq: 5 })).next().await.is_none());
        assert!(ear(&hub, None).next().await.is_none());
    }
}
