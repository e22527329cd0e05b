//! The yardstick of the benchmark: the smallest hand-written server that shows a customer's list and one conversation
//! and takes a reply, over the product's own tables. No doors, no languages, no themes, no sanitiser, no headers.
//!
//! `yardstick PLACE ADDRESS`, where the place is a SQLite file or a `postgres://…`.

mod page;
mod postgres;
mod rows;
mod sqlite;
mod store;

use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use data_encoding::HEXLOWER;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::page::Pages;
use crate::store::Store;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

struct App {
    store: Store,
    pages: Pages,
}

/// How many bytes to add, so that the page is as long as the product's.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    pad: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let place = arguments.next().context("the first argument is a file or a postgres:// address")?;
    let address = arguments.next().context("the second argument is the address to listen on")?;
    let app = Arc::new(App { store: Store::open(&place).await?, pages: Pages::new()? });
    let router = Router::new()
        .route("/", get(async || "ready\n"))
        .route("/conversations", get(list))
        .route("/conversations/{id}", get(show))
        .route("/conversations/{id}/messages", post(reply))
        .with_state(app);
    let listener = tokio::net::TcpListener::bind(&address).await?;
    Ok(axum::serve(listener, router).await?)
}

async fn list(State(app): State<Arc<App>>, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    let customer = app.store.customer(session(&headers)?).await?;
    let rows = app.store.list(&customer).await?;
    Ok(Html(app.pages.list(&customer, &rows, asked.pad)?).into_response())
}

async fn show(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let customer = app.store.customer(session(&headers)?).await?;
    let conversation = app.store.conversation(&customer, &id).await?;
    Ok(Html(app.pages.conversation(&customer, &conversation, asked.pad)?).into_response())
}

async fn reply(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(id): Path<String>,
    mut form: Multipart,
) -> Answer {
    let customer = app.store.customer(session(&headers)?).await?;
    let mut text = String::new();
    while let Some(field) = form.next_field().await? {
        if field.name() == Some("text") {
            text = field.text().await?;
        }
    }
    app.store.reply(&customer, &id, &text).await?;
    Ok(Redirect::to(&format!("/conversations/{id}")).into_response())
}

/// The hash of the session's token.
fn session(headers: &HeaderMap) -> Result<String> {
    let cookies = headers.get(header::COOKIE).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let token = cookies.split("; ").find_map(|cookie| cookie.strip_prefix("customer="));
    Ok(HEXLOWER.encode(&Sha256::digest(token.context("nobody is signed in")?)))
}

type Answer = Result<Response, Refused>;

/// Anything that went wrong.
struct Refused(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (StatusCode::INTERNAL_SERVER_ERROR, format!("{:#}\n", self.0)).into_response()
    }
}
