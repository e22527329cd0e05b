//! What is done to a text besides writing it: taken back, scheduled, thrown away; and to the article: deleted, brought back.

use axum::extract::Path;
use desk::article::{Article, ArticleId, BringBack, Schedule, Write};
use desk::{Act, User, code};
use http::StatusCode;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use kernel::Time;
use serde::Deserialize;

use super::super::draw::draw;
use super::super::url;
use super::show::Desktop;
use super::typed::{language, seen};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

/// Which text, and what the page was made from.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Of {
    language: String,
    version: String,
    revision: String,
}

/// When it is to be published and taken back, as somebody types it where they are.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Times {
    language: String,
    publish_at: String,
    unpublish_at: String,
}

pub(crate) async fn withdraw(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(of): Form<Of>,
) -> Answer {
    let language = language(&of.language)?;
    act.open::<Write, Article>(id).await?.unpublish(&mut act, &language).await?;
    let answer = act.done(see_other(&url::article(id, &language))).await?;
    Ok(said::say(answer, &visit, "settings-said-withdrawn-article"))
}

pub(crate) async fn discard(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(of): Form<Of>,
) -> Answer {
    let language = language(&of.language)?;
    let article = act.open::<Write, Article>(id).await?;
    article.discard(&mut act, &language, seen(&of.version, &of.revision)).await?;
    let answer = act.done(see_other(&format!("{}/{id}", url::ARTICLES))).await?;
    Ok(said::say(answer, &visit, "settings-said-draft-discarded"))
}

pub(crate) async fn confirm(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(of): Form<Of>,
) -> Answer {
    let language = language(&of.language)?;
    act.open::<Write, Article>(id).await?.confirm_translation(&mut act, &language).await?;
    let answer = act.done(see_other(&url::article(id, &language))).await?;
    Ok(said::say(answer, &visit, "settings-said-saved"))
}

pub(crate) async fn delete(mut act: Act<User>, visit: AppVisit, Path(id): Path<ArticleId>) -> Answer {
    act.open::<Write, Article>(id).await?.delete(&mut act).await?;
    let answer = act.done(see_other(url::ARTICLES)).await?;
    Ok(said::say(answer, &visit, "settings-said-article-deleted"))
}

pub(crate) async fn bring_back(mut act: Act<User>, visit: AppVisit, Path(id): Path<ArticleId>) -> Answer {
    act.open::<BringBack, Article>(id).await?.bring_back(&mut act).await?;
    let answer = act.done(see_other(&format!("{}/{id}", url::ARTICLES))).await?;
    Ok(said::say(answer, &visit, "settings-said-article-back"))
}

pub(crate) async fn schedule(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(times): Form<Times>,
) -> Answer {
    let (language, zone) = (language(&times.language)?, visit.zone(Some(act.who())));
    let scheduled = match times.read(&zone) {
        Ok(schedule) => {
            let article = act.open::<Write, Article>(id).await?;
            article.schedule(&mut act, &language, schedule).await
        }
        Err(problem) => return times.again(act, &visit, id, vec![problem]).await,
    };
    match scheduled {
        Ok(()) => {
            let answer = act.done(see_other(&url::article(id, &language))).await?;
            Ok(said::say(answer, &visit, "settings-said-scheduled"))
        }
        Err(fault) if fault.is(&code::TIME_PAST) => {
            let field = fault.problems().first().map_or("publish_at", |problem| problem.field);
            let problem = Problem::at(field, "settings-problem-time-past");
            times.again(act, &visit, id, vec![problem]).await
        }
        Err(fault) => Err(fault.into()),
    }
}

impl Times {
    fn read(&self, zone: &str) -> Result<Schedule, Problem> {
        let at = |typed: &str, field| match typed.trim() {
            "" => Ok(None),
            typed => moment(typed, zone).map(Some).ok_or_else(|| Problem::at(field, "settings-problem-time")),
        };
        Ok(Schedule {
            publish_at: at(&self.publish_at, "publish_at")?,
            unpublish_at: at(&self.unpublish_at, "unpublish_at")?,
        })
    }

    async fn again(self, act: Act<User>, visit: &AppVisit, id: ArticleId, problems: Vec<Problem>) -> Answer {
        drop(act);
        let view = visit.view().await?;
        let desktop = Desktop::read(&view, id, language(&self.language).ok()).await?;
        let user = view.close();
        let mut page = desktop.page(&visit.zone(Some(&user)));
        (page.publish_at, page.unpublish_at, page.problems) = (self.publish_at, self.unpublish_at, problems);
        Ok(draw(StatusCode::UNPROCESSABLE_ENTITY, visit, &user, &page)?)
    }
}

/// A moment typed as `2026-09-22T09:00` where somebody is. A time that the change of clocks leaves out is the one as long
/// after it, and one that comes twice the first of the two (RFC 5545 §3.3.5).
fn moment(typed: &str, zone: &str) -> Option<Time> {
    let typed: DateTime = typed.parse().ok()?;
    let zoned = typed.to_zoned(zone_named(zone)).ok()?;
    Some(Time(zoned.timestamp().as_millisecond()))
}

/// As fields of date and time write it, where somebody is.
pub(super) fn local(at: Time, zone: &str) -> String {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    instant.to_zoned(zone_named(zone)).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn zone_named(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::{local, moment};

    fn at(typed: &str) -> String {
        moment(typed, "Europe/Berlin")
            .map(|at| jiff::Timestamp::from_millisecond(at.0).unwrap().to_string())
            .unwrap_or_default()
    }

    #[test]
    fn k2_a_schedule_in_the_change_of_clocks_has_one_meaning() {
        assert_eq!(at("2026-03-29T02:30"), "2026-03-29T01:30:00Z", "left out: as long after the change");
        assert_eq!(at("2026-10-25T02:30"), "2026-10-25T00:30:00Z", "twice: the first");
        assert_eq!(at("2026-07-01T12:00"), "2026-07-01T10:00:00Z");
        assert_eq!((at("2026-02-30T12:00"), at("noon")), (String::new(), String::new()));
        let summer = moment("2026-07-01T12:00", "Europe/Berlin").unwrap();
        assert_eq!(local(summer, "Europe/Berlin"), "2026-07-01T12:00");
        assert_eq!(local(summer, "Nowhere/None"), "2026-07-01T10:00");
    }
}
