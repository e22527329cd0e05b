//! Every sample of every page at an address of its own, so that a browser can look at states that are hard to reach.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};
use theme::{AssetMap, Bundle, PageEntry, Shell, Template};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The samples of one face in one language, being served until it is dropped.
pub struct Showcase {
    shown: Vec<Sample>,
    serving: JoinHandle<()>,
}

/// One sample.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Its template and its number among the template's samples.
    pub name: String,
    /// Where it is shown.
    pub address: String,
}

struct Served {
    drawn: Vec<String>,
    assets: Arc<AssetMap>,
}

impl Showcase {
    /// The portal's pages in a template, as a customer sees them who is signed in.
    pub async fn of_portal(template: &Template, language: &str) -> Self {
        let package = template.package(template.newest()).expect("the newest is there");
        let bundle = package.and_then(|package| package.bundle()).expect("what is bundled compiles");
        let shell = portal_shell(language, bundle.assets.url(&bundle.sheet));
        Self::of(&bundle, web::pages(), &shell).await
    }

    /// The agents' pages.
    pub async fn of_inbox(language: &str) -> Self {
        let app = theme::bundled::app().expect("the bundled templates compile");
        let pages: Vec<PageEntry> = web::app_pages().chain(web::mailbox_pages()).copied().collect();
        Self::of(&app, &pages, &inbox_shell(language)).await
    }

    /// Every sample.
    pub fn samples(&self) -> &[Sample] {
        &self.shown
    }

    async fn of(bundle: &Bundle, pages: &[PageEntry], shell: &Shell) -> Self {
        let drawn = draw(bundle, pages, shell);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let shown = drawn.iter().enumerate().map(|(number, (name, _))| Sample {
            name: name.clone(),
            address: format!("http://localhost:{port}/{number}"),
        });
        let shown = shown.collect();
        let drawn = drawn.into_iter().map(|(_, text)| text).collect();
        let served = Arc::new(Served { drawn, assets: bundle.assets.clone() });
        let router = Router::new()
            .route("/{number}", get(sample))
            .route("/assets/{hash}/{*name}", get(asset))
            .with_state(served);
        let serving = async move { axum::serve(listener, router).await.expect("the listener stays") };
        Self { shown, serving: tokio::spawn(serving) }
    }
}

impl Drop for Showcase {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// Each whole page's samples with their names; fragments are parts of these.
fn draw(bundle: &Bundle, pages: &[PageEntry], shell: &Shell) -> Vec<(String, String)> {
    let whole = pages.iter().filter(|page| !page.template.contains("fragments/"));
    let samples = whole.flat_map(|page| {
        let drawn = (page.render_samples)(&bundle.engine, shell).expect("the samples render");
        drawn.into_iter().enumerate().map(|(number, text)| (format!("{} {number}", page.template), text))
    });
    samples.collect()
}

async fn sample(State(served): State<Arc<Served>>, Path(number): Path<usize>) -> Response {
    match served.drawn.get(number) {
        Some(text) => Html(text.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn asset(State(served): State<Arc<Served>>, Path((hash, name)): Path<(String, String)>) -> Response {
    match served.assets.get(&hash, &name) {
        Some(asset) => ([(header::CONTENT_TYPE, asset.media_type)], asset.bytes.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn portal_shell(language: &str, css_url: Option<&str>) -> Shell {
    let here = |path: &str| format!("/{language}{path}");
    let languages = [("en-US", "English"), ("de", "Deutsch"), ("ar", "العربية")];
    let choice = |(code, name)| json!({ "code": code, "name": name, "url": here(""), "current": code == tag(language) });
    Shell::new(&json!({
        "language": language, "html_lang": tag(language),
        "direction": if language == "ar" { "rtl" } else { "ltr" },
        "zone": "Europe/Berlin", "now": 1_773_200_000_000_i64, "year": 2026,
        "brand": { "name": "Harbour & Pine", "initial": "H", "logo_url": null },
        "team": null, "css_url": css_url, "home_url": here(""), "contact_url": here("/contact"), "login_url": null,
        "customer": {
            "name": "Mara Lindqvist", "initial": "M", "conversations_url": here("/conversations"),
            "settings_url": here("/settings"), "logout_url": "/logout",
        },
        "flash": { "kind": "info", "key": "flash-code-sent", "args": {} }, "session_ends_in": 90,
        "languages": languages.map(choice),
    }))
}

fn inbox_shell(language: &str) -> Shell {
    let nav: Value = json!([{ "key": "portal", "url": "/en_us", "current": false, "count": null }]);
    let sections: Value = json!([{
        "key": "security",
        "entries": [{ "key": "audit-log", "url": "/app/settings/security/audit-log", "current": true }],
    }]);
    let said =
        json!({ "kind": "done", "key": "inbox-said-done", "args": { "number": "1001", "who": "Cleo" } });
    Shell::new(&json!({
        "language": language, "html_lang": tag(language), "direction": "ltr",
        "zone": "Europe/Berlin", "now": 1_773_200_000_000_i64, "org": { "name": "Harbour & Pine" },
        "user": { "name": "Ana Agent", "initial": "A", "initials": "AA" },
        "nav": nav, "sections": sections, "flash": said, "logout_url": "/app/sign-out",
    }))
}

/// The language as HTML names it.
fn tag(language: &str) -> &str {
    if language == "en_us" { "en-US" } else { language }
}
