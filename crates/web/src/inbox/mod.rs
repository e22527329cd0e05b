//! The agents' face: the inbox and the way into it.

mod asked;
mod broken;
mod draw;
pub(crate) mod pages;
mod password;
mod said;
mod samples;
mod shell;
mod sign_in;
mod url;
mod visit;

pub(crate) use broken::broken;
pub(crate) use draw::draw_in;
pub(crate) use pages::PAGES;
pub(crate) use shell::Shell;
pub(crate) use visit::AppVisit;

use crate::face::Face;

/// The inbox's routes.
pub(crate) fn face(face: Face) -> Face {
    face.get(url::SIGN_IN, sign_in::show)
        .post(url::SIGN_IN, sign_in::enter)
        .post(url::SIGN_OUT, sign_in::leave)
        .get("/app/password/{token}", password::show)
        .post("/app/password/{token}", password::set)
}
