//! Whatever a stranger sends gets an answer that blames the stranger, and the server is well afterwards.

use std::time::{Duration, Instant};

use journeys::{Answer, Client, Portico, answer};
use testkit::Database;
use tokio::io::AsyncWriteExt;
use tokio::task::JoinSet;

const ADDRESS: &str = "wil@customer.test";

/// Longer than the server waits for a head or for the rest of a body.
const PATIENCE: Duration = Duration::from_secs(40);

pub(crate) async fn nonsense_is_refused_and_never_our_mistake(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut client = portico.signed_in(ADDRESS).await;
    let mut wrong = Vec::new();
    for (name, request, expected) in nonsense(&client) {
        let status = client.clone().ask(&request).await.map(|answer| answer.status);
        if !status.as_ref().is_ok_and(|&status| status == expected) {
            wrong.push(format!("{name}: {expected} was expected, {status:?} came"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    is_well(&mut client).await;
    assert!(portico.runs(), "{}", portico.log());
    assert!(!portico.log().contains("ERROR"), "nonsense is no error of ours: {}", portico.log());
}

/// What is sent, under its name, and the status it is worth.
fn nonsense(client: &Client) -> Vec<(&'static str, Vec<u8>, u16)> {
    let head = client.head();
    let get = |path: &str, more: &str| format!("GET {path} HTTP/1.1\r\n{head}{more}\r\n").into_bytes();
    let post = |kind: &str, body: &str| {
        let length = body.len();
        let more = format!("content-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}");
        format!("POST /login HTTP/1.1\r\n{head}{more}").into_bytes()
    };
    let form = "application/x-www-form-urlencoded";
    let headers = "x-wild: y\r\n".repeat(10_000);
    let cookie = format!("cookie: customer={}\r\n", "c".repeat(100 * 1024));
    let host =
        |name: &str| format!("GET / HTTP/1.1\r\nhost: {name}\r\nconnection: close\r\n\r\n").into_bytes();
    let line = |line: &[u8]| [line, b"\r\n", head.as_bytes(), b"\r\n"].concat();
    vec![
        ("10 thousand headers", get("/", &headers), 431),
        ("a cookie of 100 KB", get("/", &cookie), 431),
        ("an address of 100 KB", get(&format!("/{}", "a".repeat(100 * 1024)), ""), 431),
        ("an unknown host", host("nobody.example"), 404),
        ("a host that is none", host("a b"), 404),
        ("no host", b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n".to_vec(), 404),
        ("an unknown method", line(b"BREW /en_us HTTP/1.1"), 405),
        ("a method this page has not", line(b"DELETE /en_us HTTP/1.1"), 405),
        ("an unknown version", line(b"GET / HTTP/9.9"), 400),
        ("NUL in the path", get("/en_us/conversations/%00", ""), 404),
        ("invalid UTF-8 in the path", get("/en_us/conversations/%ff%fe", ""), 400),
        ("invalid UTF-8 as the language", get("/%ff/conversations", ""), 404),
        ("half a percent sign", get("/en_us/%", ""), 404),
        ("a way up", get("/assets/../../../../etc/passwd", ""), 404),
        ("a hidden way up", get("/assets/x/%2e%2e%2f%2e%2e%2fetc%2fpasswd", ""), 404),
        ("bytes that are no text in the path", line(b"GET /\xff\xfe HTTP/1.1"), 400),
        ("invalid UTF-8 in the query", get("/login?referralUrl=%ff", ""), 200),
        ("no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".repeat(4), 400),
        ("two lengths", get("/login", "content-length: 1\r\ncontent-length: 2\r\n"), 400),
        ("a length that is none", get("/login", "content-length: -1\r\n"), 400),
        ("invalid UTF-8 in a form", post(form, "address=%ff%fe"), 422),
        ("NUL in a form", post(form, "address=a%00b@customer.test"), 422),
        ("a form without fields", post(form, ""), 422),
        ("a form of another kind", post("application/json", "{}"), 415),
    ]
}

pub(crate) async fn an_upload_that_breaks_off_leaves_nothing(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut client = portico.signed_in(ADDRESS).await;
    let form = client.get("/en_us/conversations/new").await.expect("the server answers");
    let before = portico.stored();
    let fields = [("once", form.once()), ("subject", "Broken off"), ("text", "Here it com")];
    let whole = client.upload(
        "/en_us/conversations",
        &fields,
        Some(("long.csv", "a,b\n".repeat(500_000).as_bytes())),
    );
    for part in [whole.len() / 4, whole.len() / 2, whole.len() - 1] {
        let mut stream = client.connect().await.expect("the server listens");
        stream.write_all(&whole[..part]).await.expect("the server reads");
        stream.shutdown().await.expect("the stream can be closed");
        // Closed in the middle, so whether an answer still comes does not matter: it is none that says yes.
        if let Ok(answer) = answer(&mut stream).await {
            assert!((400..500).contains(&answer.status), "{}", answer.head);
        }
    }
    assert_eq!(portico.stored(), before, "nothing of it is stored");
    let list = client.get("/en_us/conversations").await.expect("the server answers");
    assert!(!list.body.contains("Broken off"), "{}", list.body);
    let sent = client.ask(&whole).await.expect("the server answers");
    assert_eq!(sent.status, 303, "and the whole of it is taken: {}", sent.body);
}

pub(crate) async fn whoever_falls_silent_is_cut_off(database: Database) {
    let portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut client = portico.signed_in(ADDRESS).await;
    let line = "POST /login HTTP/1.1\r\n";
    let body = format!("{line}{}content-length: 100\r\n\r\naddress=", client.head());
    let form = "content-type: application/x-www-form-urlencoded\r\n";
    let typed = format!("{line}{}{form}content-length: 100\r\n\r\naddress=", client.head());
    let halves = [String::new(), line.to_owned(), format!("{line}{}", client.head()), body, typed];
    let begun = Instant::now();
    let mut waiting = JoinSet::new();
    for half in halves {
        let client = client.clone();
        waiting.spawn(async move { ended(&client, &half).await });
    }
    is_well(&mut client).await;
    for answer in waiting.join_all().await.into_iter().flatten() {
        assert!((400..500).contains(&answer.status), "{}", answer.head);
    }
    assert!(begun.elapsed() < PATIENCE, "they were held for {:?}", begun.elapsed());
}

/// Sends half a request and waits until the server has had enough.
async fn ended(client: &Client, half: &str) -> Option<Answer> {
    let mut stream = client.connect().await.expect("the server listens");
    stream.write_all(half.as_bytes()).await.expect("the server reads");
    match answer(&mut stream).await {
        Ok(answer) => Some(answer),
        Err(error) => {
            assert_ne!(error.kind(), std::io::ErrorKind::TimedOut, "it is held for ever: {half}");
            None
        }
    }
}

async fn is_well(client: &mut Client) {
    let page = client.get("/en_us/conversations").await.expect("the server answers");
    assert_eq!(page.status, 200, "{}", page.body);
}
