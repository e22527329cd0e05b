//! Settings > Knowledge Base > Redirects: where addresses lead that are no more (K5).

use axum::extract::Query;
use desk::redirect::Redirect;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde::Deserialize;

use super::draw::draw;
use super::pages::{RedirectRow, Redirects};
use super::{brand, url};
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// The form that adds one or takes one away.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    brand: String,
    kb: String,
    path: String,
    target: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<brand::Asked>) -> Answer {
    let typed = Typed { brand: asked.brand, ..Typed::default() };
    draw_page(view, &visit, (StatusCode::OK, typed), None).await
}

pub(crate) async fn add(mut act: Act<User>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    let kb = typed.kb.parse()?;
    let added = async { act.add_redirect(kb, &typed.path.parse()?, &typed.target.parse()?).await }.await;
    let Err(fault) = added else { return saved(act, &visit, &typed).await };
    drop(act);
    let status = match fault.kind() {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Conflict => StatusCode::CONFLICT,
        _ => return Err(fault.into()),
    };
    draw_page(visit.view().await?, &visit, (status, typed), Some(&fault)).await
}

pub(crate) async fn remove(mut act: Act<User>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    act.remove_redirect(typed.kb.parse()?, &typed.path.parse()?).await?;
    saved(act, &visit, &typed).await
}

async fn saved(act: Act<User>, visit: &AppVisit, typed: &Typed) -> Answer {
    said::done(act, visit, (&url::of_brand(url::REDIRECTS, &typed.brand), "settings-said-saved")).await
}

async fn draw_page(
    view: View<User>,
    visit: &AppVisit,
    (status, typed): (StatusCode, Typed),
    refused: Option<&Fault>,
) -> Answer {
    let sites = view.sites().await?;
    let site = brand::site(&sites, &typed.brand)?;
    let redirects = view.redirects(site.kb).await?;
    let user = view.close();
    let page = Redirects {
        action: url::REDIRECTS.to_owned(),
        removal_action: url::REDIRECT_REMOVAL.to_owned(),
        brands: brand::choices(&sites, &site.name),
        brand: site.name.clone(),
        kb_id: site.kb.to_string(),
        rows: redirects.into_iter().map(row).collect(),
        problems: refused.map(problem).into_iter().collect(),
        path: typed.path,
        target: typed.target,
    };
    Ok(draw(status, visit, &user, &page)?)
}

fn row(redirect: Redirect) -> RedirectRow {
    RedirectRow { path: redirect.path, target: redirect.target, made_at: redirect.made_at.0 }
}

fn problem(fault: &Fault) -> Problem {
    let field = if fault.is(&code::REDIRECT_TARGET) { "target" } else { "path" };
    Problem::at(field, fault.code().text_key)
}
