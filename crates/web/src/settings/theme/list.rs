//! The themes of one brand's knowledge base, and beginning another.

use axum::extract::Query;
use desk::configuration::SiteOf;
use desk::theme::{ListedTheme, MAX_NAME, Template, ThemeId};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;
use theme::TEMPLATES;

use super::super::draw::draw;
use super::super::pages::{ThemeLine, ThemeNaming, ThemeState, ThemeTemplate, Themes};
use super::super::{brand, url};
use super::draw::state;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::AppVisit;
use crate::inbox::pages::Problem;

/// A new one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Added {
    brand: String,
    template: String,
    name: String,
}

impl Added {
    /// One that is named on another form of the page.
    pub(super) fn named(brand: &str, name: &str) -> Self {
        Self { brand: brand.to_owned(), name: name.to_owned(), ..Self::default() }
    }

    pub(super) fn brand(&self) -> &str {
        &self.brand
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The list again with what is wrong with a new one.
pub(super) async fn refuse_new(visit: &AppVisit, added: Added, problem: Problem) -> Answer {
    let view = visit.view().await?;
    draw_list(view, visit, StatusCode::UNPROCESSABLE_ENTITY, (added, vec![problem]), None).await
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<brand::Asked>) -> Answer {
    let added = Added { brand: asked.brand, ..Added::default() };
    draw_list(view, &visit, StatusCode::OK, (added, Vec::new()), None).await
}

pub(crate) async fn add(act: Act<User>, visit: AppVisit, Form(added): Form<Added>) -> Answer {
    match begin(act, &visit, &added).await {
        Ok(id) => Ok(see_other(&url::theme(id))),
        Err(fault) => {
            let refused = vec![problem(fault)?];
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            draw_list(visit.view().await?, &visit, status, (added, refused), None).await
        }
    }
}

async fn begin(mut act: Act<User>, visit: &AppVisit, added: &Added) -> Result<ThemeId, Fault> {
    let view = visit.view().await?;
    let sites = view.sites().await?;
    view.close();
    let site = brand::site(&sites, &added.brand)?;
    let template = if added.template.is_empty() { Template::first().name } else { &added.template };
    let id = act.make_theme(site.kb, template, &added.name).await?;
    act.done(id).await
}

/// A name that a theme of the list could not have.
pub(super) struct Naming {
    pub(super) theme: ThemeId,
    pub(super) act: &'static str,
    pub(super) brand: String,
    pub(super) name: String,
}

/// The list again with the name that was typed, and why it was not taken.
pub(super) async fn refuse(visit: &AppVisit, naming: Naming, fault: Fault) -> Answer {
    let problem = problem(fault)?;
    let added = Added { brand: naming.brand.clone(), ..Added::default() };
    let view = visit.view().await?;
    draw_list(view, visit, StatusCode::UNPROCESSABLE_ENTITY, (added, Vec::new()), Some((naming, problem)))
        .await
}

/// What is wrong, at its field; anything else stays a fault.
pub(super) fn problem(fault: Fault) -> Result<Problem, Fault> {
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Ok(Problem::at("name", "inbox-problem-required")),
        code if *code == code::TEXT_BROKEN => Ok(Problem::at("name", "inbox-problem-text-broken")),
        code if *code == code::TEXT_TOO_LONG => {
            Ok(Problem::at("name", "inbox-problem-subject-long").with("max", MAX_NAME))
        }
        code if *code == code::NAME_TAKEN => Ok(Problem::at("name", code::NAME_TAKEN.text_key)),
        code if *code == code::THEMES_MANY || *code == code::THEME_TEMPLATE => {
            Ok(Problem::of_form(code.text_key))
        }
        _ => Err(fault),
    }
}

async fn draw_list(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (added, problems): (Added, Vec<Problem>),
    refused: Option<(Naming, Problem)>,
) -> Answer {
    let sites = view.sites().await?;
    let site: SiteOf = brand::site(&sites, &added.brand)?.clone();
    let themes = view.themes(site.kb).await?;
    let user = view.close();
    let page = Themes {
        action: url::THEMES.to_owned(),
        brands: brand::choices(&sites, &site.name),
        brand: site.name.clone(),
        rows: themes.iter().map(|listed| line(listed, refused.as_ref())).collect(),
        templates: TEMPLATES.iter().enumerate().map(|each| template(each, &added.template)).collect(),
        name: added.name,
        archive_action: url::THEME_ARCHIVES.to_owned(),
        problems,
    };
    Ok(super::preview::framing(draw(status, visit, &user, &page)?)?)
}

fn template((number, template): (usize, &Template), chosen: &str) -> ThemeTemplate {
    ThemeTemplate {
        name: template.name.to_owned(),
        title: template.title.to_owned(),
        version: template.newest().to_string(),
        chosen: template.name == chosen || (chosen.is_empty() && number == 0),
    }
}

fn line(listed: &ListedTheme, refused: Option<&(Naming, Problem)>) -> ThemeLine {
    let theme = &listed.theme;
    let refused = refused.filter(|(naming, _)| naming.theme == theme.id);
    let naming = |act: &str| {
        let refused = refused.filter(|(naming, _)| naming.act == act);
        ThemeNaming {
            act: act.to_owned(),
            action: url::theme_act(theme.id, act),
            name: refused.map_or_else(|| theme.name.clone(), |(naming, _)| naming.name.clone()),
            problems: refused.map(|(_, problem)| problem.clone()).into_iter().collect(),
        }
    };
    ThemeLine {
        id: theme.id.to_string(),
        url: url::theme(theme.id),
        name: theme.name.clone(),
        state: ThemeState {
            broken: listed.broken.as_ref().map(|broken| broken.why.clone()),
            not_followed: listed.not_followed.as_ref().map(|not| not.why.clone()),
            ..state(theme, listed.base, listed.is_custom)
        },
        activate_action: (!theme.is_active && theme.live.is_some())
            .then(|| url::theme_act(theme.id, "activation")),
        delete_action: (!theme.is_active).then(|| url::theme_act(theme.id, "deletion")),
        namings: vec![naming("name"), naming("duplication")],
    }
}
