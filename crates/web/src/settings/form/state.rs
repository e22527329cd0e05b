//! Whether a form can be filled, and its end.

use axum::extract::Path;
use desk::form::{Edit, Form, FormId};
use desk::{Act, User};

use super::super::url;
use crate::answer::Answer;
use crate::inbox::{AppVisit, said};

pub(crate) async fn publish(mut act: Act<User>, visit: AppVisit, Path(id): Path<FormId>) -> Answer {
    act.open::<Edit, Form>(id).await?.publish(&mut act).await?;
    said::done(act, &visit, (&format!("{}/{id}", url::FORMS), "settings-said-form-published")).await
}

pub(crate) async fn unpublish(mut act: Act<User>, visit: AppVisit, Path(id): Path<FormId>) -> Answer {
    act.open::<Edit, Form>(id).await?.unpublish(&mut act).await?;
    said::done(act, &visit, (&format!("{}/{id}", url::FORMS), "settings-said-form-unpublished")).await
}

pub(crate) async fn delete(mut act: Act<User>, visit: AppVisit, Path(id): Path<FormId>) -> Answer {
    act.open::<Edit, Form>(id).await?.delete(&mut act).await?;
    said::done(act, &visit, (url::FORMS, "settings-said-form-deleted")).await
}
