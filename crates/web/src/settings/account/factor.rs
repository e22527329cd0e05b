//! Setting a second factor up, its recovery codes, and turning it off.

use desk::second_factor::{NewCodes, Offer};
use desk::{Account, Act, View, code};
use http::StatusCode;
use identity::Code;
use kernel::{Fault, Secret};
use serde::Deserialize;

use super::super::pages::{FactorOffer, RecoveryCodes, SetUpFactor};
use super::super::url;
use super::draw_account;
use super::picture::picture;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, Flash, Shell, draw_in, said, too_often, url as inbox_url};

/// A code of the app.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Shown {
    code: String,
}

/// The password once more.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    password: String,
}

pub(crate) async fn show(view: View<Account>, visit: AppVisit) -> Answer {
    draw_set_up(view, &visit, (StatusCode::OK, Vec::new())).await
}

pub(crate) async fn offer(mut act: Act<Account>, _: AppVisit) -> Answer {
    act.offer_second_factor().await?;
    Ok(act.done(see_other(url::SECOND_FACTOR)).await?)
}

/// The recovery codes stand on the page that is answered and nowhere else, so no redirect could show them.
pub(crate) async fn confirm(mut act: Act<Account>, visit: AppVisit, Form(shown): Form<Shown>) -> Answer {
    let confirmed = match Code::parse(&shown.code) {
        Some(code) => act.confirm_second_factor(&code).await,
        None => Err(Fault::new(&code::SECOND_FACTOR_WRONG)),
    };
    match confirmed {
        Ok(codes) => {
            act.done(()).await?;
            draw_codes(&visit, &codes).await
        }
        Err(fault) if fault.is(&code::SECOND_FACTOR_WRONG) => {
            drop(act);
            let problem = Problem::at("code", code::SECOND_FACTOR_WRONG.text_key);
            let view = visit.view_account().await?;
            draw_set_up(view, &visit, (StatusCode::UNPROCESSABLE_ENTITY, vec![problem])).await
        }
        Err(fault) => Err(fault.into()),
    }
}

pub(crate) async fn renew(act: Act<Account>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    match act.confirm_password(Secret::new(typed.password), &visit.network()).await {
        Ok(confirmed) => draw_codes(&visit, &confirmed.renew_recovery_codes().await?).await,
        Err(fault) => refuse(&visit, "renew-password", fault).await,
    }
}

pub(crate) async fn remove(act: Act<Account>, visit: AppVisit, Form(typed): Form<Typed>) -> Answer {
    match act.confirm_password(Secret::new(typed.password), &visit.network()).await {
        Ok(confirmed) => {
            confirmed.turn_off_second_factor().await?;
            Ok(said::say(see_other(url::ACCOUNT), &visit, "settings-said-factor-off"))
        }
        Err(fault) => refuse(&visit, "remove-password", fault).await,
    }
}

/// The page again, with what was wrong with the password at its field.
async fn refuse(visit: &AppVisit, field: &'static str, fault: Fault) -> Answer {
    let (status, problem) = match fault.retry_after_seconds() {
        Some(seconds) => (StatusCode::TOO_MANY_REQUESTS, too_often(seconds)),
        None if fault.is(&code::PASSWORD_WRONG) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Problem::at(field, "settings-problem-own-password"))
        }
        None => return Err(fault.into()),
    };
    draw_account(visit.view_account().await?, visit, (status, vec![problem])).await
}

async fn draw_set_up(
    view: View<Account>,
    visit: &AppVisit,
    (status, problems): (StatusCode, Vec<Problem>),
) -> Answer {
    let (held, offer) = (view.second_factor().await?, view.second_factor_offer().await?);
    let account = view.close();
    if held.is_some() {
        return Ok(see_other(url::ACCOUNT));
    }
    let page = SetUpFactor {
        owed: account.owes_second_factor,
        offer: offer.map(drawn).transpose()?,
        action: url::SECOND_FACTOR.to_owned(),
        confirm_action: url::CONFIRM_FACTOR.to_owned(),
        back_url: url::ACCOUNT.to_owned(),
        problems,
    };
    Ok(draw_in(status, visit, &Shell::of(visit, &account.user, Flash::read(visit)), &page)?)
}

fn drawn(offer: Offer) -> Result<FactorOffer, Fault> {
    Ok(FactorOffer { picture: picture(&offer.link)?, text: offer.text, link: offer.link })
}

async fn draw_codes(visit: &AppVisit, codes: &NewCodes) -> Answer {
    let user = visit.view_account().await?.close().user;
    let page = RecoveryCodes {
        codes: codes.0.iter().map(identity::RecoveryCode::to_text).collect(),
        done_url: inbox_url::HOME.to_owned(),
    };
    Ok(draw_in(StatusCode::OK, visit, &Shell::of(visit, &user, None), &page)?)
}
