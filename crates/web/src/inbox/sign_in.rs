//! How users come in and go.

use axum::response::Response;
use desk::second_factor::NewHalf;
use desk::session::{NewSession, PasswordTry, SignIn as Outcome};
use desk::{Account, Act, AppPublic, View, code};
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, Secret};
use serde::Deserialize;

use super::draw::draw_in;
use super::pages::{GoOn, Problem, SignIn};
use super::said::{self, Flash};
use super::shell::Shell;
use super::{AppVisit, url};
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::form::Form;

/// What the page sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    email: String,
    password: String,
    #[serde(rename = "return")]
    back: String,
}

pub(crate) async fn show(view: View<AppPublic>, visit: AppVisit) -> Answer {
    let org = view.organization().await?.title;
    view.close();
    let shell = Shell::of_nobody(&visit, &org, Flash::read(&visit));
    Ok(draw_in(StatusCode::OK, &visit, &shell, &page(&return_to(&visit, &visit.asked.back), "", Vec::new()))?)
}

pub(crate) async fn enter(_: Act<AppPublic>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    let Ok(email) = typed.email.parse() else {
        return refuse(&visit, &typed, &Fault::new(&code::PASSWORD_WRONG)).await;
    };
    let tried = PasswordTry { email, password: Secret::new(typed.password.clone()) };
    match visit.web.desk().sign_in_user(&visit.host, tried, &visit.browser()).await {
        Ok(Outcome::Whole(session)) => entered(&visit, &session, &return_to(&visit, &typed.back)).await,
        Ok(Outcome::Half(half)) => Ok(half_entered(&visit, &half, &return_to(&visit, &typed.back))),
        Err(fault) if fault.is(&code::PASSWORD_WRONG) || fault.is(&code::TOO_OFTEN) => {
            refuse(&visit, &typed, &fault).await
        }
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn leave(mut act: Act<Account>, visit: AppVisit) -> Answer {
    act.log_out().await?;
    let mut left =
        act.done(cookie::remove(see_other(url::SIGN_IN), &visit.host.origin, cookie::USER)).await?;
    left.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(said::say(left, &visit, "inbox-said-signed-out"))
}

/// The page, where nobody is signed in or what was typed did not fit.
pub(super) fn page(return_to: &str, email: &str, problems: Vec<Problem>) -> SignIn {
    SignIn {
        action: url::SIGN_IN.to_owned(),
        return_to: return_to.to_owned(),
        email: email.to_owned(),
        forgot_url: url::FORGOT.to_owned(),
        problems,
    }
}

pub(super) fn return_to(visit: &AppVisit, wanted: &str) -> String {
    url::safe_return(wanted, &visit.host.origin).unwrap_or_else(|| url::HOME.to_owned())
}

pub(super) async fn entered(visit: &AppVisit, session: &NewSession, return_to: &str) -> Answer {
    let seconds = session.ends_at.millis_since(visit.web.desk().context().now()) / 1000;
    let cookie = (cookie::USER, session.token.reveal());
    let is_way_out = return_to.starts_with(url::ARTICLE_WINDOW);
    let answer = if is_way_out { go_on(visit, return_to).await? } else { see_other(return_to) };
    Ok(cookie::set(answer, &visit.host.origin, cookie, seconds))
}

/// What a form is answered with may lead nowhere but here (`form-action`), through however many redirects. Who is on the way
/// to another host therefore goes on from a page.
async fn go_on(visit: &AppVisit, address: &str) -> Result<Response, Fault> {
    let shell = Shell::of_nobody(visit, &visit.org_title().await?, None);
    let mut page = draw_in(StatusCode::OK, visit, &shell, &GoOn { url: address.to_owned() })?;
    let refresh = HeaderValue::from_str(&format!("0;url={address}")).map_err(Fault::internal)?;
    page.headers_mut().insert(header::REFRESH, refresh);
    Ok(page)
}

fn half_entered(visit: &AppVisit, half: &NewHalf, return_to: &str) -> Response {
    let seconds = half.ends_at.millis_since(visit.web.desk().context().now()) / 1000;
    let next = see_other(&url::second_factor(return_to));
    cookie::set(next, &visit.host.origin, (cookie::HALF, half.token.reveal()), seconds)
}

/// The page again, without the password. Which of the two was wrong is not told.
async fn refuse(visit: &AppVisit, typed: &Typed, fault: &Fault) -> Answer {
    let wait = fault.retry_after_seconds();
    let problem = wait.map_or_else(|| Problem::of_form("inbox-problem-sign-in"), too_often);
    let page = page(&return_to(visit, &typed.back), &typed.email, vec![problem]);
    draw_refused(visit, wait, &page).await
}

/// How long to wait.
pub(crate) fn too_often(seconds: i64) -> Problem {
    Problem::of_form("inbox-problem-too-often").with("minutes", (seconds + 59) / 60)
}

/// A form's page again: refused for what is in it, or until later.
pub(super) async fn draw_refused<P: theme::Page>(visit: &AppVisit, wait: Option<i64>, page: &P) -> Answer {
    let status = wait.map_or(StatusCode::UNPROCESSABLE_ENTITY, |_| StatusCode::TOO_MANY_REQUESTS);
    let shell = Shell::of_nobody(visit, &visit.org_title().await?, None);
    let mut response = draw_in(status, visit, &shell, page)?;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}
