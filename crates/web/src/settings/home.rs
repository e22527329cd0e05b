//! The first page of the settings: what there is.

use desk::{User, View};
use http::StatusCode;

use super::draw::draw;
use super::pages::Home;
use crate::answer::Answer;
use crate::inbox::AppVisit;

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let user = view.close();
    Ok(draw(StatusCode::OK, &visit, &user, &Home {})?)
}
