//! Pictures of a theme that its settings show: a logo, a drawing on the first page.

use axum::extract::Path;
use axum::response::Response;
use desk::file::{check_article_file, safe_name};
use desk::theme::{Draft, ThemeId};
use desk::{Act, User, code};
use http::StatusCode;
use kernel::Fault;

use super::super::draw::draw;
use super::super::url;
use super::draw::editor;
use super::example::Shown;
use super::found::Found;
use super::keep;
use super::preview::framing;
use crate::answer::Answer;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::upload::{FormKind, Limits, Uploaded, UploadedAs, code_of};

/// The most bytes of a picture, and as its refusal says it.
const MOST: usize = 2 * 1024 * 1024;
const MOST_SAID: &str = "2";
/// The most letters of its name.
const LONGEST: usize = 100;
/// What a picture is.
const ENDINGS: [&str; 5] = ["png", "jpg", "jpeg", "gif", "svg"];

/// The form of a picture.
pub(crate) type Sent = UploadedAs<PictureForm>;

/// Their kind.
pub(crate) enum PictureForm {}

impl FormKind for PictureForm {
    const LIMITS: Limits = Limits { file_bytes: MOST, files: 1, texts: 64 * 1024 };
}

pub(crate) async fn add(mut act: Act<User>, visit: AppVisit, Path(id): Path<ThemeId>, sent: Sent) -> Answer {
    let (found, user) = Found::open(&visit, visit.view().await?, id).await?;
    let seen = super::seen(sent.0.field("seen"))?;
    let (path, bytes) = match picture(sent.0) {
        Ok(picture) => picture,
        Err(problem) => return Ok(refuse(&visit, &user, &found, problem)?),
    };
    let managed = &found.managed;
    let mut files = managed.files.clone();
    files.insert(path, bytes.into());
    let draft = Draft { base: managed.draft.base, values: managed.draft.values.clone(), files };
    match keep(&mut act, &managed.theme, seen, draft).await {
        Ok(_) => said::done(act, &visit, (&url::theme(id), "settings-said-theme-picture")).await,
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
    let plain = plain.trim_start_matches(['.', '-']);
    // Its ending stays.
    plain[plain.len().saturating_sub(LONGEST)..].to_owned()
}

fn refuse(visit: &AppVisit, user: &User, found: &Found, problem: Problem) -> Result<Response, Fault> {
    let page = editor(found, &found.managed.draft.values, &Shown::default(), vec![problem]);
    framing(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, user, &page)?)
}
