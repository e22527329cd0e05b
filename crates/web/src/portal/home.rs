//! The help centre's home.

use axum::extract::Path;
use desk::article::{ArticleRow, ListOf};
use desk::conversation::portal::ListQuery;
use desk::page_path::PagePath;
use desk::{Customer, Public, View};
use http::StatusCode;
use kernel::Fault;

use super::article;
use super::conversations::{Asked, row};
use super::pages::{Home, Row};
use super::reader::{Reader, signed_in, team_reader};
use crate::answer::{Answer, redirect};
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

/// What stands where the language does may be an article's path, which is the same in the visitor's language.
pub(crate) async fn show(view: View<Public>, visit: Visit, Path(language): Path<String>) -> Answer {
    if let (false, Ok(path)) = (visit.language_is_in_path, language.parse::<PagePath>()) {
        return Ok(redirect(StatusCode::FOUND, &url::article(&visit.language, &path)));
    }
    visit.expect_language(&language)?;
    let articles = view.articles(&ListOf::Latest, &visit.language).await?;
    view.close();
    if let Some(view) = team_reader(&visit).await? {
        let articles = view.articles(&ListOf::Latest, &visit.language).await?;
        return draw(&visit, &Reader::Team(view.close()), (articles, Vec::new()));
    }
    match signed_in(&visit).await? {
        Some(view) => {
            let (customer, recent) = recent(view, &visit).await?;
            draw(&visit, &Reader::Customer(customer), (articles, recent))
        }
        None => draw(&visit, &Reader::Nobody, (articles, Vec::new())),
    }
}

fn draw(visit: &Visit, reader: &Reader, (articles, recent): (Vec<ArticleRow>, Vec<Row>)) -> Answer {
    let offers_new = visit.site.portal.new_conversation && matches!(reader, Reader::Customer(_));
    let page = Home {
        new_url: offers_new.then(|| url::new_conversation(&visit.language)),
        recent,
        articles: articles.iter().map(|listed| article::row(listed, visit)).collect(),
    };
    Ok(draw_public(visit, reader, &page)?)
}

async fn recent(view: View<Customer>, visit: &Visit) -> Result<(Customer, Vec<Row>), Fault> {
    let list = view.conversations(&ListQuery::default()).await?;
    let rows = list.rows.iter().take(RECENT).map(|listed| row(listed, visit, &Asked::default())).collect();
    Ok((view.close(), rows))
}
