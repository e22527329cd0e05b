//! X1, R3: the API over HTTP.

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
    path.replace("{id}", &site.kit.org.to_string()).replace("{name}", "acme")
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

/// TH21: what needs no key is counted by network, so that a stranger spends nobody's budget but the own.
#[both]
async fn th21_calls_without_a_key_are_counted_by_network(database: Database) {
    let site = Site::new(&database).await;
    let lookup = async |from: &str, forwarded: &str| {
        call(&site, (COMMON, "/v1/domains/nobody"), &[("x-forwarded-for", forwarded)], from).await.status
    };
    for number in 0..300 {
        let (from, claimed) = (format!("192.0.2.{}", number % 250), format!("203.0.113.{}", number % 250));
        assert_eq!(lookup(&from, &claimed).await, StatusCode::NOT_FOUND);
    }
    assert_eq!(lookup("192.0.2.9", "198.51.100.1").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(lookup("198.51.100.1", "192.0.2.9").await, StatusCode::NOT_FOUND);
}

#[both]
async fn r3_bad_every_key_that_is_none_gets_the_same_401(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let revoked = keys.make("org.admin", ("", None)).await;
    keys.revoke(&revoked).await;
    let elsewhere = keys.make("org.admin", ("198.51.100.0/24", None)).await;
    let good = keys.token("org.admin").await;
    let tampered = good.replacen(".eyJ", ".eyK", 1);
    let long = "x".repeat(10_000);
    for (what, token) in [
        ("revoked", revoked.token.reveal()),
        ("from the wrong address", elsewhere.token.reveal()),
        ("tampered with", &tampered),
        ("of ten thousand characters", &long),
        ("unknown", "eyJhbGciOiJIUzI1NiJ9.e30.x"),
        ("empty", ""),
    ] {
        for path in ANY_KEY {
            for host in [APP, COMMON] {
                let answer = ask(&site, host, &path_of(&site, path), token).await;
                assert_eq!(refusal(&answer), not_valid(), "{what}: {path}");
                assert!(!answer.headers.contains_key("x-ratelimit-limit"), "nobody's budget");
            }
        }
    }
    let basic = format!("Basic {good}");
    for fields in [&[] as &[(&str, &str)], &[("authorization", &basic)], &[("authorization", &good)]] {
        let answer = call(&site, (APP, "/v1/users/current"), fields, "192.0.2.7").await;
        assert_eq!(refusal(&answer), not_valid(), "{fields:?}");
    }
    let path = format!("/v1/users/current?access_token={good}");
    assert_eq!(
        refusal(&call(&site, (APP, &path), &[], "192.0.2.7").await),
        not_valid(),
        "not in the address"
    );
}

#[both]
async fn r3_bad_an_expired_key_is_told_so(database: Database) {
    let site = Site::new(&database).await;
    let made = Keys::of(&site).await.make("org.admin", ("", Some(1))).await;
    site.kit.clock.advance_millis(24 * 60 * 60 * 1000);
    let answer = ask(&site, APP, "/v1/users/current", made.token.reveal()).await;
    let (status, code, title, reason) = refusal(&answer);
    assert_eq!((status, code.as_str(), reason.as_str()), (401, "unauthorized", "key_expired"));
    assert!(title.contains("Expired token"), "clients look for it: {title}");
    assert!(json_in(&answer)["errors"][0]["message"].as_str().unwrap().contains("Expired token"));
}

/// TH27: on another organization's host a key is none; ids of others are not there.
#[both]
async fn th27_bad_a_key_of_another_organization_and_the_ids_of_others(database: Database) {
    let site = Site::new(&database).await;
    let token = Keys::of(&site).await.token("org.admin").await;
    other_organization(&site.kit.desk).await;
    for path in ANY_KEY {
        let answer = ask(&site, "app.other.test", &path_of(&site, path), &token).await;
        assert_eq!(refusal(&answer), not_valid(), "{path}");
    }
    assert_eq!(
        call(&site, ("app.other.test", "/v1/domains/acme"), &[], "192.0.2.7").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(call(&site, (COMMON, "/v1/domains/other"), &[], "192.0.2.7").await.status, StatusCode::OK);
    let others = site.kit.desk.organizations(&desk::door::Operator::named("test")).await.unwrap();
    let other = others.iter().find(|org| org.name == "other").unwrap().id.to_string();
    let mut bodies = Vec::new();
    for id in [other.as_str(), "6ab13b80000000000000ffff", "1", "%00"] {
        let answer = ask(&site, COMMON, &format!("/v1/orgs/{id}"), &token).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
        bodies.push(answer.text);
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]), "one answer: {bodies:?}");
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

/// TH13: a session never opens the API, a key never opens the app, and both together are two strangers to each other.
#[both]
async fn th13_a_cookie_never_opens_the_api_and_a_key_never_the_app(database: Database) {
    let site = Site::new(&database).await;
    let keys = Keys::of(&site).await;
    let token = keys.token("org.admin").await;
    let signed_in = site.at_desk(&keys.administrator).await;
    let cookies = signed_in.cookie_line();
    let by_cookie = call(&site, (APP, "/v1/users/current"), &[("cookie", &cookies)], "192.0.2.7").await;
    assert_eq!(refusal(&by_cookie), not_valid());
    let bearer = format!("Bearer {token}");
    let by_both = [("cookie", cookies.as_str()), ("authorization", "Bearer x")];
    assert_eq!(refusal(&call(&site, (APP, "/v1/users/current"), &by_both, "192.0.2.7").await), not_valid());
    let by_key = call(&site, (APP, "/app/conversations"), &[("authorization", &bearer)], "192.0.2.7").await;
    assert_eq!(
        (by_key.status, by_key.location()),
        (StatusCode::SEE_OTHER, "/app/sign-in?return=%2Fapp%2Fconversations")
    );
    let as_cookie = format!("__Host-user={token}");
    let by_token = call(&site, (APP, "/app/conversations"), &[("cookie", &as_cookie)], "192.0.2.7").await;
    assert_eq!(by_token.status, StatusCode::SEE_OTHER);
}

/// TH21: an address counts as it is, and what a stranger says of it does not.
#[both]
async fn th21_a_forwarded_address_does_not_open_a_key_of_another_network(database: Database) {
    let site = Site::new(&database).await;
    let made = Keys::of(&site).await.make("org.user", ("198.51.100.0/24", None)).await;
    let bearer = format!("Bearer {}", made.token.reveal());
    let fields = [
        ("authorization", bearer.as_str()),
        ("x-forwarded-for", "198.51.100.1"),
        ("x-real-ip", "198.51.100.1"),
    ];
    assert_eq!(refusal(&call(&site, (APP, "/v1/users/current"), &fields, "192.0.2.7").await), not_valid());
    assert_eq!(
        call(&site, (APP, "/v1/users/current"), &fields[..1], "198.51.100.1").await.status,
        StatusCode::OK
    );
}

/// TH19, TH49: no answer holds the token, its hash or its signature.
#[both]
async fn th19_th49_no_answer_holds_a_token_or_its_hash(database: Database) {
    let site = Site::new(&database).await;
    let made = Keys::of(&site).await.make("org.admin", ("", None)).await;
    let (token, hash) = (made.token.reveal(), made.token.fingerprint().to_text());
    let signature = token.rsplit_once('.').unwrap().1;
    for path in ANY_KEY.iter().chain(&["/v1/domains/{name}", "/v1/nothing", "/v1/openapi.json"]) {
        let answer = ask(&site, APP, &path_of(&site, path), token).await;
        assert!(!answer.has(signature) && !answer.has(&hash), "{path}");
    }
}

#[both]
async fn every_route_of_the_api_turns_strangers_away(database: Database) {
    let site = Site::new(&database).await;
    let mut there = 0;
    for route in web::routes().iter().filter(|route| route.door.contains("<Key>")) {
        there += 1;
        for host in [APP, COMMON] {
            let request = Request::builder().method(route.method).uri(path_of(&site, route.path));
            let request = request.header(header::HOST, host).header("sec-fetch-site", "same-origin");
            let answer = site.browser_at(host).exchange(request.body(Body::empty()).unwrap()).await;
            assert_eq!(refusal(&answer), not_valid(), "{} {}", route.method, route.path);
        }
    }
    assert!(there >= 3, "{there}");
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
