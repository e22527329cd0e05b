//! A link by which a colleague sees the whole site with what was saved last.

use axum::extract::Path;
use desk::theme::ThemeId;
use desk::{Act, User};
use http::StatusCode;
use kernel::{Fault, base_codes};

use super::super::draw::draw;
use super::draw::editor;
use super::edit::Sent;
use super::preview::framing;
use crate::answer::Answer;
use crate::form::{Form, Pairs};
use crate::inbox::AppVisit;

pub(crate) async fn make(
    act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    drop(act);
    let typed = Sent::read(&visit, id, &sent).await?;
    let view = visit.view().await?;
    let link = match view.theme_link(&typed.found.managed) {
        Ok(link) => link,
        Err(fault) => {
            view.close();
            return typed.refuse(&visit, fault, "settings-theme-no-link").await;
        }
    };
    let host = view.host_of(typed.found.managed.theme.kb).await?;
    let user = view.close();
    let origin = host.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?.origin;
    let mut page = editor(&typed.found, &typed.values, &typed.shown, typed.problems.clone());
    page.head.link = Some(format!("{origin}/look/{link}"));
    Ok(framing(draw(StatusCode::OK, &visit, &user, &page)?)?)
}
