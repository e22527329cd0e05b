//! Faults of the app as pages. They do not know the user.

use axum::response::Response;
use desk::code;
use http::{Method, StatusCode};
use kernel::{Fault, Kind};

use super::draw::draw_in;
use super::pages::{Broken, Forbidden, NotFound, Refused, SignIn};
use super::said::Flash;
use super::shell::Shell;
use super::{AppVisit, sign_in, url};
use crate::answer::see_other;
use crate::error::{Outcome, Page, plain, retry_after};

/// The app's page for a fault; without one, for a route that is not there.
pub(crate) async fn broken(visit: &AppVisit, method: &Method, fault: Option<&Fault>) -> Response {
    let org = visit.org_title().await.unwrap_or_else(|_| visit.host.origin.host.clone());
    if fault.is_some_and(|fault| fault.kind() == Kind::Forbidden) {
        note_refused(visit).await;
    }
    let drawn = match fault {
        Some(fault) if fault.is(&code::SECOND_FACTOR_DUE) => to_second_factor(visit, &org, method),
        Some(fault) if fault.kind() == Kind::SignIn => to_sign_in(visit, &org, method),
        Some(fault) => page(visit, &org, fault),
        None => not_found(visit, &org),
    };
    let drawn = drawn.unwrap_or_else(|fault| plain(&fault));
    match fault {
        Some(fault) => retry_after(drawn, fault),
        None => drawn,
    }
}

/// That somebody asked for what is not theirs to ask for stands in the audit log (R4).
async fn note_refused(visit: &AppVisit) {
    if let Ok(view) = visit.view().await {
        let path = visit.path.split('?').next().unwrap_or_default();
        visit.web.desk().note_refused(&view.close(), path, &visit.network());
    }
}

/// A page leads to the sign-in. A form does not, for what was typed in it is still in the browser.
fn to_sign_in(visit: &AppVisit, org: &str, method: &Method) -> Result<Response, Fault> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(see_other(&url::sign_in(&visit.path)));
    }
    let page: SignIn = sign_in::page(url::HOME, "", Vec::new());
    let shell = Shell::of_nobody(visit, org, Flash::of("inbox-said-session-over"));
    draw_in(StatusCode::UNAUTHORIZED, visit, &shell, &page)
}

/// Whoever is to set up a second factor and has none finds nothing else.
fn to_second_factor(visit: &AppVisit, org: &str, method: &Method) -> Result<Response, Fault> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(see_other(crate::settings::url::SECOND_FACTOR));
    }
    let page = Refused { home_url: crate::settings::url::SECOND_FACTOR.to_owned(), fault_id: None };
    draw_in(StatusCode::FORBIDDEN, visit, &Shell::of_nobody(visit, org, None), &page)
}

fn page(visit: &AppVisit, org: &str, fault: &Fault) -> Result<Response, Fault> {
    let outcome = Outcome::of(fault.kind());
    let (status, shell) = (outcome.status, Shell::of_nobody(visit, org, None));
    let (id, home_url) = (outcome.log(&visit.web, fault), url::HOME.to_owned());
    match outcome.page {
        Page::NotFound => not_found(visit, org),
        Page::Forbidden => draw_in(status, visit, &shell, &Forbidden { home_url, fault_id: None }),
        Page::Broken => draw_in(status, visit, &shell, &Broken { home_url, fault_id: Some(id) }),
        Page::SignIn | Page::TooMany | Page::Refused => {
            draw_in(status, visit, &shell, &Refused { home_url, fault_id: None })
        }
    }
}

fn not_found(visit: &AppVisit, org: &str) -> Result<Response, Fault> {
    let page = NotFound { home_url: url::HOME.to_owned(), fault_id: None };
    draw_in(StatusCode::NOT_FOUND, visit, &Shell::of_nobody(visit, org, None), &page)
}
