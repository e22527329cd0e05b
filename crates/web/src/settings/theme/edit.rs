//! The editor without code: the settings beside the page they change.

use axum::extract::{Path, Query};
use axum::response::Response;
use desk::theme::{Draft, RevisionId, ThemeId, Values};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::Fault;

use super::super::draw::draw;
use super::super::url;
use super::draw::editor;
use super::example::Shown;
use super::found::Found;
use super::preview::framing;
use super::{conflict, keep, typed};
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
    let (found, user) = Found::open(&visit, view, id).await?;
    let page = editor(&found, &found.managed.draft.values, &shown, Vec::new());
    Ok(framing(draw(StatusCode::OK, &visit, &user, &page)?)?)
}

/// What was sent of a theme, in which somebody looks at a page.
pub(super) struct Sent {
    pub(super) found: Found,
    pub(super) user: User,
    pub(super) values: Values,
    pub(super) shown: Shown,
    pub(super) problems: Vec<Problem>,
    /// The revision that it was made from.
    pub(super) seen: RevisionId,
}

impl Sent {
    pub(super) async fn read(visit: &AppVisit, id: ThemeId, sent: &Pairs) -> Result<Self, Fault> {
        let (found, user) = Found::open(visit, visit.view().await?, id).await?;
        let values = typed::values(found.package.manifest(), &found.managed.draft.values, sent);
        let problems = typed::problems(&values.refused(found.package.manifest()));
        let seen = super::seen(sent.first("seen"))?;
        Ok(Self { found, user, values, shown: Shown::sent(sent), problems, seen })
    }

    /// Saves the values with the files that were saved last.
    pub(super) async fn save(&self, act: &mut Act<User>) -> Result<RevisionId, Fault> {
        let managed = &self.found.managed;
        let (base, files) = (managed.draft.base, managed.files.clone());
        let draft = Draft { base, values: self.values.clone(), files };
        keep(act, &managed.theme, self.seen, draft).await
    }

    /// The editor again with what was typed, and what is wrong with it.
    pub(super) fn refuse_typed(&self, visit: &AppVisit) -> Answer {
        let page = editor(&self.found, &self.values, &self.shown, self.problems.clone());
        Ok(framing(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, &self.user, &page)?)?)
    }

    /// The same with why it was not saved, or saved and not published; and what others saved meanwhile.
    pub(super) async fn refuse(&self, visit: &AppVisit, fault: Fault, wrong: &str) -> Answer {
        let (status, problem) = super::refused(fault, wrong)?;
        let mut page = editor(&self.found, &self.values, &self.shown, vec![problem]);
        if status == StatusCode::CONFLICT {
            let ours = |_, files| (self.values.clone(), files);
            page.conflict = conflict::since(visit, &self.found, self.seen, ours).await?;
        }
        Ok(framing(draw(status, visit, &self.user, &page)?)?)
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
        return typed.refuse_typed(&visit);
    }
    match typed.save(&mut act).await {
        Ok(_) => Ok(said::say(act.done(typed.back()).await?, &visit, "settings-said-draft-saved")),
        Err(fault) => {
            drop(act);
            typed.refuse(&visit, fault, "settings-theme-problem-file").await
        }
    }
}
