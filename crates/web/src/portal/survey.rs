//! How content a customer was: the page that the mail and the conversation lead to. Following a link chooses and sends
//! nothing; the button does.

use axum::extract::{Path, Query};
use desk::survey::{MAX_COMMENT, Rated, Rating, State, Survey, SurveyLink, Wording};
use desk::{Act, Public, View, code};
use http::StatusCode;
use kernel::{Fault, Kind};
use serde::Deserialize;

use super::pages::{self, Problem, SurveyChoice};
use super::reader::Reader;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::page::draw_at;
use crate::url;
use crate::visit::Visit;

/// What the mail's link chose, and how far the customer is.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    rating: String,
    step: String,
}

/// What is posted: a rating, or words in the second step.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    rating: String,
    text: String,
    /// `why` where words were asked for.
    step: String,
}

const WHY: &str = "why";
const DONE: &str = "done";

pub(crate) async fn show(
    view: View<Public>,
    visit: Visit,
    Path((language, link)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    visit.expect_language(&language)?;
    draw(view, &visit, &link, (StatusCode::OK, &asked, None)).await
}

pub(crate) async fn answer(
    act: Act<Public>,
    visit: Visit,
    Path((language, link)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Answer {
    visit.expect_language(&language)?;
    match take(act, &visit, &link, &typed).await {
        Ok(next) => Ok(see_other(&format!("{}?step={next}", url::survey(&visit.language, &link)))),
        Err(fault) if fault.kind() == Kind::Invalid && !fault.problems().is_empty() => {
            let view = visit.web.desk().view_public(visit.site.clone()).await?;
            let asked = Asked { rating: typed.rating.clone(), step: typed.step.clone() };
            let refused = Some((typed.text.as_str(), &fault));
            draw(view, &visit, &link, (StatusCode::UNPROCESSABLE_ENTITY, &asked, refused)).await
        }
        Err(fault) if fault.is(&code::SURVEY_OVER) => Ok(see_other(&url::survey(&visit.language, &link))),
        Err(fault) => Err(fault.into()),
    }
}

/// Stores it; answers the step that comes next.
async fn take(mut act: Act<Public>, visit: &Visit, link: &str, typed: &Typed) -> Result<&'static str, Fault> {
    let is_why = typed.step == WHY;
    let rated = if is_why {
        Rated::comment(&typed.text)?
    } else {
        Rated::Rating(typed.rating.parse().unwrap_or_default())
    };
    act.answer_survey(&link.parse()?, &visit.network, &rated).await?;
    act.done(if is_why { DONE } else { WHY }).await
}

async fn draw(
    view: View<Public>,
    visit: &Visit,
    link: &str,
    (status, asked, refused): (StatusCode, &Asked, Option<(&str, &Fault)>),
) -> Answer {
    let marked: SurveyLink = link.parse()?;
    let languages = [visit.language.clone(), visit.site.default_language().clone()];
    let (survey, wording) = view.survey(&marked, &languages).await?;
    let now = view.now();
    view.close();
    let step = step(&survey, asked, survey.is_open(now));
    let here = url::survey(&visit.language, link);
    let page = page(visit, &here, (&survey, wording, step), (asked, refused));
    let status = if step == "over" { StatusCode::GONE } else { status };
    Ok(draw_at(status, visit, &Reader::of(visit).await?, &page)?)
}

/// Words are asked for only where there is a rating.
fn step(survey: &Survey, asked: &Asked, is_open: bool) -> &'static str {
    match asked.step.as_str() {
        _ if !is_open => "over",
        WHY if survey.rating.is_some() => WHY,
        DONE if survey.state == State::Commented => DONE,
        _ => "rate",
    }
}

fn page(
    visit: &Visit,
    here: &str,
    (survey, wording, step): (&Survey, Wording, &str),
    (asked, refused): (&Asked, Option<(&str, &Fault)>),
) -> pages::Survey {
    let chosen = asked.rating.parse().ok().and_then(|number| survey.scale.rating(number)).or(survey.rating);
    let choice = |rating: &Rating| SurveyChoice { rating: rating.number(), chosen: chosen == Some(*rating) };
    let is_content = survey.rating.is_some_and(Rating::is_content);
    let problem = |(text, fault): (&str, &Fault)| {
        let over = text.chars().count().saturating_sub(MAX_COMMENT);
        Problem::of(fault.code().field.unwrap_or("text"), fault.code(), &[("over", over.into())])
    };
    pages::Survey {
        step: step.to_owned(),
        action_url: here.to_owned(),
        again_url: here.to_owned(),
        home_url: url::home(&visit.language),
        choices: survey.scale.ratings().iter().map(choice).collect(),
        introduction: wording.introduction,
        question: wording.question,
        follow_up: if is_content { wording.follow_up_content } else { wording.follow_up_other },
        is_content,
        text: refused.map_or_else(|| survey.comment.clone(), |(text, _)| text.to_owned()),
        max_characters: MAX_COMMENT,
        problems: refused.map(problem).into_iter().collect(),
    }
}
