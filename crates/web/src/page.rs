//! Drawing a page: rendered after the proof was turned into plain data.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use desk::theme::aside;
use desk::{Customer, code};
use http::{HeaderValue, StatusCode, header};
use kernel::Fault;
use theme::{Page, RenderFault};

use crate::cache::{ForEverybody, LONGEST};
use crate::flash;
use crate::portal;
use crate::portal::reader::Reader;
use crate::shell::Shell;
use crate::visit::Visit;

/// Nothing inline, nothing from elsewhere, nowhere to send a form but here. Pictures just picked are shown as blobs.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The pages that run scripts of a theme's own (T4): those that everybody sees alike, and none on which somebody signs in or
/// reads what is theirs.
const RUN_SCRIPTS: [&str; 9] = [
    "pages/404.html",
    "pages/article-answer.html",
    "pages/article.html",
    "pages/category.html",
    "pages/contact-done.html",
    "pages/contact.html",
    "pages/home.html",
    "pages/search.html",
    "pages/tag.html",
];

/// Whether this page runs scripts that a theme brought.
pub(crate) fn runs_scripts(template: &str) -> bool {
    RUN_SCRIPTS.contains(&template)
}

/// The policy of what is no page.
const NOTHING: &str = "default-src 'none'; sandbox";

/// A page of the theme for this visitor, `no-store` (P18).
pub(crate) fn draw<P: Page>(visit: &Visit, customer: Option<&Customer>, page: &P) -> Result<Response, Fault> {
    draw_in(visit, &Shell::of(visit, customer), page)
}

/// The same for whoever reads.
pub(crate) fn draw_for<P: Page>(visit: &Visit, reader: &Reader, page: &P) -> Result<Response, Fault> {
    draw_in(visit, &Shell::for_reader(visit, reader), page)
}

/// The same with another status.
pub(crate) fn draw_at<P: Page>(
    status: StatusCode,
    visit: &Visit,
    reader: &Reader,
    page: &P,
) -> Result<Response, Fault> {
    let mut response = draw_for(visit, reader, page)?;
    *response.status_mut() = status;
    Ok(response)
}

fn draw_in<P: Page>(visit: &Visit, shell: &Shell, page: &P) -> Result<Response, Fault> {
    let policy = policy(visit, P::TEMPLATE)?;
    let with_scripts = visit.look.assets.own_scripts().next().is_some() && runs_scripts(P::TEMPLATE);
    let drawn = if with_scripts {
        draw_with_look(visit, &shell.with_own_scripts(), page)
    } else {
        draw_with_look(visit, shell, page)
    };
    let mut text = drawn.or_else(|fault| draw_on_template(visit, shell, page, &fault))?;
    if visit.is_preview && visit.trial.is_none() {
        text = portal::look::with_bar(visit, &text);
    }
    Ok(flash::said(private(text.into_response(), policy), visit))
}

fn draw_with_look<P: Page>(visit: &Visit, shell: &Shell, page: &P) -> Result<String, RenderFault> {
    let engine = &visit.look.engine;
    let draw = || match &visit.told {
        Some(told) => engine.page_told(shell, told, page),
        None => engine.page(shell, page),
    };
    // How slow one is that is tried says nothing of the one that is shown.
    if visit.trial.is_some() {
        return aside(draw);
    }
    visit.web.looks().drawing(&visit.site, P::TEMPLATE, draw)
}

/// What a page may run: where the theme brought scripts, those of the program alone, unless it is a page that runs them.
fn policy(visit: &Visit, template: &str) -> Result<HeaderValue, Fault> {
    if runs_scripts(template) || visit.look.assets.own_scripts().next().is_none() {
        return Ok(HeaderValue::from_static(POLICY));
    }
    let ours = format!("script-src {}/assets/", visit.site.origin);
    HeaderValue::from_str(&POLICY.replace("script-src 'self'", &ours)).map_err(Fault::internal)
}

