//! Faults as answers, in one place: a page in the visitor's language, a way to sign in, an id for support.

use std::any::Any;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};
use kernel::{Fault, Kind};
use tracing::Level;

use crate::answer::{Refused, redirect, see_other};
use crate::inbox::{self, AppVisit};
use crate::page::{draw_at, draw_with};
use crate::portal::pages::{Broken, NotFound, NotSignedIn, Refused as Refusal, TooMany};
use crate::portal::reader::Reader;
use crate::url;
use crate::visit::Visit;
use crate::web::Web;

/// The pages that faults become, in the portal and in the inbox.
pub(crate) enum Page {
    SignIn,
    Forbidden,
    NotFound,
    TooMany,
    /// It cannot be taken as it is, and nobody made a mistake.
    Refused,
    /// Our mistake; the id on it is the id in the log.
    Broken,
}

/// What faults of one kind become.
pub(crate) struct Outcome {
    pub(crate) page: Page,
    pub(crate) status: StatusCode,
    level: Level,
}

impl Outcome {
    /// The one table of kinds. Only what somebody here must look at is an error in the log.
    pub(crate) fn of(kind: Kind) -> Self {
        let (page, status, level) = match kind {
            Kind::NotFound => (Page::NotFound, StatusCode::NOT_FOUND, Level::DEBUG),
            Kind::Forbidden => (Page::Forbidden, StatusCode::FORBIDDEN, Level::DEBUG),
            Kind::SignIn => (Page::SignIn, StatusCode::UNAUTHORIZED, Level::DEBUG),
            Kind::Invalid => (Page::Refused, StatusCode::UNPROCESSABLE_ENTITY, Level::DEBUG),
            Kind::Conflict => (Page::Refused, StatusCode::CONFLICT, Level::DEBUG),
            Kind::TooMany => (Page::TooMany, StatusCode::TOO_MANY_REQUESTS, Level::DEBUG),
            Kind::TooLarge => (Page::Refused, StatusCode::PAYLOAD_TOO_LARGE, Level::DEBUG),
            Kind::WrongType => (Page::Refused, StatusCode::UNSUPPORTED_MEDIA_TYPE, Level::DEBUG),
            Kind::Unavailable => (Page::Broken, StatusCode::SERVICE_UNAVAILABLE, Level::ERROR),
            Kind::Internal => (Page::Broken, StatusCode::INTERNAL_SERVER_ERROR, Level::ERROR),
        };
        Self { page, status, level }
    }

    /// Writes the fault into the log, under the id it answers.
    pub(crate) fn log(&self, web: &Web, fault: &Fault) -> String {
        let id = fault_id(web);
        if self.level == Level::ERROR {
            tracing::error!(fault_id = id, %fault, "a request failed");
        } else {
            tracing::debug!(fault_id = id, %fault, "a request was refused");
        }
        id
    }
}

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
    let Ok(visit) = Visit::of(&asked, &web).await else { return response };
    if response.status() == StatusCode::NOT_FOUND
        && is_look(&asked.method)
        && let Some(target) = led_on(&visit).await
    {
        return redirect(StatusCode::MOVED_PERMANENTLY, &target);
    }
    match fault {
        Some(fault) => page(&visit, &asked.method, asked.uri.path(), &fault).await,
        None => not_found(&visit).await,
    }
}

/// Where an address leads for which there is no page (K5).
async fn led_on(visit: &Visit) -> Option<String> {
    let path = visit.path.split('?').next()?;
    let view = visit.web.desk().view_public(visit.site.clone()).await.ok()?;
    let target = view.redirect(path).await.ok()?;
    view.close();
    target
}

fn is_look(method: &Method) -> bool {
    *method == Method::GET || *method == Method::HEAD
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
    let is_get = is_look(method);
    if fault.kind() == Kind::SignIn && is_get && is_led_to_login(path) {
        return see_other(&url::login(&visit.path));
    }
    let reader = reader(visit).await;
    let outcome = Outcome::of(fault.kind());
    let (status, fault_id) = (outcome.status, outcome.log(&visit.web, fault));
    let drawn = match outcome.page {
        Page::SignIn => draw_with(status, visit, None, &not_signed_in(visit, None)),
        Page::TooMany => draw_at(status, visit, &reader, &too_many(visit, is_get, fault)),
        Page::NotFound => draw_at(status, visit, &reader, &NotFound {}),
        Page::Forbidden | Page::Refused => draw_at(status, visit, &reader, &Refusal {}),
        Page::Broken => draw_at(status, visit, &reader, &Broken { fault_id }),
    };
    let drawn = drawn.unwrap_or_else(|fault| plain(&fault));
    let drawn = if visit.came.token.is_some() { away_from_token(visit, drawn) } else { drawn };
    retry_after(drawn, fault)
}

/// The token of a refused sign-on goes from the address bar, and into nobody's `Referer` (C5): the same page stands at an
/// address of its own.
fn away_from_token(visit: &Visit, mut response: Response) -> Response {
    if response.status() == StatusCode::UNAUTHORIZED {
        let clean = format!("0;url={}", url::refused(&visit.referral()));
        if let Ok(refresh) = HeaderValue::from_str(&clean) {
            response.headers_mut().insert(header::REFRESH, refresh);
        }
    }
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// Says when asking again makes sense, where the fault knows.
pub(crate) fn retry_after(mut response: Response, fault: &Fault) -> Response {
    if let Some(seconds) = fault.retry_after_seconds() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Sign-in pages themselves do not lead to the sign-in page again.
fn is_led_to_login(path: &str) -> bool {
    !path.starts_with("/login")
}

async fn not_found(visit: &Visit) -> Response {
    let reader = reader(visit).await;
    draw_at(StatusCode::NOT_FOUND, visit, &reader, &NotFound {}).unwrap_or_else(|fault| plain(&fault))
}

async fn reader(visit: &Visit) -> Reader {
    Reader::of(visit).await.unwrap_or(Reader::Nobody)
}

/// The 401 page, with what was written beside the way to sign in (A1, A7).
pub(crate) fn not_signed_in(visit: &Visit, text: Option<&str>) -> NotSignedIn {
    // What is posted below a conversation stands on its page.
    let is_login = visit.path.starts_with("/login");
    let back = if is_login {
        visit.referral()
    } else {
        visit.path.replacen("/messages", "", 1).replacen("/completion", "", 1)
    };
    NotSignedIn {
        reason: if is_login { "failed" } else { "ended" }.to_owned(),
        retry_url: visit.site.portal.my_conversations.then(|| url::login(&back)),
        text: text.map(str::to_owned),
    }
}

fn too_many(visit: &Visit, is_get: bool, fault: &Fault) -> TooMany {
    let seconds = fault.retry_after_seconds().unwrap_or(60);
    // A form cannot be asked for again, but the page it stands on can.
    let again = if is_get { &visit.path } else { "/login" };
    let has_page = is_get || visit.path.starts_with("/login");
    let retry_url = visit.own(again).filter(|_| has_page);
    TooMany { retry_minutes: (seconds + 59) / 60, retry_url }
}

fn fault_id(web: &Web) -> String {
    let bytes = web.desk().context().random.bytes::<4>();
    format!("{:08X}", u32::from_be_bytes(bytes))
}

/// When even the error page cannot be drawn.
pub(crate) fn plain(fault: &Fault) -> Response {
    tracing::error!(%fault, "an error page could not be drawn");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong.\n").into_response()
}
