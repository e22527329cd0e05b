//! The first Administrator comes in by a link of the console (TH24). Looking at it uses nothing up.

use axum::extract::Path;
use desk::session::NewPassword;
use desk::user::{First, MAX_NAME, UserName};
use desk::{Act, AppPublic, View, code};
use http::StatusCode;
use identity::Token;
use kernel::{EmailAddress, Fault, Secret};
use serde::Deserialize;

use super::draw::draw_in;
use super::pages::{FirstAdministrator, Problem};
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
    email: String,
    password: String,
    again: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit, Path(token): Path<String>) -> Answer {
    let looked = match Token::parse(&token) {
        Some(link) => view.look_console_link(&link).await,
        None => Err(Fault::new(&code::LINK_OVER)),
    };
    view.close();
    match looked {
        Ok(()) => draw(&visit, StatusCode::OK, Typed::default().page(&token, Vec::new())).await,
        Err(fault) => over(&visit, fault).await,
    }
}

pub(crate) async fn begin(
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

/// Uses the link, or gives the page back with what is wrong. Who has no good link is not told what would be.
async fn store(visit: &AppVisit, token: &str, typed: Typed) -> Result<Option<FirstAdministrator>, Fault> {
    let link = Token::parse(token).ok_or_else(|| Fault::new(&code::LINK_OVER))?;
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

async fn over(visit: &AppVisit, fault: Fault) -> Answer {
    if fault.is(&code::LINK_OVER) {
        draw(visit, StatusCode::UNAUTHORIZED, gone()).await
    } else {
        Err(fault.into())
    }
}

async fn draw(visit: &AppVisit, status: StatusCode, page: FirstAdministrator) -> Answer {
    let shell = Shell::of_nobody(visit, &visit.org_title().await?, None);
    Ok(draw_in(status, visit, &shell, &page)?)
}
