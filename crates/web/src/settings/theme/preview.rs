//! The page beside the editor: an example drawn with what is typed, in a frame where nothing runs.

use std::sync::Arc;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64;
use desk::kb::Origin;
use desk::theme::{ThemeId, Values};
use desk::{Act, User, View};
use http::{HeaderValue, StatusCode, header};
use kernel::{Fault, Language};
use sha2::{Digest, Sha256};
use theme::{ACCENT, Bundle, Package, RenderFault, TemplateFault, Told};

use super::super::pages::ThemeFault;
use super::edit::Sent;
use super::example::Shown;
use super::found::Found;
use super::real::{self, Real};
use crate::answer::Answer;
use crate::form::{Form, Pairs};
use crate::inbox::{AppVisit, Shell, draw_in};
use crate::page;

/// What was saved last.
pub(crate) async fn show(
    view: View<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Query(shown): Query<Shown>,
) -> Answer {
    let (found, user) = Found::open(&visit, view, id).await?;
    look(&visit, &user, &found, found.package.clone(), &shown).await
}

/// A page of another state of a theme, with the values that were saved last.
pub(super) async fn look(
    visit: &AppVisit,
    user: &User,
    found: &Found,
    package: Package,
    shown: &Shown,
) -> Answer {
    let values = found.managed.draft.values.clone();
    answer(visit, user, &Looked { found, package, values, shown }).await
}

/// What is typed: a setting that is wrong is as the theme says by itself.
pub(crate) async fn draw(
    act: Act<User>,
    visit: AppVisit,
    Path(id): Path<ThemeId>,
    Form(sent): Form<Pairs>,
) -> Answer {
    drop(act);
    let typed = Sent::read(&visit, id, &sent).await?;
    let (found, values) = (&typed.found, typed.values.clone());
    let looked = Looked { found, package: found.package.clone(), values, shown: &typed.shown };
    answer(&visit, &typed.user, &looked).await
}

/// What somebody looks at.
struct Looked<'a> {
    found: &'a Found,
    package: Package,
    values: Values,
    shown: &'a Shown,
}

async fn answer(visit: &AppVisit, user: &User, looked: &Looked<'_>) -> Answer {
    // Its pictures are asked for by their own addresses, where this node has to know them.
    let draft = looked.found.managed.draft.id;
    let of = (user.org, looked.found.managed.theme.kb);
    visit.web.looks().of_revision(visit.web.desk(), of, draft).await;
    let language = looked.shown.language(&looked.found.centre.languages).clone();
    let (package, values) = (looked.package.clone(), looked.values.clone());
    // What the gate would refuse for growing without bounds is drawn by nobody.
    let made = move || package.lint().and_then(|()| package.bundle_as(&values));
    let bundle = match tokio::task::spawn_blocking(made).await.map_err(Fault::internal)? {
        Ok(bundle) => Arc::new(bundle),
        Err(fault) => return broken(visit, user, &of_template(&fault)),
    };
    if looked.shown.is_real()
        && let Some(real) = draw_real(visit, looked, (&language, &bundle)).await?
    {
        return match real.drawn {
            Ok(text) => Ok(of_site(&text, &sheet(&bundle, looked), &real.origin)?),
            Err(fault) => broken(visit, user, &of_page(&fault)),
        };
    }
    let told = told(visit, looked, &bundle, &language).await?;
    let shell = looked.shown.shell(&looked.found.centre, &bundle, visit.web.desk().context().now());
    let (entry, number) = (looked.shown.page(), looked.shown.number());
    let drawing = bundle.clone();
    let drawn =
        tokio::task::spawn_blocking(move || (entry.render_sample)(&drawing.engine, &shell, &told, number));
    match drawn.await.map_err(Fault::internal)? {
        Ok(text) if looked.shown.is_mail() => Ok(mail(&text, looked.shown.scheme())?),
        Ok(text) => Ok(framed(&text, &sheet(&bundle, looked), None)?),
        Err(fault) => broken(visit, user, &of_page(&fault)),
    }
}

async fn draw_real(
    visit: &AppVisit,
    looked: &Looked<'_>,
    (language, bundle): (&Language, &Arc<Bundle>),
) -> Result<Option<Real>, Fault> {
    let kb = looked.found.managed.theme.kb;
    real::draw(visit, kb, (looked.shown.name(), language), bundle).await
}

