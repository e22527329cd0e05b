//! Every route with every wrong door (design §6.9).

use axum::body::Body;
use http::{Request, StatusCode};
use testkit::{Database, both};

use crate::client::Site;

#[both]
async fn every_customers_route_turns_strangers_away(database: Database) {
    let site = Site::new(&database).await;
    let mut customers = 0;
    for route in web::routes().iter().filter(|route| route.door.contains("Customer")) {
        customers += 1;
        let path = route.path.replace("{language}", "en_us").replace("{id}", "6ab13b80000000000000ffff");
        let path = path
            .replace("{file}", "6ab13b80000000000000ffff")
            .replace("{device}", "6ab13b80000000000000ffff");
        let request = Request::builder().method(route.method).uri(&path).header("host", "help.acme.test");
        let request = request
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=x");
        let answer = site.browser().exchange(request.body(Body::from("--x--\r\n")).unwrap()).await;
        let expected = if route.method == "GET" { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
        assert_eq!(answer.status, expected, "A7: {} {path}", route.method);
        assert!(route.method == "POST" || answer.location().starts_with("/login?referralUrl="), "{path}");
    }
    assert!(customers >= 12);
}

#[both]
async fn every_users_route_turns_strangers_and_customers_away(database: Database) {
    let site = Site::new(&database).await;
    let mut ana = site.signed_in("ana@example.com").await;
    ana.host = "app.acme.test";
    let token = ana.cookies["__Host-customer"].clone();
    ana.cookies.insert("__Host-user".to_owned(), token);
    let mut users = 0;
    for route in
        web::routes().iter().filter(|route| route.door.contains("<User>") || route.door.contains("<Account>"))
    {
        users += 1;
        let path = ["{id}", "{file}", "{message}", "{note}", "{article}"]
            .iter()
            .fold(route.path.to_owned(), |path, name| path.replace(name, "6ab13b80000000000000ffff"));
        let request = |host: &str| {
            let request = Request::builder().method(route.method).uri(&path).header("host", host);
            let request = request
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "multipart/form-data; boundary=x");
            request.body(Body::from("--x--\r\n")).unwrap()
        };
        let expected = if route.method == "GET" { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
        let stranger = site.browser().exchange(request("app.acme.test")).await;
        assert_eq!(stranger.status, expected, "{} {path}", route.method);
        assert!(route.method == "POST" || stranger.location().starts_with("/app/sign-in?return="), "{path}");
        let elsewhere = site.browser().exchange(request("help.acme.test")).await;
        assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "no app on this host: {} {path}", route.method);
        let customer = match route.method {
            "GET" => ana.get(&path).await,
            _ => ana.upload(&path, &[], &[]).await,
        };
        assert_eq!(customer.status, expected, "TH30: {} {path}", route.method);
    }
    assert!(users >= 22, "{users}");
}

/// The GETs that write (design §5.2): a sign-on token is used up, that a secret was given out is told, and a ticket is made
/// and used.
const GETS_THAT_ACT: [&str; 4] = [
    "GET /login Act<Public>",
    "GET /v1/auth/kb/{id}/settings Act<Key>",
    "GET /login/team Act<Public>",
    "GET /app/knowledge-base/window Act<User>",
];

/// The POST that only looks whose form is sent, and leads to the one that acts.
const LEADS: &str = "POST /v1/hooks/form/{name}/{hash} View<ApiPublic>";

#[test]
fn the_routes_and_their_doors_are_these() {
    let listed: Vec<String> =
        web::routes().iter().map(|route| format!("{} {} {}", route.method, route.path, route.door)).collect();
    let is_read = |line: &&String| line.starts_with("GET") && !GETS_THAT_ACT.contains(&line.as_str());
    let reads = listed.iter().filter(is_read).all(|line| line.contains("View<"));
    assert!(GETS_THAT_ACT.iter().all(|line| listed.iter().any(|there| there == line)), "the list is true");
    let posts = listed.iter().filter(|line| line.starts_with("POST") && *line != LEADS);
    let writes = posts.into_iter().all(|line| line.contains("Act<"));
    assert!(reads && writes, "a GET acts where the list says so, a POST always does: {listed:#?}");
}
