//! Writing: a reply, or a new conversation. What was typed is kept whatever happens.

use axum::extract::{Path, Query};
use axum::response::Response;
use desk::conversation::{Conversation, ConversationId, MAX_SUBJECT, Reply, Written};
use desk::{Act, Customer, code};
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
        Err(refused) if refused.is_sign_in() => return Ok(give_back(&visit, uploaded.field("text"))?),
        act => act?,
    };
    let (id, list) = (place.id()?, list.cleaned());
    let (mut draft, written) = Draft::receive(&mut act, &visit, uploaded, false).await?;
    let Some(written) = written else {
        return refuse(act, &visit, (id, &list), draft, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (act, sent) = match send(act, &visit, &To::One(id), &written).await {
        Err(fault) if fault.is(&code::SIGN_IN) => return Ok(give_back(&visit, draft.text())?),
        sent => sent?,
    };
    if let Err(fault) = sent {
        let status = draft.refused(fault)?;
        return refuse(act, &visit, (id, &list), draft, status).await;
    }
    let here = format!("{}#latest", url::conversation(&visit.language, id));
    let sent = act.done(see_other(&list.remembered_by(&here))).await?;
    Ok(flash::say(sent, &visit, "flash-message-sent"))
}

pub(crate) async fn begin(act: Result<Act<Customer>, Refused>, visit: Visit, uploaded: Uploaded) -> Answer {
    let mut act = match act {
        Err(refused) if refused.is_sign_in() => return Ok(give_back(&visit, uploaded.field("text"))?),
        act => act?,
    };
    let subject = Text::<MAX_SUBJECT>::new(uploaded.field("subject"));
    let (draft, written) = Draft::receive(&mut act, &visit, uploaded, true).await?;
    let (Some(written), Ok(subject)) = (written, subject) else {
        return refuse_new(act, &visit, draft, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let (act, sent) = match send(act, &visit, &To::New(subject), &written).await {
        Err(fault) if fault.is(&code::SIGN_IN) => return Ok(give_back(&visit, draft.text())?),
        sent => sent?,
    };
    let id = match sent {
        Ok(id) => id,
        Err(fault) => return not_begun(act, &visit, draft, fault).await,
    };
    let begun = act.done(see_other(&url::conversation(&visit.language, id))).await?;
    Ok(flash::say(begun, &visit, "flash-conversation-started"))
}

/// Where it is written to.
enum To {
    /// A conversation.
    One(ConversationId),
    /// A new one with this subject.
    New(Text<MAX_SUBJECT>),
}

/// Sends it, and once more where this customer has just become another, whom the session stands for now. Answers the act
/// it was sent in, and what came of it.
async fn send(
    mut act: Act<Customer>,
    visit: &Visit,
    to: &To,
    written: &Written,
) -> Result<(Act<Customer>, Result<ConversationId, Fault>), Fault> {
    let mut sent = to.write(&mut act, written).await;
    if sent.as_ref().is_err_and(|fault| fault.is(&code::CUSTOMER_MOVED)) {
        drop(act);
        act = visit.act_customer().await?;
        sent = to.write(&mut act, written).await;
    }
    Ok((act, sent))
}

impl To {
    async fn write(&self, act: &mut Act<Customer>, written: &Written) -> Result<ConversationId, Fault> {
        match self {
            Self::One(id) => act.reach::<Reply>(*id).await?.reply(act, written).await.map(|()| *id),
            Self::New(subject) => Conversation::begin(act, subject, written).await,
        }
    }
}

/// The session is over: the text stands beside the way to sign in.
fn give_back(visit: &Visit, text: &str) -> Result<Response, Fault> {
    let page = not_signed_in(visit, Some(text));
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

async fn not_begun(act: Act<Customer>, visit: &Visit, mut draft: Draft, fault: Fault) -> Answer {
    let status = draft.refused(fault)?;
    refuse_new(act, visit, draft, status).await
}

/// The form of a new conversation again, as it was left.
async fn refuse_new(act: Act<Customer>, visit: &Visit, mut draft: Draft, status: StatusCode) -> Answer {
    let customer = act.who().clone();
    draft.keep(act).await?;
    let form = draft.form(visit, &customer, None);
    let page = ConversationNew { back_url: url::conversations(&visit.language), form };
    Ok(draw_with(status, visit, Some(&customer), &page)?)
}
