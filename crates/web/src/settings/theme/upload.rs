//! Pictures of a theme that its settings show: a logo, a drawing on the first page.

use axum::extract::{FromRequest, Path, Request};
use axum::response::Response;
use desk::file::{FileRefused, check_article_file, safe_name};
use desk::theme::{Draft, ThemeId};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::Fault;

use super::super::draw::draw;
use super::super::url;
use super::draw::editor;
use super::example::Shown;
use super::files::keep;
use super::found::Found;
use super::preview::framing;
use crate::answer::{Answer, Refused};
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::upload::{Limits, Uploaded};
use crate::web::Web;

/// The most bytes of a picture, and as its refusal says it.
const MOST: usize = 2 * 1024 * 1024;
const MOST_SAID: &str = "2";
const LIMITS: Limits = Limits { file_bytes: MOST, files: 1, texts: 64 * 1024 };
/// What a picture is.
const ENDINGS: [&str; 5] = ["png", "jpg", "jpeg", "gif", "svg"];

/// The form of a picture.
pub(crate) struct Sent(Uploaded);

impl FromRequest<Web> for Sent {
    type Rejection = Refused;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Refused> {
        Ok(Self(Uploaded::read(request, web, &LIMITS).await?))
    }
}

pub(crate) async fn add(mut act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    let view = visit.view().await?;
    let found = Found::see(&view, id, visit.language(Some(view.who()))).await?;
    let user = view.close();
    let seen = sent.0.field("seen").parse().map_err(|_| Fault::new(&code::STATE_CHANGED))?;
    let (path, bytes) = match picture(sent.0) {
        Ok(picture) => picture,
        Err(problem) => return Ok(refuse(&visit, &user, &found, problem)?),
    };
    let managed = &found.managed;
    let mut files = managed.files.clone();
    files.insert(path, bytes.into());
    let draft = Draft { base: managed.draft.base, values: managed.draft.values.clone(), files };
    match keep(&mut act, &managed.theme, seen, draft).await {
        Ok(()) => said::done(act, &visit, (&url::theme(id), "settings-said-theme-picture")).await,
        Err(fault) if fault.is(&code::THEME_WRONG) => {
            let wrong = Problem::at("picture", "settings-theme-problem-file").with("why", super::why(&fault));
            Ok(refuse(&visit, &user, &found, wrong)?)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Its path in the theme and its bytes, or why it is none.
fn picture(sent: Uploaded) -> Result<(String, Vec<u8>), Problem> {
    let at = |code: &kernel::Code, name: &str| {
        Problem::at("picture", code.text_key).with("name", name).with("limit", MOST_SAID)
    };
    let Some((name, bytes)) = sent.files.into_iter().next() else { return Err(at(&code::FILE_EMPTY, "")) };
    let name = plain(&safe_name(&name));
    let bytes = bytes.ok_or_else(|| at(&code::FILE_TOO_LARGE, &name))?;
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    if !ENDINGS.contains(&&*ending) {
        return Err(at(&code::FILE_TYPE, &name));
    }
    // What a drawing may hold the theme itself says.
    if ending != "svg" {
        check_article_file(&name, &bytes).map_err(|refusal| at(code_of(refusal), &name))?;
    }
    Ok((format!("uploads/{name}"), bytes))
}

/// A name of letters, digits, `.`, `-` and `_`: it stands in addresses.
fn plain(name: &str) -> String {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || "._-".contains(sign);
    let plain: String = name.chars().map(|sign| if fits(sign) { sign } else { '-' }).collect();
    plain
        .trim_start_matches(['.', '-'])
        .chars()
        .rev()
        .take(100)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect()
}

fn code_of(refusal: FileRefused) -> &'static kernel::Code {
    match refusal {
        FileRefused::Empty => &code::FILE_EMPTY,
        FileRefused::TooLarge => &code::FILE_TOO_LARGE,
        FileRefused::TypeNotAllowed => &code::FILE_TYPE,
        FileRefused::TypeMismatch => &code::FILE_MISMATCH,
        _ => &code::FILE_DAMAGED,
    }
}

fn refuse(visit: &AppVisit, user: &User, found: &Found, problem: Problem) -> Result<Response, Fault> {
    let page = editor(found, &found.managed.draft.values, &Shown::default(), vec![problem]);
    framing(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, user, &page)?)
}
