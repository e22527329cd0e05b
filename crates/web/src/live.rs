//! Open pages hear that something changed (server-sent events). Events carry no content: the page comes again through
//! its own door, so there is one place where rights are asked.

use std::convert::Infallible;
use std::str::FromStr;
use std::time::Duration;

use axum::extract::Path;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use desk::conversation::{Conversation, facts};
use desk::feed::Feed;
use desk::{Customer, Desk, View};
use futures_util::stream::{self, Stream};
use http::{HeaderMap, HeaderValue, header};
use kernel::{Fault, OrgId};
use spine::{Fact, Position};
use tokio::sync::{broadcast, watch};

use crate::answer::Answer;
use crate::portal::ConversationPlace as Place;
use crate::web::Web;

/// Tells every open page of this process what was committed.
#[derive(Clone)]
pub struct Hub {
    changes: broadcast::Sender<Change>,
    position: watch::Sender<Position>,
    closing: watch::Sender<bool>,
}

/// Something that happened to one conversation.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) position: Position,
    pub(crate) org: OrgId,
    pub(crate) conversation: String,
    pub(crate) is_shown: bool,
}

/// What customers may hear of. Messages only when they may see them; of notes, assignments and tags nothing (TH28).
static SHOWN: &[&str] = &[facts::DONE, facts::REOPENED, facts::SUBJECT, facts::REDACTED];
static SHOWN_IF_VISIBLE: &[&str] = &[facts::REPLIED, facts::ANSWERED];

impl Hub {
    /// A hub nobody speaks to yet.
    pub fn new() -> Self {
        let (changes, _) = broadcast::channel(1024);
        Self { changes, position: watch::Sender::default(), closing: watch::Sender::new(false) }
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

    fn pass_on(&self, desk: &Desk, fact: &Fact) {
        if fact.name == "setting.changed" {
            desk.forget_places();
        }
        let position = Position { tx: fact.tx, seq: fact.seq };
        let (org, conversation) = (fact.org, fact.subject.clone());
        // Without an open page nobody listens, and that is no error.
        drop(self.changes.send(Change { position, org, conversation, is_shown: is_shown(fact) }));
    }

    /// Ends every open stream, so that a stopping server need not wait for them.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

fn is_shown(fact: &Fact) -> bool {
    if SHOWN_IF_VISIBLE.contains(&fact.name.as_str()) {
        let payload: serde_json::Value = serde_json::from_str(&fact.payload).unwrap_or_default();
        return payload["shown"].as_bool().unwrap_or(false);
    }
    SHOWN.contains(&fact.name.as_str())
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
    view.close().await;
    let wanted = move |change: &Change| {
        change.is_shown && change.org == org && change.conversation == conversation.id.to_string()
    };
    Ok(stream_of(web.hub(), &headers, wanted))
}

/// A stream of the wanted changes. A reader who comes back is told to look again when anything happened meanwhile.
pub(crate) fn stream_of(
    hub: &Hub,
    headers: &HeaderMap,
    wanted: impl Fn(&Change) -> bool + Send + Sync + 'static,
) -> Response {
    let changes = hub.listen();
    let now = *hub.position.borrow();
    let last = headers.get("last-event-id").and_then(|id| Position::from_str(id.to_str().ok()?).ok());
    let missed = last.filter(|last| *last < now).map(|_| now);
    let events = events(changes, hub.closing.subscribe(), missed, wanted);
    let mut response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, private"));
    response
}

fn events(
    changes: broadcast::Receiver<Change>,
    closing: watch::Receiver<bool>,
    missed: Option<Position>,
    wanted: impl Fn(&Change) -> bool + Send + Sync + 'static,
) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    stream::unfold(
        (changes, closing, missed, wanted),
        |(mut changes, mut closing, missed, wanted)| async move {
            let position = match missed {
                Some(position) => position,
                None => next(&mut changes, &mut closing, &wanted).await?,
            };
            let event = Event::default().id(position.to_string()).data("{}");
            Some((Ok(event), (changes, closing, None, wanted)))
        },
    )
}

/// The next wanted change; nothing when the server closes.
async fn next(
    changes: &mut broadcast::Receiver<Change>,
    closing: &mut watch::Receiver<bool>,
    wanted: &impl Fn(&Change) -> bool,
) -> Option<Position> {
    loop {
        let received = tokio::select! {
            received = changes.recv() => received,
            _ = closing.wait_for(|closing| *closing) => return None,
        };
        match received {
            Ok(change) if wanted(&change) => return Some(change.position),
            Ok(_) => {}
            // Too slow to hear everything: look again.
            Err(broadcast::error::RecvError::Lagged(_)) => return Some(Position::default()),
            Err(broadcast::error::RecvError::Closed) => return None,
        }
    }
}
