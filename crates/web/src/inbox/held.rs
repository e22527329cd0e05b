//! Answers that have not left yet, and taking one back.

use axum::extract::Path;
use desk::conversation::{Conversation, TakeBack};
use desk::{Act, User, View, code, conversation as verbs};
use http::StatusCode;
use kernel::Fault;
use markup::Html;
use serde::Deserialize;

use super::AppVisit;
use super::pages::{Author, Held};
use super::received::{Received, Written};
use super::shell::initials;
use super::show::redraw;
use super::timeline::Around;
use crate::answer::Answer;
use theme::Raw;

/// The parameters of the address.
#[derive(Deserialize)]
pub(crate) struct Place {
    id: String,
    answer: String,
}

const TAKEN: (StatusCode, &str) = (StatusCode::OK, "inbox-said-taken-back");
const LEFT: (StatusCode, &str) = (StatusCode::CONFLICT, "inbox-problem-left");

/// The answer comes back into the box, before what is being written there.
pub(crate) async fn take_back(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    written: Written,
) -> Answer {
    let form = written.0;
    let (id, answer) = (place.id.parse()?, place.answer.parse()?);
    let received = Received::take(&mut act, &visit, form).await?;
    let taken = async { act.open::<TakeBack, Conversation>(id).await?.take_back(&mut act, answer).await };
    match taken.await {
        Ok(held) => {
            let left = received.behind(held).left(&mut act, None).await?;
            act.done(()).await?;
            redraw(&visit, id, TAKEN, left).await
        }
        Err(fault) if fault.is(&code::STATE_CHANGED) => {
            let left = received.unsent().left(&mut act, None).await?;
            act.done(()).await?;
            redraw(&visit, id, LEFT, left).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What has not left, as this user may see it.
pub(super) async fn shown(
    view: &View<User>,
    conversation: &Conversation,
    around: &Around<'_>,
) -> Result<Vec<Held>, Fault> {
    let (now, me) = (view.now(), view.who().id);
    let shown = |held: verbs::Held| Held {
        author: Author { initials: initials(&held.author_name), name: held.author_name },
        channel: held.way.name().to_owned(),
        html: Raw::from(Html::typed(&held.text)),
        files: held.files.into_iter().map(|file| file.name).collect(),
        then: held.then.name().to_owned(),
        seconds: (held.leaves_at.millis_since(now).max(0) + 999) / 1_000,
        back_url: (held.author == me).then(|| around.address(&format!("/held/{}/back", held.id))),
        id: held.id.to_string(),
    };
    Ok(view.held(conversation).await?.into_iter().map(shown).collect())
}
