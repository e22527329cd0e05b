//! Writing: a reply, or a new conversation. What was typed is kept whatever happens.

use axum::extract::{Path, Query};
use axum::response::Response;
use desk::conversation::{Conversation, ConversationId, MAX_SUBJECT, Reply, Written};
use desk::{Act, Customer};
use http::StatusCode;
use kernel::{Fault, Text};

use super::conversation::Place;
use super::conversations::Asked;
use super::draft::Draft;
use super::opened::{Opened, Part};
use super::pages::ConversationNew;
use crate::answer::{Answer, Refused, see_other};
use crate::cookie;
use crate::error::not_signed_in;
use crate::flash;
use crate::page::draw_with;
use crate::upload::Uploaded;
use crate::url;
use crate::visit::Visit;

pub(crate) async fn reply(
    act: Result<Act<Customer>, Refused>,
    visit: Visit,
    Path(place): Path<Place>,
    Query(list): Query<Asked>,
    uploaded: Uploaded,
) -> Answer {
    let mut act = match act {
        Err(refused) if refused.is_sign_in() => return Ok(give_back(&visit, &uploaded)?),
        act => act?,
    };
    let (id, list) = (place.id()?, list.cleaned());
    let (mut draft, written) = Draft::receive(&mut act, &visit, uploaded, false).await?;
    let Some(written) = written else {
        return refuse(act, &visit, (id, &list), draft, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if let Err(fault) = send(&mut act, id, &written).await {
        let status = draft.refused(fault)?;
        return refuse(act, &visit, (id, &list), draft, status).await;
    }
    let here = format!("{}#latest", url::conversation(&visit.language, id));
    let sent = act.done(see_other(&list.remembered_by(&here))).await?;
    Ok(flash::say(sent, &visit, "flash-message-sent"))
}

pub(crate) async fn begin(act: Result<Act<Customer>, Refused>, visit: Visit, uploaded: Uploaded) -> Answer {
    let mut act = match act {
        Err(refused) if refused.is_sign_in() => return Ok(give_back(&visit, &uploaded)?),
        act => act?,
    };
    let subject = Text::<MAX_SUBJECT>::new(uploaded.field("subject"));
    let (mut draft, written) = Draft::receive(&mut act, &visit, uploaded, true).await?;
    let (Some(written), Ok(subject)) = (written, subject) else {
        return refuse_new(act, &visit, draft, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let id = match Conversation::begin(&mut act, &subject, &written).await {
        Ok(id) => id,
        Err(fault) => {
            let status = draft.refused(fault)?;
            return refuse_new(act, &visit, draft, status).await;
        }
    };
    let begun = act.done(see_other(&url::conversation(&visit.language, id))).await?;
    Ok(flash::say(begun, &visit, "flash-conversation-started"))
}

async fn send(act: &mut Act<Customer>, id: ConversationId, written: &Written) -> Result<(), Fault> {
    act.open::<Reply, Conversation>(id).await?.reply(act, written).await
}

/// The session is over: the text stands beside the way to sign in.
fn give_back(visit: &Visit, uploaded: &Uploaded) -> Result<Response, Fault> {
    let page = not_signed_in(visit, Some(uploaded.field("text")));
    draw_with(StatusCode::UNAUTHORIZED, visit, None, &page)
}

/// The conversation again, with the form as it was left.
async fn refuse(
    act: Act<Customer>,
    visit: &Visit,
    (id, list): (ConversationId, &Asked),
    mut draft: Draft,
    status: StatusCode,
) -> Answer {
    draft.keep(act).await?;
    let token = visit.cookies.get(&visit.site.origin, cookie::CUSTOMER).unwrap_or_default();
    let view = visit.web.desk().view_customer(visit.site.clone(), token).await?;
    let opened = Opened::see(&view, id, Part::default(), &visit.language).await?;
    let customer = view.close();
    let page = opened.page(visit, &customer, draft, list);
    Ok(draw_with(status, visit, Some(&customer), &page)?)
}

/// The form of a new conversation again, as it was left.
async fn refuse_new(act: Act<Customer>, visit: &Visit, mut draft: Draft, status: StatusCode) -> Answer {
    let customer = act.who().clone();
    draft.keep(act).await?;
    let form = draft.form(visit, &customer, None);
    let page = ConversationNew { back_url: url::conversations(&visit.language), form };
    Ok(draw_with(status, visit, Some(&customer), &page)?)
}
