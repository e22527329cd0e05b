//! Joining through an invitation (R2). Looking at the link uses nothing up.

use axum::extract::Path;
use desk::session::NewPassword;
use desk::user::{Invited, MAX_NAME};
use desk::{Act, AppPublic, View};
use kernel::{Fault, Secret};
use serde::Deserialize;

use super::pages::{Join, Problem};
use super::password::{LEAST, problem};
use super::{AppVisit, by_link, url};
use crate::answer::Answer;
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
    let invited = match by_link::link(&token) {
        Ok(link) => view.look_invitation(&link).await,
        Err(fault) => Err(fault),
    };
    view.close();
    let shown = invited.map(|invited| page(&token, &invited, (invited.name.clone(), Vec::new())));
    by_link::show(&visit, shown, gone()).await
}

pub(crate) async fn join(
    act: Act<AppPublic>,
    visit: AppVisit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    act.done(()).await?;
    by_link::answer(&visit, store(&visit, &token, typed).await, ("inbox-said-joined", gone())).await
}

/// Uses the link, or gives the page back with what is wrong.
async fn store(visit: &AppVisit, token: &str, typed: Typed) -> Result<Option<Join>, Fault> {
    let link = by_link::link(token)?;
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
