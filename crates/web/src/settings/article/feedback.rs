//! What readers say of an article, and how often it is found and used (K3, K8).

use axum::extract::{Path, Query};
use desk::article::{ArticleAnswer, ArticleId, Reason};
use desk::right::Right;
use desk::{User, View};
use http::StatusCode;
use kernel::{Fault, base_codes};

use super::super::draw::draw;
use super::super::pages::{ArticleFeedback, FeedbackAnswer};
use super::super::url;
use super::edit::Asked;
use super::typed::language;
use crate::answer::Answer;
use crate::inbox::AppVisit;
use crate::shell::own_name;

/// So many days back uses and clicks are counted.
const DAYS: i64 = 30;

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let language = language(&asked.language)?;
    let written = view.written(id, &language).await?;
    let written = written.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let feedback = view.article_feedback(id).await?;
    let put_into_answers =
        if view.who().may(Right::Read) { Some(view.article_uses(id, DAYS).await?) } else { None };
    let clicks = view.article_clicks(id, DAYS).await?;
    let user = view.close();
    let answered = feedback.yes + feedback.no;
    let page = ArticleFeedback {
        back_url: url::article(id, &language),
        title: written.title,
        days: DAYS,
        yes: feedback.yes,
        no: feedback.no,
        helped_percent: (answered > 0).then(|| (feedback.yes * 100 + answered / 2) / answered),
        uses: put_into_answers,
        clicks,
        answers: feedback.answers.iter().map(answer).collect(),
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

fn answer(said: &ArticleAnswer) -> FeedbackAnswer {
    FeedbackAnswer {
        helpful: said.is_helpful,
        reasons: said.reasons.iter().copied().map(|reason: Reason| reason.name().to_owned()).collect(),
        text: said.text.clone(),
        language: own_name(&said.language).to_owned(),
        at: said.answered_at.0,
    }
}
