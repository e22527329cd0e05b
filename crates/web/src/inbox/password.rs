//! Setting a password through a link (R2). Looking at the link uses nothing up.

use axum::extract::Path;
use desk::session::NewPassword;
use desk::{Act, AppPublic, View};
use identity::{PasswordRefused, check_password};
use kernel::{EmailAddress, Fault, Secret};
use serde::Deserialize;

use super::pages::{Problem, SetPassword};
use super::{AppVisit, by_link, url};
use crate::answer::Answer;
use crate::form::Form;

/// The fewest characters of a password, as the page says it.
pub(super) const LEAST: usize = 10;

/// What the page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
    again: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit, Path(token): Path<String>) -> Answer {
    let email = match by_link::link(&token) {
        Ok(link) => view.look_password_link(&link).await,
        Err(fault) => Err(fault),
    };
    view.close();
    by_link::show(&visit, email.map(|email| page(&token, &email, Vec::new())), over()).await
}

pub(crate) async fn set(
    act: Act<AppPublic>,
    visit: AppVisit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    act.done(()).await?;
    by_link::answer(&visit, store(&visit, &token, typed).await, ("inbox-said-password", over())).await
}

/// Sets the password, or gives the page back with what is wrong with it.
async fn store(visit: &AppVisit, token: &str, typed: Typed) -> Result<Option<SetPassword>, Fault> {
    let link = by_link::link(token)?;
    let view = visit.web.desk().view_app(&visit.host).await?;
    let email = view.look_password_link(&link).await;
    view.close();
    let email = email?;
    let new = NewPassword { link, password: Secret::new(typed.password), again: Secret::new(typed.again) };
    if let Some(problem) = problem(&new, &email) {
        return Ok(Some(page(token, &email, vec![problem])));
    }
    visit.web.desk().set_password(&visit.host, new).await.map(|()| None)
}

/// What the product would refuse, named more exactly than its code does.
pub(super) fn problem(new: &NewPassword, email: &EmailAddress) -> Option<Problem> {
    match check_password(&new.password, email) {
        Err(PasswordRefused::TooShort) => {
            Some(Problem::at("password", "inbox-problem-password-short").with("min", LEAST))
        }
        Err(PasswordRefused::TooLong) => Some(Problem::at("password", "inbox-problem-password-long")),
        Err(PasswordRefused::IsAddress | PasswordRefused::Common) => {
            Some(Problem::at("password", "inbox-problem-password-common"))
        }
        Ok(()) if new.password.reveal() != new.again.reveal() => {
            Some(Problem::at("again", "inbox-problem-password-differs"))
        }
        Ok(()) => None,
    }
}

fn page(token: &str, email: &EmailAddress, problems: Vec<Problem>) -> SetPassword {
    SetPassword {
        valid: true,
        action: url::password(token),
        token: token.to_owned(),
        email: email.to_string(),
        problems,
        ..over()
    }
}

/// The link is used, replaced or over.
fn over() -> SetPassword {
    SetPassword {
        valid: false,
        action: String::new(),
        token: String::new(),
        email: String::new(),
        min_length: LEAST,
        sign_in_url: url::SIGN_IN.to_owned(),
        problems: Vec::new(),
    }
}
