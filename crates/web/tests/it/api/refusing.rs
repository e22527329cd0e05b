//! Whom the API turns away, and what it never tells.

use axum::body::Body;
use http::{Request, StatusCode, header};
use testkit::{Database, both};

use super::{ANY_KEY, APP, Keys, ask, call, json_in, not_valid, other_organization, path_of, refusal};
use crate::client::{COMMON, Site};

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
