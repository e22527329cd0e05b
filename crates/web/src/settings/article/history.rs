//! The versions of a text, what each changed, and taking one up again; and a look at the draft where it will stand.

use axum::extract::{Path, Query};
use desk::article::{Article, ArticleId, Version, VersionState, Write};
use desk::configuration::HelpCentre;
use desk::{Act, User, View};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};
use markup::ArticleHtml;
use serde::Deserialize;

use super::super::draw::draw;
use super::super::pages::{ArticleHistory, ArticleVersion, ShownVersion};
use super::super::url;
use super::edit::Asked;
use super::typed::{language, seen};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::{AppVisit, said};
use crate::shell::own_name;
use theme::Raw;

/// Which version is to be the draft, and what the page was made from.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Restored {
    language: String,
    restore: String,
    version: String,
    revision: String,
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let language = language(&asked.language)?;
    let versions = view.versions(id, &language).await?;
    let written = view.written(id, &language).await?;
    let written = written.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let chosen = asked.version.parse().ok();
    let at = versions.iter().position(|version| Some(version.id) == chosen).unwrap_or(0);
    let shown = shown(&view, id, &versions, at).await?;
    let user = view.close();
    let page = ArticleHistory {
        back_url: url::article(id, &language),
        action: url::article_act(id, "restoration"),
        name: own_name(&language).to_owned(),
        version: written.version.to_string(),
        revision: written.revision,
        rows: versions.iter().enumerate().map(|(nth, one)| row(id, &language, one, nth == at)).collect(),
        shown,
        language: language.to_string(),
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

fn row(id: ArticleId, language: &Language, version: &Version, current: bool) -> ArticleVersion {
    ArticleVersion {
        url: url::article_history(id, language, &version.id.to_string()),
        number: version.number,
        state: version.state.name().to_owned(),
        title: version.title.clone(),
        saved_at: version.saved_at.0,
        saved_by: version.saved_by.clone(),
        published_at: version.published_at.map(|at| at.0),
        current,
    }
}

/// A version beside the one before it.
async fn shown(
    view: &View<User>,
    id: ArticleId,
    versions: &[Version],
    at: usize,
) -> Result<Option<ShownVersion>, Fault> {
    let Some(version) = versions.get(at) else { return Ok(None) };
    let text = view.version_text(id, version.id).await?;
    let (before, number) = match versions.get(at + 1) {
        Some(older) => (view.version_text(id, older.id).await?.body, Some(older.number)),
        None => (ArticleHtml::default(), None),
    };
    let changed = before.changed_lines(&text.body);
    Ok(Some(ShownVersion {
        id: version.id.to_string(),
        number: version.number,
        title: text.title,
        before: number,
        added: changed.added,
        removed: changed.removed,
        difference_html: Raw::from(before.difference(&text.body)),
        can_restore: version.state == VersionState::Past,
    }))
}

pub(crate) async fn restore(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(restored): Form<Restored>,
) -> Answer {
    let language = language(&restored.language)?;
    let article = act.open::<Write, Article>(id).await?;
    let former = (restored.restore.parse()?, seen(&restored.version, &restored.revision));
    article.take_up(&mut act, &language, former).await?;
    said::done(act, &visit, (&url::article(id, &language), "settings-said-taken-up")).await
}

/// Leads to the draft at its help centre, by a link that others can be given too.
pub(crate) async fn preview(
    view: View<User>,
    _visit: AppVisit,
    Path(id): Path<ArticleId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let language = language(&asked.language)?;
    let (article, arrangement, _): (Article, _, _) = view.managed_article(id).await?;
    let centres = view.help_centres().await?;
    let stands = |centre: &&HelpCentre| arrangement.places.iter().any(|placed| placed.kb == centre.site.kb);
    let speaks = |centre: &&HelpCentre| centre.languages.contains(&language);
    let centre = centres.iter().filter(stands).find(speaks);
    let kb = centre.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?.site.kb;
    let link = view.preview_link(kb, &article, &language)?;
    let host = view.host_of(kb).await?.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    view.close();
    Ok(see_other(&format!("{}{}", host.origin, crate::url::preview(&language, &link))))
}
