//! X1, R3: the API over HTTP.

mod refusing;
mod themes;

use axum::body::Body;
use axum::extract::ConnectInfo;
use desk::api_key::{ApiKey, Made, NewApiKey, Revoke};
use desk::right::Role;
use desk::{Desk, User};
use http::{Request, StatusCode, header};
use serde_json::{Value, json};
use std::net::SocketAddr;
use testkit::{Database, both, hold_file};

use crate::client::{Answer, COMMON, Site};

const APP: &str = "app.acme.test";
const ANY_KEY: [&str; 3] = ["/v1/auth/tokens/current", "/v1/users/current", "/v1/orgs/{id}"];

struct Keys<'a> {
    site: &'a Site,
    administrator: User,
}

impl<'a> Keys<'a> {
    async fn of(site: &'a Site) -> Self {
        Self { site, administrator: site.kit.user("Ad Min", &[Role::Administrator]).await }
    }

    async fn make(&self, roles: &str, (networks, days): (&str, Option<i64>)) -> Made {
        let (roles, networks) = (roles.parse().unwrap(), networks.parse().unwrap());
        let mut act = self.site.kit.act(&self.administrator);
        let made =
            act.add_api_key(&NewApiKey { name: "Shop".to_owned(), roles, networks, days }).await.unwrap();
        act.done(made).await.unwrap()
    }

    async fn token(&self, roles: &str) -> String {
        self.make(roles, ("", None)).await.token.reveal().to_owned()
    }

    async fn revoke(&self, made: &Made) {
        let mut act = self.site.kit.act(&self.administrator);
        act.open::<Revoke, ApiKey>(made.id).await.unwrap().revoke(&mut act).await.unwrap();
        act.done(()).await.unwrap();
    }
}

/// A call with these header fields, from this address.
async fn call(
    site: &Site,
    (host, path): (&'static str, &str),
    fields: &[(&str, &str)],
    from: &str,
) -> Answer {
    let from: SocketAddr = format!("{from}:4711").parse().unwrap();
    let request =
        fields.iter().fold(Request::get(path).header(header::HOST, host), |request, (name, value)| {
            request.header(*name, *value)
        });
    let request = request.extension(ConnectInfo(from)).body(Body::empty()).unwrap();
    site.browser_at(host).exchange(request).await
}

async fn ask(site: &Site, host: &'static str, path: &str, token: &str) -> Answer {
    call(site, (host, path), &[("authorization", &format!("Bearer {token}"))], "192.0.2.7").await
}

fn json_in(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8", "{}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

/// Status, code, title, and the finer reason of a refusal.
fn refusal(answer: &Answer) -> (u16, String, String, String) {
    let error = json_in(answer)["errors"][0].clone();
    assert_eq!(error["status"], answer.status.as_u16());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), text(&error["code"]), text(&error["title"]), text(&error["meta"]["reason"]))
}

fn not_valid() -> (u16, String, String, String) {
    let [code, title, reason] = ["unauthorized", "The token is missing or not valid here.", "key_invalid"];
    (401, code.to_owned(), title.to_owned(), reason.to_owned())
}

fn path_of(site: &Site, path: &str) -> String {
    let org = site.kit.org.to_string();
    path.replace("{id}", &org).replace("{revision}", &org).replace("{name}", "acme")
}

#[both]
async fn x1_a_key_is_told_who_it_is_on_its_own_host_and_the_common_one(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let made = keys.make("org.user,org.hooks", ("192.0.2.0/24", Some(30))).await;
    let token = made.token.reveal();
    let org = site.kit.org.to_string();
    for host in [APP, COMMON] {
        let current = json_in(&ask(&site, host, "/v1/auth/tokens/current", token).await)["data"].clone();
        assert_eq!((&current["type"], &current["id"]), (&json!("token"), &json!(made.id)));
        let attributes = &current["attributes"];
        assert_eq!(
            (&attributes["name"], &attributes["roles"]),
            (&json!("Shop"), &json!(["org.hooks", "org.user"]))
        );
        assert_eq!(attributes["cidrs"], json!(["192.0.2.0/24"]));
        assert_eq!(attributes["createdAt"], "2026-09-21T14:13:20.000Z");
        assert_eq!(attributes["expiresAt"], "2026-10-21T14:13:20.000Z");
        assert!(token.ends_with(attributes["lastTokenChars"].as_str().unwrap()));
        assert_eq!(current["relationships"]["org"]["data"], json!({ "type": "org", "id": org }));
        assert_eq!(current["relationships"]["org"]["links"]["self"], format!("/v1/orgs/{org}"));

        let user = json_in(&ask(&site, host, "/v1/users/current/", token).await)["data"].clone();
        assert_eq!((&user["type"], &user["attributes"]["userType"]), (&json!("user"), &json!("machine")));
        assert_eq!(user["id"], current["relationships"]["user"]["data"]["id"]);
        assert_ne!(user["id"], current["id"]);

        let found = json_in(&ask(&site, host, &format!("/v1/orgs/{org}"), token).await)["data"].clone();
        assert_eq!(found["attributes"]["name"], "acme");
        assert_eq!((&found["attributes"]["displayName"], &found["id"]), (&json!("Acme"), &json!(org)));
    }
}

