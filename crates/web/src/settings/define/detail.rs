//! Settings > Knowledge Base > Configuration > Conversation details (P9).

use axum::extract::{Path, Query};
use desk::attribute::Object;
use desk::configuration::SiteOf;
use desk::detail::{Arrange, Detail, DetailId, Edit, MOST, Own, What};
use desk::kb::Kb;
use desk::snippet::{Label, Said};
use desk::{Act, User, View};
use http::StatusCode;
use kernel::{Fault, base_codes};
use serde::Deserialize;

use super::super::brand;
use super::super::draw::draw as draw_page;
use super::super::pages::{ChosenDetail, ChosenDetails};
use super::super::url;
use super::{DETAILS, Moved, label, problem, snippets};
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::pages::{AttributeOption, Problem};
use crate::inbox::{AppVisit, said};
use crate::url::query;

/// Which brand's knowledge base; none: the default brand's.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    brand: String,
}

/// The forms of the page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    what: String,
    title: String,
    snippet: String,
}

/// A form as it was left, and what is wrong with it: the one of a detail, or the one that adds another.
#[derive(Default)]
struct Left {
    of: Option<DetailId>,
    typed: Typed,
    problems: Vec<Problem>,
}

/// The parameter of a detail's address.
#[derive(Deserialize)]
pub(crate) struct Place {
    detail: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<Asked>) -> Answer {
    draw(view, &visit, StatusCode::OK, (&asked, Left::default())).await
}

pub(crate) async fn add(
    mut act: Act<User>,
    visit: AppVisit,
    Query(asked): Query<Asked>,
    Form(typed): Form<Typed>,
) -> Answer {
    let view = visit.view().await?;
    let kb = site(&view.sites().await?, &asked.brand)?.kb;
    view.close();
    let outcome = async {
        let what = What::parse(&typed.what)?;
        let label = label(&typed.title, &typed.snippet)?;
        act.open::<Arrange, Kb>(kb).await?.add_detail(&mut act, what, &label).await
    };
    let (status, problem) = match outcome.await {
        Ok(_) => return saved(act, &visit, &asked).await,
        Err(fault) => problem(fault, "label")?,
    };
    drop(act);
    let left = Left { of: None, typed, problems: vec![problem] };
    draw(visit.view().await?, &visit, status, (&asked, left)).await
}

pub(crate) async fn rename(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
    Form(typed): Form<Typed>,
) -> Answer {
    let detail = act.open::<Edit, Detail>(place.detail.parse()?).await?;
    let outcome = async { detail.rename(&mut act, &label(&typed.title, &typed.snippet)?).await };
    let (status, problem) = match outcome.await {
        Ok(()) => return saved(act, &visit, &asked).await,
        Err(fault) => problem(fault, "label")?,
    };
    let left = Left { of: Some(detail.id), typed, problems: vec![problem] };
    drop(act);
    draw(visit.view().await?, &visit, status, (&asked, left)).await
}

pub(crate) async fn step(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
    Form(moved): Form<Moved>,
) -> Answer {
    act.open::<Edit, Detail>(place.detail.parse()?).await?.step(&mut act, moved.step()).await?;
    saved(act, &visit, &asked).await
}

pub(crate) async fn remove(
    mut act: Act<User>,
    visit: AppVisit,
    Path(place): Path<Place>,
    Query(asked): Query<Asked>,
) -> Answer {
    act.open::<Edit, Detail>(place.detail.parse()?).await?.remove(&mut act).await?;
    saved(act, &visit, &asked).await
}

async fn saved(act: Act<User>, visit: &AppVisit, asked: &Asked) -> Answer {
    let back = format!("{DETAILS}{}", query(&[("brand", &asked.brand)]));
    said::done(act, visit, (&back, "inbox-said-saved")).await
}

/// The knowledge base of a brand among all of them; one that is not there is `not_found`.
fn site<'a>(sites: &'a [SiteOf], brand: &str) -> Result<&'a SiteOf, Fault> {
    SiteOf::of_brand(sites, brand).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

async fn draw(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (asked, mut left): (&Asked, Left),
) -> Answer {
    let sites = view.sites().await?;
    let shown = site(&sites, &asked.brand)?;
    let chosen = view.details(shown.kb).await?;
    let attributes = view.attributes(Object::Conversation).await?;
    let labels = attributes.iter().map(|attribute| &attribute.label);
    let said = view.say(labels, &[visit.language(Some(view.who()))]).await?;
    let is_free = |what: &What| chosen.iter().all(|detail| detail.what != *what);
    let own = Own::ALL.iter().map(|own| (What::Own(*own), None));
    let open = attributes.iter().filter(|attribute| !attribute.is_sensitive);
    let custom = open.map(|attribute| (What::Attribute(attribute.id), Some(attribute.title(&said))));
    let choices = own.chain(custom).filter(|(what, _)| is_free(what));
    let choices = choices.map(|(what, name)| choice(what, name, &left.typed.what)).collect();
    let of_brand = query(&[("brand", &asked.brand)]);
    let mut rows = Vec::new();
    for detail in &chosen {
        let own = left.take(detail);
        let choices = snippets(&view, &own.typed.snippet).await?;
        rows.push(row(detail, &said, (&of_brand, choices, own)));
    }
    let page = ChosenDetails {
        action: format!("{DETAILS}{of_brand}"),
        back_url: url::tab(&asked.brand, "portal"),
        brands: brand::choices(&sites, &shown.name),
        site: shown.title.clone(),
        full: rows.len() >= MOST,
        rows,
        choices,
        snippets: snippets(&view, &left.typed.snippet).await?,
        title: left.typed.title,
        problems: left.problems,
    };
    let user = view.close();
    Ok(draw_page(status, visit, &user, &page)?)
}

fn choice(what: What, name: Option<String>, chosen: &str) -> AttributeOption {
    let key = if let What::Own(own) = what { Some(format!("inbox-detail-{}", own.name())) } else { None };
    AttributeOption { chosen: what.key() == chosen, value: what.key(), label: name, key }
}

impl Left {
    /// A detail's own form, as it was left or as it is.
    fn take(&mut self, detail: &Detail) -> Self {
        if self.of == Some(detail.id) {
            return std::mem::take(self);
        }
        let title = if let Label::Typed(title) = &detail.label { title.clone() } else { String::new() };
        let snippet = detail.label.snippet().map(|id| id.to_string()).unwrap_or_default();
        Self { typed: Typed { title, snippet, ..Typed::default() }, ..Self::default() }
    }
}

fn row(
    detail: &Detail,
    said: &Said,
    (brand, snippets, left): (&str, Vec<AttributeOption>, Left),
) -> ChosenDetail {
    let name = detail.attribute.as_ref().map(|attribute| attribute.title(said));
    let hidden = detail.attribute.as_ref().is_some_and(|attribute| attribute.is_sensitive);
    let address = |what: &str| format!("{DETAILS}/{}{what}{brand}", detail.id);
    ChosenDetail {
        what: choice(detail.what, name, ""),
        hidden,
        title: left.typed.title,
        snippets,
        problems: left.problems,
        rename_url: address(""),
        place_url: address("/place"),
        remove_url: address("/removal"),
    }
}
