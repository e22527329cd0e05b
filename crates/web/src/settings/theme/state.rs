//! What is done to a whole theme: another one like it, its name, being shown, its end.

use axum::extract::Path;
use desk::theme::{Edit, Theme, ThemeId};
use desk::{Act, User};
use serde::Deserialize;

use super::super::url;
use super::list::{self, Naming};
use crate::answer::Answer;
use crate::form::Form;
use crate::inbox::{AppVisit, said};

/// A name for it or for another one like it.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Named {
    brand: String,
    name: String,
}

impl Named {
    fn list(&self) -> String {
        url::of_brand(url::THEMES, &self.brand)
    }

    fn of(self, theme: ThemeId, act: &'static str) -> Naming {
        Naming { theme, act, brand: self.brand, name: self.name }
    }
}

pub(crate) async fn activate(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(named): Form<Named>,
) -> Answer {
    act.open::<Edit, Theme>(id).await?.activate(&mut act).await?;
    said::done(act, &visit, (&named.list(), "settings-said-theme-shown")).await
}

pub(crate) async fn duplicate(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(named): Form<Named>,
) -> Answer {
    let theme = act.open::<Edit, Theme>(id).await?;
    match theme.duplicate(&mut act, &named.name).await {
        Ok(_) => said::done(act, &visit, (&named.list(), "settings-said-theme-duplicated")).await,
        Err(fault) => {
            drop(act);
            list::refuse(&visit, named.of(id, "duplication"), fault).await
        }
    }
}

pub(crate) async fn rename(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(named): Form<Named>,
) -> Answer {
    let theme = act.open::<Edit, Theme>(id).await?;
    match theme.rename(&mut act, &named.name).await {
        Ok(()) => said::done(act, &visit, (&named.list(), "settings-said-saved")).await,
        Err(fault) => {
            drop(act);
            list::refuse(&visit, named.of(id, "name"), fault).await
        }
    }
}

pub(crate) async fn delete(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(named): Form<Named>,
) -> Answer {
    act.open::<Edit, Theme>(id).await?.delete(&mut act).await?;
    said::done(act, &visit, (&named.list(), "settings-said-theme-deleted")).await
}
