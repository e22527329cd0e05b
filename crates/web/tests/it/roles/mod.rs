//! R1, W6: what each role gets at each address of the app.

mod form;
mod stage;

use std::collections::BTreeMap;

use axum::body::Body;
use desk::right::Right;
use http::{Request, StatusCode};
use testkit::{Database, Engine, Table, hold, run};
use tower::ServiceExt;
use web::Route;

use self::stage::{COLUMNS, Seat, Stage};

/// This signs out the browser that asks, so that it is one of its own; that, everywhere, so that it is asked last.
const ENDS: &str = "/app/sign-out";
const ENDS_ALL: &str = "/app/settings/account/devices/sign-out";

/// What the page explains. An administrator is refused nowhere, or a row or a form is not as it should be.
const EXPLAINED: [u16; 7] = [200, 204, 302, 303, 403, 404, 422];

const HEAD: &str = "# Routes by role

What a user of each role gets at each address of the app, asked of the running product: each time with rows of its own \
in the path and a form filled in as its page would. The last column is a full-time user with no role and one permission \
set, which holds *read*, *delete* and *sign out*.

`200` is a page or a file, `204` nothing to show, `302` and `303` done or led on, `422` a password or a code that only its \
owner can type. `403` is refused, and `404` is not there for who asks. What one may do, deed by deed, is in \
[permissions.md](permissions.md).
";

/// On one database only: what is compared is who may, and each database answers that in its own stories.
#[test]
fn r1_w6_the_reference_of_routes_by_role_is_what_each_role_gets() {
    run(Engine::Sqlite, routes_by_role);
}

async fn routes_by_role(database: Database) {
    let stage = Stage::new(&database).await;
    let seats = stage.seats().await;
    let mut routes: Vec<Route> = web::routes().into_iter().filter(is_for_users).collect();
    routes.sort_by_key(|route| (route.path == ENDS_ALL, route.path, route.method));
    let mut rows = BTreeMap::new();
    for route in &routes {
        let mut cells = Vec::new();
        for seat in &seats {
            cells.push(asked(&stage, seat, route).await.as_str().to_owned());
        }
        rows.insert((chapter(route.path), route.path, route.method), cells);
    }
    let mut page = HEAD.to_owned();
    for title in ["The inbox", "One's own", "Settings"] {
        let mut table = Table::new(&[&["address", "method"], &COLUMNS[..]].concat());
        for ((_, path, method), cells) in rows.iter().filter(|((chapter, ..), _)| *chapter == title) {
            let row: Vec<String> = [format!("`{path}`"), (*method).to_owned()]
                .into_iter()
                .chain(cells.iter().cloned())
                .collect();
            table = table.with_row(&row);
        }
        page = format!("{page}\n## {title}\n\n{}", table.text());
    }
    hold("routes-by-role", &page);
}

fn is_for_users(route: &Route) -> bool {
    route.door.contains("<User>") || route.door.contains("<Account>")
}

fn chapter(path: &str) -> &'static str {
    match path {
        path if path.starts_with("/app/settings/account") || path == "/app/sign-out" => "One's own",
        path if path.starts_with("/app/settings") => "Settings",
        _ => "The inbox",
    }
}

/// Asks with fresh rows, so that nothing that another role did is in the way. The body is left unread: that of a stream of
/// changes has no end.
async fn asked(stage: &Stage, seat: &Seat<'_>, route: &Route) -> StatusCode {
    let names = stage.rows(seat, route.path).await;
    let fill = |text: &str| {
        names.iter().fold(text.to_owned(), |text, (name, id)| text.replace(&format!("{{{name}}}"), id))
    };
    let fields = if route.method == "POST" { form::fields(route.path) } else { &[] };
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| (fill(name), fill(value))).collect();
    let body = form::encoded(route.path, &fields);
    let query = if route.method == "GET" { form::query(route.path) } else { "" };
    let path = format!("{}{}", fill(route.path), fill(query));
    assert!(!path.contains('{'), "{path} wants a row");
    let own = if route.path == ENDS { Some(stage.entered(seat).await) } else { None };
    let browser = own.as_ref().unwrap_or(&seat.browser);
    let request = Request::builder().method(route.method).uri(path).header("host", browser.host);
    let request = request.header("cookie", browser.cookie_line()).header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", body.kind).body(Body::from(body.bytes));
    let answer = stage.site.router.clone().oneshot(request.expect("it is well formed")).await;
    let status = answer.expect("the router always answers").status();
    let (method, path) = (route.method, route.path);
    assert!(EXPLAINED.contains(&status.as_u16()), "{method} {path}: {status}");
    let is_administrator = seat.user.may(Right::Administer);
    assert!(!is_administrator || !status.is_client_error() || status == 422, "{method} {path}: {status}");
    status
}
