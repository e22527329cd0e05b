//! Searches kept under a name: saved from the list that shows them, removed beside their name.

use axum::extract::Path;
use desk::saved_search::SavedSearchId;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::asked::Asked;
use super::pages::SavedChoice;
use super::{AppVisit, list, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;

/// The form that keeps a search.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    query: String,
}

/// The parameter of a saved search's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    search: String,
}

pub(crate) async fn save(mut act: Act<User>, mut visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    visit.asked = Asked::of_query(&typed.query);
    let query = visit.asked.list(visit.asked.shelf(act.who()));
    let outcome = async { act.save_search(&typed.name.parse()?, &query).await }.await;
    let refused = match outcome {
        Ok(()) => {
            let saved = act.done(see_other(&format!("{}{query}", url::CONVERSATIONS))).await?;
            return Ok(said::say(saved, &visit, "inbox-said-search-saved"));
        }
        Err(fault) => refusal(fault)?,
    };
    drop(act);
    list::again(&visit, refused, typed.name).await
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Path(place): Path<Place>) -> Answer {
    let id: SavedSearchId = place.search.parse()?;
    act.remove_search(id).await?;
    let back = format!("{}{}", url::CONVERSATIONS, visit.asked.list(visit.asked.shelf(act.who())));
    Ok(said::say(act.done(see_other(&back)).await?, &visit, "inbox-said-search-removed"))
}

/// What is said on the list where a search could not be saved.
fn refusal(fault: Fault) -> Result<(StatusCode, &'static str), Fault> {
    if fault.is(&code::SEARCHES_MANY) {
        return Ok((StatusCode::CONFLICT, "inbox-problem-searches-many"));
    }
    let is_name = [&code::TEXT_EMPTY, &code::TEXT_TOO_LONG, &code::TEXT_BROKEN];
    if is_name.into_iter().any(|code| fault.is(code)) {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, "inbox-problem-search-name"));
    }
    Err(fault)
}

/// The own searches beside the views, how much each of them shows, and which one is looked at.
pub(super) async fn choices(
    view: &View<User>,
    asked: &Asked,
    query: &str,
) -> Result<Vec<SavedChoice>, Fault> {
    let mut choices = Vec::new();
    for search in view.saved_searches().await? {
        let count = view.count_of(&Asked::of_query(&search.query).list_query(view.who())).await?;
        choices.push(SavedChoice {
            url: format!("{}{}", url::CONVERSATIONS, search.query),
            remove_url: format!("{}/{}/removal{}", url::SEARCHES, search.id, asked.beside()),
            current: search.query == query,
            count: count.map(|count| count.number),
            capped: count.is_some_and(|count| count.is_capped),
            name: search.name,
        });
    }
    Ok(choices)
}
