//! One conversation: the page, the parts of it that come again, and the page drawn anew when something was refused.

use axum::extract::Path;
use desk::conversation::ConversationId;
use desk::conversation::inbox::{Head, Other as Found, Timeline};
use desk::survey::{Rating, State};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;
use serde_json::json;

use super::asked::Asked;
use super::composer::{Left, Offered, composer};
use super::draw::draw_saying;
use super::pages::{Conversation, ConversationParts, Other, Satisfaction};
use super::said::Flash;
use super::timeline::Around;
use super::{AppVisit, attribute, customer, finder, head, held, list, presence, url};
use crate::answer::{Answer, see_other};

/// The parameter of a conversation's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    id: String,
}

impl Place {
    pub(super) fn id(&self) -> Result<ConversationId, Fault> {
        self.id.parse()
    }
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let id = place.id()?;
    let page = load(&view, &visit, id, Left::default()).await?;
    let user = view.close();
    if page.head.id != id.to_string() {
        // It was merged (P14).
        return Ok(see_other(&page.head.urls.own));
    }
    let said = Flash::read(&visit).map(|flash| about(flash, &page));
    Ok(draw_saying(StatusCode::OK, &visit, &user, said, &page)?)
}

pub(crate) async fn parts(view: View<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let id = place.id()?;
    let page = load(&view, &visit, id, Left::default()).await?;
    let user = view.close();
    if page.head.id != id.to_string() {
        return Ok(see_other(&page.head.urls.fragment));
    }
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &ConversationParts(page))?)
}

/// The page again after an act was refused, with what was typed. Nothing of the act is stored.
pub(super) async fn again(
    act: Act<User>,
    visit: &AppVisit,
    id: ConversationId,
    (status, said): (StatusCode, &'static str),
    left: Left,
) -> Answer {
    drop(act);
    redraw(visit, id, (status, said), left).await
}

/// The page again, outside any act.
pub(super) async fn redraw(
    visit: &AppVisit,
    id: ConversationId,
    (status, said): (StatusCode, &'static str),
    left: Left,
) -> Answer {
    let view = visit.view().await?;
    let page = load(&view, visit, id, left).await?;
    let user = view.close();
    let said = Flash::of(said).map(|flash| about(flash, &page));
    Ok(draw_saying(status, visit, &user, said, &page)?)
}

/// What is said names the conversation and whom it concerns.
fn about(flash: Flash, page: &Conversation) -> Flash {
    let assignee = page.head.assignee.as_ref().map(|person| &person.name);
    let who = match flash.key {
        "inbox-said-assigned" => assignee.or(page.head.team.as_ref()),
        _ => Some(&page.customer.name),
    };
    flash.with("number", json!(page.head.number.to_string())).with("who", json!(who))
}

/// Everything on the page.
async fn load(
    view: &View<User>,
    visit: &AppVisit,
    id: ConversationId,
    left: Left,
) -> Result<Conversation, Fault> {
    let found = view.conversation(id).await?;
    let id = found.conversation.id;
    let timeline = read_timeline(view, visit, &found.conversation).await?;
    let aside = view.aside(&found.conversation).await?;
    let address = view.answers_to(&found.conversation).await?;
    let known = finder::Known::of(view, visit).await?;
    let beside = list::beside(view, visit, &known, Some(id)).await?;
    let called = aside.customer.called(&aside.addresses);
    let around = Around::of(visit, &found, &called);
    let onlookers = presence::of(view, visit, id).onlookers;
    Ok(Conversation {
        live_url: format!("{}?conversation={id}", url::LIVE),
        notice_url: url::NOTICES.to_owned(),
        views: beside.views,
        saved: beside.saved,
        list: beside.list,
        head: head::head(&found, &known, (visit, view.who()), &around),
        subject_typed: left.subject_typed().map(str::to_owned),
        subject_problems: left.subject_problems(),
        older_url: timeline.older.map(|place| with_before(&around.address(""), &place.to_string())),
        entries: around.entries(&timeline),
        onlookers,
        held: held::shown(view, &found.conversation, &around).await?,
        composer: composer(visit, &found, address.as_ref(), offered(view, &found).await?, left),
        values: attribute::beside(view, visit, &found).await?,
        others: aside.others.iter().map(other).collect(),
        survey: satisfaction(view, &found).await?,
        others_url: aside.has_more.then(|| Asked::customer_url(found.conversation.customer)),
        customer: customer::panel(view.who(), &aside, &around),
    })
}

/// The newest part has been read by whoever loads it.
async fn read_timeline(
    view: &View<User>,
    visit: &AppVisit,
    conversation: &desk::conversation::Conversation,
) -> Result<Timeline, Fault> {
    let before = visit.asked.before.parse().ok();
    let timeline = view.timeline(conversation, before).await?;
    if before.is_none() {
        view.note_read(conversation.id, conversation.last_seq);
    }
    Ok(timeline)
}

/// One that was called off, or whose mail could not leave, is not shown.
async fn satisfaction(view: &View<User>, found: &Head) -> Result<Option<Satisfaction>, Fault> {
    let Some(survey) = view.survey_of(&found.conversation).await? else { return Ok(None) };
    let state = match survey.state {
        State::Scheduled if view.now() < survey.due_at => "planned",
        State::Offered if view.now() < survey.ends_at => "asked",
        State::Offered => "unanswered",
        State::Rated | State::Commented => "rated",
        State::Scheduled | State::Canceled => return Ok(None),
    };
    let rating = survey.rating.map(Rating::number);
    Ok(Some(Satisfaction { state: state.to_owned(), rating, comment: survey.comment }))
}

/// Whom a note may name, and what can be put into an answer by whoever may write one.
async fn offered(view: &View<User>, found: &Head) -> Result<Offered, Fault> {
    let names = view.colleagues().await?;
    if !found.may.contains(&"reply") {
        return Ok(Offered { names, shortcuts: Vec::new(), snippets: Vec::new() });
    }
    Ok(Offered { names, shortcuts: view.shortcuts().await?, snippets: view.snippets().await? })
}

fn with_before(own: &str, place: &str) -> String {
    let sign = if own.contains('?') { '&' } else { '?' };
    format!("{own}{sign}before={place}")
}

fn other(found: &Found) -> Other {
    Other {
        url: url::conversation(found.id),
        subject: (!found.subject.is_empty()).then(|| found.subject.clone()),
        number: found.number,
        status: found.status.name().to_owned(),
        activity_at: found.activity_at.0,
    }
}
