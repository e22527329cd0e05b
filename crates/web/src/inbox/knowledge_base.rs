//! The knowledge base fly-out: articles are found and read in the app, and opened where they stand (I2, K8).

use axum::extract::{Path, Query};
use desk::article::{ArticleId, ArticleWindow, Audience, FoundText, MAX_SEARCH};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::{Fault, base_codes};
use serde::Deserialize;

use super::draw::draw_saying;
use super::pages::{Article, ArticleLink, KnowledgeBase};
use super::said::Flash;
use super::{AppVisit, url};
use crate::answer::{Answer, see_other};
use crate::marked::Marked;
use crate::url::{article as article_url, safe_return, with_query};
use theme::Raw;

/// What the list is asked with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
}

/// Where to at a knowledge base's host: to an article, or to a page that a visitor came from.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Wanted {
    article: Option<ArticleId>,
    host: String,
    #[serde(rename = "return")]
    back: String,
}

pub(crate) async fn list(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let typed: String = asked.q.chars().take(MAX_SEARCH).collect();
    let found = view.search_articles(&typed, &view.language()).await?;
    let user = view.close();
    let page = KnowledgeBase {
        action: url::KNOWLEDGE_BASE.to_owned(),
        back_url: url::HOME.to_owned(),
        rows: found.into_iter().map(|text| link(text, &typed)).collect(),
        q: typed,
    };
    Ok(draw_saying(StatusCode::OK, &visit, &user, Flash::read(&visit), &page)?)
}

pub(crate) async fn read(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let article = view.article(id, &view.language()).await?;
    let window = view.article_window(&article).await?;
    let user = view.close();
    let page = Article {
        back_url: with_query(url::KNOWLEDGE_BASE, &[("q", &asked.q)]),
        window_url: window.map(|_| url::article_window(id)),
        internal: article.audience == Audience::Internal,
        language: article.language.tag(),
        title: article.title,
        made_at: article.made_at.0,
        body_html: Raw::from(article.body.html()),
    };
    Ok(draw_saying(StatusCode::OK, &visit, &user, Flash::read(&visit), &page)?)
}

/// Makes the ticket and leads to where it is used: with the agents' door at the other host the one way here on which a
/// page that is looked at acts, for the browser has to get there by itself.
pub(crate) async fn open(mut act: Act<User>, visit: AppVisit, Query(wanted): Query<Wanted>) -> Answer {
    let (host, path) = match wanted.article {
        Some(id) => match window_of(&visit, id).await? {
            (window, path) if window.lets_team_in => (window.origin.host, path),
            (window, path) => return Ok(see_other(&format!("{}{path}", window.origin))),
        },
        None => (wanted.host, page_of(&wanted.back, &visit)),
    };
    let ticket = act.make_ticket(&host, &path).await?;
    let door = with_query(crate::url::TEAM_LOGIN, &[("ticket", ticket.token.reveal())]);
    Ok(act.done(see_other(&format!("{}{door}", ticket.origin))).await?)
}

/// A path at whichever host it is for; its home for anything else (C5).
fn page_of(text: &str, visit: &AppVisit) -> String {
    let here = &visit.host.origin;
    safe_return(text, here, std::slice::from_ref(here)).unwrap_or_else(|| "/".to_owned())
}

/// Where an article stands; one that users cannot open there is not there.
async fn window_of(visit: &AppVisit, id: ArticleId) -> Result<(ArticleWindow, String), Fault> {
    let view = visit.view().await?;
    let article = view.article(id, &view.language()).await?;
    let window = view.article_window(&article).await?;
    view.close();
    let window = window.ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let path = article_url(&window.language, &article.path());
    Ok((window, path))
}

fn link(text: FoundText, typed: &str) -> ArticleLink {
    ArticleLink {
        url: with_query(&url::article(text.id), &[("q", typed)]),
        title: Marked::spans(text.title),
        excerpt: Marked::spans(text.excerpt),
        language: text.language.tag(),
        internal: text.audience == Audience::Internal,
    }
}
