//! The help centre's home.

use axum::extract::Path;
use desk::conversation::portal::ListQuery;
use desk::{Customer, Public, View};
use http::StatusCode;
use kernel::Fault;

use super::conversations::{Asked, row};
use super::pages::{Home, Row};
use crate::answer::{Answer, redirect};
use crate::cookie;
use crate::page::draw_public;
use crate::url;
use crate::visit::Visit;

/// Conversations shown on the home of a signed-in customer.
const RECENT: usize = 3;

pub(crate) async fn without_language(view: View<Public>, visit: Visit) -> Answer {
    view.close();
    let customer = signed_in(&visit).await?.map(View::close);
    Ok(redirect(StatusCode::FOUND, &url::home(visit.language_for(customer.as_ref()))))
}

pub(crate) async fn show(view: View<Public>, visit: Visit, Path(language): Path<String>) -> Answer {
    view.close();
    visit.expect_language(&language)?;
    let customer = signed_in(&visit).await?;
    let recent = match customer {
        Some(view) => Some(recent(view, &visit).await?),
        None => None,
    };
    let offers_new = visit.site.portal.new_conversation && recent.is_some();
    let (customer, recent) = recent.unzip();
    let page = Home {
        new_url: offers_new.then(|| url::new_conversation(&visit.language)),
        recent: recent.unwrap_or_default(),
    };
    Ok(draw_public(&visit, customer.as_ref(), &page)?)
}

/// The view of whoever is signed in in this browser.
pub(crate) async fn signed_in(visit: &Visit) -> Result<Option<View<Customer>>, Fault> {
    let Some(token) = visit.cookies.get(&visit.site.origin, cookie::CUSTOMER) else { return Ok(None) };
    match visit.web.desk().view_customer(visit.site.clone(), token).await {
        Ok(view) => Ok(Some(view)),
        Err(fault) if matches!(fault.kind(), kernel::Kind::SignIn | kernel::Kind::NotFound) => Ok(None),
        Err(fault) => Err(fault),
    }
}

async fn recent(view: View<Customer>, visit: &Visit) -> Result<(Customer, Vec<Row>), Fault> {
    let list = view.conversations(&ListQuery::default()).await?;
    let rows = list.rows.iter().take(RECENT).map(|listed| row(listed, visit, &Asked::default())).collect();
    Ok((view.close(), rows))
}
