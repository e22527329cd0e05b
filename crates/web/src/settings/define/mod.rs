//! Where attributes, snippets and the details of the portal are defined, for whoever manages what is shown.

mod attribute;
mod detail;
mod snippet;

use desk::snippet::{Label, Snippet, SnippetId};
use desk::{User, View, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde::Deserialize;

use super::url::{ATTRIBUTES, DETAILS, SNIPPETS};
use crate::face::Face;
use crate::inbox::pages::{AttributeOption, Problem};

/// The way up or down a list, as its button says it.
#[derive(Deserialize)]
pub(super) struct Moved {
    step: String,
}

/// The routes of these pages.
pub(super) fn face(face: Face) -> Face {
    face.get(ATTRIBUTES, attribute::show)
        .post(ATTRIBUTES, attribute::save)
        .post("/app/settings/attributes/{attribute}/place", attribute::step)
        .post("/app/settings/attributes/{attribute}/removal", attribute::remove)
        .get(SNIPPETS, snippet::show)
        .post(SNIPPETS, snippet::save)
        .post("/app/settings/snippets/{snippet}/removal", snippet::remove)
        .get(DETAILS, detail::show)
        .post(DETAILS, detail::add)
        .post("/app/settings/knowledge-base/configuration/details/{detail}", detail::rename)
        .post("/app/settings/knowledge-base/configuration/details/{detail}/place", detail::step)
        .post("/app/settings/knowledge-base/configuration/details/{detail}/removal", detail::remove)
}

impl Moved {
    fn step(&self) -> desk::order::Step {
        if self.step == "up" { desk::order::Step::Up } else { desk::order::Step::Down }
    }
}

/// A display name as a form sends it: a snippet, or what was typed.
fn label(typed: &str, snippet: &str) -> Result<Label, Fault> {
    match snippet {
        "" => Label::typed(typed),
        id => id.parse::<SnippetId>().map(Label::Snippet).map_err(|_| Fault::new(&code::SNIPPET_GONE)),
    }
}

/// The snippets to choose a display name from.
async fn snippets(view: &View<User>, chosen: &str) -> Result<Vec<AttributeOption>, Fault> {
    let option = |snippet: Snippet| AttributeOption {
        chosen: snippet.id.to_string() == chosen,
        value: snippet.id.to_string(),
        label: Some(snippet.name.to_string()),
        key: None,
    };
    Ok(view.snippets().await?.into_iter().map(option).collect())
}

/// What is wrong, at its field; what is no problem of a form goes on as it is.
fn problem(fault: Fault, field: &'static str) -> Result<(StatusCode, Problem), Fault> {
    let status = match fault.kind() {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Conflict => StatusCode::CONFLICT,
        _ => return Err(fault),
    };
    let code = fault.code();
    let key = match code {
        code if *code == code::TEXT_EMPTY => "inbox-problem-required",
        code if *code == code::TEXT_TOO_LONG => "inbox-problem-too-long",
        code if *code == code::TEXT_BROKEN => "inbox-problem-text-broken",
        code => code.text_key,
    };
    let own = if *code == code::TEXT_EMPTY || code.name.starts_with("text_") { None } else { code.field };
    let problem = match (own, code.name.ends_with("_many"), *code == code::SNIPPET_USED) {
        (_, true, _) if code.field.is_none() => Problem::of_form(key),
        (_, _, true) => Problem::of_form(key),
        (own, ..) => Problem::at(own.unwrap_or(field), key),
    };
    let values = fault.problems().iter().flat_map(|problem| &problem.values);
    let problem = values.fold(problem, |problem, (name, value)| problem.with(name, value.as_str()));
    Ok((status, problem))
}
