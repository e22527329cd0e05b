//! Writing to the customer, and remarking something inside.

use axum::extract::Path;
use desk::conversation::{self as verbs, Answering, Conversation, ConversationId, Then};
use desk::{Act, User};
use http::StatusCode;
use kernel::{Fault, Time};
use serde::Deserialize;

use super::change::settle;
use super::composer::Left;
use super::pages::Draft;
use super::received::{Received, Written, text};
use super::show::{Place, again, redraw};
use super::{AppVisit, quote, shortcut};
use crate::answer::Answer;
use crate::form::Form;
use crate::once;
use crate::upload::Uploaded;

const PREVIEWED: (StatusCode, &str) = (StatusCode::OK, "");
const REFUSED: (StatusCode, &str) = (StatusCode::UNPROCESSABLE_ENTITY, "inbox-said-refused");

/// The form of a note.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Remark {
    once: String,
    text: String,
}

pub(crate) async fn reply(
    act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    written: Written,
) -> Answer {
    let form = written.0;
    let id = place.id()?;
    if shortcut::is_asked(&form) {
        return shortcut::insert(act, &visit, id, form).await;
    }
    if quote::is_asked(&form) {
        return quote::answer(act, &visit, id, form).await;
    }
    if form.field("then") == "preview" {
        return preview(act, &visit, id, form).await;
    }
    send(act, &visit, id, form).await
}

async fn send(mut act: Act<User>, visit: &AppVisit, id: ConversationId, form: Uploaded) -> Answer {
    let then = then(&form);
    match Received::take(&mut act, visit, form).await?.checked(&mut act).await? {
        Ok(answering) => {
            let outcome = answer(&mut act, id, &answering, then).await;
            let said = if let Ok(Some(_)) = outcome { "inbox-said-held" } else { "inbox-said-sent" };
            settle(act, visit, id, outcome.map(drop), said).await
        }
        Err(left) => {
            // The good files are stored, the answer is not.
            act.done(()).await?;
            redraw(visit, id, REFUSED, left).await
        }
    }
}

/// Nothing is sent; the files are kept, so that they need not come again.
async fn preview(mut act: Act<User>, visit: &AppVisit, id: ConversationId, form: Uploaded) -> Answer {
    let left = Received::take(&mut act, visit, form).await?.previewed(&mut act).await?;
    act.done(()).await?;
    redraw(visit, id, PREVIEWED, left).await
}

pub(crate) async fn note(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(form): Form<Remark>,
) -> Answer {
    let id = place.id()?;
    let once = once::of_form(&visit.web, &form.once);
    match text(&form.text, false) {
        Ok(text) => {
            let outcome =
                async { act.open::<verbs::Note, Conversation>(id).await?.note(&mut act, &once, &text).await };
            let outcome = outcome.await;
            settle(act, &visit, id, outcome, "inbox-said-note").await
        }
        Err(problem) => {
            let left =
                Left::Note(Draft { once, text: form.text, problems: vec![problem], ..Draft::default() });
            again(act, &visit, id, REFUSED, left).await
        }
    }
}

fn then(form: &Uploaded) -> Then {
    match form.field("then") {
        "done" => Then::Done,
        "open" => Then::Open,
        _ => Then::Stays,
    }
}

async fn answer(
    act: &mut Act<User>,
    id: ConversationId,
    answering: &Answering,
    then: Then,
) -> Result<Option<Time>, Fault> {
    act.open::<verbs::Answer, Conversation>(id).await?.answer(act, answering, then).await
}
