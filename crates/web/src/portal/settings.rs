//! My settings (P15).

use desk::customer::{MySettings, TypedSettings};
use desk::{Act, Customer, View, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde::Deserialize;
use serde_json::json;

use super::addresses::addresses;
use super::pages::{LanguageChoice, Problem, Settings};
use super::reader::signed_in;
use super::zone;
use crate::answer::{Answer, see_other};
use crate::flash;
use crate::form::Form;
use crate::page::{draw, draw_with};
use crate::shell::own_name;
use crate::url;
use crate::visit::Visit;

/// The form as it was sent. A box that is not ticked is not sent.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    name: String,
    language: String,
    zone: String,
    mails: String,
}

pub(crate) async fn show(view: View<Customer>, visit: Visit) -> Answer {
    visit.expect_language_in_path()?;
    let page = page(&view, &visit, None, (Vec::new(), "")).await?;
    let customer = view.close();
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn change(mut act: Act<Customer>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    visit.expect_language_in_path()?;
    let settings = match act.change_my_settings(&typed.settings()).await {
        Ok(settings) => settings,
        Err(fault) if fault.kind() == Kind::Invalid => {
            drop(act);
            let problems = fault.problems().iter().map(problem).collect();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return refuse(&visit, status, Some(typed.settings()), (problems, "")).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let spoken = settings.language.as_ref().and_then(|language| visit.site.speaks(language));
    let saved = act.done(see_other(&url::settings(spoken.unwrap_or(&visit.language)))).await?;
    Ok(flash::say(saved, &visit, "flash-settings-saved"))
}

/// The page again, with what was typed, as settings or as another address, and what is wrong with it.
pub(super) async fn refuse(
    visit: &Visit,
    status: StatusCode,
    typed: Option<TypedSettings>,
    (problems, address): (Vec<Problem>, &str),
) -> Answer {
    let view = signed_in(visit).await?.ok_or_else(|| Fault::new(&code::SIGN_IN))?;
    let page = page(&view, visit, typed, (problems, address)).await?;
    let customer = view.close();
    Ok(draw_with(status, visit, Some(&customer), &page)?)
}

fn problem(problem: &kernel::Problem) -> Problem {
    let values: Vec<_> = problem.values.iter().map(|(name, value)| (*name, json!(value))).collect();
    Problem::of(problem.field, problem.code, &values)
}

impl Typed {
    fn settings(&self) -> TypedSettings {
        TypedSettings {
            name: self.name.clone(),
            language: self.language.clone(),
            zone: self.zone.clone(),
            wants_mail: !self.mails.is_empty(),
        }
    }
}

async fn page(
    view: &View<Customer>,
    visit: &Visit,
    typed: Option<TypedSettings>,
    (problems, address): (Vec<Problem>, &str),
) -> Result<Settings, Fault> {
    let stored = view.my_settings().await?;
    let typed = typed.unwrap_or_else(|| stored.clone().into());
    Ok(Settings {
        back_url: url::conversations(&visit.language),
        action_url: url::settings(&visit.language),
        languages: languages(visit, &stored, &typed.language),
        zones: zone::choices(&typed.zone),
        name: typed.name,
        mails: typed.wants_mail,
        problems,
        addresses: addresses(view, visit, address).await?,
        devices: view.devices().await?.len(),
        devices_url: url::devices(&visit.language),
    })
}

/// The site's languages, and the one that is stored if the site does not speak it.
fn languages(visit: &Visit, stored: &MySettings, chosen: &str) -> Vec<LanguageChoice> {
    let spoken = &visit.site.portal.languages;
    let another = stored.language.iter().filter(|language| !spoken.contains(language));
    let choice = |language: &kernel::Language| LanguageChoice {
        code: language.to_string(),
        tag: language.tag(),
        name: own_name(language).to_owned(),
        current: language.as_str() == chosen,
    };
    spoken.iter().chain(another).map(choice).collect()
}
