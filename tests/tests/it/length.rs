//! How long a request may be, as the listening socket and the faces behind it hold it together (product §13).

use journeys::{Answer, Client, Portico, answer};
use testkit::Database;
use tokio::io::AsyncWriteExt;

const HOSTS: [&str; 3] = ["acme.localhost", "app.acme.localhost", "nobody.example"];
const PLAIN: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=x";
const FILE: &str = "--x\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.csv\"\r\n\r\n";

pub(crate) async fn s13_a_head_too_long_is_refused_and_what_just_fits_is_read(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut wrong = Vec::new();
    for host in HOSTS {
        let known = if host == "nobody.example" { 404 } else { 200 };
        let page = if host.starts_with("app.") { "/app/sign-in?return=" } else { "/login?referralUrl=" };
        for (address, fields, expected) in [
            (8 * 1024, 0, known),
            (8 * 1024 + 1, 0, 414),
            (15 * 1024, 0, 414),
            (page.len(), 15 * 1024, known),
            (8 * 1024, 15 * 1024, known),
            (page.len(), 16 * 1024, 431),
            (page.len(), 40 * 1024, 431),
        ] {
            let mut client = portico.visitor_of(host);
            let request = get(&client, page, address, fields);
            let status = client.ask(&request).await.map(|answer| answer.status);
            if !status.as_ref().is_ok_and(|&status| status == expected) {
                wrong.push(format!("{host}: {address} + {fields} bytes: {expected}, not {status:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(portico.runs() && !portico.log().contains("ERROR"), "{}", portico.log());
}

/// A request with an address and further header fields of so many bytes.
fn get(client: &Client, page: &str, address: usize, fields: usize) -> Vec<u8> {
    let padding = "a".repeat(address.saturating_sub(page.len()));
    let line = format!("x-padding: {}\r\n", "b".repeat(1011));
    let fields = line.repeat(fields / line.len());
    format!("GET {page}{padding} HTTP/1.1\r\n{}{fields}\r\n", client.head()).into_bytes()
}

pub(crate) async fn s13_a_body_too_large_is_refused_before_it_is_sent(database: Database) {
    let mut portico = Portico::start_with_mailbox(&database).await;
    portico.found_acme().await;
    let mut client = portico.signed_in("len@customer.test").await;
    for (path, kind) in [("/login", PLAIN), ("/en_us/conversations", PARTS)] {
        let head = format!("POST {path} HTTP/1.1\r\n{}content-type: {kind}\r\n", client.head());
        let announced = format!("{head}content-length: 10000000000\r\n\r\n");
        assert_eq!(refusal(&client, announced.as_bytes(), 0).await.status, 413, "{path}, announced");
        let endless = format!("{head}transfer-encoding: chunked\r\n\r\n{}", chunk(FILE.as_bytes()));
        let refused = refusal(&client, endless.as_bytes(), 64).await;
        assert_eq!(refused.status, 413, "{path}, without an end: {}", refused.body);
    }
    let list = client.get("/en_us/conversations").await.expect("the server answers");
    assert!(list.body.contains("No conversations yet"), "nothing is stored: {}", list.body);
    assert!(portico.runs() && !portico.log().contains("ERROR"), "{}", portico.log());
}

/// What comes back while the body goes on: at most so many megabytes of it, and never its end.
async fn refusal(client: &Client, begun: &[u8], megabytes: usize) -> Answer {
    let mut stream = client.connect().await.expect("the server listens");
    stream.write_all(begun).await.expect("the server reads the head");
    let more = chunk(&vec![b'a'; 1024 * 1024]);
    for _ in 0..megabytes {
        // It need not read on once it has refused.
        if stream.write_all(more.as_bytes()).await.is_err() {
            break;
        }
    }
    answer(&mut stream).await.expect("the server answers without having seen the end")
}

fn chunk(bytes: &[u8]) -> String {
    format!("{:x}\r\n{}\r\n", bytes.len(), String::from_utf8_lossy(bytes))
}
