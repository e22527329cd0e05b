//! What a browser on this machine is answered, and nobody else.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use theme::{Asset, Bundle};
use tokio::time::timeout;
use web::Sample;

use super::made::{Looked, Wrong};
use super::page;

/// The longest that a page waits for a change before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);

type Shared = State<Arc<Looked>>;

/// What was seen of the folder.
#[derive(Deserialize)]
struct Seen {
    since: u64,
}

/// The whole of it, for whoever asks by a name of this machine: another one that leads here is somebody else's (DNS rebinding).
pub(super) fn router(looked: Arc<Looked>, port: u16) -> Router {
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let ask = move |request: Request, next: Next| {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let is_ours = host.is_some_and(|host| hosts.iter().any(|own| own == host));
        async move {
            if is_ours { next.run(request).await } else { StatusCode::MISDIRECTED_REQUEST.into_response() }
        }
    };
    let router = Router::new()
        .route("/", get(index))
        .route("/pages/{*name}", get(show))
        .route("/assets/{hash}/{*name}", get(asset))
        .route("/scripts/{hash}/{*name}", get(own_script))
        .route("/preview.css", get(async || text("text/css; charset=utf-8", page::SHEET)));
    let router = if looked.is_watched {
        router
            .route("/preview.js", get(async || text("text/javascript; charset=utf-8", page::SCRIPT)))
            .route("/changes", get(changes))
    } else {
        router
    };
    router.fallback(nothing_here).layer(from_fn(ask)).with_state(looked)
}

/// Every page there is: the same for every theme.
fn samples() -> &'static [Sample] {
    static SAMPLES: OnceLock<Vec<Sample>> = OnceLock::new();
    SAMPLES.get_or_init(Sample::all)
}

async fn index(State(looked): Shared, asked: HeaderMap) -> Response {
    let of = looked.clone();
    let drawn = blocking(move || {
        let (found, made) = of.now();
        let wrong = made.as_ref().as_ref().err().map(|wrong| page::place(of.folder(), wrong));
        (StatusCode::OK, page::index(samples(), wrong), found)
    });
    html(&looked, &asked, drawn.await, None)
}

async fn show(State(looked): Shared, asked: HeaderMap, Path(name): Path<String>) -> Response {
    let Some(sample) = samples().iter().find(|sample| sample.name() == name) else {
        return nothing_here(State(looked), asked).await;
    };
    let of = looked.clone();
    let drawn = blocking(move || {
        let (found, made) = of.now();
        let drawn = made.as_ref().as_ref().map_err(Wrong::clone).and_then(|bundle| Ok(sample.draw(bundle)?));
        match drawn {
            Ok(text) => (StatusCode::OK, text, found),
            Err(wrong) => (StatusCode::UNPROCESSABLE_ENTITY, page::fault(of.folder(), &wrong), found),
        }
    });
    html(&looked, &asked, drawn.await, Some(sample))
}

async fn nothing_here(State(looked): Shared, asked: HeaderMap) -> Response {
    let found = *looked.found.borrow();
    html(&looked, &asked, (StatusCode::NOT_FOUND, page::nothing_here(), found), None)
}

/// Waits until the folder is found another than it was seen, or for a while.
async fn changes(State(looked): Shared, Query(seen): Query<Seen>) -> Response {
    let mut found = looked.found.subscribe();
    // Whoever waited in vain asks again.
    drop(timeout(PATIENCE, found.wait_for(|found| *found != seen.since)).await);
    let now = found.borrow().to_string();
    text("text/plain; charset=utf-8", now)
}

async fn asset(State(looked): Shared, Path((hash, name)): Path<(String, String)>) -> Response {
    file(looked, move |bundle| bundle.assets.get(&hash, &name).cloned()).await
}

async fn own_script(State(looked): Shared, Path((hash, name)): Path<(String, String)>) -> Response {
    file(looked, move |bundle| bundle.assets.own_script(&hash, &name).cloned()).await
}

async fn file(looked: Arc<Looked>, find: impl FnOnce(&Bundle) -> Option<Asset> + Send + 'static) -> Response {
    let found = blocking(move || looked.now().1.as_ref().as_ref().ok().and_then(find)).await;
    found.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |asset| {
            let mut response = text(asset.media_type, asset.bytes);
            // A drawing that is opened by itself is a page.
            let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            response
        },
    )
}

/// Compiling and drawing take a while.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("drawing does not panic")
}

/// A page under the policy that it has on a site, which asks for nothing elsewhere; no form of it is sent.
fn html(
    looked: &Looked,
    asked: &HeaderMap,
    (status, page, found): (StatusCode, String, u64),
    sample: Option<&Sample>,
) -> Response {
    let host = asked.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    // A mail brings its styles along.
    let styles = if sample.is_some_and(Sample::is_mail) { "'unsafe-inline'" } else { "'self'" };
    let scripts = if sample.is_some_and(Sample::runs_scripts) {
        "'self'".to_owned()
    } else {
        format!("http://{host}/assets/ http://{host}/preview.js")
    };
    let policy = format!(
        "default-src 'none'; style-src {styles}; script-src {scripts}; img-src 'self' data: blob:; connect-src 'self'; \
         form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    let page = if looked.is_watched {
        format!("{page}<script src=\"/preview.js\" data-since=\"{found}\"></script>\n")
    } else {
        page
    };
    let mut response = text("text/html; charset=utf-8", page);
    *response.status_mut() = status;
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What no other site reads, and nobody keeps.
fn text(kind: &'static str, content: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    (headers, content).into_response()
}
