//! Forms of the help centre (K6): filled at a page of their own, by whoever is signed in or nobody in particular, with and
//! without script.

mod done;
mod draw;
mod hook;
mod request;
mod send;
mod show;
mod typed;

use axum::Router;
use axum::extract::Path;
use axum::routing::options;
use desk::form::ShownForm;
use desk::page_path::PagePath;
use desk::{Public, View};
use http::{Method, StatusCode, Uri};
use kernel::Fault;
use serde::Deserialize;

use crate::answer::{Answer, redirect};
use crate::face::Face;
use crate::url;
use crate::visit::Visit;
use crate::web::Web;

pub(crate) use hook::{is_json, take_json};

/// The routes of forms.
pub(super) fn face(face: Face) -> Face {
    face.get("/contact/{form}", without_language)
        .get("/{language}/contact/{form}", show::show)
        .post("/{language}/contact/{form}", send::send)
        .get("/{language}/contact/{form}/sent", done::show)
        .get("/{language}/contact/{form}/requests/{link}", request::show)
        .post("/{language}/contact/{form}/requests/{link}", request::send)
        .get("/{language}/contact/{form}/requests/{link}/{article}", request::read)
        .post("/{language}/contact/{form}/requests/{link}/{article}", request::visit)
        .post("/{language}/contact/{form}/requests/{link}/{article}/closing", request::close)
        .post("/hooks/form/{form}", hook::take)
}

/// Answers what browsers ask before a script of another site sends a form. Shows nothing that a door guards.
pub(crate) fn preflight(router: Router<Web>) -> Router<Web> {
    ["/hooks/form/{form}", "/v1/hooks/form/{name}/{hash}", "/v1/hooks/form/{name}/{hash}/"]
        .into_iter()
        .fold(router, |router, hook| router.route(hook, options(hook::preflight)))
}

/// Whether any site may send this request: the hook of a form, which is nobody's session.
pub(crate) fn is_of_any_site(_: &Method, address: &Uri) -> bool {
    ["/hooks/form/", "/v1/hooks/form/"].iter().any(|hook| address.path().starts_with(hook))
}

/// The parameters of a form's address.
#[derive(Deserialize)]
pub(super) struct Place {
    language: String,
    form: String,
}

impl Place {
    /// The form, in the language of the path.
    async fn see(&self, view: &View<Public>, visit: &Visit) -> Result<ShownForm, Fault> {
        see(view, visit, (&self.language, &self.form)).await
    }
}

async fn see(view: &View<Public>, visit: &Visit, (language, form): (&str, &str)) -> Result<ShownForm, Fault> {
    visit.expect_language(language)?;
    let path: PagePath = form.parse()?;
    view.form(&path.hash, &visit.language).await
}

async fn without_language(view: View<Public>, visit: Visit, Path(form): Path<String>) -> Answer {
    let path: PagePath = form.parse()?;
    let shown = view.form(&path.hash, &visit.language).await?;
    view.close();
    Ok(redirect(StatusCode::FOUND, &url::form(&visit.language, &shown.path())))
}
