//! Joining through an invitation (R2). Looking at the link uses nothing up.

use axum::extract::Path;
use desk::session::NewPassword;
use desk::user::{Invited, MAX_NAME};
use desk::{Act, AppPublic, View, code};
use http::StatusCode;
use identity::Token;
use kernel::{Fault, Secret};
use serde::Deserialize;

use super::draw::draw_in;
use super::pages::{Join, Problem};
use super::password::{LEAST, problem};
use super::shell::Shell;
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::settings::name_problem;

/// What the page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    password: String,
    again: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit, Path(token): Path<String>) -> Answer {
    let invited = match Token::parse(&token) {
        Some(link) => view.look_invitation(&link).await,
        None => Err(Fault::new(&code::LINK_OVER)),
    };
    view.close();
    match invited {
        Ok(invited) => {
            let name = invited.name.clone();
            draw(&visit, StatusCode::OK, page(&token, &invited, (name, Vec::new()))).await
        }
        Err(fault) => over(&visit, fault).await,
    }
}

pub(crate) async fn join(
    act: Act<AppPublic>,
    visit: AppVisit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    act.done(()).await?;
    match store(&visit, &token, typed).await {
        Ok(None) => Ok(said::say(see_other(url::SIGN_IN), &visit, "inbox-said-joined")),
        Ok(Some(refused)) => draw(&visit, StatusCode::UNPROCESSABLE_ENTITY, refused).await,
        Err(fault) => over(&visit, fault).await,
    }
}

/// Uses the link, or gives the page back with what is wrong.
async fn store(visit: &AppVisit, token: &str, typed: Typed) -> Result<Option<Join>, Fault> {
    let link = Token::parse(token).ok_or_else(|| Fault::new(&code::LINK_OVER))?;
    let view = visit.web.desk().view_app(&visit.host).await?;
    let invited = view.look_invitation(&link).await;
    view.close();
    let invited = invited?;
    let new = NewPassword { link, password: Secret::new(typed.password), again: Secret::new(typed.again) };
    let name = typed.name.parse().map_err(|fault: Fault| name_problem(&fault, MAX_NAME));
    match (name, problem(&new, &invited.email)) {
        (Ok(name), None) => visit.web.desk().accept_invitation(&visit.host, &name, new).await.map(|()| None),
        (name, password) => {
            let problems: Vec<Problem> = name.err().into_iter().chain(password).collect();
            Ok(Some(page(token, &invited, (typed.name, problems))))
        }
    }
}

fn page(token: &str, invited: &Invited, (name, problems): (String, Vec<Problem>)) -> Join {
    Join {
        valid: true,
        action: url::invitation(token),
        name,
        email: invited.email.to_string(),
        problems,
        ..gone()
    }
}

/// The link is used, withdrawn, replaced or over.
fn gone() -> Join {
    Join {
        valid: false,
        action: String::new(),
        name: String::new(),
        email: String::new(),
        min_length: LEAST,
        sign_in_url: url::SIGN_IN.to_owned(),
        problems: Vec::new(),
    }
}

async fn over(visit: &AppVisit, fault: Fault) -> Answer {
    if fault.is(&code::LINK_OVER) {
        draw(visit, StatusCode::UNAUTHORIZED, gone()).await
    } else {
        Err(fault.into())
    }
}

async fn draw(visit: &AppVisit, status: StatusCode, page: Join) -> Answer {
    let shell = Shell::of_nobody(visit, &visit.org_title().await?, None);
    Ok(draw_in(status, visit, &shell, &page)?)
}
