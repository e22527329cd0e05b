//! The tree of one brand's categories, and adding to it.

use axum::extract::Query;
use desk::category::{CategoryText, MAX_DESCRIPTION, MAX_TITLE, ManagedCategory, NewCategory};
use desk::configuration::SiteOf;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};
use serde::Deserialize;

use super::super::article::choose;
use super::super::draw::draw;
use super::super::pages::{Categories, CategoryLine};
use super::super::{brand, url};
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::url::query;

/// A new one.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Added {
    brand: String,
    title: String,
    parent: String,
}

pub(crate) async fn show(view: View<User>, visit: AppVisit, Query(asked): Query<brand::Asked>) -> Answer {
    let added = Added { brand: asked.brand, ..Added::default() };
    draw_tree(view, &visit, StatusCode::OK, (added, Vec::new())).await
}

pub(crate) async fn add(act: Act<User>, visit: AppVisit, Form(added): Form<Added>) -> Answer {
    match begin(act, &visit, &added).await {
        Ok(()) => {
            let answer = see_other(&url::of_brand(url::CATEGORIES, &added.brand));
            Ok(said::say(answer, &visit, "settings-said-saved"))
        }
        Err(fault) => {
            let problem = problem(fault)?;
            let refused = (added, vec![problem]);
            draw_tree(visit.view().await?, &visit, StatusCode::UNPROCESSABLE_ENTITY, refused).await
        }
    }
}

async fn begin(mut act: Act<User>, visit: &AppVisit, added: &Added) -> Result<(), Fault> {
    let text = CategoryText::new(&added.title, "", "")?;
    let view = visit.view().await?;
    let centres = view.help_centres().await?;
    view.close();
    let centre = brand::centre(&centres, &added.brand)?;
    let language = centre.languages.first().cloned().ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let parent = if added.parent.is_empty() { None } else { Some(added.parent.parse()?) };
    let new = NewCategory { parent, language, text, icon: String::new(), is_published: true };
    act.make_category(centre.site.kb, &new).await?;
    act.done(()).await
}

/// What is wrong, at its field; anything else stays a fault.
pub(super) fn problem(fault: Fault) -> Result<Problem, Fault> {
    let field = fault.problems().first().map_or("title", |problem| problem.field);
    match fault.code() {
        code if *code == code::TEXT_EMPTY => Ok(Problem::at(field, "inbox-problem-required")),
        code if *code == code::TEXT_BROKEN => Ok(Problem::at(field, "inbox-problem-text-broken")),
        code if *code == code::TEXT_TOO_LONG => {
            let most = if field == "title" { MAX_TITLE } else { MAX_DESCRIPTION };
            Ok(Problem::at(field, "inbox-problem-subject-long").with("max", most))
        }
        code if *code == code::CATEGORIES_MANY || *code == code::STATE_CHANGED => {
            Ok(Problem::of_form(code.text_key))
        }
        code if *code == code::CATEGORY_DEEP || *code == code::CATEGORY_CIRCLE => {
            Ok(Problem::at("parent", code.text_key))
        }
        _ => Err(fault),
    }
}

async fn draw_tree(
    view: View<User>,
    visit: &AppVisit,
    status: StatusCode,
    (added, problems): (Added, Vec<Problem>),
) -> Answer {
    let centres = view.help_centres().await?;
    let centre = brand::centre(&centres, &added.brand)?;
    let all = view.managed_categories(centre.site.kb).await?;
    let language = centre.languages.first().cloned().unwrap_or_else(|| view.language());
    let user = view.close();
    let sites: Vec<SiteOf> = centres.iter().map(|centre| centre.site.clone()).collect();
    let parents = choose::categories(&all, &language, |one| one.category.id.to_string() == added.parent);
    let row = |id: &str| all.iter().find(|one| one.category.id.to_string() == id);
    let lines = parents.iter().filter_map(|choice| Some((row(&choice.value)?, choice.depth)));
    let page = Categories {
        action: url::CATEGORIES.to_owned(),
        brands: brand::choices(&sites, &centre.site.name),
        brand: centre.site.name.clone(),
        language: language.tag(),
        rows: lines.map(|(one, depth)| line(&all, (one, depth), &language)).collect(),
        title: added.title,
        parents,
        problems,
    };
    Ok(draw(status, visit, &user, &page)?)
}

fn line(
    all: &[ManagedCategory],
    (one, depth): (&ManagedCategory, usize),
    language: &Language,
) -> CategoryLine {
    let id = one.category.id;
    let siblings: Vec<&ManagedCategory> =
        all.iter().filter(|other| other.category.parent == one.category.parent).collect();
    let at = siblings.iter().position(|other| other.category.id == id).unwrap_or_default();
    let name = |nth: usize| siblings.get(nth).map(|other| other.category.id.to_string());
    let narrowed = query(&[("kb", &one.category.kb.to_string()), ("category", &id.to_string())]);
    CategoryLine {
        id: id.to_string(),
        url: url::category(id, language),
        articles_url: format!("{}{narrowed}", url::ARTICLES),
        move_url: url::category_act(id, "place"),
        title: one.title(language).to_owned(),
        depth,
        is_published: one.category.is_published,
        articles: one.articles,
        up: at.checked_sub(1).and_then(name),
        down: name(at + 2),
        parent: one.category.parent.map(|parent| parent.to_string()),
        is_last_but_one: at + 2 == siblings.len(),
    }
}
