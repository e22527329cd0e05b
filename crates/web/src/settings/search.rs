//! Settings > Knowledge Base > Search: what readers look for, and words that mean the same (K3).

use axum::extract::Query;
use desk::article::{MAX_SYNONYMS, SearchReport, SearchedWords, SynonymList};
use desk::configuration::SiteOf;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Kind, Text};
use serde::Deserialize;

use super::draw::draw;
use super::pages::{SearchSettings, SearchedRow, Span};
use super::{brand, url};
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::url::with_query;

/// So many days back can be looked.
const SPANS: [i64; 3] = [7, 30, 90];
const FIELD: &str = "words";

/// Which brand's, and for how long back.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    brand: String,
    days: i64,
}

/// The groups as they were typed, and what the page was drawn with.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    words: String,
    seen: i64,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    draw_page(view, &visit, (StatusCode::OK, &asked), None).await
}

pub(crate) async fn save(
    mut act: Act<User>,
    visit: AppVisit,
    Query(asked): Query<Asked>,
    Form(typed): Form<Typed>,
) -> Answer {
    match set(&mut act, &typed).await {
        Ok(()) => said::done(act, &visit, (&asked.url(), "settings-said-saved")).await,
        Err(fault) if fault.kind() == Kind::Invalid || fault.is(&code::STATE_CHANGED) => {
            drop(act);
            let status = if fault.kind() == Kind::Invalid {
                StatusCode::UNPROCESSABLE_ENTITY
            } else {
                StatusCode::CONFLICT
            };
            draw_page(visit.view().await?, &visit, (status, &asked), Some((typed, &fault))).await
        }
        Err(fault) => Err(fault.into()),
    }
}

async fn set(act: &mut Act<User>, typed: &Typed) -> Result<(), Fault> {
    let words: Result<Text<MAX_SYNONYMS>, _> = Text::new(&typed.words);
    let words = words.map_err(|_| Fault::new(&code::SYNONYMS_MANY))?;
    act.set_synonyms(&words, typed.seen).await
}

impl Asked {
    fn url(&self) -> String {
        page_url(&self.brand, self.days)
    }
}

fn page_url(brand: &str, days: i64) -> String {
    let days = if days == 0 { String::new() } else { days.to_string() };
    with_query(url::SEARCH, &[("brand", brand), ("days", &days)])
}

async fn draw_page(
    view: View<User>,
    visit: &AppVisit,
    (status, asked): (StatusCode, &Asked),
    refused: Option<(Typed, &Fault)>,
) -> Answer {
    let days = SPANS.into_iter().find(|days| *days == asked.days).unwrap_or(30);
    let sites = view.sites().await?;
    let site = brand::site(&sites, &asked.brand)?;
    let report = view.search_report(days, Some(site.kb)).await?;
    let list = view.synonyms().await?;
    let user = view.close();
    let page = page((&sites, site), (&report, days), (list, refused));
    Ok(draw(status, visit, &user, &page)?)
}

fn page(
    (sites, site): (&[SiteOf], &SiteOf),
    (report, days): (&SearchReport, i64),
    (list, refused): (SynonymList, Option<(Typed, &Fault)>),
) -> SearchSettings {
    let brand = site.name.as_str();
    let span = |span: i64| Span { days: span, url: page_url(brand, span), current: span == days };
    let problem = |fault: &Fault| {
        let is_stale = fault.is(&code::STATE_CHANGED);
        Problem::at(FIELD, if is_stale { "settings-problem-changed" } else { fault.code().text_key })
    };
    SearchSettings {
        action: page_url(brand, days),
        brands: brand::choices(sites, brand),
        spans: SPANS.map(span).into(),
        days,
        searches: report.searches,
        misses: report.misses,
        clicks: report.clicks,
        most_searched: report.most_searched.iter().map(row).collect(),
        most_missed: report.most_missed.iter().map(row).collect(),
        seen: list.revision,
        problems: refused.iter().map(|(_, fault)| problem(fault)).collect(),
        words: refused.map_or(list.words, |(typed, _)| typed.words),
    }
}

fn row(searched: &SearchedWords) -> SearchedRow {
    SearchedRow {
        words: searched.words.clone(),
        searches: searched.searches,
        misses: searched.misses,
        clicks: searched.clicks,
    }
}
