//! Writing to the customer, and remarking something inside.

use axum::Form;
use axum::extract::{FromRequest, Multipart, Path, Request};
use desk::conversation::message::NewFile;
use desk::conversation::{self as verbs, Answering, Conversation, ConversationId, MAX_TEXT, Way};
use desk::file::{keep_inbound, safe_name};
use desk::right::Right;
use desk::{Act, User, code};
use http::StatusCode;
use kernel::{Fault, OrgId, Text, TextRefused, base_codes};
use serde::Deserialize;

use super::AppVisit;
use super::change::settle;
use super::composer::{Left, MAX_BYTES, MAX_FILES};
use super::pages::{Draft, Problem};
use super::show::{Place, again};
use crate::answer::{Answer, Refused};
use crate::once;
use crate::upload::{Limits, Uploaded};
use crate::web::Web;

/// The form of an answer.
pub(crate) struct Written(Uploaded);

const LIMITS: Limits = Limits { file_bytes: MAX_BYTES, files: 2 * MAX_FILES };
const REFUSED: (StatusCode, &str) = (StatusCode::UNPROCESSABLE_ENTITY, "inbox-said-refused");

impl FromRequest<Web> for Written {
    type Rejection = Refused;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Refused> {
        let form = Multipart::from_request(request, web).await;
        let form = form.map_err(|refusal| Fault::new(&base_codes::INVALID).because(refusal))?;
        Ok(Self(Uploaded::read(form, &LIMITS).await?))
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
    let finishes = form.field("then") == "done";
    match receive(act.org(), &visit, form).await? {
        Ok(answering) => {
            let outcome = answer(&mut act, id, &answering, finishes).await;
            settle(act, &visit, id, outcome, "inbox-said-sent").await
        }
        Err(left) => again(act, &visit, id, REFUSED, left).await,
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
            let left = Left::Note(Draft { once, text: form.text, problems: vec![problem] });
            again(act, &visit, id, REFUSED, left).await
        }
    }
}

async fn answer(
    act: &mut Act<User>,
    id: ConversationId,
    answering: &Answering,
    finishes: bool,
) -> Result<(), Fault> {
    let conversation = act.open::<verbs::Answer, Conversation>(id).await?;
    if finishes {
        conversation.answer_and_finish(act, answering).await
    } else {
        conversation.answer(act, answering).await
    }
}

/// Reads a form; what is wrong with it is named all at once, and nothing is stored then.
async fn receive(org: OrgId, visit: &AppVisit, form: Uploaded) -> Result<Result<Answering, Left>, Fault> {
    let once = once::of_form(&visit.web, form.field("once"));
    let is_portal = form.field("channel") == "portal";
    let typed = form.field("text").to_owned();
    let checked = text(&typed, !form.files.is_empty());
    let mut problems = problems(&form.files);
    let text = match checked {
        Ok(text) if problems.is_empty() => text,
        checked => {
            problems.splice(0..0, checked.err());
            let draft = Draft { once, text: typed, problems };
            return Ok(Err(Left::Reply { draft, is_portal }));
        }
    };
    let mut files: Vec<NewFile> = Vec::new();
    for (name, bytes) in form.files {
        files.push(keep_inbound(visit.web.desk(), org, &name, bytes.unwrap_or_default()).await?);
    }
    let way = if is_portal { Way::Portal } else { Way::Email };
    Ok(Ok(Answering { once, text, html: None, files, way }))
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

/// What is wrong with files: too many, empty, or too large together. Any type may go.
fn problems(files: &[(String, Option<Vec<u8>>)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    if files.len() > MAX_FILES {
        problems.push(Problem::at("file", "inbox-problem-files-many").with("max", MAX_FILES));
    }
    let mut all = 0;
    for (name, bytes) in files {
        let size = bytes.as_ref().map_or(MAX_BYTES + 1, Vec::len);
        all += size;
        let key = match size {
            0 => "inbox-problem-file-empty",
            _ if all > MAX_BYTES => "inbox-problem-file-large",
            _ => continue,
        };
        problems.push(Problem::at("file", key).with("name", safe_name(name)));
    }
    problems
}
