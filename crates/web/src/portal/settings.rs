//! My settings (P15).

use axum::response::Response;
use desk::customer::{MySettings, TypedSettings};
use desk::{Act, Customer, View, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde::Deserialize;
use serde_json::json;

use super::pages::{LanguageChoice, Problem, Settings};
use super::signed_in;
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
    let settings = view.my_settings().await?;
    let page = page(&view, &visit, &settings.into(), Vec::new()).await?;
    let customer = view.close();
    Ok(draw(&visit, Some(&customer), &page)?)
}

pub(crate) async fn change(mut act: Act<Customer>, visit: Visit, Form(typed): Form<Typed>) -> Answer {
    visit.expect_language_in_path()?;
    let settings = match act.change_my_settings(&typed.settings()).await {
        Ok(settings) => settings,
        Err(fault) if fault.kind() == Kind::Invalid => {
            drop(act);
            return refuse(&visit, &typed, &fault).await;
        }
        Err(fault) => return Err(fault.into()),
    };
    let spoken = settings.language.as_ref().and_then(|language| visit.site.speaks(language));
    let saved = act.done(see_other(&url::settings(spoken.unwrap_or(&visit.language)))).await?;
    Ok(flash::say(saved, &visit, "flash-settings-saved"))
}

/// The page again, with what was typed and what is wrong with it.
async fn refuse(visit: &Visit, typed: &Typed, fault: &Fault) -> Answer {
    let view = signed_in(visit).await?.ok_or_else(|| Fault::new(&code::SIGN_IN))?;
    let problems = fault.problems().iter().map(|problem| {
        let values: Vec<_> = problem.values.iter().map(|(name, value)| (*name, json!(value))).collect();
        Problem::of(problem.field, problem.code, &values)
    });
    let page = page(&view, visit, &typed.settings(), problems.collect()).await?;
    let customer = view.close();
    let answer: Response = draw_with(StatusCode::UNPROCESSABLE_ENTITY, visit, Some(&customer), &page)?;
    Ok(answer)
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
    typed: &TypedSettings,
    problems: Vec<Problem>,
) -> Result<Settings, Fault> {
    let stored = view.my_settings().await?;
    Ok(Settings {
        back_url: url::conversations(&visit.language),
        action_url: url::settings(&visit.language),
        name: typed.name.clone(),
        languages: languages(visit, &stored, &typed.language),
        zones: zone::choices(&typed.zone),
        mails: typed.wants_mail,
        problems,
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
