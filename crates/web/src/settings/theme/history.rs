//! The revisions of a theme, what each changed, and going back to one.

use axum::extract::{Path, Query};
use desk::theme::{Edit, Revision, Theme, ThemeId};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::super::draw::draw;
use super::super::pages::{ShownRevision, ThemeHistory, ThemeRevisionLine};
use super::super::url;
use super::difference;
use super::draw::head;
use super::found::{Found, Seen};
use crate::answer::Answer;
use crate::form::{Form, Pairs};
use crate::inbox::{AppVisit, said};

/// Which revision.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    revision: String,
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let found = Seen::of(&view, id).await?.build(visit.language(Some(view.who()))).await?;
    let revisions = view.theme_revisions(&found.managed.theme).await?;
    let chosen = asked.revision.parse().ok();
    let at = revisions.iter().position(|revision| Some(revision.id) == chosen).unwrap_or(0);
    let shown = shown(&view, &found, &revisions, at).await?;
    let user = view.close();
    let theme = &found.managed.theme;
    let row = |(nth, revision): (usize, &Revision)| ThemeRevisionLine {
        url: url::theme_revision(id, &revision.id.to_string()),
        number: revision.number,
        kind: revision.kind.name().to_owned(),
        made_by: revision.made_by.clone(),
        made_at: revision.made_at.0,
        published_at: revision.published_at.map(|at| at.0),
        is_draft: revision.id == theme.draft,
        is_live: Some(revision.id) == theme.live,
        current: nth == at,
    };
    let page = ThemeHistory {
        head: head(&found),
        restore_action: url::theme_act(id, "restoration"),
        rows: revisions.iter().enumerate().map(row).collect(),
        shown,
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

/// A revision beside the one before it.
async fn shown(
    view: &View<User>,
    found: &Found,
    revisions: &[Revision],
    at: usize,
) -> Result<Option<ShownRevision>, Fault> {
    let Some(revision) = revisions.get(at) else { return Ok(None) };
    let before = revisions.get(at + 1);
    let files = view.theme_files(revision).await?;
    let files_before = match before {
        Some(before) => view.theme_files(before).await?,
        None => files.clone(),
    };
    let values_before = before.map_or(&revision.values, |before| &before.values);
    let base = |revision: &Revision| revision.base.map(|base| base.to_string()).unwrap_or_default();
    let bases = before.map(|before| (base(before), base(revision))).filter(|(was, is)| was != is);
    Ok(Some(ShownRevision {
        id: revision.id.to_string(),
        number: revision.number,
        before: before.map(|before| before.number),
        can_restore: revision.id != found.managed.theme.draft,
        bases,
        change: difference::change(found, (values_before, &files_before), (&revision.values, &files)),
    }))
}

pub(crate) async fn restore(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    let view = visit.view().await?;
    let theme: Theme = view.see(id).await?;
    let older = view.older_theme(&theme, sent.first("restore").parse()?).await?;
    let theme = act.open::<Edit, Theme>(id).await?;
    theme.save(&mut act, super::seen(sent.first("seen"))?, &older).await?;
    said::done(act, &visit, (&url::theme_act(id, "history"), "settings-said-theme-restored")).await
}
