//! Changing a conversation itself. Each form is one verb; what is refused is said on the page it came from.

use std::collections::BTreeSet;

use axum::extract::Path;
use desk::conversation::{
    Assign, Assignment, Conversation, ConversationId, EditSubject, MAX_SUBJECT, MarkDone, Priority, Reopen,
    SetPriority, Snooze, Tag, TagName,
};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::{Fault, Text};
use serde::Deserialize;

use super::composer::Left;
use super::head::revision;
use super::pages::Problem;
use super::show::{Place, again};
use super::{AppVisit, said, snooze as until, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;

/// The fields of these forms; each has some of them.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    revision: String,
    subject: String,
    user: Option<String>,
    team: Option<String>,
    priority: String,
    until: String,
    at: String,
}

pub(crate) async fn subject(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    let id = place.id()?;
    let subject = match subject_of(&typed.subject) {
        Ok(subject) => subject,
        Err(problem) => return refuse_subject(act, &visit, id, typed, problem).await,
    };
    let conversation = act.open::<EditSubject, Conversation>(id).await?;
    if typed.revision != revision(&conversation.subject).to_string() {
        return refuse_subject(act, &visit, id, typed, Problem::at("subject", CONFLICT)).await;
    }
    let outcome = conversation.edit_subject(&mut act, &subject).await;
    settle(act, &visit, id, outcome, "inbox-said-saved").await
}

pub(crate) async fn assign(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    let id = place.id()?;
    let to = typed.assignment()?;
    let outcome = async { act.open::<Assign, Conversation>(id).await?.assign(&mut act, to).await }.await;
    let said = if to == Assignment::Nobody { "inbox-said-saved" } else { "inbox-said-assigned" };
    settle(act, &visit, id, outcome, said).await
}

pub(crate) async fn tags(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let id = place.id()?;
    let typed =
        fields.iter().filter(|(name, value)| name == "tag" || (name == "new" && !value.trim().is_empty()));
    let tags: Result<BTreeSet<TagName>, Fault> = typed.map(|(_, value)| value.parse()).collect();
    let Ok(tags) = tags else {
        return refuse(act, &visit, id, "inbox-problem-tag").await;
    };
    let outcome = async { act.open::<Tag, Conversation>(id).await?.set_tags(&mut act, &tags).await }.await;
    settle(act, &visit, id, outcome, "inbox-said-saved").await
}

pub(crate) async fn priority(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    let id = place.id()?;
    let Some(level) = typed.priority.parse().ok().and_then(Priority::new) else {
        return refuse(act, &visit, id, "inbox-said-refused").await;
    };
    let outcome =
        async { act.open::<SetPriority, Conversation>(id).await?.set_priority(&mut act, level).await }.await;
    settle(act, &visit, id, outcome, "inbox-said-saved").await
}

pub(crate) async fn snooze(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(typed): Form<Typed>,
) -> Answer {
    let id = place.id()?;
    let until = until::moment(&typed.until, &typed.at, &visit.zone(Some(act.who())));
    let until = until.ok_or_else(|| Fault::new(&code::TIME_PAST));
    let outcome = async { act.open::<Snooze, Conversation>(id).await?.snooze(&mut act, until?).await }.await;
    settle(act, &visit, id, outcome, "inbox-said-snoozed").await
}

pub(crate) async fn mark_done(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let id = place.id()?;
    let outcome = async { act.open::<MarkDone, Conversation>(id).await?.mark_done(&mut act).await }.await;
    settle(act, &visit, id, outcome, "inbox-said-done").await
}

pub(crate) async fn reopen(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let id = place.id()?;
    let outcome = async { act.open::<Reopen, Conversation>(id).await?.reopen(&mut act).await }.await;
    settle(act, &visit, id, outcome, "inbox-said-reopened").await
}

const CONFLICT: &str = "inbox-problem-conflict";

/// Stores what was done and leads back to the conversation. What somebody else made impossible meanwhile, and a snooze
/// into the past, is said there.
pub(super) async fn settle(
    act: Act<User>,
    visit: &AppVisit,
    id: ConversationId,
    outcome: Result<(), Fault>,
    said: &'static str,
) -> Answer {
    let refused = match outcome {
        Ok(()) => {
            let back = format!("{}{}", url::conversation(id), visit.asked.beside());
            return Ok(said::say(act.done(see_other(&back)).await?, visit, said));
        }
        Err(fault) if fault.is(&code::STATE_CHANGED) => (StatusCode::CONFLICT, CONFLICT),
        Err(fault) if fault.is(&code::TIME_PAST) => {
            (StatusCode::UNPROCESSABLE_ENTITY, "inbox-problem-snooze-past")
        }
        Err(fault) => return Err(fault.into()),
    };
    again(act, visit, id, refused, Left::Nothing).await
}

/// What no browser of ours sends, said on the page it came from.
async fn refuse(act: Act<User>, visit: &AppVisit, id: ConversationId, said: &'static str) -> Answer {
    again(act, visit, id, (StatusCode::UNPROCESSABLE_ENTITY, said), Left::Nothing).await
}

async fn refuse_subject(
    act: Act<User>,
    visit: &AppVisit,
    id: ConversationId,
    typed: Typed,
    problem: Problem,
) -> Answer {
    let is_conflict = problem.key == CONFLICT;
    let status = if is_conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    again(act, visit, id, (status, "inbox-said-refused"), Left::Subject(typed.subject, problem)).await
}

fn subject_of(typed: &str) -> Result<Text<MAX_SUBJECT>, Problem> {
    match Text::new(typed) {
        Ok(subject) if subject.is_empty() => Err(Problem::at("subject", "inbox-problem-required")),
        Ok(subject) => Ok(subject),
        Err(kernel::TextRefused::TooLong(_)) => {
            Err(Problem::at("subject", "inbox-problem-subject-long").with("max", MAX_SUBJECT))
        }
        Err(kernel::TextRefused::Nul) => Err(Problem::at("subject", "inbox-problem-text-broken")),
    }
}

impl Typed {
    /// To whom; an id that is none is somebody who is not there.
    fn assignment(&self) -> Result<Assignment, Fault> {
        match (self.user.as_deref(), self.team.as_deref()) {
            (_, Some(team)) => Ok(Assignment::Team(team.parse()?)),
            (None | Some(""), None) => Ok(Assignment::Nobody),
            (Some(user), None) => Ok(Assignment::User(user.parse()?)),
        }
    }
}
