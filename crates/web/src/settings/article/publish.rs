//! What is done to a text besides writing it: taken back, scheduled, thrown away; and to the article: deleted, brought back.

use axum::extract::Path;
use desk::article::{Article, ArticleId, BringBack, Schedule, Write};
use desk::{Act, User, code};
use http::StatusCode;
use serde::Deserialize;

use super::super::draw::draw;
use super::super::url;
use super::show::Desktop;
use super::typed::{language, seen};
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::local_time;

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
    said::done(act, &visit, (&url::article(id, &language), "settings-said-withdrawn-article")).await
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
    said::done(act, &visit, (&format!("{}/{id}", url::ARTICLES), "settings-said-draft-discarded")).await
}

pub(crate) async fn confirm(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Form(of): Form<Of>,
) -> Answer {
    let language = language(&of.language)?;
    act.open::<Write, Article>(id).await?.confirm_translation(&mut act, &language).await?;
    said::done(act, &visit, (&url::article(id, &language), "settings-said-saved")).await
}

pub(crate) async fn delete(mut act: Act<User>, visit: AppVisit, Path(id): Path<ArticleId>) -> Answer {
    act.open::<Write, Article>(id).await?.delete(&mut act).await?;
    said::done(act, &visit, (url::ARTICLES, "settings-said-article-deleted")).await
}

pub(crate) async fn bring_back(mut act: Act<User>, visit: AppVisit, Path(id): Path<ArticleId>) -> Answer {
    act.open::<BringBack, Article>(id).await?.bring_back(&mut act).await?;
    said::done(act, &visit, (&format!("{}/{id}", url::ARTICLES), "settings-said-article-back")).await
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
        Ok(()) => said::done(act, &visit, (&url::article(id, &language), "settings-said-scheduled")).await,
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
            typed => local_time::read(typed, zone)
                .map(Some)
                .ok_or_else(|| Problem::at(field, "settings-problem-time")),
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
