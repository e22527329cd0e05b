//! The page on which a form is designed, in one language.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use desk::configuration::{Configuration, HelpCentre};
use desk::form::{Design, Edit, FormId, Languages, ManagedForm, SuggestedCounts, Typed, Wrong};
use desk::user::Team;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};
use serde::Deserialize;

use super::super::article::language;
use super::super::draw::draw;
use super::super::url;
use super::draw::{editor, fragment};
use super::typed::{self, Step};
use crate::answer::{Answer, see_other};
use crate::form::{Form, Pairs};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// In which language.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    language: String,
}

/// All that the page is made of.
pub(super) struct Found {
    pub(super) managed: ManagedForm,
    pub(super) centre: HelpCentre,
    pub(super) configuration: Configuration,
    pub(super) teams: Vec<Team>,
    pub(super) counts: Vec<SuggestedCounts>,
    /// The language in which it is designed, and the one that is written in.
    pub(super) own: Language,
    pub(super) said: Language,
}

impl Found {
    async fn see(view: &View<User>, id: FormId, wanted: &str) -> Result<Self, Fault> {
        let managed = view.managed_form(id).await?;
        let centres = view.help_centres().await?;
        let of_kb = centres.into_iter().find(|centre| centre.site.kb == managed.form.kb);
        let centre = of_kb.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
        let configuration = view.configuration(&centre.site.name).await?;
        let (teams, counts) = (view.teams().await?, view.suggested_counts(&managed.form).await?);
        let own = centre.languages.first().cloned().unwrap_or_else(|| view.language());
        let wanted = language(wanted).ok().filter(|wanted| centre.languages.contains(wanted));
        let said = wanted.unwrap_or_else(|| own.clone());
        Ok(Self { managed, centre, configuration, teams, counts, own, said })
    }

    pub(super) fn is_own(&self) -> bool {
        self.own == self.said
    }

    fn languages(&self) -> Languages<'_> {
        Languages { own: &self.own, said: &self.said }
    }

    fn typed(&self) -> Typed {
        typed::stored(&self.managed, &self.said, &self.own)
    }

    /// What was sent, as far as it counts in this language, and which field is to be looked at next.
    fn sent(&self, visit: &AppVisit, sent: &Pairs) -> (Typed, Option<usize>) {
        let mut typed = typed::read(sent);
        if !self.is_own() {
            return (typed::said_only(typed, self.typed()), None);
        }
        let next = Step::of(sent).take(&mut typed.fields, typed::texts_in(visit, &self.own));
        (typed, next)
    }

    fn design(&self, typed: &Typed) -> Result<Design, Vec<Wrong>> {
        let of = (!self.is_own()).then_some(&self.managed.form);
        Design::read(typed, &self.managed.attributes, of)
    }
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<FormId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let found = Found::see(&view, id, &asked.language).await?;
    let user = view.close();
    let page =
        editor(&found, &found.typed(), found.managed.shown(&found.said, &found.own).as_ref(), Vec::new());
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<FormId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let view = visit.view().await?;
    let found = Found::see(&view, id, sent.first("language")).await?;
    let user = view.close();
    let (typed, next) = found.sent(&visit, &sent);
    let design = match found.design(&typed) {
        Ok(design) => design,
        Err(wrong) => return refuse(&visit, &user, (&found, &typed), (None, problems(wrong))),
    };
    let seen = sent.first("revision").parse().unwrap_or_default();
    let form = act.open::<Edit, desk::form::Form>(id).await?;
    match form.change(&mut act, found.languages(), &design, seen).await {
        Ok(()) => {
            let anchor = next.map(|next| format!("#field-{next}")).unwrap_or_default();
            let there = format!("{}{anchor}", url::form(id, &found.said));
            Ok(said::say(act.done(see_other(&there)).await?, &visit, "settings-said-saved"))
        }
        Err(fault) if fault.is(&code::STATE_CHANGED) => {
            let changed = vec![Problem::of_form(code::STATE_CHANGED.text_key)];
            refuse(&visit, &user, (&found, &typed), (Some(design), changed))
        }
        Err(fault) => Err(fault.into()),
    }
}

/// The page again with what was typed.
fn refuse(
    visit: &AppVisit,
    user: &User,
    (found, typed): (&Found, &Typed),
    (design, problems): (Option<Design>, Vec<Problem>),
) -> Answer {
    let status = if design.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let shown = match &design {
        Some(design) => found.managed.designed(design, found.languages()),
        None => found.managed.shown(&found.said, &found.own),
    };
    Ok(draw(status, visit, user, &editor(found, typed, shown.as_ref(), problems))?)
}

/// How it would look with what is typed, for the page's script; nothing while something is wrong.
pub(crate) async fn preview(
    act: Act<User>,
    visit: AppVisit,
    Path(id): Path<FormId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let found = Found::see(&view, id, sent.first("language")).await?;
    let user = view.close();
    let (typed, _) = found.sent(&visit, &sent);
    let design = found.design(&typed).ok();
    let shown = design.and_then(|design| found.managed.designed(&design, found.languages()));
    match shown {
        Some(shown) => Ok(draw(StatusCode::OK, &visit, &user, &fragment(&shown))?),
        None => Ok::<Response, _>(StatusCode::NO_CONTENT.into_response()),
    }
}

/// Each at its place.
fn problems(wrong: Vec<Wrong>) -> Vec<Problem> {
    let problem = |wrong: Wrong| {
        let key = match wrong.code {
            code if *code == code::TEXT_EMPTY => "inbox-problem-required",
            code if *code == code::TEXT_BROKEN => "inbox-problem-text-broken",
            code if *code == code::TEXT_TOO_LONG => "inbox-problem-subject-long",
            code => code.text_key,
        };
        let problem = Problem::at(&wrong.place, key);
        wrong.values.into_iter().fold(problem, |problem, (name, value)| match value.parse::<i64>() {
            Ok(number) => problem.with(name, number),
            Err(_) => problem.with(name, value),
        })
    };
    wrong.into_iter().map(problem).collect()
}
