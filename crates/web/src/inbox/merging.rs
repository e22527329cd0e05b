//! Merging two conversations of a customer (P14): one is chosen, then the two are confirmed.

use axum::extract::{Path, Query};
use desk::conversation::inbox::{Head, MergeChoice as Found};
use desk::conversation::{Conversation, ConversationId, Status};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde::Deserialize;

use super::draw::draw_saying;
use super::pages::{Merge, MergeChoice, MergeConfirm, MergeSide, Problem};
use super::show::Place;
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};

/// The number that is looked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wanted {
    number: String,
}

/// The two of an address: the conversation that goes, and the one that stays.
#[derive(Deserialize)]
pub(crate) struct Pair {
    id: String,
    into: String,
}

pub(crate) async fn choose(
    view: View<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let page = choices(&view, &visit, place.id()?, &wanted, None).await?;
    let user = view.close();
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn confirm(view: View<User>, visit: AppVisit, Path(pair): Path<Pair>) -> Answer {
    let (from, into) = pair.ids()?;
    let (from, into) = (mergeable(&view, from).await?, mergeable(&view, into).await?);
    if let Some(fault) = refusal(&from.conversation, &into.conversation) {
        return refuse(&visit, from.conversation.id, Some(view), &fault).await;
    }
    let writers = view.writers(&from.conversation, &into.conversation).await?;
    let user = view.close();
    let address =
        |from: &Head, into: &Head| at(&visit, from.conversation.id, &format!("/{}", into.conversation.id));
    let page = MergeConfirm {
        back_url: at(&visit, from.conversation.id, ""),
        action: address(&from, &into),
        swap_url: address(&into, &from),
        reopens: from.conversation.status == Status::Open && into.conversation.status != Status::Open,
        from: side(&from),
        into: side(&into),
        seen_by: if writers.len() > 1 { writers } else { Vec::new() },
    };
    Ok(draw_saying(StatusCode::OK, &visit, &user, None, &page)?)
}

pub(crate) async fn merge(mut act: Act<User>, visit: AppVisit, Path(pair): Path<Pair>) -> Answer {
    let (from, into) = pair.ids()?;
    match Conversation::merge(&mut act, from, into).await {
        Ok(left) => {
            let there = format!("{}{}", url::conversation(left), visit.asked.beside());
            let merged = act.done(see_other(&there)).await?;
            Ok(said::say(merged, &visit, "inbox-said-merged"))
        }
        Err(fault) if fault.code().field == Some("into") => {
            drop(act);
            refuse(&visit, from, None, &fault).await
        }
        Err(fault) => Err(fault.into()),
    }
}

/// What the verb would refuse as well.
fn refusal(from: &Conversation, into: &Conversation) -> Option<Fault> {
    let code = match () {
        () if from.id == into.id => &code::MERGE_ITSELF,
        () if from.customer != into.customer => &code::MERGE_CUSTOMERS,
        () => return None,
    };
    Some(Fault::new(code))
}

/// The choice again, with why it was refused.
async fn refuse(visit: &AppVisit, id: ConversationId, view: Option<View<User>>, fault: &Fault) -> Answer {
    let view = match view {
        Some(view) => view,
        None => visit.view().await?,
    };
    let problem = Problem::of_form(fault.code().text_key);
    let page = choices(&view, visit, id, &Wanted::default(), Some(problem)).await?;
    let user = view.close();
    let is_conflict = fault.kind() == Kind::Conflict;
    let status = if is_conflict { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(draw_saying(status, visit, &user, None, &page)?)
}

async fn choices(
    view: &View<User>,
    visit: &AppVisit,
    id: ConversationId,
    wanted: &Wanted,
    problem: Option<Problem>,
) -> Result<Merge, Fault> {
    let head = mergeable(view, id).await?;
    let typed = wanted.number.trim();
    // What is no number is no conversation's.
    let number = (!typed.is_empty()).then(|| typed.trim_start_matches('#').parse().unwrap_or(0));
    let (found, has_more) = view.merge_choices(&head.conversation, number).await?;
    let aside = view.aside(&head.conversation).await?;
    let id = head.conversation.id;
    Ok(Merge {
        back_url: format!("{}{}", url::conversation(id), visit.asked.beside()),
        search_url: at(visit, id, ""),
        number: head.conversation.number,
        subject: subject(&head.conversation.subject),
        customer: aside.customer.called(&aside.addresses),
        typed: typed.to_owned(),
        choices: found.iter().map(|found| choice(visit, id, found)).collect(),
        has_more,
        problems: problem.into_iter().collect(),
    })
}

/// A conversation of which who looks may merge.
async fn mergeable(view: &View<User>, id: ConversationId) -> Result<Head, Fault> {
    let head = view.conversation(id).await?;
    if head.may.contains(&"merge") { Ok(head) } else { Err(Fault::new(&code::MAY_NOT)) }
}

fn choice(visit: &AppVisit, id: ConversationId, found: &Found) -> MergeChoice {
    MergeChoice {
        url: at(visit, id, &format!("/{}", found.id)),
        number: found.number,
        subject: subject(&found.subject),
        status: found.status.name().to_owned(),
        activity_at: found.activity_at.0,
        excerpt: found.excerpt.clone(),
        brand: found.brand.clone(),
    }
}

fn side(head: &Head) -> MergeSide {
    MergeSide {
        number: head.conversation.number,
        subject: subject(&head.conversation.subject),
        status: head.conversation.status.name().to_owned(),
        brand: head.brand.clone(),
    }
}

fn at(visit: &AppVisit, id: ConversationId, below: &str) -> String {
    format!("{}{below}{}", url::merging(id), visit.asked.beside())
}

pub(super) fn subject(subject: &str) -> Option<String> {
    (!subject.is_empty()).then(|| subject.to_owned())
}

impl Pair {
    fn ids(&self) -> Result<(ConversationId, ConversationId), Fault> {
        Ok((self.id.parse()?, self.into.parse()?))
    }
}
