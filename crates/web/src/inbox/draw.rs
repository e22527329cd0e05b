//! Drawing a page of the app: rendered after the proof was turned into plain data.

use axum::response::{IntoResponse, Response};
use desk::User;
use http::{HeaderValue, StatusCode};
use kernel::Fault;
use theme::Page;

use super::AppVisit;
use super::said::{self, Flash};
use super::shell::Shell;
use crate::page::private;

/// A page for a signed-in user, with what it says once.
pub(super) fn draw_saying<P: Page>(
    status: StatusCode,
    visit: &AppVisit,
    user: &User,
    flash: Option<Flash>,
    page: &P,
) -> Result<Response, Fault> {
    draw_in(status, visit, &Shell::of(visit, user, flash), page)
}

/// A page in this shell: `no-store`, and no script but ours and the import map that leads to it.
pub(crate) fn draw_in<P: Page>(
    status: StatusCode,
    visit: &AppVisit,
    shell: &Shell,
    page: &P,
) -> Result<Response, Fault> {
    let app = visit.web.app();
    let text = app.engine.page(shell, page).map_err(Fault::internal)?;
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self' {}; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        app.assets.import_map_policy()
    );
    let policy = HeaderValue::from_str(&policy).map_err(Fault::internal)?;
    let mut response = private(text.into_response(), policy);
    *response.status_mut() = status;
    Ok(if shell.says_something() { said::said(response, visit) } else { response })
}
