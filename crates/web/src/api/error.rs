//! Faults as programs read them (api.md §1.6).

use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, Kind};
use serde_json::{Value, json};
use theme::Argument;

use super::envelope::json_of;
use crate::error::{Outcome, retry_after};
use crate::web::Web;

/// The language of the API's texts.
const LANGUAGE: &str = "en";

/// What faults of one kind are at the API: the stable code, and the title where it is not the fault's own text.
fn names(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::NotFound => ("notfound", Some("Not Found")),
        Kind::Forbidden => ("forbidden", Some("Forbidden")),
        // Clients look for `Expired token` in what they show.
        Kind::SignIn => ("unauthorized", None),
        Kind::Invalid => ("badparam", Some("Bad Request")),
        Kind::Conflict => ("conflict", Some("Conflict")),
        Kind::TooMany => ("ratelimit", Some("Too Many Requests")),
        Kind::TooLarge => ("toolarge", Some("Payload Too Large")),
        Kind::WrongType => ("unsupportedtype", Some("Unsupported Media Type")),
        Kind::Unavailable => ("unavailable", Some("Service Unavailable")),
        Kind::Internal => ("internal", Some("Internal Server Error")),
    }
}

/// The answer to a fault.
pub(super) fn of_fault(web: &Web, fault: &Fault) -> Response {
    let outcome = Outcome::of(fault.kind());
    let id = outcome.log(web, fault);
    let said = said(fault);
    let text = web.app().texts.text(LANGUAGE, fault.code().text_key, &said);
    let (name, title) = names(fault.kind());
    // What is wrong with the input is 422 on a page and 400 here.
    let status = if fault.kind() == Kind::Invalid { StatusCode::BAD_REQUEST } else { outcome.status };
    let mut meta = json!({ "reason": fault.code().name });
    if outcome.status.is_server_error() {
        meta["fault"] = id.into();
    }
    let mut answer = answer((status, name), title.unwrap_or(&text), (&text, meta));
    if fault.kind() == Kind::SignIn {
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    retry_after(answer, fault)
}

/// What the fault's own text names: a limit, or what is wrong with a theme.
fn said(fault: &Fault) -> Vec<(&'static str, Argument<'_>)> {
    let own = fault.problems().iter().filter(|problem| problem.code.name == fault.code().name);
    own.flat_map(|problem| &problem.values).map(|(name, value)| (*name, Argument::Text(value))).collect()
}

/// The answer where there is no such address.
pub(super) fn nothing_here(web: &Web) -> Response {
    of_fault(web, &Fault::new(&kernel::base_codes::NOT_FOUND))
}

/// The answer to another method than the address has; `Allow` stays beside it.
pub(super) fn other_method(allowed: Option<HeaderValue>) -> Response {
    let (title, text) = ("Method Not Allowed", "This address does not answer to this method.");
    let mut answer = answer((StatusCode::METHOD_NOT_ALLOWED, "methodnotallowed"), title, (text, json!({})));
    if let Some(allowed) = allowed {
        answer.headers_mut().insert(header::ALLOW, allowed);
    }
    answer
}

/// Both shapes that clients read: some look at `title` and `status`, others at `message`.
fn answer((status, code): (StatusCode, &str), title: &str, (text, meta): (&str, Value)) -> Response {
    let error = json!({
        "status": status.as_u16(),
        "code": code,
        "title": title,
        "detail": text,
        "message": text,
        "meta": meta,
    });
    let mut answer = json_of(&json!({ "errors": [error] }));
    *answer.status_mut() = status;
    answer
}
