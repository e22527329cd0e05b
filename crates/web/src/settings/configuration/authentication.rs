//! Portal Authentication: how long customers stay signed in, and whether they sign in at the company's own site.

use axum::extract::Query;
use desk::configuration::{Configuration, SiteOf};
use desk::setting::Setting;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::super::brand;
use super::super::draw::draw;
use super::super::lifetime::{self, Lifetime};
use super::super::pages::Authentication;
use super::super::url;
use super::{Asked, SAVED};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// The form as it is sent.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Sent {
    brand: String,
    kb: String,
    lifetime: String,
    unit: String,
    sign_on: String,
    sign_on_url: String,
    sign_on_code: String,
    seen_minutes: String,
    seen_sign_on: String,
    seen_url: String,
    seen_code: String,
}

const MINUTES: &str = "portal.session-minutes";
const SIGN_ON: &str = "portal.sign-on";
const SIGN_ON_URL: &str = "portal.sign-on-url";
const SIGN_ON_CODE: &str = "portal.sign-on-code";

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let (sites, now) = (view.sites().await?, Sent::of(&view.configuration(&asked.brand).await?));
    let user = view.close();
    Ok(draw(StatusCode::OK, &visit, &user, &now.page(&sites, Vec::new()))?)
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    let problems = sent.problems();
    let saved = if problems.is_empty() { sent.store(&mut act).await } else { Ok(()) };
    let (status, problems) = match saved {
        Ok(()) if problems.is_empty() => {
            let answer = act.done(see_other(&url::tab(&sent.brand, "portal"))).await?;
            return Ok(said::say(answer, &visit, SAVED));
        }
        Ok(()) => (StatusCode::UNPROCESSABLE_ENTITY, problems),
        Err(fault) => refused(fault)?,
    };
    drop(act);
    let view = visit.view().await?;
    let (sites, now) = (view.sites().await?, Sent::of(&view.configuration(&sent.brand).await?));
    let user = view.close();
    Ok(draw(status, &visit, &user, &sent.seeing(now).page(&sites, problems))?)
}

fn refused(fault: Fault) -> Result<(StatusCode, Vec<Problem>), Fault> {
    let changed = fault.is(&code::STATE_CHANGED);
    if changed {
        Ok((StatusCode::CONFLICT, vec![Problem::of_form("settings-problem-changed")]))
    } else {
        Err(fault)
    }
}

impl Sent {
    /// As the page shows it first.
    fn of(configuration: &Configuration) -> Self {
        let value = |name: &str| configuration.value(name).to_owned();
        let checked = |name: &str| if value(name) == "on" { "yes" } else { "" }.to_owned();
        let lifetime = Lifetime::of(&value(MINUTES));
        Self {
            brand: configuration.site.name.clone(),
            kb: configuration.site.kb.to_string(),
            lifetime: lifetime.count.to_string(),
            unit: lifetime.unit.to_owned(),
            sign_on: checked(SIGN_ON),
            sign_on_url: value(SIGN_ON_URL),
            sign_on_code: checked(SIGN_ON_CODE),
            seen_minutes: value(MINUTES),
            seen_sign_on: value(SIGN_ON),
            seen_url: value(SIGN_ON_URL),
            seen_code: value(SIGN_ON_CODE),
        }
    }

    /// What was typed, beside what holds now: sent once more it is meant.
    fn seeing(self, now: Self) -> Self {
        Self {
            brand: now.brand,
            kb: now.kb,
            seen_minutes: now.seen_minutes,
            seen_sign_on: now.seen_sign_on,
            seen_url: now.seen_url,
            seen_code: now.seen_code,
            ..self
        }
    }

    fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !takes(MINUTES, &self.minutes().unwrap_or_default()) {
            problems.push(Problem::at("lifetime", "settings-problem-lifetime"));
        }
        let url = self.sign_on_url.trim();
        if !takes(SIGN_ON_URL, url) {
            problems.push(Problem::at("sign_on_url", "settings-problem-sign-on-url"));
        } else if self.sign_on == "yes" && url.is_empty() {
            problems.push(Problem::at("sign_on_url", "settings-problem-sign-on-url-empty"));
        }
        problems
    }

    /// The lifetime in minutes; nothing for what is no whole number.
    fn minutes(&self) -> Option<String> {
        lifetime::minutes(&self.lifetime, &self.unit)
    }

    async fn store(&self, act: &mut Act<User>) -> Result<(), Fault> {
        let on = |checked: &str| if checked == "yes" { "on" } else { "off" };
        let minutes = self.minutes().unwrap_or_default();
        let mut changes = [
            (MINUTES, &self.seen_minutes, minutes.as_str()),
            (SIGN_ON_URL, &self.seen_url, self.sign_on_url.trim()),
            (SIGN_ON_CODE, &self.seen_code, on(&self.sign_on_code)),
            (SIGN_ON, &self.seen_sign_on, on(&self.sign_on)),
        ];
        if self.sign_on != "yes" {
            // Off before its address may go.
            changes.reverse();
        }
        let kb = self.kb.parse()?;
        for (name, seen, new) in changes {
            act.change_setting(kb, Setting::find(name)?, (seen, new)).await?;
        }
        Ok(())
    }

    fn page(self, sites: &[SiteOf], problems: Vec<Problem>) -> Authentication {
        Authentication {
            action: url::AUTHENTICATION.to_owned(),
            back_url: url::tab(&self.brand, "portal"),
            recipe_url: url::of_brand(url::SIGN_ON, &self.brand),
            units: lifetime::units(&self.unit),
            brands: brand::choices(sites, &self.brand),
            brand: self.brand,
            kb_id: self.kb,
            lifetime: self.lifetime,
            sign_on: self.sign_on == "yes",
            sign_on_url: self.sign_on_url,
            sign_on_code: self.sign_on_code == "yes",
            seen: vec![self.seen_minutes, self.seen_sign_on, self.seen_url, self.seen_code],
            problems,
        }
    }
}

fn takes(name: &str, value: &str) -> bool {
    Setting::find(name).is_ok_and(|setting| setting.takes(value))
}
