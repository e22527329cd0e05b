//! The editor with code: the files of a theme, its own and those it inherits, and what is wrong with them by line.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use desk::theme::{Draft, Files, ThemeId};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::super::draw::draw;
use super::super::pages::{ThemeFault, ThemeFile, ThemeFileGroup, ThemeFileLine, ThemeFiles};
use super::super::url;
use super::example::Shown;
use super::found::Found;
use super::preview::framing;
use super::{conflict, draw as drawn, keep, words};
use crate::answer::{Answer, see_other};
use crate::gate::Report;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::upload::{FormKind, Limits, UploadedAs};

/// The endings of files that are edited as text.
const TEXTS: [&str; 8] = ["html", "css", "js", "ftl", "toml", "txt", "svg", "json"];

/// Which file.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    path: String,
}

/// The form of a file.
pub(crate) type Sent = UploadedAs<FileForm>;

/// Their kind.
pub(crate) enum FileForm {}

impl FormKind for FileForm {
    /// A text file of 256 KB, where a page may write each sign as six.
    const LIMITS: Limits = Limits { file_bytes: 0, files: 0, texts: 6 * 256 * 1024 };
}

impl Sent {
    fn path(&self) -> &str {
        self.0.field("path").trim()
    }

    fn content(&self) -> String {
        self.0.field("content").replace("\r\n", "\n")
    }

    fn is_reverted(&self) -> bool {
        self.0.field("do") == "revert"
    }

    /// What is said once it is saved.
    fn said(&self) -> &'static str {
        if self.is_reverted() { "settings-said-theme-file-gone" } else { "settings-said-theme-file" }
    }

    /// A theme's own files with this one as it was typed, or without it.
    fn made_of(&self, mut files: Files) -> Files {
        if self.is_reverted() {
            files.remove(self.path());
        } else {
            files.insert(self.path().to_owned(), self.content().into());
        }
        files
    }
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(asked): Query<Asked>,
    Query(shown): Query<Shown>,
) -> Answer {
    let (found, user) = Found::open(&visit, view, id).await?;
    let findings = findings(&found, &found.managed.files).await?;
    let open = Open { path: &asked.path, typed: None, shown: &shown };
    let page = page(&found, &open, findings, Vec::new());
    Ok(framing(draw(StatusCode::OK, &visit, &user, &page)?)?)
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    let (found, user) = Found::open(&visit, visit.view().await?, id).await?;
    let (managed, seen) = (&found.managed, super::seen(sent.0.field("seen"))?);
    let (base, values) = (managed.draft.base, managed.draft.values.clone());
    let draft = Draft { base, values, files: sent.made_of(managed.files.clone()) };
    match keep(&mut act, &managed.theme, seen, draft).await {
        Ok(_) => {
            let to = see_other(&url::theme_file(id, sent.path()));
            Ok(said::say(act.done(to).await?, &visit, sent.said()))
        }
        Err(fault) => {
            drop(act);
            refuse(&visit, (&found, &user), &sent, fault).await
        }
    }
}

/// The file again as it was typed, and what others saved meanwhile.
async fn refuse(visit: &AppVisit, (found, user): (&Found, &User), sent: &Sent, fault: Fault) -> Answer {
    let (status, problem) = super::refused(fault, "settings-theme-problem-file")?;
    let (content, shown) = (sent.content(), Shown::default());
    let open = Open { path: sent.path(), typed: Some(&content), shown: &shown };
    let mut page = page(found, &open, Vec::new(), vec![problem]);
    if status == StatusCode::CONFLICT {
        let ours = |values, files| (values, sent.made_of(files));
        page.conflict = conflict::since(visit, found, super::seen(sent.0.field("seen"))?, ours).await?;
    }
    Ok(framing(draw(status, visit, user, &page)?)?)
}

