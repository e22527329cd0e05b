//! A look at the whole site with a theme that is not published, for whoever was given a link to it (T1).

use axum::extract::Path;
use desk::{Public, View};
use kernel::{Fault, base_codes};

use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::face::Face;
use crate::url;
use crate::visit::Visit;

/// For how long a browser remembers, in seconds; the link itself may be over sooner.
const REMEMBERED: i64 = 24 * 60 * 60;
/// The bar says that this is a preview; themes have no say in how it looks.
const SHEET: &str = "css/preview-bar.css";

/// The routes of such a look.
pub(super) fn face(face: Face) -> Face {
    face.get("/look/{link}", begin).get("/look", end)
}

/// From here on this browser sees the theme of the link, on every page.
pub(crate) async fn begin(view: View<Public>, visit: Visit, Path(link): Path<String>) -> Answer {
    view.close();
    let known = visit.web.desk().previewed_look(&visit.site, &link);
    known.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let answer = see_other(&url::home(&visit.language));
    Ok(cookie::set(answer, &visit.site.origin, (cookie::LOOK, &link), REMEMBERED))
}

/// Back to what everybody sees.
pub(crate) async fn end(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    let answer = see_other(&url::home(&visit.language));
    Ok(cookie::remove(answer, &visit.site.origin, cookie::LOOK))
}

/// A page with the bar that says what is looked at, and leads back.
pub(crate) fn with_bar(visit: &Visit, page: &str) -> String {
    let (app, texts) = (visit.web.app(), &visit.web.looks().bundled().texts);
    let say = |key| texts.text(visit.language.as_str(), key, &[]);
    let sheet = app.assets.url(SHEET).unwrap_or_default();
    let (head, rest) = page.split_once("</head>").unwrap_or((page, ""));
    let (body, rest) =
        rest.split_at(rest.find("<body").and_then(|at| Some(at + rest[at..].find('>')? + 1)).unwrap_or(0));
    format!(
        "{head}<link rel=\"stylesheet\" href=\"{sheet}\"></head>{body}<aside class=\"portico-preview\"><p>{}</p>\
         <a href=\"/look\">{}</a></aside>{rest}",
        say("look-preview"),
        say("look-end"),
    )
}
