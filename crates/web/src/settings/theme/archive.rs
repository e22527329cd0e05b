//! Themes as ZIP archives, in and out (T5).

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use desk::theme::{Edit, MOST_ARCHIVE, Theme, ThemeId, Unpacked};
use desk::{Act, User, View, code};
use http::{HeaderValue, header};
use kernel::Fault;

use super::super::{brand, url};
use super::list::{Added, refuse_new};
use crate::answer::{Answer, see_other};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::upload::{FormKind, Limits, UploadedAs};

/// The form of an archive.
pub(crate) type Sent = UploadedAs<ArchiveForm>;

/// Their kind.
pub(crate) enum ArchiveForm {}

impl FormKind for ArchiveForm {
    const LIMITS: Limits = Limits { file_bytes: MOST_ARCHIVE, files: 1, texts: 64 * 1024 };
}

impl Sent {
    async fn unpack(&mut self) -> Result<Unpacked, Fault> {
        let wrong = |code: &'static kernel::Code| {
            Fault::new(code).at("archive", code, vec![("limit", "20".to_owned())])
        };
        let sent = self.0.files.pop().ok_or_else(|| wrong(&code::FILE_EMPTY))?;
        Unpacked::read(sent.1.ok_or_else(|| wrong(&code::FILE_TOO_LARGE))?).await
    }
}

/// What was saved last.
pub(crate) async fn download(view: View<User>, Path(id): Path<ThemeId>) -> Answer {
    let managed = view.managed_theme(id).await?;
    view.close();
    let plain = |sign: char| if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '-' };
    let name: String = managed.theme.name.chars().take(60).map(plain).collect();
    let disposition = format!("attachment; filename=\"{name}-{}.zip\"", managed.draft.number);
    let packed = tokio::task::spawn_blocking(move || managed.pack()).await.map_err(Fault::internal)??;
    Ok(packed_answer(packed, &disposition)?)
}

fn packed_answer(packed: Vec<u8>, disposition: &str) -> Result<Response, Fault> {
    let policy = HeaderValue::from_static("default-src 'none'; sandbox");
    let mut response = crate::page::private(packed.into_response(), policy);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    let disposition = HeaderValue::from_str(disposition).map_err(Fault::internal)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// Makes a theme of an archive. Nobody sees it until it is published.
pub(crate) async fn add(act: Act<User>, visit: AppVisit, mut sent: Sent) -> Answer {
    let added = Added::named(sent.0.field("brand"), sent.0.field("name"));
    let unpacked = match sent.unpack().await {
        Ok(unpacked) => unpacked,
        Err(fault) => return refuse_new(&visit, added, problem(fault)?).await,
    };
    match import(act, &visit, &added, &unpacked).await {
        Ok(id) => Ok(see_other(&url::theme(id))),
        Err(fault) => {
            let problem = super::list::problem(fault)?;
            let at = problem.field.as_deref().map(|_| "archive-name".to_owned());
            refuse_new(&visit, added, Problem { field: at, ..problem }).await
        }
    }
}

async fn import(
    mut act: Act<User>,
    visit: &AppVisit,
    added: &Added,
    unpacked: &Unpacked,
) -> Result<ThemeId, Fault> {
    let view = visit.view().await?;
    let sites = view.sites().await?;
    view.close();
    let site = brand::site(&sites, added.brand())?;
    let name = if added.name().trim().is_empty() { &unpacked.name } else { added.name() };
    let id = act.import_theme(site.kb, name, &unpacked.checked).await?;
    act.done(id).await
}

/// Saves an archive as what a theme is to be.
pub(crate) async fn replace(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    mut sent: Sent,
) -> Answer {
    let seen = super::seen(sent.0.field("seen"))?;
    let unpacked = sent.unpack().await?;
    let theme = act.open::<Edit, Theme>(id).await?;
    theme.save(&mut act, seen, &unpacked.checked).await?;
    said::done(act, &visit, (&url::theme_act(id, "history"), "settings-said-draft-saved")).await
}

fn problem(fault: Fault) -> Result<Problem, Fault> {
    if fault.is(&code::THEME_WRONG) {
        return Ok(Problem::at("archive", "settings-theme-problem-archive").with("why", super::why(&fault)));
    }
    if [&code::FILE_EMPTY, &code::FILE_TOO_LARGE].iter().any(|code| fault.is(code)) {
        return Ok(Problem::at("archive", fault.code().text_key).with("name", "ZIP").with("limit", "20"));
    }
    Err(fault)
}
