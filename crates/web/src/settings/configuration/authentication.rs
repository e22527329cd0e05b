//! Portal Authentication: how long customers stay signed in.

use axum::extract::Query;
use desk::configuration::{Configuration, SiteOf};
use desk::setting::Setting;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Fault;
use serde::Deserialize;

use super::super::brand;
use super::super::draw::draw;
use super::super::pages::{Authentication, Unit};
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
    seen: String,
}

/// A lifetime as people say it.
pub(super) struct Lifetime {
    pub(super) count: i64,
    pub(super) unit: &'static str,
}

const UNITS: [(&str, i64); 2] = [("hours", 60), ("days", 24 * 60)];
const MINUTES: &str = "portal.session-minutes";

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let (sites, now) = (view.sites().await?, Sent::of(&view.configuration(&asked.brand).await?));
    let user = view.close();
    Ok(draw(StatusCode::OK, &visit, &user, &now.page(&sites, Vec::new()))?)
}

pub(crate) async fn save(mut act: Act<User>, visit: AppVisit, Form(sent): Form<Sent>) -> Answer {
    let (status, problem) = match sent.store(&mut act).await {
        Ok(()) => {
            let answer = act.done(see_other(&url::tab(&sent.brand, "portal"))).await?;
            visit.web.desk().forget_places();
            return Ok(said::say(answer, &visit, SAVED));
        }
        Err(fault) => refused(fault)?,
    };
    drop(act);
    let view = visit.view().await?;
    let (sites, now) = (view.sites().await?, Sent::of(&view.configuration(&sent.brand).await?));
    let user = view.close();
    Ok(draw(status, &visit, &user, &sent.seeing(now).page(&sites, vec![problem]))?)
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

impl Lifetime {
    /// Days where they are whole.
    pub(super) fn of(minutes: &str) -> Self {
        let minutes: i64 = minutes.parse().unwrap_or(24 * 60);
        let (unit, size) = if minutes % UNITS[1].1 == 0 { UNITS[1] } else { UNITS[0] };
        Self { count: minutes / size, unit }
    }
}

impl Sent {
    /// As the page shows it first.
    fn of(configuration: &Configuration) -> Self {
        let seen = configuration.value(MINUTES);
        let lifetime = Lifetime::of(seen);
        Self {
            brand: configuration.site.name.clone(),
            kb: configuration.site.kb.to_string(),
            lifetime: lifetime.count.to_string(),
            unit: lifetime.unit.to_owned(),
            seen: seen.to_owned(),
        }
    }

    /// What was typed, beside what holds now: sent once more it is meant.
    fn seeing(self, now: Self) -> Self {
        Self { lifetime: self.lifetime, unit: self.unit, ..now }
    }

    async fn store(&self, act: &mut Act<User>) -> Result<(), Fault> {
        let minutes = self.minutes().unwrap_or_default();
        act.change_setting(self.kb.parse()?, Setting::find(MINUTES)?, (&self.seen, &minutes)).await
    }

    /// The lifetime in minutes; nothing for what is no whole number.
    fn minutes(&self) -> Option<String> {
        let (_, size) = UNITS.into_iter().find(|(unit, _)| *unit == self.unit)?;
        let count: i64 = self.lifetime.trim().parse().ok()?;
        Some(count.checked_mul(size)?.to_string())
    }

    fn page(self, sites: &[SiteOf], problems: Vec<Problem>) -> Authentication {
        let unit = |(key, _): (&str, i64)| Unit { key: key.to_owned(), selected: key == self.unit };
        Authentication {
            action: url::AUTHENTICATION.to_owned(),
            back_url: url::tab(&self.brand, "portal"),
            units: UNITS.map(unit).into(),
            brands: brand::choices(sites, &self.brand),
            brand: self.brand,
            kb_id: self.kb,
            lifetime: self.lifetime,
            seen: self.seen,
            problems,
        }
    }
}
