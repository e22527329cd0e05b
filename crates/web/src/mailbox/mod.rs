//! The built-in mailbox (O4): with `--dev` and in the demo, every mail that would leave lies here instead. On addresses
//! of this machine only; it needs no door, for it holds nothing but what this machine would have sent.

pub(crate) mod pages;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use channels::email::mailbox::{Kept, Listed, Mailbox};
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, base_codes};
use serde::Deserialize;

use crate::answer::Answer;
use crate::inbox::{AppVisit, Shell, draw_in};
use crate::page::framing;
use crate::place::Client;
use crate::web::Web;
use pages::{Entry, Field, File, Mail, Mailbox as Page, View};

/// Its address.
pub(crate) const HERE: &str = "/dev/mailbox";
/// What proxies add.
const PASSED_ON: [&str; 2] = ["x-forwarded-for", "forwarded"];
/// Mails shown in the list.
const MOST: usize = 200;

/// The routes, where there is a mailbox.
pub(crate) fn routes(router: Router<Web>) -> Router<Web> {
    let mailbox = Router::new()
        .route(HERE, get(list))
        .route("/dev/mailbox/{id}", get(show))
        .route("/dev/mailbox/{id}/body", get(body))
        .route("/dev/mailbox/{id}/files/{place}", get(file))
        .layer(from_fn(from_here_only));
    router.merge(mailbox)
}

/// Which part of a mail.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    view: String,
}

/// Whoever is not on this machine is told nothing, nor who has a program on it ask: whose, only a proxy says.
async fn from_here_only(request: Request, next: Next) -> Response {
    let is_here = request.extensions().get::<Client>().is_some_and(|client| client.0.is_loopback());
    let is_passed_on = PASSED_ON.iter().any(|name| request.headers().contains_key(*name));
    if is_here && !is_passed_on { next.run(request).await } else { StatusCode::NOT_FOUND.into_response() }
}

async fn list(visit: AppVisit) -> Answer {
    let mails = mailbox(&visit)?.list(MOST).await?;
    Ok(page(&visit, &mails, None, None)?)
}

async fn show(visit: AppVisit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let mailbox = mailbox(&visit)?;
    let kept = mailbox.read(id.parse()?).await?;
    let mails = mailbox.list(MOST).await?;
    Ok(page(&visit, &mails, Some(&id), Some(mail(&kept, &id, &asked.view)))?)
}

/// The HTML part as a mail program would show it: nothing in it runs, nothing is fetched.
async fn body(visit: AppVisit, Path(id): Path<String>) -> Answer {
    let kept = mailbox(&visit)?.read(id.parse()?).await?;
    let html = kept.mail.html.unwrap_or_default();
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
    Ok(guarded(html.into_response(), "text/html; charset=utf-8", policy, None))
}

async fn file(visit: AppVisit, Path((id, place)): Path<(String, usize)>) -> Answer {
    let kept = mailbox(&visit)?.read(id.parse()?).await?;
    let attached =
        kept.mail.attachments.into_iter().nth(place).ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))?;
    let name = attached.name.map(|name| name.as_str().to_owned()).unwrap_or_default();
    let disposition = desk::file::content_disposition(&desk::file::safe_name(&name));
    let response = Body::from(attached.bytes).into_response();
    Ok(guarded(response, "application/octet-stream", "default-src 'none'; sandbox", Some(&disposition)))
}

fn guarded(
    mut response: Response,
    media_type: &'static str,
    policy: &'static str,
    disposition: Option<&str>,
) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store, private"));
    if let Some(disposition) = disposition.and_then(|text| HeaderValue::from_str(text).ok()) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// The mailbox, where this process keeps one.
fn mailbox(visit: &AppVisit) -> Result<&Mailbox, Fault> {
    visit.web.mailbox().ok_or_else(|| Fault::new(&base_codes::NOT_FOUND))
}

fn page(
    visit: &AppVisit,
    mails: &[Listed],
    current: Option<&str>,
    mail: Option<Mail>,
) -> Result<Response, Fault> {
    let page = Page {
        live_url: None,
        fragment_url: HERE.to_owned(),
        list_url: HERE.to_owned(),
        mails: mails.iter().map(|listed| entry(listed, current)).collect(),
        mail,
    };
    let response = draw_in(StatusCode::OK, visit, &Shell::of_nobody(visit, "Portico", None), &page)?;
    framing(response, ["'self'"].into_iter())
}

fn entry(listed: &Listed, current: Option<&str>) -> Entry {
    let id = listed.id.to_string();
    Entry {
        url: format!("{HERE}/{id}"),
        to: listed.to.clone(),
        subject: (!listed.subject.is_empty()).then(|| listed.subject.clone()),
        excerpt: listed.excerpt.clone(),
        at: listed.at.0,
        current: current == Some(id.as_str()),
        id,
    }
}

fn mail(kept: &Kept, id: &str, asked: &str) -> Mail {
    let (here, mail) = (format!("{HERE}/{id}"), &kept.mail);
    let has_html = mail.html.is_some();
    let views: &[&str] =
        if has_html { &["html", "text", "headers", "raw"] } else { &["text", "headers", "raw"] };
    let chosen = views.iter().find(|view| **view == asked).copied().unwrap_or(views[0]);
    let to: Vec<String> = mail.to.iter().map(|mailbox| mailbox.address.to_string()).collect();
    let text = match chosen {
        "text" => Some(mail.text.clone().unwrap_or_default()),
        "raw" => Some(String::from_utf8_lossy(&kept.raw).into_owned()),
        _ => None,
    };
    let header = |(name, value): &(String, String)| Field { name: name.clone(), value: value.clone() };
    let file = |(place, file): (usize, &mail::Attachment)| File {
        name: file.name.as_ref().map(|name| name.as_str().to_owned()).unwrap_or_default(),
        bytes: file.bytes.len(),
        url: format!("{here}/files/{place}"),
    };
    Mail {
        from: mail.from.to_string(),
        to: to.join(", "),
        subject: mail.subject.as_str().to_owned(),
        at: mail.date_ms.unwrap_or_default(),
        files: mail.attachments.iter().enumerate().map(file).collect(),
        views: views
            .iter()
            .map(|view| View {
                key: (*view).to_owned(),
                url: format!("{here}?view={view}"),
                current: *view == chosen,
            })
            .collect(),
        frame_url: (chosen == "html").then(|| format!("{here}/body")),
        text,
        headers: if chosen == "headers" { kept.headers.iter().map(header).collect() } else { Vec::new() },
    }
}
