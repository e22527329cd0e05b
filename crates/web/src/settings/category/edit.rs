//! The page of one category, in one language.

use axum::extract::{Path, Query};
use desk::article::ArticleId;
use desk::category::{Category, CategoryId, CategoryText, Edit, ManagedCategory, ManagedText};
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::{Fault, Language, base_codes};
use serde::Deserialize;

use super::super::article::{choose, language};
use super::super::draw::draw;
use super::super::pages::{ArticleChoice, CategoryForm, OrderedArticle};
use super::super::url;
use super::tree::problem;
use crate::answer::{Answer, see_other};
use crate::form::Form;
use crate::inbox::pages::Problem;
use crate::inbox::{AppVisit, said};
use crate::portal::TOPICS;

/// In which language.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    language: String,
}

/// What was typed and chosen.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Typed {
    language: String,
    revision: i64,
    title: String,
    slug: String,
    description: String,
    shown: String,
    published: String,
    icon: String,
}

pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<CategoryId>,
    Query(asked): Query<Asked>,
) -> Answer {
    let language = language(&asked.language).unwrap_or_else(|_| view.language());
    let (user, page) = page(view, id, &language).await?;
    Ok(draw(StatusCode::OK, &visit, &user, &page)?)
}

pub(crate) async fn save(
    act: Act<User>,
    visit: AppVisit,
    Path(id): Path<CategoryId>,
    Form(typed): Form<Typed>,
) -> Answer {
    let language = language(&typed.language)?;
    match keep(act, id, &language, &typed).await {
        Ok(()) => {
            let answer = see_other(&url::category(id, &language));
            Ok(said::say(answer, &visit, "settings-said-saved"))
        }
        Err(fault) => {
            let is_stale = fault.is(&code::STATE_CHANGED);
            let status = if is_stale { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
            let problem = problem(fault)?;
            let (user, page) = page(visit.view().await?, id, &language).await?;
            Ok(draw(status, &visit, &user, &typed.over(page, problem))?)
        }
    }
}

async fn keep(mut act: Act<User>, id: CategoryId, language: &Language, typed: &Typed) -> Result<(), Fault> {
    let text = CategoryText::new(&typed.title, &typed.slug, &typed.description)?;
    let text = if typed.shown == "on" { text } else { text.hidden() };
    let icon = TOPICS.iter().find(|icon| **icon == typed.icon).copied().unwrap_or_default();
    let open = act.open::<Edit, Category>(id).await?;
    open.change(&mut act, (language, &text), (icon, typed.published == "on"), typed.revision).await?;
    act.done(()).await
}

impl Typed {
    /// The page with what was typed.
    fn over(self, page: CategoryForm, problem: Problem) -> CategoryForm {
        CategoryForm {
            title: self.title,
            slug: self.slug,
            description: self.description,
            is_shown: self.shown == "on",
            is_published: self.published == "on",
            icons: icons(&self.icon),
            problems: vec![problem],
            ..page
        }
    }
}

async fn page(view: View<User>, id: CategoryId, language: &Language) -> Result<(User, CategoryForm), Fault> {
    let gone = || Fault::new(&base_codes::NOT_FOUND);
    let category: Category = view.see(id).await?;
    let all = view.managed_categories(category.kb).await?;
    let centres = view.help_centres().await?;
    let centre = centres.iter().find(|centre| centre.site.kb == category.kb).ok_or_else(gone)?;
    let spoken = &centre.languages;
    let language = Some(language).filter(|wanted| spoken.contains(wanted)).or(spoken.first());
    let language = language.cloned().unwrap_or_else(|| view.language());
    let articles = ordered(&view, id).await?;
    let own = all.iter().find(|one| one.category.id == id).ok_or_else(gone)?;
    let back_url = url::of_brand(url::CATEGORIES, &centre.site.name);
    let form = form(&all, own, &language, spoken);
    Ok((view.close(), CategoryForm { articles, back_url, brand: centre.site.name.clone(), ..form }))
}

/// The articles in it, in its order; a hundred of them.
async fn ordered(view: &View<User>, id: CategoryId) -> Result<Vec<OrderedArticle>, Fault> {
    let article = |(id, title, language): (ArticleId, String, Language)| OrderedArticle {
        id: id.to_string(),
        url: url::article(id, &language),
        title,
    };
    Ok(view.order_of(id).await?.into_iter().map(article).collect())
}

fn form(
    all: &[ManagedCategory],
    own: &ManagedCategory,
    language: &Language,
    spoken: &[Language],
) -> CategoryForm {
    let id = own.category.id;
    let text = own.texts.iter().find(|text| text.language == *language);
    let said = |of: fn(&ManagedText) -> &String| text.map(of).cloned().unwrap_or_default();
    CategoryForm {
        action: format!("{}/{id}", url::CATEGORIES),
        move_action: url::category_act(id, "place"),
        delete_action: url::category_act(id, "deletion"),
        order_action: url::category_act(id, "order"),
        back_url: String::new(),
        brand: String::new(),
        heading: own.title(language).to_owned(),
        revision: own.category.revision,
        language: language.to_string(),
        languages: choose::languages(spoken, language),
        title: said(|text| &text.title),
        slug: said(|text| &text.slug),
        description: said(|text| &text.description),
        is_shown: text.is_none_or(|text| text.is_shown),
        is_published: own.category.is_published,
        icons: icons(&own.category.icon),
        parents: choose::categories(all, language, |one| Some(one.category.id) == own.category.parent),
        articles: Vec::new(),
        problems: Vec::new(),
    }
}

fn icons(chosen: &str) -> Vec<ArticleChoice> {
    let icon = |name: &&str| ArticleChoice {
        value: (*name).to_owned(),
        title: String::new(),
        depth: 0,
        indent: String::new(),
        chosen: *name == chosen,
    };
    TOPICS.iter().map(icon).collect()
}