/// A theme's page that cannot be drawn is drawn as the template has it, within the same request (T4).
fn draw_on_template<P: Page>(
    visit: &Visit,
    shell: &Shell,
    page: &P,
    fault: &RenderFault,
) -> Result<String, Fault> {
    if let Some(trial) = &visit.trial {
        trial.note(fault);
        return Err(Fault::new(&code::THEME_WRONG));
    }
    let template = visit.web.looks().template(&visit.look.template);
    if Arc::ptr_eq(&template, &visit.look) {
        return Err(Fault::internal(fault.without_values()));
    }
    // Neither the log nor those who manage themes learn what the page was given.
    let why = fault.without_values();
    tracing::warn!(%why, "a page of a theme cannot be drawn; the template's is shown instead");
    if !visit.is_preview {
        visit.web.looks().tell_broken(visit.web.desk(), &visit.site, format!("{}: {why}", P::TEMPLATE));
    }
    let drawn = template.engine.page(&shell.on_template(&template, &visit.site.accent), page);
    drawn.map_err(|fault| Fault::internal(fault.without_values()))
}

/// The same with another status: a refused form, an error.
pub(crate) fn draw_with<P: Page>(
    status: StatusCode,
    visit: &Visit,
    customer: Option<&Customer>,
    page: &P,
) -> Result<Response, Fault> {
    let mut response = draw(visit, customer, page)?;
    *response.status_mut() = status;
    Ok(response)
}

/// A page that everybody gets alike, as long as nobody is signed in (design §16).
pub(crate) fn draw_public<P: Page>(visit: &Visit, reader: &Reader, page: &P) -> Result<Response, Fault> {
    let response = draw_for(visit, reader, page)?;
    let is_everybodys = visit.said.is_none() && !visit.is_preview && visit.language_is_in_path;
    let is_alike = matches!(reader, Reader::Nobody) && is_everybodys;
    Ok(if is_alike { public(response) } else { response })
}

/// The headers of a page that everybody gets alike: kept by whoever likes, shown only after asking us.
fn public(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("cookie, accept-encoding"));
    headers.remove("x-robots-tag");
    response.extensions_mut().insert(ForEverybody);
    response
}

/// A text of this type that everybody gets alike, whoever they are. What is too long for being kept is made each time.
pub(crate) fn public_text(visit: &Visit, text: String, media_type: &'static str) -> Response {
    let is_kept = text.len() <= LONGEST && visit.said.is_none();
    let mut response = public(private(text.into_response(), HeaderValue::from_static(NOTHING)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if !is_kept {
        response.extensions_mut().remove::<ForEverybody>();
    }
    response
}

/// The same for whoever reads: their own, unless it is what everybody gets.
pub(crate) fn text_for(visit: &Visit, reader: &Reader, text: String, media_type: &'static str) -> Response {
    if matches!(reader, Reader::Nobody) {
        return public_text(visit, text, media_type);
    }
    let mut response = private(text.into_response(), HeaderValue::from_static(NOTHING));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    response
}

/// Lets the page show frames from these sources.
pub(crate) fn framing<'a>(
    mut response: Response,
    sources: impl Iterator<Item = &'a str>,
) -> Result<Response, Fault> {
    let policy = response.headers().get(header::CONTENT_SECURITY_POLICY);
    let policy = policy.and_then(|policy| policy.to_str().ok()).unwrap_or_default();
    let framed = format!("{policy}; frame-src {}", sources.collect::<Vec<_>>().join(" "));
    let framed = HeaderValue::from_str(&framed).map_err(Fault::internal)?;
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, framed);
    Ok(response)
}

/// The headers of every page that is not everybody's.
pub(crate) fn private(mut response: Response, policy: HeaderValue) -> Response {
    static HEADERS: [(header::HeaderName, &str); 6] = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store, private"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::HeaderName::from_static("x-robots-tag"), "noindex"),
    ];
    for (name, value) in &HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
