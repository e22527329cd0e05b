//! The page where an article is written, in one language.

use axum::extract::{Path, Query};
use desk::article::{Article, ArticleId, Write};
use desk::right::Right;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language};
use serde::Deserialize;

use super::super::draw::draw;
use super::super::url;
use super::show::Desktop;
use super::typed::{Sent, language, problem};
use crate::answer::Answer;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};

const SAVED: &str = "settings-said-draft-saved";
const PUBLISHED: &str = "settings-said-published";

/// Which text.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    pub(super) language: String,
    pub(super) version: String,
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let desktop = Desktop::read(&view, id, language(&asked.language).ok()).await?;
    let user = view.close();
    let page = desktop.page(&visit.zone(Some(&user)));
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

/// Keeps the draft; *Publish* makes it what is read in the same act.
pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    sent: Sent,
) -> Answer {
    act.who().must(Right::ManageContent)?;
    let language = sent.language()?;
    let publishes = sent.field("then") == "publish";
    let saved = match sent.typed() {
        Ok(typed) => keep(&mut act, id, &language, (&typed, sent.seen()), publishes).await,
        Err(problem) => return refuse(act, &visit, id, &sent, Refusal::Problem(problem)).await,
    };
    match saved {
        Ok(()) => {
            said::done(act, &visit, (&url::article(id, &language), if publishes { PUBLISHED } else { SAVED }))
                .await
        }
        Err(fault) => refuse(act, &visit, id, &sent, Refusal::of(fault)?).await,
    }
}

async fn keep(
    act: &mut Act<User>,
    id: ArticleId,
    language: &Language,
    typed: (&desk::article::Typed, desk::article::Seen),
    publishes: bool,
) -> Result<(), Fault> {
    let article = act.open::<Write, Article>(id).await?;
    let saved = article.save(act, language, typed).await?;
    if publishes {
        article.publish(act, language, Some(saved)).await?;
    }
    Ok(())
}

/// Why a form comes again.
enum Refusal {
    /// Something in it is wrong.
    Problem(Problem),
    /// Somebody else saved meanwhile.
    Conflict,
}

impl Refusal {
    fn of(fault: Fault) -> Result<Self, Fault> {
        match fault.code() {
            code if *code == code::ARTICLE_CHANGED => Ok(Self::Conflict),
            code if *code == code::ARTICLE_LARGE || *code == code::TEXT_EMPTY => {
                Ok(Self::Problem(problem(&fault)))
            }
            _ => Err(fault),
        }
    }
}

/// The page again with what was typed, and with what is there now. Nothing was stored.
async fn refuse(act: Act<User>, visit: &AppVisit, id: ArticleId, sent: &Sent, refusal: Refusal) -> Answer {
    drop(act);
    let view = visit.view().await?;
    let desktop = Desktop::read(&view, id, Some(sent.language()?)).await?;
    let user = view.close();
    let zone = visit.zone(Some(&user));
    let (status, page) = match refusal {
        Refusal::Problem(problem) => {
            (StatusCode::UNPROCESSABLE_ENTITY, desktop.again(&zone, sent, vec![problem]))
        }
        Refusal::Conflict => (StatusCode::CONFLICT, desktop.beside(&zone, sent)),
    };
    Ok(draw(status, visit, &user, &page)?)
}
