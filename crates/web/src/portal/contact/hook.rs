//! The hook of a form: what hand-written HTML of any site posts to, as a form of either kind or as JSON (K6). It is nobody's
//! session: whoever is signed in here sends as a stranger, so that no other site can write in their name (TH32).

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Request};
use axum::response::{IntoResponse, Response};
use desk::form::{Sending, ShownForm, Way};
use desk::kb::Origin;
use desk::{Act, Public};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::{Fault, base_codes};
use serde_json::{Map, Value, json};

use super::draw;
use super::typed::{Refusal, Typed};
use crate::answer::{Answer, Refused, see_other};
use crate::form::{Form, Pairs, fits};
use crate::once;
use crate::page::draw_at;
use crate::portal::pages::Problem;
use crate::portal::reader::Reader;
use crate::upload::{MAX_TEXTS, Uploaded, weight};
use crate::url;
use crate::visit::{Visit, expect};
use crate::web::Web;

/// The most bytes of JSON, as api.md has them for hooks.
const MOST_JSON: usize = 400 * 1024;
/// A field that people do not see and programs fill.
const TRAP: &str = "website";

const JSON: &str = "application/json";

/// Whether it is a program's, which is answered in kind.
pub(crate) fn is_json(headers: &HeaderMap) -> bool {
    media_type(headers) == JSON
}

fn media_type(headers: &HeaderMap) -> &str {
    let told = headers.get(header::CONTENT_TYPE).and_then(|told| told.to_str().ok());
    told.unwrap_or_default().split(';').next().unwrap_or_default().trim()
}

/// What a program sent to another address of the hook, taken as if it had come to the form's own host.
pub(crate) async fn take_json(web: &Web, origin: &Origin, (hash, request): (String, Request)) -> Answer {
    let (mut parts, body) = request.into_parts();
    parts.extensions.insert(web.desk().place(&origin.host).await?);
    let visit = Visit::read(&parts, web).await?;
    let act = Act::<Public>::from_request_parts(&mut parts, web).await?;
    let hooked = Hooked::from_request(Request::from_parts(parts, body), web).await?;
    take(act, visit, Path(hash), hooked).await
}

/// What came, in whatever shape.
pub(super) struct Hooked {
    fields: BTreeMap<String, String>,
    files: Vec<(String, Option<Vec<u8>>)>,
    is_json: bool,
}

impl FromRequest<Web> for Hooked {
    type Rejection = Refused;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Refused> {
        match media_type(request.headers()) {
            JSON => Self::of_json(request, web).await,
            "multipart/form-data" => {
                let uploaded = Uploaded::from_request(request, web).await?;
                let (fields, files) = uploaded.into_parts()?;
                Ok(Self { fields, files, is_json: false })
            }
            _ => {
                let Form(pairs) = Form::<Pairs>::from_request(request, web).await?;
                Self::of_pairs(pairs.into_map())
            }
        }
    }
}

impl Hooked {
    /// No more than a page can hold that shows it again, as with files.
    fn of_pairs(fields: BTreeMap<String, String>) -> Result<Self, Refused> {
        if fields.values().map(|text| weight(text)).sum::<usize>() > MAX_TEXTS {
            return Err(Fault::new(&base_codes::TOO_LARGE).because("the texts are too long").into());
        }
        Ok(Self { fields, files: Vec::new(), is_json: false })
    }

    async fn of_json(mut request: Request, web: &Web) -> Result<Self, Refused> {
        fits(request.headers(), MOST_JSON)?;
        DefaultBodyLimit::max(MOST_JSON).apply(&mut request);
        let broken = |cause: String| Refused::from(Fault::new(&base_codes::INVALID).because(cause));
        let sent = Json::<Map<String, Value>>::from_request(request, web).await;
        let Json(sent) = sent.map_err(|refusal| match refusal.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Fault::new(&base_codes::TOO_LARGE).because(refusal).into(),
            _ => broken(refusal.to_string()),
        })?;
        let text = |value: Value| match value {
            Value::String(text) => Some(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            Value::Null => Some(String::new()),
            Value::Array(_) | Value::Object(_) => None,
        };
        let fields = sent.into_iter().map(|(name, value)| Some((name, text(value)?)));
        let fields: Option<BTreeMap<String, String>> = fields.collect();
        let fields = fields.ok_or_else(|| broken("a field is no text".to_owned()))?;
        Ok(Self { fields, files: Vec::new(), is_json: true })
    }

    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// A program's own key, so that it can try again. A page's is whoever's copied it was, and of all who fill that page.
    fn once(&self, visit: &Visit) -> String {
        once::of_form(&visit.web, if self.is_json { self.field("once") } else { "" })
    }

