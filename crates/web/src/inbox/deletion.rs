//! Deleting a conversation for good, asked on a page of its own.

use axum::extract::Path;
use desk::conversation::{self as verbs, Conversation, ConversationId};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::draw::draw_saying;
use super::merging::subject;
use super::pages::{Delete as Page, Problem};
use super::show::Place;
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    sure: String,
}

pub(crate) async fn ask(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let page = page(&view, &visit, place.id()?, None).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn delete(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    let id = place.id()?;
    if typed.sure != "yes" {
        return unsure(act, &visit, id).await;
    }
    act.open::<verbs::Delete, Conversation>(id).await?.delete(&mut act).await?;
    let list = format!("{}{}", url::CONVERSATIONS, visit.asked.beside());
    Ok(said::say(act.done(see_other(&list)).await?, &visit, "inbox-said-deleted"))
}

/// The page again. Nothing is deleted.
async fn unsure(act: Act<User>, visit: &AppVisit, id: ConversationId) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let page = page(&view, visit, id, Some(Problem::of_form("inbox-problem-sure"))).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::UNPROCESSABLE_ENTITY, visit, &user, None, &page)?)
}

async fn page(
    view: &View<User>,
    visit: &AppVisit,
    id: ConversationId,
    problem: Option<Problem>,
) -> Result<Page, Fault> {
    let head = view.conversation(id).await?;
    if !head.may.contains(&"delete") {
        return Err(Fault::new(&code::MAY_NOT));
    }
    let (conversation, beside) = (&head.conversation, visit.asked.beside());
    let (extent, aside) = (view.extent(conversation).await?, view.aside(conversation).await?);
    Ok(Page {
        back_url: format!("{}{beside}", url::conversation(conversation.id)),
        action: format!("{}{beside}", url::deletion(conversation.id)),
        number: conversation.number,
        subject: subject(&conversation.subject),
        customer: aside.customer.called(&aside.addresses),
        messages: extent.messages,
        files: extent.files,
        notes: extent.notes,
        waiting: extent.waiting,
        problems: problem.into_iter().collect(),
    })
}
