//! The forms of one brand's knowledge base, and beginning another.

use axum::extract::Query;
use desk::configuration::SiteOf;
use desk::form::{Beginning, FormId, ListedForm, MAX_TITLE};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};
use serde::Deserialize;

use super::super::draw::draw;
use super::super::pages::{FormLine, Forms};
use super::super::{brand, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::AppVisit;
use crate::inbox::pages::Problem;

/// A new one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Added {
    brand: String,
    title: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<brand::Asked>) -> Answer {
    let added = Added { brand: asked.brand, ..Added::default() };
    draw_list(view, &visit, StatusCode::OK, (added, Vec::new())).await
}

pub(crate) async fn add(act: Act<User>, visit: AppVisit, Form(added): Form<Added>) -> Answer {
    match begin(act, &visit, &added).await {
        Ok((id, language)) => Ok(see_other(&url::form(id, &language))),
        Err(fault) => {
            let refused = vec![problem(fault)?];
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            draw_list(visit.view().await?, &visit, status, (added, refused)).await
        }
    }
}

async fn begin(mut act: Act<User>, visit: &AppVisit, added: &Added) -> Result<(FormId, Language), Fault> {
    let view = visit.view().await?;
    let centres = view.help_centres().await?;
    view.close();
    let centre = brand::centre(&centres, &added.brand)?;
    let language = centre.languages.first().cloned().ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let said = |key| visit.text_in(&language, key);
    let (subject, message) = (said("settings-form-subject"), said("settings-form-message"));
    let new = Beginning { language: &language, title: &added.title, subject: &subject, message: &message };
    let id = act.make_form(centre.site.kb, &new).await?;
    act.done((id, language.clone())).await
}

/// What is wrong, at its field; anything else stays a fault.
fn problem(fault: Fault) -> Result<Problem, Fault> {
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Ok(Problem::at("title", "inbox-problem-required")),
        code if *code == code::TEXT_BROKEN => Ok(Problem::at("title", "inbox-problem-text-broken")),
        code if *code == code::TEXT_TOO_LONG => {
            Ok(Problem::at("title", "inbox-problem-subject-long").with("max", MAX_TITLE))
        }
        code if *code == code::FORMS_MANY => Ok(Problem::of_form(code.text_key)),
        _ => Err(fault),
    }
}

async fn draw_list(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (added, problems): (Added, Vec<Problem>),
) -> Answer {
    let centres = view.help_centres().await?;
    let centre = brand::centre(&centres, &added.brand)?;
    let forms = view.forms(centre.site.kb).await?;
    let language = centre.languages.first().cloned().unwrap_or_else(|| view.language());
    let user = view.close();
    let sites: Vec<SiteOf> = centres.iter().map(|centre| centre.site.clone()).collect();
    let line = |form: &ListedForm| FormLine {
        url: url::form(form.id, &language),
        name: form.name.clone(),
        is_published: form.is_published,
        sent: form.counts.sent,
        closed: form.counts.closed,
        held: form.counts.held,
    };
    let page = Forms {
        action: url::FORMS.to_owned(),
        brands: brand::choices(&sites, &centre.site.name),
        brand: centre.site.name.clone(),
        rows: forms.iter().map(line).collect(),
        title: added.title,
        problems,
    };
    Ok(draw(status, visit, &user, &page)?)
}
