//! The recipe of Custom Sign On: what the company's site has to do, its secret, and the trial of a token (C6, C7).

use axum::extract::Query;
use desk::configuration::{Configuration, SiteOf};
use desk::kb::{Kb, KbId};
use desk::right::Right;
use desk::sign_on::{Manage, Replacing, SecretSeen, Trial};
use desk::{Act, User, View};
use http::StatusCode;
use identity::SignOnRefusal;
use kernel::{Fault, base_codes};
use serde::Deserialize;

use super::super::brand;
use super::super::draw::draw;
use super::super::pages::{self, Check, SecretRow, SignOn};
use super::super::url;
use super::Asked;
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::{AppVisit, said};

/// A form of this page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Sent {
    brand: String,
    kb: String,
    /// What is to become of the secret.
    step: String,
    token: String,
}

/// What somebody wants to see beside the recipe.
#[derive(Default)]
struct Beside {
    secret: Option<String>,
    token: String,
    trial: Option<Trial>,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    draw_page(view, &visit, &asked.brand, Beside::default()).await
}

/// The secret stands on the page that is answered and nowhere else; after any other step one looks at the page anew.
pub(crate) async fn change(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    let kb = act.open::<Manage, Kb>(sent.kb.parse()?).await?;
    let done = match sent.step.as_str() {
        "reveal" => {
            let revealed = kb.reveal_secret(&mut act).await?;
            act.done(()).await?;
            let secret = Some(revealed.text.reveal().clone());
            return draw_page(
                visit.view().await?,
                &visit,
                &sent.brand,
                Beside { secret, ..Beside::default() },
            )
            .await;
        }
        "make" => kb.make_secret(&mut act, Replacing::Later).await.map(|()| "settings-said-secret-made")?,
        "replace" => {
            kb.make_secret(&mut act, Replacing::AtOnce).await.map(|()| "settings-said-secret-replaced")?
        }
        "retire" => kb.retire_secret(&mut act).await.map(|()| "settings-said-secret-retired")?,
        _ => return Err(Fault::new(&base_codes::INVALID).into()),
    };
    said::done(act, &visit, (&url::of_brand(url::SIGN_ON, &sent.brand), done)).await
}

/// Nothing is changed by a trial, but the token travels in a form and not in an address.
pub(crate) async fn try_out(act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let token = sent.token.trim().to_owned();
    let trial = Some(view.try_sign_on(sent.kb.parse()?, &token).await?);
    draw_page(view, &visit, &sent.brand, Beside { token, trial, secret: None }).await
}

async fn draw_page(view: View<User>, visit: &AppVisit, brand: &str, beside: Beside) -> Answer {
    let (sites, configuration) = (view.sites().await?, view.configuration(brand).await?);
    let secrets = view.sign_on_secrets(configuration.site.kb).await?;
    let user = view.close();
    let mut page = page(&sites, &configuration, &secrets, beside);
    page.may_manage = user.may(Right::Administer);
    Ok(draw(StatusCode::OK, visit, &user, &page)?)
}

fn page(sites: &[SiteOf], shown: &Configuration, secrets: &[SecretSeen], beside: Beside) -> SignOn {
    let (name, kb): (&str, KbId) = (&shown.site.name, shown.site.kb);
    let login_url = shown.value("portal.sign-on-url");
    let row = |secret: &SecretSeen| SecretRow {
        made_at: secret.made_at.0,
        ends_at: secret.ends_at.map(|ends_at| ends_at.0),
    };
    SignOn {
        action: url::SIGN_ON.to_owned(),
        secret_url: url::SIGN_ON_SECRET.to_owned(),
        trial_url: url::SIGN_ON_TRIAL.to_owned(),
        back_url: url::of_brand(url::AUTHENTICATION, name),
        brands: brand::choices(sites, name),
        brand: name.to_owned(),
        kb_id: kb.to_string(),
        origin: shown.origins.first().map(ToString::to_string).unwrap_or_default(),
        api_path: format!("/v1/auth/kb/{kb}/settings"),
        login_url: Some(login_url.to_owned()).filter(|url| !url.is_empty()),
        is_off: shown.value("portal.sign-on") != "on",
        may_manage: false,
        secret: beside.secret,
        secrets: secrets.iter().map(row).collect(),
        token: beside.token,
        trial: beside.trial.map(tried),
    }
}

/// Every check but the switch, which the page speaks of by itself.
fn tried(trial: Trial) -> pages::Trial {
    let failed = trial.outcome.as_ref().err().copied();
    let state = |check: SignOnRefusal| match failed {
        Some(failed) if failed == check => "failed",
        Some(failed) if failed < check => "waiting",
        _ => "passed",
    };
    let check = |check: &SignOnRefusal| Check { name: key(*check), state: state(*check).to_owned() };
    let checks = SignOnRefusal::ALL.iter().filter(|check| **check != SignOnRefusal::Off);
    let claims = trial.outcome.ok();
    pages::Trial {
        until: claims.as_ref().map(|claims| claims.until.0),
        email: claims.map(|claims| claims.email.to_string()),
        failed: failed.map(key),
        checks: checks.map(check).collect(),
    }
}

/// The part of a check's texts' keys.
fn key(check: SignOnRefusal) -> String {
    check.name().replace('_', "-")
}
