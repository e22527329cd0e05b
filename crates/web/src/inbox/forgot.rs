//! A forgotten password (R2): asked for here, set through the link that comes by mail. The answer is the same whoever the
//! address belongs to (TH18).

use desk::session::{PASSWORD_MINUTES, PasswordAsking};
use desk::{Act, AppPublic, View, code};
use http::StatusCode;
use kernel::EmailAddress;
use serde::Deserialize;

use super::draw::draw_in;
use super::pages::{Forgot, Problem};
use super::shell::Shell;
use super::sign_in::{draw_refused, too_often};
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;

/// What the page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    email: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit) -> Answer {
    let org = view.organization().await?.title;
    view.close();
    let shell = Shell::of_nobody(&visit, &org, None);
    Ok(draw_in(StatusCode::OK, &visit, &shell, &page("", Vec::new()))?)
}

pub(crate) async fn ask(mut act: Act<AppPublic>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    let Ok(address) = typed.email.parse::<EmailAddress>() else {
        let page = page(&typed.email, vec![Problem::at("email", "inbox-problem-email")]);
        return draw_refused(&visit, None, &page).await;
    };
    let (language, origin) = (visit.language(None), visit.host.origin.clone());
    let asking = PasswordAsking { address, language, origin, network: visit.network() };
    match act.ask_password(&asking).await {
        Ok(()) => Ok(said::say(act.done(see_other(url::SIGN_IN)).await?, &visit, "inbox-said-forgot")),
        Err(fault) if fault.is(&code::TOO_OFTEN) => {
            drop(act);
            let wait = fault.retry_after_seconds();
            let page = page(&typed.email, wait.map(too_often).into_iter().collect());
            draw_refused(&visit, wait, &page).await
        }
        Err(fault) => Err(fault.into()),
    }
}

fn page(email: &str, problems: Vec<Problem>) -> Forgot {
    Forgot {
        action: url::FORGOT.to_owned(),
        email: email.to_owned(),
        minutes: PASSWORD_MINUTES,
        sign_in_url: url::SIGN_IN.to_owned(),
        problems,
    }
}
