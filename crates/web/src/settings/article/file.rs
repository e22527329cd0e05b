//! What the editor asks for beside the page: files are taken in and shown, a text is looked through, articles are found.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use desk::article::{Article, ArticleFile, ArticleFileId, ArticleId, FoundArticle, Write};
use desk::file::{FileRefused, accept_article_file, safe_name};
use desk::right::Right;
use desk::{Act, User, View, code};
use http::StatusCode;
use kernel::Code;
use markup::Hint;
use serde::Deserialize;
use serde_json::{Value, json};
use theme::Argument;

use super::super::url;
use super::typed::Sent;
use crate::answer::Answer;
use crate::download;
use crate::inbox::AppVisit;
use crate::upload::code_of;
use crate::url::value;

/// The most megabytes of a file, as its refusal says it.
const LIMIT: &str = "9.5";

/// Words of a title.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct Words {
    q: String,
}

/// Takes a file in. What is wrong with it is said in words, for the editor says them where it stands.
pub(crate) async fn add(
    mut act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ArticleId>,
    sent: Sent,
) -> Answer {
    act.who().must(Right::ManageContent)?;
    let file = sent.0.files.into_iter().next();
    let Some((name, bytes)) = file else { return Ok(refused(&visit, act.who(), &code::FILE_EMPTY, "")) };
    let name = safe_name(&name);
    let taken = match bytes {
        Some(bytes) => accept_article_file(visit.web.desk(), act.org(), &name, bytes).await?,
        None => Err(FileRefused::TooLarge),
    };
    match taken {
        Ok(new) => {
            let article = act.open::<Write, Article>(id).await?;
            match article.add_file(&mut act, &new).await {
                Ok(file) => Ok(act.done(Json(told(&file)).into_response()).await?),
                Err(fault) if fault.is(&code::ARTICLE_LARGE) => {
                    Ok(refused(&visit, act.who(), &code::ARTICLE_LARGE, &name))
                }
                Err(fault) => Err(fault.into()),
            }
        }
        Err(refusal) => Ok(refused(&visit, act.who(), code_of(refusal), &name)),
    }
}

fn told(file: &ArticleFile) -> Value {
    let (width, height) = file.pixels.unzip();
    let address = format!("{}/{}/{}", url::ARTICLE_FILES, file.id, value(&file.name));
    json!({ "address": address, "name": file.name, "size": file.size, "width": width, "height": height })
}

fn refused(visit: &AppVisit, user: &User, code: &'static Code, name: &str) -> Response {
    let values = [("name", Argument::Text(name)), ("limit", Argument::Text(LIMIT))];
    let problem = visit.say(user, code.text_key, &values);
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "problem": problem }))).into_response()
}

/// A file as the editor shows it: a picture as readers will see it, anything else to be saved.
pub(crate) async fn show(view: View<User>, Path((id, _)): Path<(ArticleFileId, String)>) -> Answer {
    let found = view.article_file(id).await?;
    if found.preview.is_some() {
        return Ok(download::picture(view, &found).await?);
    }
    Ok(download::whole(view, &found).await?)
}

/// Articles whose titles hold these words, each with the address that any site leads on from.
pub(crate) async fn links(view: View<User>, Query(words): Query<Words>) -> Answer {
    view.who().must(Right::ManageContent)?;
    let found = view.find_articles(&words.q, &view.language()).await?;
    view.close();
    let link = |row: &FoundArticle| json!({ "title": row.title, "url": format!("/{}", row.path) });
    let articles: Vec<Value> = found.rows.iter().take(8).map(link).collect();
    Ok(Json(json!({ "articles": articles })).into_response())
}

/// What could be better in a text, in words.
pub(crate) async fn check(act: Act<User>, visit: AppVisit, sent: Sent) -> Answer {
    act.who().must(Right::ManageContent)?;
    drop(act);
    let (view, body) = (visit.view().await?, sent.body());
    let addresses: Vec<String> = body.links().into_iter().map(|link| link.href).collect();
    let dead = view.dead_links(&addresses).await?;
    let user = view.close();
    let told = |(kind, said): (&str, String)| hint_told(&visit, &user, kind, &said);
    let dead = dead.into_iter().map(|address| ("dead-link", address));
    let hints: Vec<Value> = dead.chain(body.hints().iter().map(hint_of)).map(told).collect();
    Ok(Json(json!({ "hints": hints })).into_response())
}

/// The kind of a hint, and what it is about.
fn hint_of(hint: &Hint) -> (&'static str, String) {
    match hint {
        Hint::PictureWithoutAlt { src } => ("picture", src.clone()),
        Hint::LongSentence { beginning, .. } => ("sentence", beginning.clone()),
        Hint::SkippedLevel { text, .. } => ("level", text.clone()),
        Hint::EmptyLink { href } => ("empty-link", href.clone()),
        Hint::VagueLink { text, .. } => ("vague-link", text.clone()),
        Hint::TableWithoutHeader { beginning } => ("table", beginning.clone()),
    }
}

fn hint_told(visit: &AppVisit, user: &User, kind: &str, said: &str) -> Value {
    let text = visit.say(user, &format!("app-hint-{kind}"), &[("text", Argument::Text(said))]);
    json!({ "kind": kind, "text": text, "where": said })
}
