//! Drawing a page of the settings.

use axum::response::Response;
use desk::User;
use http::StatusCode;
use kernel::Fault;
use theme::Page;

use super::section::sections;
use crate::inbox::{AppVisit, Flash, Shell, draw_in};

/// A page with the parts of the settings beside it, and with what it says once.
pub(super) fn draw<P: Page>(
    status: StatusCode,
    visit: &AppVisit,
    user: &User,
    page: &P,
) -> Result<Response, Fault> {
    let shell = Shell::of(visit, user, Flash::read(visit)).in_settings(sections(user, &visit.path));
    draw_in(status, visit, &shell, page)
}
