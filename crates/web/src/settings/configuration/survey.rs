//! What customers answered, beside the settings of surveys.

use desk::configuration::Configuration;
use desk::right::Right;
use desk::survey::{Results, SurveyResult};
use desk::{User, View};
use kernel::Fault;

use super::pages::{SurveyAnswer, SurveyAnswers};
use crate::inbox;

const DAYS: i64 = 30;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The answers of the last thirty days, on their tab and for whoever reads conversations.
pub(super) async fn answers(
    view: &View<User>,
    shown: &Configuration,
    tab: &str,
) -> Result<Option<SurveyAnswers>, Fault> {
    if tab != "survey" || !view.who().may(Right::Read) {
        return Ok(None);
    }
    let since = view.now().plus_seconds(-DAYS * DAY_SECONDS);
    view.survey_results(since, Some(shown.site.brand)).await.map(|results| Some(counted(&results)))
}

fn counted(results: &Results) -> SurveyAnswers {
    let of_rated = |part: i64, whole: i64| {
        (results.rated > 0).then(|| (part * whole + results.rated / 2) / results.rated)
    };
    SurveyAnswers {
        asked: results.asked,
        rated: results.rated,
        content_percent: of_rated(results.content, 100),
        average_tenths: of_rated(results.sum, 10),
        newest: results.newest.iter().map(answer).collect(),
    }
}

fn answer(result: &SurveyResult) -> SurveyAnswer {
    SurveyAnswer {
        url: inbox::url::conversation(result.conversation),
        number: result.number,
        subject: result.subject.clone(),
        rating: result.rating.number(),
        comment: result.comment.clone(),
        at: result.rated_at.0,
    }
}
