//! Custom Sign On (C2 to C5): out to the company's own login, and back with a token.

use axum::response::Response;
use desk::session::NewSession;
use desk::sign_on::{ATTEMPT_SECONDS, Attempt, Confirmation, Presented, SignedOn};
use desk::{Act, Public, View, code};
use http::StatusCode;
use identity::{SIGN_ON_SECONDS, tracking_token};
use kernel::{Fault, Language, base_codes};

use super::login;
use super::pages::LoginConfirm;
use crate::answer::{Answer, redirect, see_other};
use crate::cookie;
use crate::page::draw;
use crate::url;
use crate::visit::{Visit, expect};

/// Out to the company's login, from the page that has codes as well.
pub(crate) async fn leave(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    expect(visit.site.portal.my_conversations)?;
    out(&visit)
}

/// Out to the company's login, with the way back.
pub(super) fn out(visit: &Visit) -> Answer {
    let portal = &visit.site.portal;
    let login = portal.sign_on_url.as_ref().filter(|_| portal.sign_on);
    let login = login.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let (attempt, origin) = (Attempt::begin(visit.web.desk(), &visit.site), &visit.site.origin);
    let back = visit.referral();
    // As the company's site knows it: whole, wherever the visitor was.
    let back = if back.starts_with('/') { format!("{origin}{back}") } else { back };
    let back = format!("{origin}{}", url::login(&back));
    let pairs =
        format!("trackingToken={}&kustomerRedirectUri={}", tracking_token(&attempt.id), url::value(&back));
    let answer = redirect(StatusCode::FOUND, &login.with(&pairs));
    Ok(cookie::set(answer, origin, (cookie::ATTEMPT, &attempt.cookie), ATTEMPT_SECONDS))
}

/// Back, with a token.
pub(super) async fn come(mut act: Act<Public>, visit: &Visit, token: &str) -> Answer {
    let attempt = visit.cookies.get(&visit.site.origin, cookie::ATTEMPT);
    let is_under_way = |cookie: &str| Attempt::is_under_way(visit.web.desk(), &visit.site, cookie);
    let presented = Presented {
        token,
        is_doubled: visit.came.is_doubled,
        was_sent_out: attempt.is_some_and(is_under_way),
        language: &visit.language,
        browser: &visit.browser(),
    };
    let outcome = act.sign_on(&presented).await?;
    answer(act, visit, outcome).await
}

/// Whether somebody is to be signed in whom nobody sent out.
pub(crate) async fn ask(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    expect(visit.site.portal.my_conversations)?;
    let Ok(waiting) = waiting(&visit) else { return Ok(see_other(&url::login(&visit.referral()))) };
    let page = LoginConfirm {
        address: waiting.address().to_owned(),
        action_url: url::sign_on_confirm(&visit.referral()),
        cancel_url: url::home(&visit.language),
    };
    Ok(draw(&visit, None, &page)?)
}

/// The browser's owner agrees.
pub(crate) async fn confirm(mut act: Act<Public>, visit: Visit) -> Answer {
    expect(visit.site.portal.my_conversations)?;
    let waiting = waiting(&visit).map_err(|_| Fault::new(&code::LINK_OVER))?;
    let outcome = act.confirm_sign_on(&waiting, &visit.language, &visit.browser()).await?;
    let answer = answer(act, &visit, outcome).await?;
    Ok(cookie::remove(answer, &visit.site.origin, cookie::CONFIRMATION))
}

/// The page of refused tokens, at an address without one.
pub(crate) async fn refused(view: View<Public>) -> Answer {
    view.close();
    Err(Fault::new(&code::SIGN_ON_REFUSED).into())
}

async fn answer(act: Act<Public>, visit: &Visit, outcome: SignedOn) -> Answer {
    match outcome {
        SignedOn::Begun { session, language } => {
            act.done(()).await?;
            Ok(signed_on(visit, &session, language.as_ref()))
        }
        SignedOn::Already => Ok(see_other(&visit.referral())),
        SignedOn::Asks(waiting) => {
            let sealed = waiting.seal(visit.web.desk(), &visit.site)?;
            let answer = see_other(&url::sign_on_confirm(&visit.referral()));
            Ok(cookie::set(answer, &visit.site.origin, (cookie::CONFIRMATION, &sealed), SIGN_ON_SECONDS))
        }
        SignedOn::Refused(refusal) => {
            drop(act);
            Err(visit.web.desk().refuse_sign_on(&visit.site, refusal, &visit.network).await.into())
        }
    }
}

fn signed_on(visit: &Visit, session: &NewSession, language: Option<&Language>) -> Response {
    let answer = login::signed_in(visit, session, &visit.lead_on(visit.referral(), language));
    cookie::remove(answer, &visit.site.origin, cookie::ATTEMPT)
}

/// What waits in this browser.
fn waiting(visit: &Visit) -> Result<Confirmation, Fault> {
    let sealed = visit.cookies.get(&visit.site.origin, cookie::CONFIRMATION).unwrap_or_default();
    Confirmation::open(visit.web.desk(), &visit.site, sealed)
}
