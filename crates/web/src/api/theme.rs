//! Themes, for those who keep theirs in Git: read as ZIP archives, brought in as drafts, published (T5).

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::response::IntoResponse;
use desk::theme::{Designer as _, Edit, ListedTheme, MOST_ARCHIVE, Theme, ThemeId, Unpacked};
use desk::{Act, Key, View, code};
use futures_util::StreamExt as _;
use http::{HeaderValue, header};
use kernel::{Fault, base_codes};
use serde::Deserialize;
use serde_json::json;

use super::envelope::{Resource, list_of};
use super::shape::attributes;
use crate::answer::Answer;
use crate::form::fits;
use crate::web::Web;

/// Where they are.
pub(super) const THEMES: &str = "/v1/kb/themes";
/// What an archive is sent as.
pub(super) const ARCHIVE: &str = "application/zip";

attributes! {
    /// A theme of a knowledge base.
    pub(super) struct KbTheme "kb_theme" {
        /// What those who manage it call it.
        name "name": String,
        /// The knowledge base it belongs to, by its id.
        kb "knowledgeBase": String,
        /// The template it began from.
        template "template": String,
        /// The version of the template that its files are laid over; nothing where nobody knows it.
        version "templateVersion": Option<String>,
        /// The number of the revision that was saved last; sent back, it says what a change was made from.
        rev "rev": i64,
        /// The id of that revision.
        revision "revision": String,
        /// The number of the revision that was published last.
        live_rev "liveRev": Option<i64>,
        /// The id of that revision.
        live "liveRevision": Option<String>,
        /// Whether its knowledge base shows it.
        is_active "active": bool,
        /// Whether a file of it was edited or added.
        is_custom "custom": bool,
    }
}

/// What a new theme is to be.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct New {
    kb: Option<String>,
    name: String,
}

/// The number of the revision that was seen.
#[derive(Deserialize)]
pub(super) struct Seen {
    rev: i64,
}

type Asked<T> = Result<Query<T>, QueryRejection>;

pub(super) async fn list(view: View<Key>) -> Answer {
    let themes = view.all_themes().await?;
    view.close();
    let links = json!({ "self": THEMES, "first": THEMES, "prev": null, "next": null });
    let meta = json!({ "page": 1, "pageSize": themes.len() });
    list_of(themes.into_iter().map(resource), &meta, &links)
}

pub(super) async fn one(view: View<Key>, Path(id): Path<String>) -> Answer {
    let theme = view.listed_theme(id.parse()?).await?;
    view.close();
    resource(theme).answer()
}

/// One revision, which never changes.
pub(super) async fn archive(view: View<Key>, Path((id, revision)): Path<(String, String)>) -> Answer {
    let managed = view.theme_as(id.parse()?, revision.parse()?).await?;
    view.close();
    let packed = tokio::task::spawn_blocking(move || managed.pack()).await.map_err(Fault::internal)??;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(ARCHIVE)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"theme.zip\"")),
    ];
    Ok((headers, packed).into_response())
}

/// Makes a theme of an archive. Nobody sees it until it is published.
pub(super) async fn add(mut act: Act<Key>, new: Asked<New>, request: Request) -> Answer {
    act.who().must_add()?;
    let new = read(new)?;
    let unpacked = unpack(request).await?;
    let kb = match new.kb {
        Some(kb) => kb.parse()?,
        None => act.default_kb().await?,
    };
    let name = if new.name.trim().is_empty() { &unpacked.name } else { &new.name };
    let id = act.import_theme(kb, name, &unpacked.checked).await?;
    answer(act, id).await
}

/// Saves an archive as what a theme is to be.
pub(super) async fn save(
    mut act: Act<Key>,
    Path(id): Path<String>,
    seen: Asked<Seen>,
    request: Request,
) -> Answer {
    // What is sent is taken apart for nobody who may not send it.
    act.who().must_edit()?;
    let seen = read(seen)?;
    let unpacked = unpack(request).await?;
    let theme = act.open::<Edit, Theme>(id.parse()?).await?;
    let seen = theme.seen(&mut act, seen.rev).await?;
    let saved = theme.save(&mut act, seen, &unpacked.checked).await?;
    let view = act.done_then_look().await?;
    let now = view.written_theme(theme.id).await?;
    view.close();
    // Somebody saved over it already: who sent it has to look at that, and is told no number of another's revision.
    if now.theme.draft != saved {
        return Err(Fault::new(&code::STATE_CHANGED).into());
    }
    resource(now).answer()
}

/// Has the gate look at what was saved last, which takes seconds and no transaction, and publishes it.
pub(super) async fn publish(
    mut act: Act<Key>,
    State(web): State<Web>,
    Path(id): Path<String>,
    seen: Asked<Seen>,
) -> Answer {
    let seen = read(seen)?;
    let view = act.look().await?;
    let theme: Theme = view.see(id.parse()?).await?;
    let passed = view.pass(&theme, theme.draft, web.gate()).await?;
    let now = act.open::<Edit, Theme>(theme.id).await?;
    now.seen(&mut act, seen.rev).await?;
    now.publish(&mut act, passed, theme.live).await?;
    answer(act, theme.id).await
}

/// Stores what was done to a theme, and says what it is then.
async fn answer(act: Act<Key>, id: ThemeId) -> Answer {
    let view = act.done_then_look().await?;
    let theme = view.written_theme(id).await?;
    view.close();
    resource(theme).answer()
}

fn resource(listed: ListedTheme) -> Resource<KbTheme> {
    let ListedTheme { theme, base, is_custom, number, live_number, .. } = listed;
    let (id, link) = (theme.id, format!("{THEMES}/{}", theme.id));
    let theme = KbTheme {
        name: theme.name,
        kb: theme.kb.to_string(),
        template: theme.template,
        version: base.map(|base| base.to_string()),
        rev: number,
        revision: theme.draft.to_string(),
        live_rev: live_number,
        live: theme.live.map(|live| live.to_string()),
        is_active: theme.is_active,
        is_custom,
    };
    Resource::new(&id, link, theme)
}

fn read<T>(asked: Asked<T>) -> Result<T, Fault> {
    asked.map(|Query(asked)| asked).map_err(|_| Fault::new(&base_codes::INVALID))
}

/// Reads an archive of 20 MB at most, and looks at all that is in it.
async fn unpack(request: Request) -> Result<Unpacked, Fault> {
    let told = request.headers().get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok());
    if told != Some(ARCHIVE) {
        return Err(Fault::new(&base_codes::WRONG_TYPE));
    }
    fits(request.headers(), MOST_ARCHIVE)?;
    let (mut body, mut bytes) = (request.into_body().into_data_stream(), Vec::new());
    while let Some(chunk) = body.next().await {
        bytes.extend_from_slice(&chunk.map_err(|error| Fault::new(&base_codes::INVALID).because(error))?);
        if bytes.len() > MOST_ARCHIVE {
            return Err(Fault::new(&base_codes::TOO_LARGE));
        }
    }
    Unpacked::read(bytes).await
}