/// What the theme says to readers of this language.
async fn told(
    visit: &AppVisit,
    looked: &Looked<'_>,
    bundle: &Bundle,
    language: &Language,
) -> Result<Told, Fault> {
    let view = visit.view().await?;
    let names: Vec<&str> = bundle.snippets.iter().map(String::as_str).collect();
    let languages = [language.clone(), looked.found.centre.languages[0].clone()];
    let said = view.say_named(&names, &languages).await?;
    view.close();
    let theme = bundle.settled.told(&|name| said.get(name).map(String::as_str));
    Ok(Told::new(&theme, &said))
}

/// The sheet with the brand's colour and the scheme that was asked for.
fn sheet(bundle: &Bundle, looked: &Looked<'_>) -> String {
    let asset = bundle.assets.named(&bundle.sheet);
    let text = asset.map(|asset| String::from_utf8_lossy(&asset.bytes)).unwrap_or_default();
    let accent = &looked.found.centre.site.accent;
    let brand = if bundle.settled.property(ACCENT).is_some() {
        String::new()
    } else {
        format!(":root {{ {ACCENT}: {accent}; }}\n")
    };
    format!("{text}\n{brand}:root {{ color-scheme: {}; }}\n", looked.shown.scheme())
}

/// The page with its sheet.
fn framed(text: &str, sheet: &str, origin: Option<&Origin>) -> Result<Response, Fault> {
    // Nothing a sheet says can end the element it stands in.
    let sheet = sheet.replace("</", "<\\/");
    let hash = BASE64.encode(&Sha256::digest(sheet.as_bytes()));
    alone(text, &sheet, (&format!("'self' 'sha256-{hash}'"), origin))
}

/// A page of the site with its sheet: what it shows beside has the site's addresses.
fn of_site(text: &str, sheet: &str, origin: &Origin) -> Result<Response, Fault> {
    let (head, rest) = text.split_once("<head>").unwrap_or(("", text));
    framed(&format!("{head}<head><base href=\"{origin}/\">{rest}"), sheet, Some(origin))
}

/// A mail brings its styles along, also in its tags.
fn mail(text: &str, scheme: &str) -> Result<Response, Fault> {
    alone(text, &format!(":root {{ color-scheme: {scheme}; }}"), ("'unsafe-inline'", None))
}

/// With these styles behind its own, in a frame where nothing runs, nothing is sent, and which no other site can show.
fn alone(text: &str, sheet: &str, (styles, origin): (&str, Option<&Origin>)) -> Result<Response, Fault> {
    let origin = origin.map(|origin| format!(" {origin}")).unwrap_or_default();
    let base = if origin.is_empty() { " 'none'" } else { &origin };
    let (head, rest) = text.split_once("</head>").unwrap_or((text, ""));
    let policy = format!(
        "default-src 'none'; style-src {styles}; img-src 'self' data:{origin}; form-action 'none'; base-uri{base}; \
         frame-ancestors 'self'; sandbox"
    );
    let policy = HeaderValue::from_str(&policy).map_err(Fault::internal)?;
    let page = format!("{head}<style>{sheet}</style></head>{rest}");
    let mut response = page::private(page.into_response(), policy);
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}

/// What stands in the frame of a page that cannot be drawn.
fn broken(visit: &AppVisit, user: &User, fault: &ThemeFault) -> Answer {
    let shell = Shell::of(visit, user, None);
    let mut response = draw_in(StatusCode::UNPROCESSABLE_ENTITY, visit, &shell, fault)?;
    let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; \
                  frame-ancestors 'self'; sandbox";
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    Ok(response)
}

pub(super) fn of_template(fault: &TemplateFault) -> ThemeFault {
    ThemeFault { file: fault.name.clone(), line: fault.line, message: fault.message.clone() }
}

fn of_page(fault: &RenderFault) -> ThemeFault {
    ThemeFault { file: fault.template.clone(), line: fault.line, message: fault.message.clone() }
}

/// Lets a page of the app show such a frame.
pub(super) fn framing(response: Response) -> Result<Response, Fault> {
    page::framing(response, ["'self'"].into_iter())
}
