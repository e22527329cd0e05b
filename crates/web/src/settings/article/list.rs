//! The list of articles, narrowed as asked for, and what is done to several at once.

use axum::extract::Query;
use desk::article::{
    ArticleId, Audience, Bulk, MAX_SEARCH, Managed, ManagedList, ManagedQuery, ManagedState, TextState,
};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::{Fault, Time, base_codes};
use serde::Deserialize;

use super::super::draw::draw;
use super::super::pages::{ArticleChoice, ArticleLine, Articles};
use super::super::url;
use super::choose;
use crate::answer::{Answer, see_other};
use crate::form::{Form, Pairs};
use crate::inbox::{AppVisit, said};
use crate::url::{query, safe_return};

const CHANGED: &str = "settings-said-articles-changed";
const NONE: &str = "settings-said-articles-none";

/// How the list is narrowed.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Asked {
    q: String,
    kb: String,
    category: String,
    state: String,
    audience: String,
    before: String,
}

impl Asked {
    fn query(&self) -> ManagedQuery {
        let before =
            self.before.split_once('.').and_then(|(at, id)| Some((Time(at.parse().ok()?), id.parse().ok()?)));
        ManagedQuery {
            kb: self.kb.parse().ok(),
            category: self.category.parse().ok(),
            audience: Audience::from_name(&self.audience),
            state: ManagedState::from_name(&self.state),
            words: self.q.chars().take(MAX_SEARCH).collect(),
            before,
        }
    }

    /// The address of this list, from its beginning or from there on.
    fn url(&self, before: &str) -> String {
        let pairs = [
            ("q", self.q.as_str()),
            ("kb", &self.kb),
            ("category", &self.category),
            ("state", &self.state),
            ("audience", &self.audience),
            ("before", before),
        ];
        format!("{}{}", url::ARTICLES, query(&pairs))
    }
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    let language = view.language();
    let query = asked.query();
    let list = view.managed_articles(&query, &language).await?;
    let centres = view.help_centres().await?;
    let shown = query.kb.or(centres.first().map(|centre| centre.site.kb));
    let categories = match shown {
        Some(kb) => view.managed_categories(kb).await?,
        None => Vec::new(),
    };
    let user = view.close();
    let page = Articles {
        add_url: url::NEW_ARTICLE.to_owned(),
        action: url::ARTICLES.to_owned(),
        change_action: url::ARTICLE_CHANGES.to_owned(),
        here: asked.url(&asked.before),
        centres: choose::centres(&centres, |centre| query.kb == Some(centre.site.kb)),
        categories: choose::categories(&categories, &language, |one| query.category == Some(one.category.id)),
        states: ManagedState::ALL.iter().map(|state| state_choice(*state, &query)).collect(),
        audiences: choose::audiences(query.audience),
        is_narrowed: asked.url("") != url::ARTICLES,
        is_deleted: query.state == Some(ManagedState::Deleted),
        more_url: more(&asked, &list),
        rows: list.rows.iter().map(line).collect(),
        q: query.words,
    };
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

fn state_choice(state: ManagedState, query: &ManagedQuery) -> ArticleChoice {
    let value = state.name().to_owned();
    ArticleChoice {
        value,
        title: String::new(),
        depth: 0,
        indent: String::new(),
        chosen: query.state == Some(state),
    }
}

fn more(asked: &Asked, list: &ManagedList) -> Option<String> {
    let oldest = list.rows.last().filter(|_| list.has_more)?;
    Some(asked.url(&format!("{}.{}", oldest.changed_at.0, oldest.id)))
}

fn line(row: &Managed) -> ArticleLine {
    ArticleLine {
        id: row.id.to_string(),
        url: url::article(row.id, &row.text.language),
        title: row.title.clone(),
        language: row.text.language.tag(),
        state: state(&row.text).to_owned(),
        publish_at: row.text.schedule.publish_at.map(|at| at.0),
        unpublish_at: row.text.schedule.unpublish_at.map(|at| at.0),
        is_internal: row.audience == Audience::Internal,
        is_limited: row.is_limited,
        is_outdated: row.text.is_outdated,
        changed_at: row.changed_at.0,
    }
}

/// What a text is: `live`, `changed` with a draft beside what is read, `draft`.
pub(super) fn state(text: &TextState) -> &'static str {
    match (text.is_live, text.has_draft) {
        (true, true) => "changed",
        (true, false) => "live",
        _ => "draft",
    }
}

/// What is done to several at once.
pub(crate) async fn change(mut act: Act<User>, visit: AppVisit, Form(fields): Form<Pairs>) -> Answer {
    let ids: Vec<ArticleId> = fields.all("article").filter_map(|id| id.parse().ok()).collect();
    let origin = &visit.host.origin;
    let here = safe_return(fields.first("here"), origin, std::slice::from_ref(origin));
    let back =
        here.filter(|here| here.starts_with(url::ARTICLES)).unwrap_or_else(|| url::ARTICLES.to_owned());
    let what = bulk(&fields).ok_or_else(|| Fault::new(&base_codes::INVALID))?;
    let done = act.change_articles(&ids, &what).await?;
    let answer = act.done(see_other(&back)).await?;
    let said = if done.changed == 0 { NONE.to_owned() } else { format!("{CHANGED}.{}", done.changed) };
    Ok(said::say(answer, &visit, &said))
}

fn bulk(fields: &Pairs) -> Option<Bulk> {
    match fields.first("what") {
        "publish" => Some(Bulk::Publish),
        "unpublish" => Some(Bulk::Unpublish),
        "delete" => Some(Bulk::Delete),
        "public" => Some(Bulk::Turn(Audience::Public)),
        "internal" => Some(Bulk::Turn(Audience::Internal)),
        "move" => fields.first("to").parse().ok().map(Bulk::Move),
        _ => None,
    }
}
