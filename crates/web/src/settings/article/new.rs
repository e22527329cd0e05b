//! Beginning an article: where, in which language, for whom, and what it is called.

use desk::article::{Audience, NewArticle, Typed};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::Fault;
use markup::ArticleHtml;
use serde::Deserialize;

use super::super::draw::draw;
use super::super::{pages, url};
use super::choose;
use super::typed::{language, problem};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::AppVisit;
use crate::inbox::pages::Problem;

/// What was typed and chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Begun {
    title: String,
    kb: String,
    language: String,
    audience: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit) -> Answer {
    draw_form(view, &visit, StatusCode::OK, (Begun::default(), Vec::new())).await
}

pub(crate) async fn add(mut act: Act<User>, visit: AppVisit, Form(begun): Form<Begun>) -> Answer {
    let typed = match Typed::new(&begun.title, ArticleHtml::default()) {
        Ok(typed) => typed,
        Err(fault) => {
            drop(act);
            let refused = (begun, vec![problem(&fault)]);
            return draw_form(visit.view().await?, &visit, StatusCode::UNPROCESSABLE_ENTITY, refused).await;
        }
    };
    let language = language(&begun.language)?;
    let new = NewArticle::new(language.clone(), typed);
    let is_internal = Audience::from_name(&begun.audience) == Some(Audience::Internal);
    let new = if is_internal { new.internal() } else { new };
    let id = act.make_article(begun.kb.parse()?, &new).await?;
    Ok(act.done(see_other(&url::article(id, &language))).await?)
}

async fn draw_form(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (begun, problems): (Begun, Vec<Problem>),
) -> Answer {
    let centres = view.help_centres().await?;
    let user = view.close();
    let spoken = choose::spoken(&centres);
    let usual = || spoken.first().cloned().ok_or_else(|| Fault::internal("no site speaks any language"));
    let chosen = language(&begun.language).or_else(|_| usual())?;
    let audience = Audience::from_name(&begun.audience).unwrap_or(Audience::Public);
    let page = pages::NewArticle {
        action: url::NEW_ARTICLE.to_owned(),
        back_url: url::ARTICLES.to_owned(),
        centres: choose::centres(&centres, |centre| centre.site.kb.to_string() == begun.kb),
        languages: choose::languages(&spoken, &chosen),
        audiences: choose::audiences(Some(audience)),
        title: begun.title,
        problems,
    };
    Ok(draw(status, visit, &user, &page)?)
}
