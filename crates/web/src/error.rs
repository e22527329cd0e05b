//! Faults as answers, in one place: a page in the visitor's language, a way to sign in, an id for support.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use desk::Customer;
use http::{HeaderValue, Method, StatusCode, header};
use kernel::{Fault, Kind};

use crate::answer::{Refused, see_other};
use crate::inbox::{self, AppVisit};
use crate::page::draw_with;
use crate::portal::pages::{Broken, NotFound, NotSignedIn, TooMany};
use crate::portal::signed_in;
use crate::url;
use crate::visit::Visit;
use crate::web::Web;

/// Turns faults, and routes that are not there, into the face's pages.
pub(crate) async fn draw(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let response = next.run(Request::from_parts(parts, body)).await;
    let fault = response.extensions().get::<Arc<Fault>>().cloned();
    let is_missing = response.status() == StatusCode::NOT_FOUND && is_page(&response);
    if fault.is_none() && !is_missing {
        return response;
    }
    if let Some(app) = AppVisit::of_app(&asked, &web) {
        return inbox::broken(&app, &asked.method, fault.as_deref()).await;
    }
    let Ok(visit) = Visit::read(&asked, &web) else { return response };
    match fault {
        Some(fault) => page(&visit, &asked.method, asked.uri.path(), &fault).await,
        None => not_found(&visit).await,
    }
}

/// A panic is our mistake: logged, answered with 500, and the others go on.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub(crate) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Refused::from(Fault::internal(format!("panic: {}", text.unwrap_or("without words")))).into_response()
}

/// Whether nothing was written into the answer: axum's own 404, not an asset's.
fn is_page(response: &Response) -> bool {
    !response.headers().contains_key(header::CONTENT_TYPE)
}

async fn page(visit: &Visit, method: &Method, path: &str, fault: &Fault) -> Response {
    let is_get = *method == Method::GET || *method == Method::HEAD;
    if fault.kind() == Kind::SignIn && is_get && is_led_to_login(path) {
        return see_other(&url::login(&visit.path));
    }
    let customer = customer(visit).await;
    let drawn = match fault.kind() {
        Kind::SignIn => draw_with(StatusCode::UNAUTHORIZED, visit, None, &not_signed_in(visit, None)),
        Kind::TooMany => too_many(visit, customer.as_ref(), fault),
        Kind::NotFound => draw_with(StatusCode::NOT_FOUND, visit, customer.as_ref(), &NotFound {}),
        kind => broken(visit, customer.as_ref(), kind, fault),
    };
    drawn.unwrap_or_else(|fault| plain(&fault))
}

/// Sign-in pages themselves do not lead to the sign-in page again.
fn is_led_to_login(path: &str) -> bool {
    !path.starts_with("/login")
}

async fn not_found(visit: &Visit) -> Response {
    let customer = customer(visit).await;
    draw_with(StatusCode::NOT_FOUND, visit, customer.as_ref(), &NotFound {})
        .unwrap_or_else(|fault| plain(&fault))
}

async fn customer(visit: &Visit) -> Option<Customer> {
    let view = signed_in(visit).await.ok()??;
    Some(view.close().await)
}

/// The 401 page, with what was written beside the way to sign in (A1, A7).
pub(crate) fn not_signed_in(visit: &Visit, text: Option<&str>) -> NotSignedIn {
    let back = visit.path.split("/messages").next().unwrap_or("/");
    NotSignedIn {
        reason: if visit.path.starts_with("/login") { "failed" } else { "ended" }.to_owned(),
        retry_url: visit.site.portal.my_conversations.then(|| url::login(back)),
        text: text.map(str::to_owned),
    }
}

fn too_many(visit: &Visit, customer: Option<&Customer>, fault: &Fault) -> Result<Response, Fault> {
    let seconds = fault.retry_after_seconds().unwrap_or(60);
    let page = TooMany { retry_minutes: (seconds + 59) / 60, retry_url: None, text: None };
    let mut response = draw_with(StatusCode::TOO_MANY_REQUESTS, visit, customer, &page)?;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    Ok(response)
}

/// Faults that nobody can mend on the page. The id on it is the id in the log.
fn broken(visit: &Visit, customer: Option<&Customer>, kind: Kind, fault: &Fault) -> Result<Response, Fault> {
    let id = fault_id(&visit.web);
    tracing::error!(fault_id = id, %fault, "a request failed");
    let status = crate::answer::status(kind);
    let mut response = draw_with(status, visit, customer, &Broken { fault_id: id })?;
    if let Some(seconds) = fault.retry_after_seconds() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

pub(crate) fn fault_id(web: &Web) -> String {
    let bytes = web.desk().context().random.bytes::<4>();
    format!("{:08X}", u32::from_be_bytes(bytes))
}

/// When even the error page cannot be drawn.
pub(crate) fn plain(fault: &Fault) -> Response {
    tracing::error!(%fault, "an error page could not be drawn");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong.\n").into_response()
}
