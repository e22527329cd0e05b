//! Settings > Security > Sign-in of users: of whom a second factor is demanded, and how long a session lasts (R2).

use desk::setting::{Kind, Setting};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::draw::draw;
use super::lifetime::{self, Lifetime};
use super::pages::{Choice, SignInSecurity};
use super::url;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

const SAVED: &str = "settings-said-saved";
const DEMAND: &str = "users.second-factor";
const MINUTES: &str = "users.session-minutes";

/// The form as it is sent.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Sent {
    demand: String,
    lifetime: String,
    unit: String,
    seen_demand: String,
    seen_minutes: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    let now = Sent::now(&view).await?;
    let user = view.close();
    Ok(draw(StatusCode::OK, &visit, &user, &now.page(Vec::new())?)?)
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    let (status, problem) = match sent.store(&mut act).await {
        Ok(()) => return Ok(said::say(act.done(see_other(url::SIGN_IN)).await?, &visit, SAVED)),
        Err(fault) => refused(fault)?,
    };
    drop(act);
    let view = visit.view().await?;
    let now = Sent::now(&view).await?;
    let user = view.close();
    Ok(draw(status, &visit, &user, &sent.seeing(now).page(vec![problem])?)?)
}

fn refused(fault: Fault) -> Result<(StatusCode, Problem), Fault> {
    if fault.is(&code::SETTING_VALUE) {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Problem::at("lifetime", "settings-problem-lifetime")));
    }
    if fault.is(&code::STATE_CHANGED) {
        return Ok((StatusCode::CONFLICT, Problem::of_form("settings-problem-changed")));
    }
    Err(fault)
}

impl Sent {
    /// As it is.
    async fn now(view: &View<User>) -> Result<Self, Fault> {
        let demand = view.org_setting(Setting::find(DEMAND)?).await?;
        let minutes = view.org_setting(Setting::find(MINUTES)?).await?;
        let lifetime = Lifetime::of(&minutes);
        Ok(Self {
            seen_demand: demand.clone(),
            demand,
            lifetime: lifetime.count.to_string(),
            unit: lifetime.unit.to_owned(),
            seen_minutes: minutes,
        })
    }

    /// What was typed, beside what holds now: sent once more it is meant.
    fn seeing(self, now: Self) -> Self {
        Self { seen_demand: now.seen_demand, seen_minutes: now.seen_minutes, ..self }
    }

    async fn store(&self, act: &mut Act<User>) -> Result<(), Fault> {
        let minutes = lifetime::minutes(&self.lifetime, &self.unit).unwrap_or_default();
        act.change_org_setting(Setting::find(DEMAND)?, (&self.seen_demand, &self.demand)).await?;
        act.change_org_setting(Setting::find(MINUTES)?, (&self.seen_minutes, &minutes)).await
    }

    fn page(self, problems: Vec<Problem>) -> Result<SignInSecurity, Fault> {
        let choices = match Setting::find(DEMAND)?.kind {
            Kind::Choice(choices) => choices,
            _ => &[],
        };
        let choice = |key: &&str| Choice { key: (*key).to_owned(), chosen: *key == self.demand };
        Ok(SignInSecurity {
            action: url::SIGN_IN.to_owned(),
            demands: choices.iter().map(choice).collect(),
            units: lifetime::units(&self.unit),
            lifetime: self.lifetime,
            seen_demand: self.seen_demand,
            seen_minutes: self.seen_minutes,
            problems,
        })
    }
}
