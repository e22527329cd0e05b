//! The first Administrator comes in by a link of the console (TH24). Looking at it uses nothing up.

use axum::extract::Path;
use desk::session::NewPassword;
use desk::user::{First, MAX_NAME, UserName};
use desk::{Act, AppPublic, View};
use identity::Token;
use kernel::{EmailAddress, Fault, Secret};
use serde::Deserialize;

use super::pages::{FirstAdministrator, Problem};
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
    email: String,
    password: String,
    again: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit, Path(token): Path<String>) -> Answer {
    let looked = match by_link::link(&token) {
        Ok(link) => view.look_console_link(&link).await,
        Err(fault) => Err(fault),
    };
    view.close();
    let shown = looked.map(|()| Typed::default().page(&token, Vec::new()));
    by_link::show(&visit, shown, gone()).await
}

pub(crate) async fn begin(
    act: Act<AppPublic>,
    visit: AppVisit,
    Path(token): Path<String>,
    Form(typed): Form<Typed>,
) -> Answer {
    act.done(()).await?;
    by_link::answer(&visit, store(&visit, &token, typed).await, ("inbox-said-joined", gone())).await
}

/// Uses the link, or gives the page back with what is wrong. Who has no good link is not told what would be.
async fn store(visit: &AppVisit, token: &str, typed: Typed) -> Result<Option<FirstAdministrator>, Fault> {
    let link = by_link::link(token)?;
    let view = visit.web.desk().view_app(&visit.host).await?;
    let looked = view.look_console_link(&link).await;
    view.close();
    looked?;
    match typed.parsed(link) {
        Ok((first, new)) => {
            let added = visit.web.desk().add_first_administrator(&visit.host, &first, new).await;
            added.map(|()| None)
        }
        Err(problems) => Ok(Some(typed.page(token, problems))),
    }
}

impl Typed {
    fn parsed(&self, link: Token) -> Result<(First, NewPassword), Vec<Problem>> {
        let [password, again] = [&self.password, &self.again].map(|text| Secret::new(text.clone()));
        let new = NewPassword { link, password, again };
        let name = self.name.parse::<UserName>().map_err(|fault| name_problem(&fault, MAX_NAME));
        let email =
            self.email.parse::<EmailAddress>().map_err(|_| Problem::at("email", "inbox-problem-email"));
        let refused = email.as_ref().ok().and_then(|email| problem(&new, email));
        match (name, email, refused) {
            (Ok(name), Ok(email), None) => Ok((First { name, email }, new)),
            (name, email, refused) => Err(name.err().into_iter().chain(email.err()).chain(refused).collect()),
        }
    }

    fn page(self, token: &str, problems: Vec<Problem>) -> FirstAdministrator {
        FirstAdministrator {
            valid: true,
            action: url::first(token),
            name: self.name,
            email: self.email,
            problems,
            ..gone()
        }
    }
}

/// The link was used or replaced, or is over, or somebody administers already.
fn gone() -> FirstAdministrator {
    FirstAdministrator {
        valid: false,
        action: String::new(),
        name: String::new(),
        email: String::new(),
        min_length: LEAST,
        sign_in_url: url::SIGN_IN.to_owned(),
        problems: Vec::new(),
    }
}
