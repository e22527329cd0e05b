//! Publishing: what was typed is saved, drawn by the gate, and everybody's.

use axum::extract::Path;
use desk::theme::{Edit, RevisionId, Theme, ThemeId};
use desk::{Act, User};
use kernel::Fault;

use super::edit::Sent;
use crate::answer::Answer;
use crate::form::{Form, Pairs};
use crate::inbox::{AppVisit, said};

/// What is said of a theme that the gate refused.
const WRONG: &str = "settings-theme-problem-wrong";

pub(crate) async fn publish(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let typed = Sent::read(&visit, id, &sent).await?;
    if !typed.problems.is_empty() {
        return typed.refuse_typed(&visit);
    }
    let saved = match typed.save(&mut act).await {
        Ok(saved) => act.done(saved).await?,
        Err(fault) => {
            drop(act);
            return typed.refuse(&visit, fault, WRONG).await;
        }
    };
    let live = sent.first("live").parse().ok();
    match put_live(&visit, id, saved, live).await {
        Ok(()) => Ok(said::say(typed.back(), &visit, "settings-said-theme-published")),
        // Saved it is: what is drawn again is made from that.
        Err(fault) => Sent::read(&visit, id, &sent).await?.refuse(&visit, fault, WRONG).await,
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
