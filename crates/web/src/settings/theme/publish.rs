//! Publishing: what was typed is saved, drawn by the gate, and everybody's.

use axum::extract::Path;
use desk::theme::{Edit, RevisionId, Theme, ThemeId};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::Fault;

use super::edit::Sent;
use crate::answer::Answer;
use crate::form::{Form, Pairs};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

pub(crate) async fn publish(
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
    let saved = match theme.save(&mut act, super::seen(&sent)?, &checked).await {
        Ok(saved) => act.done(saved).await?,
        Err(fault) => return refuse(&visit, &typed, fault),
    };
    let live = sent.first("live").parse().ok();
    match put_live(&visit, id, saved, live).await {
        Ok(()) => Ok(said::say(typed.back(), &visit, "settings-said-theme-published")),
        Err(fault) => {
            // Saved it is: what is drawn again is made from that.
            let saved = Sent::read(&visit, id, &sent).await?;
            refuse(&visit, &saved, fault)
        }
    }
}

/// Has the gate look at what was saved, which takes seconds and no transaction, and publishes it.
pub(super) async fn put_live(
    visit: &AppVisit,
    id: ThemeId,
    saved: RevisionId,
    seen: Option<RevisionId>,
) -> Result<(), Fault> {
    let view = visit.view().await?;
    let theme: Theme = view.see(id).await?;
    let passed = view.pass(&theme, saved, visit.web.gate()).await?;
    let mut act = visit.act().await?;
    act.open::<Edit, Theme>(id).await?.publish(&mut act, passed, seen).await?;
    act.done(()).await
}

fn refuse(visit: &AppVisit, typed: &Sent, fault: Fault) -> Answer {
    if fault.is(&code::STATE_CHANGED) {
        let changed = vec![Problem::of_form("settings-theme-problem-changed")];
        return typed.refuse(visit, StatusCode::CONFLICT, changed);
    }
    if !fault.is(&code::THEME_WRONG) {
        return Err(fault.into());
    }
    let wrong = vec![Problem::of_form("settings-theme-problem-wrong").with("why", super::why(&fault))];
    typed.refuse(visit, StatusCode::UNPROCESSABLE_ENTITY, wrong)
}
