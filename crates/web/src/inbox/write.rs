//! Writing to the customer, and remarking something inside.

use axum::extract::{FromRequest, Path, Request};
use desk::conversation::message::NewFile;
use desk::conversation::{self as verbs, Answering, Conversation, ConversationId, MAX_TEXT, Then, Way};
use desk::file::{keep_inbound, safe_name};
use desk::right::Right;
use desk::{Act, User, code};
use http::StatusCode;
use kernel::{Fault, OrgId, Text, TextRefused};
use serde::Deserialize;

use super::AppVisit;
use super::change::settle;
use super::composer::{Left, MAX_BYTES, MAX_FILES};
use super::pages::{Draft, Problem};
use super::show::{Place, again, redraw};
use crate::answer::{Answer, Refused};
use crate::form::Form;
use crate::once;
use crate::upload::{self, Limits, Uploaded};
use crate::web::Web;

/// The form of an answer.
pub(crate) struct Written(Uploaded);

const LIMITS: Limits = Limits { file_bytes: MAX_BYTES, files: 2 * MAX_FILES };
const REFUSED: (StatusCode, &str) = (StatusCode::UNPROCESSABLE_ENTITY, "inbox-said-refused");

impl FromRequest<Web> for Written {
    type Rejection = Refused;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Refused> {
        Ok(Self(Uploaded::read(request, web, &LIMITS).await?))
    }
}

/// The form of a note.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Remark {
    once: String,
    text: String,
}

pub(crate) async fn reply(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Written(form): Written,
) -> Answer {
    let id = place.id()?;
    // Asked before files are stored; the verb asks again.
    if !act.who().may(Right::Reply) {
        return Err(Fault::new(&code::MAY_NOT).into());
    }
    let then = then(&form);
    match receive(&mut act, &visit, form).await? {
        Ok(answering) => {
            let outcome = answer(&mut act, id, &answering, then).await;
            settle(act, &visit, id, outcome, "inbox-said-sent").await
        }
        Err(left) => {
            // The good files are stored, the answer is not.
            act.done(()).await?;
            redraw(&visit, id, REFUSED, left).await
        }
    }
}

pub(crate) async fn note(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Form(form): Form<Remark>,
) -> Answer {
    let id = place.id()?;
    let once = once::of_form(&visit.web, &form.once);
    match text(&form.text, false) {
        Ok(text) => {
            let outcome =
                async { act.open::<verbs::Note, Conversation>(id).await?.note(&mut act, &once, &text).await };
            let outcome = outcome.await;
            settle(act, &visit, id, outcome, "inbox-said-note").await
        }
        Err(problem) => {
            let left =
                Left::Note(Draft { once, text: form.text, problems: vec![problem], ..Draft::default() });
            again(act, &visit, id, REFUSED, left).await
        }
    }
}

fn then(form: &Uploaded) -> Then {
    match form.field("then") {
        "done" => Then::Done,
        "open" => Then::Open,
        _ => Then::Stays,
    }
}

async fn answer(
    act: &mut Act<User>,
    id: ConversationId,
    answering: &Answering,
    then: Then,
) -> Result<(), Fault> {
    act.open::<verbs::Answer, Conversation>(id).await?.answer(act, answering, then).await
}

/// Reads a form; what is wrong with it is named all at once, and its good files are kept.
async fn receive(
    act: &mut Act<User>,
    visit: &AppVisit,
    form: Uploaded,
) -> Result<Result<Answering, Left>, Fault> {
    let once = once::of_form(&visit.web, form.field("once"));
    let is_portal = form.field("channel") == "portal";
    let (typed, ticked) = (form.field("text").to_owned(), form.fields("kept"));
    let checked = if form.is_broken("text") {
        Err(Problem::at("text", "inbox-problem-text-broken"))
    } else {
        text(&typed, !form.files.is_empty() || !ticked.is_empty())
    };
    let (fresh, mut problems) = take_in(visit, act.org(), form.files).await?;
    let kept = upload::wanted(act, &once, &ticked).await?;
    let files: Vec<NewFile> = kept.iter().map(|staged| &staged.file).chain(&fresh).cloned().collect();
    problems.extend(too_much(&files));
    match checked {
        Ok(text) if problems.is_empty() => {
            let way = if is_portal { Way::Portal } else { Way::Email };
            Ok(Ok(Answering { once, text, html: None, files, way }))
        }
        checked => {
            problems.splice(0..0, checked.err());
            let kept_files = upload::keep(act, &once, kept, &fresh).await?;
            let draft = Draft { once, text: typed, kept_files, problems };
            Ok(Err(Left::Reply { draft, is_portal }))
        }
    }
}

/// Stores the files, whose type may be any, and names those that cannot be sent.
async fn take_in(
    visit: &AppVisit,
    org: OrgId,
    files: Vec<(String, Option<Vec<u8>>)>,
) -> Result<(Vec<NewFile>, Vec<Problem>), Fault> {
    let (mut taken, mut problems) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let key = match bytes {
            Some(bytes) if !bytes.is_empty() => {
                taken.push(keep_inbound(visit.web.desk(), org, &name, bytes).await?);
                continue;
            }
            Some(_) => "inbox-problem-file-empty",
            None => "inbox-problem-file-large",
        };
        problems.push(Problem::at("file", key).with("name", safe_name(&name)));
    }
    Ok((taken, problems))
}

/// What is wrong with all files together.
fn too_much(files: &[NewFile]) -> Vec<Problem> {
    let bytes: i64 = files.iter().map(|file| file.size).sum();
    let many = || Problem::at("file", "inbox-problem-files-many").with("max", MAX_FILES);
    let large = || Problem::at("file", "inbox-problem-files-large").with("max", MAX_BYTES / (1024 * 1024));
    let many = (files.len() > MAX_FILES).then(many);
    many.into_iter().chain((bytes > i64::try_from(MAX_BYTES).unwrap_or(i64::MAX)).then(large)).collect()
}

fn text(typed: &str, may_be_empty: bool) -> Result<Text<MAX_TEXT>, Problem> {
    match Text::new(typed) {
        Ok(text) if text.is_empty() && !may_be_empty => Err(Problem::at("text", "inbox-problem-empty")),
        Ok(text) => Ok(text),
        Err(TextRefused::TooLong(_)) => {
            Err(Problem::at("text", "inbox-problem-text-long").with("max", MAX_TEXT))
        }
        Err(TextRefused::Nul) => Err(Problem::at("text", "inbox-problem-text-broken")),
    }
}
