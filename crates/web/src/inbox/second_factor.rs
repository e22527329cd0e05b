//! The second factor, asked for after the password (R2). Until it is shown there is no session.

use desk::{Act, AppPublic, View, code};
use http::StatusCode;
use identity::Token;
use kernel::Fault;
use serde::Deserialize;

use super::draw::draw_in;
use super::pages::{Problem, SecondFactor};
use super::shell::Shell;
use super::sign_in::{draw_refused, entered, return_to, too_often};
use super::{AppVisit, said, url};
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::form::Form;

/// What the page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    code: String,
    #[serde(rename = "return")]
    back: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit) -> Answer {
    let org = view.organization().await?.title;
    let is_halfway = match half(&visit) {
        Some(half) => view.is_half_signed_in(&half).await?,
        None => false,
    };
    view.close();
    let back = return_to(&visit, &visit.asked.back);
    if !is_halfway {
        return Ok(see_other(&url::sign_in(&back)));
    }
    let shell = Shell::of_nobody(&visit, &org, None);
    Ok(draw_in(StatusCode::OK, &visit, &shell, &page(&back, Vec::new()))?)
}

pub(crate) async fn enter(act: Act<AppPublic>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    act.done(()).await?;
    let back = return_to(&visit, &typed.back);
    let shown = match half(&visit) {
        Some(half) => {
            let desk = visit.web.desk();
            desk.enter_second_factor(&visit.host, (&half, &typed.code), &visit.browser()).await
        }
        None => Err(Fault::new(&code::SIGN_IN_OVER)),
    };
    match shown {
        Ok(session) => {
            let answer = entered(&visit, &session, &back).await?;
            Ok(cookie::remove(answer, &visit.host.origin, cookie::HALF))
        }
        Err(fault) => refuse(&visit, &back, fault).await,
    }
}

async fn refuse(visit: &AppVisit, back: &str, fault: Fault) -> Answer {
    if fault.is(&code::SIGN_IN_OVER) {
        let again = cookie::remove(see_other(&url::sign_in(back)), &visit.host.origin, cookie::HALF);
        return Ok(said::say(again, visit, "inbox-said-sign-in-over"));
    }
    let wait = fault.retry_after_seconds();
    let problem = match wait {
        Some(seconds) => too_often(seconds),
        None if fault.is(&code::SECOND_FACTOR_WRONG) => Problem::at("code", fault.code().text_key),
        None => return Err(fault.into()),
    };
    draw_refused(visit, wait, &page(back, vec![problem])).await
}

/// What the browser's cookie holds.
fn half(visit: &AppVisit) -> Option<Token> {
    visit.cookies.get(&visit.host.origin, cookie::HALF).and_then(Token::parse)
}

fn page(back: &str, problems: Vec<Problem>) -> SecondFactor {
    SecondFactor {
        action: url::SECOND_FACTOR.to_owned(),
        return_to: back.to_owned(),
        sign_in_url: url::sign_in(back),
        problems,
    }
}