    /// As a page of the form would have it, so that what is refused can be mended there and sent once, under a key of its own.
    fn typed(&self, visit: &Visit, shown: &ShownForm) -> Typed {
        let mut typed = Typed::fresh(visit, shown);
        self.field("email").clone_into(&mut typed.answers.address);
        self.field("name").clone_into(&mut typed.answers.name);
        typed.answers.values.clone_from(&self.fields);
        typed
    }
}

pub(super) async fn take(act: Act<Public>, visit: Visit, Path(hash): Path<String>, hooked: Hooked) -> Answer {
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let shown = view.form(&hash, &visit.language).await;
    view.close();
    let shown = shown?;
    expect(shown.form.manner.is_hooked)?;
    let (is_json, back) = (hooked.is_json, back(&visit, &shown, hooked.field("return")));
    // A program that fills everything believes that it was heard.
    let is_trapped = !hooked.field(TRAP).is_empty();
    let mut typed = hooked.typed(&visit, &shown);
    let refusal = if is_trapped { None } else { send(act, (&visit, &shown), &mut typed, hooked).await? };
    match refusal {
        None if is_json => Ok(told(StatusCode::ACCEPTED, &json!({ "status": "accepted" }))),
        None => Ok(see_other(&back)),
        Some(refusal) if is_json => Ok(refusal.on(told(refusal.status, &problems(&typed)))),
        Some(refusal) => again((&visit, &shown), typed, &refusal).await,
    }
}

/// Its page, as it was filled elsewhere.
async fn again((visit, shown): (&Visit, &ShownForm), mut typed: Typed, refusal: &Refusal) -> Answer {
    let act = visit.web.desk().act_public(visit.site.clone()).from(&visit.network);
    typed.keep(act).await?;
    let page = draw::page(visit, &Reader::Nobody, shown, typed);
    Ok(refusal.on(draw_at(refusal.status, visit, &Reader::Nobody, &page)?))
}

/// Sends it; how it is given back, where it is refused.
async fn send(
    act: Act<Public>,
    (visit, shown): (&Visit, &ShownForm),
    typed: &mut Typed,
    hooked: Hooked,
) -> Result<Option<Refusal>, Fault> {
    let once = hooked.once(visit);
    if let Err(fault) = typed.receive(act, (visit, shown), (hooked.files, &[])).await {
        return typed.refused(fault).map(Some);
    }
    let mut act = visit.web.desk().act_public(visit.site.clone()).from(&visit.network);
    let filled = match shown.fill(&typed.answers, None) {
        Ok(filled) if typed.problems.is_empty() => filled,
        filled => {
            typed.refuse(shown, filled.err().unwrap_or_default());
            return Ok(Some(Refusal::of_typed()));
        }
    };
    let (once, language, network) = (once.as_str(), &visit.language, &visit.network);
    let sending = Sending { once, language, network, way: Way::Hook, suggested: &[] };
    match act.send_form(shown, &filled, &sending).await {
        Ok(_) => act.done(None).await,
        Err(fault) => typed.refused(fault).map(Some),
    }
}

/// Where whoever sent it goes on: to one of the addresses that the form's settings name, or to our own word of thanks. No
/// other address is ever led to.
fn back(visit: &Visit, shown: &ShownForm, wanted: &str) -> String {
    let named = &shown.form.manner.returns;
    let known = named.iter().find(|address| *address == wanted).or(named.first());
    known.cloned().unwrap_or_else(|| url::form_done(&visit.language, &shown.path(), "sent"))
}

fn problems(typed: &Typed) -> Value {
    let one = |problem: &Problem| json!({ "field": problem.field, "problem": problem.key });
    json!({ "status": "refused", "problems": typed.problems.iter().map(one).collect::<Vec<_>>() })
}

/// An answer that a script of any site may read.
fn told(status: StatusCode, body: &Value) -> Response {
    let mut response = (status, Json(body)).into_response();
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after"),
        (header::CACHE_CONTROL, "no-store, private"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What a browser asks before a script of another site sends JSON (the CORS protocol of the Fetch standard). The same for
/// every form, whether it is there or not.
pub(super) async fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}
