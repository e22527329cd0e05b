//! The built-in mailbox: where there is none, and who gets nothing of it (O4).

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Request, StatusCode};
use testkit::{Database, both};

use crate::client::{Answer, Site};

const ID: &str = "6ab13b80000000000000ffff";
const HOSTS: [&str; 4] = ["help.acme.test", "help.zeta.test", "app.acme.test", "unknown.test"];

fn addresses() -> [String; 4] {
    let here = "/dev/mailbox";
    [here.to_owned(), format!("{here}/{ID}"), format!("{here}/{ID}/body"), format!("{here}/{ID}/files/0")]
}

/// What comes from this peer with this header field.
async fn asked(site: &Site, path: &str, peer: &str, (name, value): (&str, &str)) -> Answer {
    let request = Request::get(path).header("host", "app.acme.test").header(name, value);
    let mut request = request.body(Body::empty()).expect("the request is well formed");
    let peer: SocketAddr = peer.parse().expect("an address with a port");
    request.extensions_mut().insert(ConnectInfo(peer));
    site.browser().exchange(request).await
}

#[both]
async fn o4_without_dev_there_is_no_mailbox_on_any_host(database: Database) {
    let site = Site::new(&database).await;
    for host in HOSTS {
        for path in addresses() {
            let answer = site.browser_at(host).get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{host}{path}");
        }
    }
}

#[both]
async fn o4_the_mailbox_is_for_this_machine_alone(database: Database) {
    let site = Site::with_mailbox(&database).await;
    let nothing = ("accept", "*/*");
    for peer in ["127.0.0.1:4000", "127.9.9.9:4000", "[::1]:4000", "[::ffff:127.0.0.1]:4000"] {
        let answer = asked(&site, "/dev/mailbox", peer, nothing).await;
        assert_eq!(answer.status, StatusCode::OK, "{peer}");
    }
    let passed_on = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=203.0.113.9")];
    for path in addresses() {
        for peer in ["192.0.2.7:4000", "10.0.0.1:4000", "[2001:db8::7]:4000", "[::ffff:192.0.2.7]:4000"] {
            let answer = asked(&site, &path, peer, nothing).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{peer}{path}");
        }
        for field in passed_on {
            let answer = asked(&site, &path, "127.0.0.1:4000", field).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{field:?}: {path}");
        }
    }
    for host in ["help.acme.test", "unknown.test"] {
        let answer = site.browser_at(host).get("/dev/mailbox").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{host}");
    }
}
