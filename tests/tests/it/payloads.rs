//! Payloads of cross-site scripting, cleaned as articles are and shown by a real browser without any other wall: no content
//! policy, no sandbox. Nothing of them runs and nothing is asked for (threats 34 to 37).

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, Uri};
use axum::response::Html;
use axum::routing::get;
use journeys::{Browser, Driver, Portico};
use markup::ArticleHtml;
use serde_json::{Value, json};
use testkit::Database;
use tokio::net::TcpListener;

const OTHERS: &str = include_str!("../../vendor/dompurify-expect.js");
const OURS: &str = include_str!("../../../crates/markup/tests/it/article/payloads.txt");

/// So many payloads are on a page, each in an element of its own.
const ON_A_PAGE: usize = 12;

/// What payloads call, and what is left of those that ran.
const TRAP: &str = "window.ran = [];
for (const name of ['hit', 'alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { ran.push(name); };
addEventListener('error', (event) => { if (event.message) ran.push(event.message); });";

/// On a page of ours nothing may even be tried that the content policy then forbids.
const WATCH: &str =
    "document.addEventListener('securitypolicyviolation', (event) => ran.push(event.blockedURI));";

/// Writes everything once more as scripts do, which has given sanitised HTML another meaning before.
const AGAIN: &str = "for (const one of document.querySelectorAll('section')) {
  const html = one.innerHTML; one.innerHTML = html; one.innerHTML = one.innerHTML;
}";

/// What ran, and what was asked for beside the page.
const FOUND: &str = "
const asked = performance.getEntriesByType('resource').map((entry) => entry.name);
const ours = ['/files/', '/assets/', '/brand/', '/favicon.ico'].map((path) => location.origin + path);
return JSON.stringify([ran, asked.filter((name) => !ours.some((start) => name.startsWith(start)))]);
";

#[test]
fn th34_th35_th36_th37_no_payload_runs_or_asks_in_a_browser() {
    journeys::look(async {
        let Some(driver) = Driver::start().await else { return };
        let browser = Browser::open(&driver).await;
        let payloads = payloads();
        let clean: Vec<_> = payloads.iter().flat_map(|payload| shapes(payload)).collect();
        let site = Site::of(&clean).await;
        for page in 0..site.pages {
            browser.go(&site.address(page)).await;
            let found = |again: &str| format!("{again}{FOUND}");
            for script in [found(""), found(AGAIN)] {
                assert_eq!(browser.run(&script).await, Value::from("[[],[]]"), "{}", site.page(page));
            }
        }
        let asked = site.asked.lock().expect("no one panicked with it").clone();
        assert!(asked.iter().all(|path| path.starts_with("/files/") || path == "/favicon.ico"), "{asked:?}");
    });
}

/// The trap works: what is not cleaned does run and ask.
#[test]
fn th34_the_same_browser_runs_and_asks_what_is_not_cleaned() {
    journeys::look(async {
        let Some(driver) = Driver::start().await else { return };
        let browser = Browser::open(&driver).await;
        let raw = [
            "<img src=/elsewhere.png onerror=hit()>",
            "<svg onload=alert(1)></svg>",
            "<script>confirm()</script>",
        ];
        let site = Site::of(&raw.map(str::to_owned)).await;
        browser.go(&site.address(0)).await;
        browser.comes_true("['hit', 'alert', 'confirm'].every((name) => ran.includes(name))").await;
        assert!(site.asked.lock().expect("no one panicked with it").contains(&"/elsewhere.png".to_owned()));
    });
}

/// The whole way: taken in as articles, published, and opened at their own addresses.
pub(crate) async fn th34_th35_th36_th37_no_payload_runs_or_asks_on_the_page_of_its_article(
    database: Database,
) {
    let Some(driver) = Driver::start().await else { return };
    let portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let folder = database.folder.join("payloads");
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let payloads = payloads();
    for (number, payload) in payloads.iter().enumerate() {
        let page = format!("<title>Payload {number}</title><body><p>Here it comes.</p>{payload}");
        std::fs::write(folder.join(format!("{number}.html")), page).expect("a file can be written");
    }
    portico.command(&["kb", "import", "--publish", &folder.display().to_string()]).await;

    let browser = Browser::open(&driver).await;
    let told = portico.visitor().get("/sitemap.xml").await.expect("the site tells what there is").body;
    let entries = told.split("<loc>").filter_map(|entry| entry.split("</loc>").next());
    let addresses: Vec<&str> = entries.filter(|address| address.contains("/en_us/")).collect();
    assert_eq!(addresses.len(), payloads.len());
    let trap = json!({ "source": format!("{TRAP}{WATCH}") });
    browser.tell("Page.addScriptToEvaluateOnNewDocument", trap).await;
    for address in addresses {
        browser.go(address).await;
        assert_eq!(browser.run(FOUND).await, Value::from("[[],[]]"), "{address}");
    }
}

fn payloads() -> Vec<String> {
    let begin = OTHERS.find('[').expect("it is a list");
    let end = OTHERS.rfind(']').expect("the list ends");
    let list: Vec<Value> = serde_json::from_str(&OTHERS[begin..=end]).expect("it is JSON");
    let others = list.iter().filter_map(|case| case["payload"].as_str()).map(str::to_owned);
    others.chain(OURS.lines().map(str::to_owned)).collect()
}

/// A payload as a page may show it: written as HTML or Markdown, pasted into a cell, compared with what it was.
fn shapes(payload: &str) -> [String; 4] {
    let html = ArticleHtml::clean(payload);
    let markdown = ArticleHtml::from_markdown(payload);
    let in_cell = ArticleHtml::clean(&format!("<table><td><ul><li>{payload}"));
    [html.html(), markdown.html(), in_cell.html(), html.difference(&markdown)].map(markup::Html::into_string)
}

/// Serves HTML as it is, and remembers what else it was asked for.
struct Site {
    port: u16,
    pages: usize,
    drawn: Arc<Vec<String>>,
    asked: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone)]
struct Served {
    drawn: Arc<Vec<String>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    async fn of(shown: &[String]) -> Site {
        let drawn: Vec<_> = shown.chunks(ON_A_PAGE).map(draw).collect();
        let served = Served { drawn: Arc::new(drawn), asked: Arc::default() };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let router =
            Router::new().route("/page/{number}", get(page)).fallback(other).with_state(served.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Site { port, pages: served.drawn.len(), drawn: served.drawn, asked: served.asked }
    }

    fn address(&self, page: usize) -> String {
        format!("http://localhost:{}/page/{page}", self.port)
    }

    fn page(&self, page: usize) -> &str {
        &self.drawn[page]
    }
}

fn draw(shown: &[String]) -> String {
    let sections: String = shown.iter().flat_map(|html| ["<section>", html, "</section>\n"]).collect();
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Payloads</title><script>{TRAP}</script></head><body>\n{sections}</body></html>"
    )
}

async fn page(State(served): State<Served>, Path(number): Path<usize>) -> Result<Html<String>, StatusCode> {
    served.drawn.get(number).cloned().map(Html).ok_or(StatusCode::NOT_FOUND)
}

async fn other(State(served): State<Served>, uri: Uri) -> StatusCode {
    served.asked.lock().expect("no one panicked with it").push(uri.path().to_owned());
    StatusCode::NOT_FOUND
}