#[both]
async fn x1_anybody_may_know_what_organization_a_name_is(database: Database) {
    let site = Site::new(&database).await;
    for host in [APP, COMMON] {
        let answer = call(&site, (host, "/v1/domains/acme"), &[], "192.0.2.7").await;
        let domain = json_in(&answer)["data"].clone();
        assert_eq!(domain["attributes"]["orgId"], site.kit.org.to_string());
        assert_eq!(domain["type"], "domain");
        for title in ["Acme", "app.acme.test", "help.acme.test"] {
            assert!(!answer.has(title), "nothing but the name: {}", answer.text);
        }
        for unknown in ["nobody", "ACME", "acme%20", "%00", "acme/more"] {
            let answer = call(&site, (host, &format!("/v1/domains/{unknown}")), &[], "192.0.2.7").await;
            assert_eq!(refusal(&answer).0, 404, "{unknown}");
        }
    }
}

#[both]
async fn x1_answers_have_the_headers_that_clients_know(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token("org.user").await;
    let answer = ask(&site, APP, "/v1/users/current", &token).await;
    for (name, value) in [
        ("cache-control", "no-cache,private"),
        ("x-content-type-options", "nosniff"),
        ("strict-transport-security", "max-age=31536000"),
        ("x-ratelimit-limit", "1000"),
        ("x-ratelimit-remaining", "999"),
        ("x-ratelimit-reset", "1790000060"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    let tag = answer.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && !answer.headers.contains_key("set-cookie"));
    let bearer = format!("bearer {token}");
    let fields = [("authorization", bearer.as_str()), ("if-none-match", &tag)];
    let again = call(&site, (APP, "/v1/users/current"), &fields, "192.0.2.7").await;
    assert_eq!(
        (again.status, again.text.as_str(), again.header("etag")),
        (StatusCode::NOT_MODIFIED, "", tag.as_str())
    );
    assert_eq!(again.header("x-ratelimit-remaining"), "998");
    assert!(
        !ask(&site, COMMON, "/v1/users/current", &token)
            .await
            .headers
            .contains_key("strict-transport-security")
    );
    let refused = ask(&site, APP, "/v1/users/current", "x").await;
    assert_eq!(
        (refused.header("www-authenticate"), refused.header("cache-control")),
        ("Bearer", "no-cache,private")
    );
}

#[both]
async fn x1_the_budget_is_the_organizations_and_says_when_to_come_again(database: Database) {
    let site = Site::new(&database).await;
    site.kit.set("api.requests-per-minute", "60").await;
    let keys = Keys::of(&site).await;
    let (one, other) = (keys.token("org.user").await, keys.token("org.user").await);
    for left in (0..60).rev() {
        let token = if left % 2 == 0 { &one } else { &other };
        let answer = ask(&site, APP, "/v1/users/current", token).await;
        assert_eq!(
            (answer.status, answer.header("x-ratelimit-remaining")),
            (StatusCode::OK, left.to_string().as_str())
        );
        assert_eq!(answer.headers.contains_key("x-ratelimit-reset"), left > 0, "a client fails over it");
    }
    let refused = ask(&site, COMMON, "/v1/users/current", &one).await;
    assert_eq!(refusal(&refused).1, "ratelimit");
    let told = ["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"]
        .map(|name| refused.header(name).to_owned());
    assert_eq!(
        (refused.status, told),
        (StatusCode::TOO_MANY_REQUESTS, ["60", "0", "1790000060"].map(str::to_owned))
    );
    assert_eq!(
        ask(&site, APP, "/v1/users/current", "x").await.status,
        StatusCode::UNAUTHORIZED,
        "costs nothing"
    );
    assert_eq!(call(&site, (APP, "/v1/domains/acme"), &[], "192.0.2.7").await.status, StatusCode::OK);
    site.kit.clock.advance_millis(60_000);
    assert_eq!(ask(&site, APP, "/v1/users/current", &other).await.status, StatusCode::OK);
}

async fn other_organization(desk: &Desk) {
    let origin = |text: &str| desk::kb::Origin::parse(text).unwrap();
    let founding = desk::founding::Founding {
        name: "other".to_owned(),
        title: "Other".to_owned(),
        accent: "#112233".to_owned(),
        sender: None,
        help: origin("https://help.other.test"),
        app: origin("https://app.other.test"),
        api: origin("https://other.api.test"),
    };
    let mut act = desk.act_operator(&desk::door::Operator::named("test"), desk.context().new_id());
    founding.found(&mut act).await.unwrap();
    act.done(()).await.unwrap();
}

/// Product §1: which hosts the API answers at, and with what.
#[both]
async fn x1_the_api_answers_at_its_hosts_and_nowhere_else(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token("org.admin").await;
    other_organization(&site.kit.desk).await;
    let unknown = ask(&site, "unknown.test", "/v1/users/current", &token).await;
    assert_eq!((unknown.status, unknown.text.as_str()), (StatusCode::NOT_FOUND, "Not found\n"), "plain");
    let help = ask(&site, "help.acme.test", "/v1/users/current", &token).await;
    assert!(help.status == StatusCode::NOT_FOUND && help.has("<html"), "the help centre's own page");
    // At the API's own hosts nothing else answers, and what is refused is JSON.
    for (host, path) in [
        ("other.api.test", "/app"),
        ("other.api.test", "/"),
        (COMMON, "/app/conversations"),
        (COMMON, "/login"),
        (COMMON, "/"),
        (APP, "/v1/nothing"),
        (APP, "/v1"),
    ] {
        let answer = ask(&site, host, path, &token).await;
        assert_eq!(refusal(&answer).0, 404, "{host}{path}");
    }
    let post = Request::post("/v1/users/current").header(header::HOST, APP).body(Body::empty()).unwrap();
    let answer = site.browser_at(APP).exchange(post).await;
    assert_eq!((refusal(&answer).0, answer.header("allow")), (405, "GET,HEAD"));
    assert_eq!(
        site.browser_at(APP).get("/app").await.location(),
        "/app/sign-in?return=%2Fapp",
        "the app stays"
    );
}

#[both]
async fn x1_the_description_is_served_to_anybody(database: Database) {
    let site = Site::new(&database).await;
    for host in [APP, COMMON] {
        let answer = call(&site, (host, "/v1/openapi.json"), &[], "192.0.2.7").await;
        assert_eq!(json_in(&answer), web::api_document());
    }
    let answer = call(&site, ("help.acme.test", "/v1/openapi.json"), &[], "192.0.2.7").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[test]
fn the_reference_of_the_api_is_what_is_served() {
    let mut document = web::api_document();
    // The order of members is another one where a test of the workspace asks serde for it.
    document.sort_all_objects();
    let text = serde_json::to_string_pretty(&document).unwrap();
    hold_file("openapi.json", &format!("{text}\n"));
}

/// C1: the secret of a knowledge base, for keys with the role alone.
#[both]
async fn c1_the_settings_of_a_knowledge_base_hold_its_secret(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let admin = keys.token("org.admin").await;
    let path = format!("/v1/auth/kb/{}/settings", site.kit.kb.id);
    let mut secrets = Vec::new();
    for host in [APP, COMMON] {
        let answer = ask(&site, host, &path, &admin).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
        assert_eq!(answer.header("etag"), "", "nobody keeps it");
        let data = json_in(&answer)["data"].clone();
        assert_eq!((&data["id"], &data["links"]["self"]), (&json!(site.kit.kb.id), &json!(path)));
        secrets.push(data["attributes"]["secret"].as_str().unwrap().to_owned());
    }
    assert!(secrets[0].len() == 43 && secrets[0] == secrets[1]);
    let with_slash = ask(&site, APP, &format!("{path}/"), &admin).await;
    assert_eq!(with_slash.status, StatusCode::OK);

    let weak = keys.token("org.user,org.permission.kb.read").await;
    let answer = ask(&site, APP, &path, &weak).await;
    assert_eq!((answer.status, refusal(&answer).1.as_str()), (StatusCode::FORBIDDEN, "forbidden"));
    assert!(!answer.text.contains(&secrets[0]));
    assert_eq!(refusal(&ask(&site, APP, &path, "x").await), not_valid());
    let elsewhere = keys.make("org.admin", ("198.51.100.0/24", None)).await;
    assert_eq!(refusal(&ask(&site, APP, &path, elsewhere.token.reveal()).await), not_valid());
    for id in ["6ab13b80000000000000ffff", "x", "%00"] {
        let answer = ask(&site, APP, &format!("/v1/auth/kb/{id}/settings"), &admin).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
    other_organization(&site.kit.desk).await;
    let others = site.kit.desk.place("help.other.test").await.unwrap().site.unwrap();
    let answer = ask(&site, COMMON, &format!("/v1/auth/kb/{}/settings", others.kb), &admin).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "TH27");
}
