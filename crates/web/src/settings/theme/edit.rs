//! The editor without code: the settings beside the page they change.

use axum::extract::{Path, Query};
use axum::response::Response;
use desk::theme::{Checked, Draft, Edit, Theme, ThemeId, Values};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;

use super::super::draw::draw;
use super::super::url;
use super::draw::editor;
use super::example::Shown;
use super::found::Found;
use super::typed;
use crate::answer::{Answer, see_other};
use crate::form::{Form, Pairs};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(shown): Query<Shown>,
) -> Answer {
    let found = Found::see(&view, id, visit.language(Some(view.who()))).await?;
    let user = view.close();
    let page = editor(&found, &found.managed.draft.values, &shown, Vec::new());
    Ok(super::preview::framing(draw(StatusCode::OK, &visit, &user, &page)?)?)
}

/// What was sent of a theme, in which somebody looks at a page.
pub(super) struct Sent {
    pub(super) found: Found,
    pub(super) user: User,
    pub(super) values: Values,
    pub(super) shown: Shown,
    pub(super) problems: Vec<Problem>,
}

impl Sent {
    pub(super) async fn read(visit: &AppVisit, id: ThemeId, sent: &Pairs) -> Result<Self, Fault> {
        let view = visit.view().await?;
        let found = Found::see(&view, id, visit.language(Some(view.who()))).await?;
        let user = view.close();
        let values = typed::values(found.package.manifest(), &found.managed.draft.values, sent);
        let problems = typed::problems(&values.refused(found.package.manifest()));
        Ok(Self { found, user, values, shown: Shown::sent(sent), problems })
    }

    /// What is to be saved: the values with the files that were saved last.
    pub(super) async fn check(&self) -> Result<Checked, Fault> {
        let managed = &self.found.managed;
        let (base, files) = (managed.draft.base, managed.files.clone());
        Draft { base, values: self.values.clone(), files }.check(&managed.theme.template).await
    }

    /// The editor again with what was typed.
    pub(super) fn refuse(&self, visit: &AppVisit, status: StatusCode, problems: Vec<Problem>) -> Answer {
        let page = editor(&self.found, &self.values, &self.shown, problems);
        Ok(super::preview::framing(draw(status, visit, &self.user, &page)?)?)
    }

    /// The way back to where it was looked at.
    pub(super) fn back(&self) -> Response {
        see_other(&format!("{}{}", url::theme(self.found.managed.theme.id), self.shown.query()))
    }
}

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let typed = Sent::read(&visit, id, &sent).await?;
    if !typed.problems.is_empty() {
        return typed.refuse(&visit, StatusCode::UNPROCESSABLE_ENTITY, typed.problems.clone());
    }
    let checked = typed.check().await?;
    let theme = act.open::<Edit, Theme>(id).await?;
    match theme.save(&mut act, super::seen(&sent)?, &checked).await {
        Ok(_) => Ok(said::say(act.done(typed.back()).await?, &visit, "settings-said-draft-saved")),
        Err(fault) if fault.is(&code::STATE_CHANGED) => {
            let changed = vec![Problem::of_form("settings-theme-problem-changed")];
            typed.refuse(&visit, StatusCode::CONFLICT, changed)
        }
        Err(fault) => Err(fault.into()),
    }
}
