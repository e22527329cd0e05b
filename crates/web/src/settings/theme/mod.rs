//! Settings > Knowledge Base > Theme: the list, the editor without code and with it, and what was published when (T1, T2).

mod archive;
mod compare;
mod conflict;
mod difference;
mod draw;
mod edit;
mod example;
mod files;
mod found;
mod history;
mod link;
mod list;
mod preview;
mod publish;
mod real;
mod state;
mod typed;
mod upgrade;
mod upload;
mod words;

use desk::theme::{Draft, Edit, RevisionId, Theme};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::Fault;

use super::url;
use crate::face::Face;
use crate::inbox::pages::Problem;

/// The routes of themes.
pub(super) fn face(face: Face) -> Face {
    face.get(url::THEMES, list::show)
        .post(url::THEMES, list::add)
        .post(url::THEME_ARCHIVES, archive::add)
        .get("/app/settings/knowledge-base/themes/{theme}/archive", archive::download)
        .post("/app/settings/knowledge-base/themes/{theme}/archive", archive::replace)
        .get("/app/settings/knowledge-base/themes/{theme}", edit::show)
        .post("/app/settings/knowledge-base/themes/{theme}", edit::save)
        .post("/app/settings/knowledge-base/themes/{theme}/publish", publish::publish)
        .get("/app/settings/knowledge-base/themes/{theme}/preview", preview::show)
        .post("/app/settings/knowledge-base/themes/{theme}/preview", preview::draw)
        .get("/app/settings/knowledge-base/themes/{theme}/files", files::show)
        .post("/app/settings/knowledge-base/themes/{theme}/files", files::save)
        .post("/app/settings/knowledge-base/themes/{theme}/files/check", files::check)
        .get("/app/settings/knowledge-base/themes/{theme}/files/words", files::offer)
        .post("/app/settings/knowledge-base/themes/{theme}/link", link::make)
        .post("/app/settings/knowledge-base/themes/{theme}/uploads", upload::add)
        .get("/app/settings/knowledge-base/themes/{theme}/history", history::show)
        .post("/app/settings/knowledge-base/themes/{theme}/restoration", history::restore)
        .get("/app/settings/knowledge-base/themes/{theme}/upgrade", upgrade::show)
        .post("/app/settings/knowledge-base/themes/{theme}/upgrade", upgrade::save)
        .post("/app/settings/knowledge-base/themes/{theme}/upgrade/publish", upgrade::publish)
        .get("/app/settings/knowledge-base/themes/{theme}/upgrade/preview", upgrade::look_at)
        .post("/app/settings/knowledge-base/themes/{theme}/upgrade/preview", upgrade::see)
        .post("/app/settings/knowledge-base/themes/{theme}/step-back", upgrade::step_back)
        .post("/app/settings/knowledge-base/themes/{theme}/base", upgrade::choose_base)
        .post("/app/settings/knowledge-base/themes/{theme}/activation", state::activate)
        .post("/app/settings/knowledge-base/themes/{theme}/duplication", state::duplicate)
        .post("/app/settings/knowledge-base/themes/{theme}/name", state::rename)
        .post("/app/settings/knowledge-base/themes/{theme}/deletion", state::delete)
}

/// The revision that a form was made from.
fn seen(text: &str) -> Result<RevisionId, Fault> {
    text.parse().map_err(|_| Fault::new(&code::STATE_CHANGED))
}

/// Looks at the draft, and saves it.
async fn keep(
    act: &mut Act<User>,
    theme: &Theme,
    seen: RevisionId,
    draft: Draft,
) -> Result<RevisionId, Fault> {
    let checked = draft.check(&theme.template).await?;
    act.open::<Edit, Theme>(theme.id).await?.save(act, seen, &checked).await
}

/// Why something was not saved or published, as the page says it under this key; anything else stays a fault.
fn refused(fault: Fault, wrong: &str) -> Result<(StatusCode, Problem), Fault> {
    if fault.is(&code::STATE_CHANGED) {
        return Ok((StatusCode::CONFLICT, Problem::of_form("settings-theme-problem-changed")));
    }
    if fault.is(&code::THEME_SCRIPTS) {
        return Ok((StatusCode::FORBIDDEN, Problem::of_form(code::THEME_SCRIPTS.text_key)));
    }
    if !fault.is(&code::THEME_WRONG) {
        return Err(fault);
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Problem::of_form(wrong).with("why", why(&fault))))
}

/// What a theme that is not taken has wrong, in the words of whoever found it.
fn why(fault: &Fault) -> String {
    let values = fault.problems().iter().flat_map(|problem| &problem.values);
    values.map(|(_, why)| why.as_str()).collect::<Vec<_>>().join("; ")
}
