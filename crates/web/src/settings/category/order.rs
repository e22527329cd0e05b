//! Where a category stands, in which order its articles stand, and its end.

use axum::extract::Path;
use desk::article::ArticleId;
use desk::category::{Category, CategoryId, Edit, Place};
use desk::{Act, User, code};
use kernel::Fault;
use serde::Deserialize;

use super::super::url;
use crate::answer::{Answer, see_other};
use crate::form::{Form, Pairs};
use crate::inbox::{AppVisit, said};

/// Where to.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Moved {
    brand: String,
    parent: String,
    before: String,
}

pub(crate) async fn place(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<CategoryId>,
    Form(moved): Form<Moved>,
) -> Answer {
    let of = |typed: &str| if typed.is_empty() { Ok(None) } else { typed.parse().map(Some) };
    let to = Place { parent: of(&moved.parent)?, before: of(&moved.before)? };
    let open = act.open::<Edit, Category>(id).await?;
    let back = url::of_brand(url::CATEGORIES, &moved.brand);
    match open.place(&mut act, to).await {
        Ok(()) => Ok(act.done(see_other(&back)).await?),
        Err(fault) => {
            drop(act);
            Ok(said::say(see_other(&back), &visit, refused(fault)?))
        }
    }
}

/// What the tree says of a place that cannot be.
fn refused(fault: Fault) -> Result<&'static str, Fault> {
    match fault.code() {
        code if *code == code::CATEGORY_CIRCLE => Ok("settings-said-category-circle"),
        code if *code == code::CATEGORY_DEEP => Ok("settings-said-category-deep"),
        _ => Err(fault),
    }
}

pub(crate) async fn order(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<CategoryId>,
    Form(fields): Form<Pairs>,
) -> Answer {
    let mut order: Vec<ArticleId> = fields.all("article").filter_map(|id| id.parse().ok()).collect();
    // Without a script a button says what goes up.
    let up = fields.first("up").parse().ok();
    if let Some(at) = up.and_then(|up: ArticleId| order.iter().position(|id| *id == up)).filter(|at| *at > 0)
    {
        order.swap(at - 1, at);
    }
    act.open::<Edit, Category>(id).await?.order_articles(&mut act, &order).await?;
    said::done(act, &visit, (&format!("{}/{id}", url::CATEGORIES), "settings-said-saved")).await
}

pub(crate) async fn delete(mut act: Act<User>, visit: AppVisit, Path(id): Path<CategoryId>) -> Answer {
    act.open::<Edit, Category>(id).await?.delete(&mut act).await?;
    said::done(act, &visit, (url::CATEGORIES, "settings-said-category-deleted")).await
}
