//! Signing in by a mailed code (A2).

use axum::extract::Path;
use axum::response::Response;
use desk::session::{Asked, Asking, CODE_MINUTES, Entry, LinkSeen};
use desk::{Act, Public, View, code};
use http::StatusCode;
use identity::{Code, Token};
use kernel::{EmailAddress, Fault};
use serde::Deserialize;
use serde_json::json;

use super::pages::{Login, LoginLink, Problem};
use super::sign_on;
use crate::answer::{Answer, see_other};
use crate::cookie;
use crate::flash;
use crate::form::Form;
use crate::page::{draw, draw_with};
use crate::url;
use crate::visit::{Visit, expect};

/// What the sign-in pages are asked with and send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    #[serde(rename = "referralUrl")]
    referral_url: String,
    address: String,
    code: String,
    token: String,
}

/// The visit cookie outlives the code by far, so that a late one is told it is over.
const VISIT_SECONDS: i64 = 60 * 60;

/// The one address to begin at and to come back to. It acts only where a token came along.
pub(crate) async fn show(act: Act<Public>, visit: Visit) -> Answer {
    expect(visit.site.portal.my_conversations || visit.site.lets_team_in())?;
    if let Some(token) = &visit.came.token {
        return sign_on::come(act, &visit, token).await;
    }
    drop(act);
    if visit.site.portal.my_conversations && !visit.site.portal.takes_codes() {
        return sign_on::out(&visit);
    }
    let typed = Typed { referral_url: visit.came.referral.clone(), ..Typed::default() };
    Ok(draw(&visit, None, &address_page(&visit, &typed, mail_off(&visit)))?)
}

pub(crate) async fn ask(mut act: Act<Public>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    expect(visit.site.portal.takes_codes())?;
    if let Some(problem) = mail_off(&visit) {
        let page = address_page(&visit, &typed, Some(problem));
        return Ok(draw_with(StatusCode::SERVICE_UNAVAILABLE, &visit, None, &page)?);
    }
    let address =
        if typed.address.is_empty() { asked_before(&visit).await? } else { typed.address.parse().ok() };
    let Some(address) = address else { return Ok(refuse_address(&visit, &typed)?) };
    let asking = asking(&visit, address, &typed);
    let asked = act.ask_code(&asking).await?;
    let page = act.done(code_page(&asked, None)).await?;
    let answer = match typed.address.as_str() {
        "" => flash::now(&visit, &page, "flash-code-sent")?,
        _ => draw(&visit, None, &page)?,
    };
    let browser = asking.visit.reveal();
    Ok(cookie::set(answer, &visit.site.origin, (cookie::VISIT, browser), VISIT_SECONDS))
}

/// The wish for a code, bound to this browser.
fn asking(visit: &Visit, address: EmailAddress, typed: &Typed) -> Asking {
    let browser = visit.visit_token().unwrap_or_else(|| Token::new(&visit.web.desk().context().random));
    Asking {
        address,
        visit: browser,
        return_to: visit.return_to(&typed.referral_url),
        language: visit.language.clone(),
        network: visit.network.clone(),
    }
}

pub(crate) async fn enter(mut act: Act<Public>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    expect(visit.site.portal.takes_codes())?;
    let Some(browser) = visit.visit_token() else { return Ok(start_again(&visit, &typed)?) };
    let entry = match Code::parse(&typed.code) {
        Some(code) => act.enter_code(&browser, &code, &visit.browser()).await?,
        None => Entry::Wrong { left: 0 },
    };
    act.done(()).await?;
    match entry {
        Entry::SignedIn { session, return_to, language } => {
            Ok(signed_in(&visit, &session, &visit.lead_on(return_to, language.as_ref())))
        }
        Entry::Wrong { left } => Ok(refuse_code(&visit, &typed, left).await?),
        Entry::Spent => Ok(start_again(&visit, &typed)?),
    }
}

pub(crate) async fn look(view: View<Public>, visit: Visit, Path(token): Path<String>) -> Answer {
    expect(visit.site.portal.takes_codes())?;
    let link = Token::parse(&token).ok_or_else(over)?;
    let seen = view.look_link(&link, visit.visit_token().as_ref()).await?;
    view.close();
    let page = match seen {
        LinkSeen::SameBrowser { address } => LoginLink {
            same_browser: true,
            action_url: Some("/login/link".to_owned()),
            token: Some(token),
            address: Some(address.as_str().to_owned()),
            code: None,
        },
        LinkSeen::OtherBrowser { code } => {
            let (first, second) = code.reveal().split_at(3);
            let code = Some(format!("{first} {second}"));
            LoginLink { same_browser: false, action_url: None, token: None, address: None, code }
        }
        LinkSeen::Over => return Err(over().into()),
    };
    Ok(draw(&visit, None, &page)?)
}

