//! Settings > Knowledge Base > Configuration: one page a brand, a form a setting.

pub(crate) mod authentication;
pub(crate) mod host;
mod shown;
pub(crate) mod sign_on;
mod survey;

use axum::extract::Query;
use desk::setting::Setting;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use self::shown::{Typed, page};
use super::draw::draw;
use super::{pages, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// Which brand's, and which part of it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    brand: String,
    tab: String,
}

/// One setting as its form sends it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Sent {
    brand: String,
    tab: String,
    kb: String,
    name: String,
    /// What the page showed.
    seen: String,
    value: String,
}

const SAVED: &str = "settings-said-saved";

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    draw_page(view, &visit, StatusCode::OK, (&asked.brand, &asked.tab), None).await
}

pub(crate) async fn change(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    let setting = Setting::find(&sent.name)?;
    let changed = act.change_setting(sent.kb.parse()?, setting, (&sent.seen, sent.value.trim())).await;
    let Err(fault) = changed else {
        let answer = act.done(see_other(&url::tab(&sent.brand, &sent.tab))).await?;
        return Ok(said::say(answer, &visit, SAVED));
    };
    drop(act);
    let (status, problem) = problem(&sent.name, fault)?;
    let typed = Typed { name: sent.name, value: sent.value, problem };
    draw_page(visit.view().await?, &visit, status, (&sent.brand, &sent.tab), Some(typed)).await
}

/// What is wrong, at its field; anything else stays a fault.
fn problem(name: &str, fault: Fault) -> Result<(StatusCode, Problem), Fault> {
    if fault.is(&code::SETTING_VALUE) {
        let key = format!("settings-problem-{}", name.replace('.', "-"));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Problem::at(name, &key)));
    }
    if fault.is(&code::STATE_CHANGED) {
        return Ok((StatusCode::CONFLICT, Problem::at(name, "settings-problem-changed")));
    }
    Err(fault)
}

async fn draw_page(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (brand, tab): (&str, &str),
    typed: Option<Typed>,
) -> Answer {
    let (sites, configuration) = (view.sites().await?, view.configuration(brand).await?);
    let answers = survey::answers(&view, &configuration, tab).await?;
    let user = view.close();
    let page = pages::Configuration { answers, ..page(&sites, &configuration, (&user, tab), typed) };
    Ok(draw(status, visit, &user, &page)?)
}