/// What would be wrong with what is typed, for the editor's script.
pub(crate) async fn check(act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    drop(act);
    let (found, _) = Found::open(&visit, visit.view().await?, id).await?;
    let findings = findings(&found, &sent.made_of(found.managed.files.clone())).await?;
    Ok(Json(findings).into_response())
}

/// What can be written in a file: functions, filters, settings, and what its page is given.
pub(crate) async fn offer(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (found, _) = Found::open(&visit, view, id).await?;
    Ok(Json(words::of(&found.package, &asked.path)).into_response())
}

/// What a theme with these files of its own has wrong, by file and line.
async fn findings(found: &Found, files: &Files) -> Result<Vec<ThemeFault>, Fault> {
    let (managed, values) = (found.managed.clone(), found.managed.draft.values.clone());
    let files = files.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let package = match managed.package_with(&files) {
            Ok(package) => package,
            Err(fault) => return vec![super::preview::of_template(&fault)],
        };
        Report::quick(&package, &values).iter().map(super::preview::of_template).collect()
    });
    looked.await.map_err(Fault::internal)
}

/// The file that is open.
struct Open<'a> {
    path: &'a str,
    /// What was typed and not taken.
    typed: Option<&'a str>,
    shown: &'a Shown,
}

fn page(found: &Found, open: &Open<'_>, findings: Vec<ThemeFault>, problems: Vec<Problem>) -> ThemeFiles {
    let inherited = found.managed.inherited();
    ThemeFiles {
        head: drawn::head(found),
        conflict: None,
        groups: groups(found, &inherited, open.path),
        shown: (!open.path.is_empty()).then(|| file(found, &inherited, open)),
        findings,
        preview: drawn::preview(found, &open.shown.of_file(open.path)),
        problems,
    }
}

fn groups(found: &Found, inherited: &Files, current: &str) -> Vec<ThemeFileGroup> {
    let own = &found.managed.files;
    let mut groups: BTreeMap<String, Vec<ThemeFileLine>> = BTreeMap::new();
    let added = own.keys().filter(|path| !inherited.contains_key(*path));
    let mut paths: Vec<&String> = inherited.keys().chain(added).collect();
    paths.sort();
    for path in paths {
        let (group, name) = path.split_once('/').unwrap_or(("", path));
        groups.entry(group.to_owned()).or_default().push(ThemeFileLine {
            url: url::theme_file(found.managed.theme.id, path),
            name: name.to_owned(),
            origin: origin(own, inherited, path).to_owned(),
            current: path == current,
        });
    }
    let is_open = |rows: &[ThemeFileLine]| rows.iter().any(|row| row.current || row.origin != "inherited");
    groups.into_iter().map(|(name, rows)| ThemeFileGroup { is_open: is_open(&rows), name, rows }).collect()
}

fn origin(own: &Files, inherited: &Files, path: &str) -> &'static str {
    match (own.contains_key(path), inherited.contains_key(path)) {
        (true, true) => "changed",
        (false, true) => "inherited",
        _ => "added",
    }
}

fn file(found: &Found, inherited: &Files, open: &Open<'_>) -> ThemeFile {
    let own = &found.managed.files;
    let content = own.get(open.path).or_else(|| inherited.get(open.path));
    let ending = open.path.rsplit('.').next().unwrap_or_default();
    let is_text = TEXTS.contains(&ending);
    let stored = || content.map_or_else(String::new, |content| String::from_utf8_lossy(content).into_owned());
    let id = found.managed.theme.id;
    ThemeFile {
        path: open.path.to_owned(),
        origin: origin(own, inherited, open.path).to_owned(),
        text: is_text.then(|| open.typed.map_or_else(stored, str::to_owned)),
        size: content.map_or(0, bytes::Bytes::len),
        syntax: if ["html", "css", "js"].contains(&ending) { ending } else { "text" }.to_owned(),
        words_url: format!(
            "{}{}",
            url::theme_act(id, "files/words"),
            crate::url::query(&[("path", open.path)])
        ),
        check_action: url::theme_act(id, "files/check"),
    }
}