pub(crate) async fn follow(mut act: Act<Public>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    expect(visit.site.portal.takes_codes())?;
    let (Some(browser), Some(link)) = (visit.visit_token(), Token::parse(&typed.token)) else {
        return Err(over().into());
    };
    let entry = act.enter_link(&browser, &link, &visit.browser()).await?;
    act.done(()).await?;
    match entry {
        Entry::SignedIn { session, return_to, language } => {
            Ok(signed_in(&visit, &session, &visit.lead_on(return_to, language.as_ref())))
        }
        Entry::Wrong { .. } | Entry::Spent => Err(over().into()),
    }
}

fn over() -> Fault {
    Fault::new(&code::LINK_OVER)
}

/// The new session's cookie, and on to where the customer was going.
pub(super) fn signed_in(visit: &Visit, session: &desk::session::NewSession, return_to: &str) -> Response {
    let seconds = session.ends_at.millis_since(visit.web.desk().context().now()) / 1000;
    let answer = see_other(return_to);
    let answer = cookie::remove(answer, &visit.site.origin, cookie::VISIT);
    cookie::set(answer, &visit.site.origin, (cookie::CUSTOMER, session.token.reveal()), seconds)
}

/// Where no mail leaves, no code would ever come: said to everybody alike (O4).
fn mail_off(visit: &Visit) -> Option<Problem> {
    visit.web.mail_is_off().then(|| Problem::of("form", &code::MAIL_OFF, &[]))
}

fn refuse_address(visit: &Visit, typed: &Typed) -> Result<Response, Fault> {
    let page = address_page(visit, typed, Some(Problem::of("address", &code::EMAIL_INVALID, &[])));
    draw_with(StatusCode::UNPROCESSABLE_ENTITY, visit, None, &page)
}

/// No living code in this browser: a new one is needed.
fn start_again(visit: &Visit, typed: &Typed) -> Result<Response, Fault> {
    let page = address_page(visit, typed, Some(Problem::of("form", &code::CODE_SPENT, &[])));
    draw_with(StatusCode::UNPROCESSABLE_ENTITY, visit, None, &page)
}

async fn refuse_code(visit: &Visit, typed: &Typed, left: i64) -> Result<Response, Fault> {
    match asked(visit).await? {
        Some(asked) => {
            let page =
                code_page(&asked, Some(Problem::of("code", &code::CODE_WRONG, &[("left", json!(left))])));
            draw_with(StatusCode::UNPROCESSABLE_ENTITY, visit, None, &page)
        }
        None => start_again(visit, typed),
    }
}

async fn asked(visit: &Visit) -> Result<Option<Asked>, Fault> {
    let Some(browser) = visit.visit_token() else { return Ok(None) };
    let view = visit.web.desk().view_public(visit.site.clone()).await?;
    let asked = view.asked(&browser).await?;
    view.close();
    Ok(asked)
}

async fn asked_before(visit: &Visit) -> Result<Option<EmailAddress>, Fault> {
    Ok(asked(visit).await?.map(|asked| asked.address))
}

fn address_page(visit: &Visit, typed: &Typed, problem: Option<Problem>) -> Login {
    let portal = &visit.site.portal;
    let step = if portal.my_conversations { "address" } else { "team" };
    let has_sign_on = portal.my_conversations && portal.sign_on;
    Login {
        step: step.to_owned(),
        address: typed.address.clone(),
        action_url: "/login".to_owned(),
        problems: problem.into_iter().collect(),
        resend_url: None,
        change_url: None,
        code_minutes: CODE_MINUTES,
        sign_on_url: has_sign_on.then(|| url::sign_on(&visit.return_to(&typed.referral_url))),
        team_url: visit.site.lets_team_in().then(|| url::team_login(&typed.referral_url)),
        referral_url: visit.return_to(&typed.referral_url),
    }
}

fn code_page(asked: &Asked, problem: Option<Problem>) -> Login {
    Login {
        step: "code".to_owned(),
        address: asked.address.as_str().to_owned(),
        action_url: "/login/code".to_owned(),
        referral_url: asked.return_to.clone(),
        problems: problem.into_iter().collect(),
        resend_url: Some("/login".to_owned()),
        change_url: Some(url::login(&asked.return_to)),
        code_minutes: CODE_MINUTES,
        sign_on_url: None,
        team_url: None,
    }
}
