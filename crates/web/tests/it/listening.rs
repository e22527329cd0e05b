//! Open pages over a real socket: what they hear, and how they come back (P4, P7, W1, TH28).

use std::time::Duration;

use desk::conversation::message::Direction::In;
use desk::right::Role;
use http::StatusCode;
use testkit::{Database, both};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::client::{Browser, Site};

/// How long an event may be waited for on a busy machine; it comes within a second.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server at a port of its own, whose hub follows what is committed. Ends with the test.
pub(crate) struct Server {
    address: std::net::SocketAddr,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

/// An open stream of events.
pub(crate) struct Stream {
    socket: TcpStream,
    read: String,
}

/// One event, as a browser would hand it to a script.
#[derive(PartialEq, Debug)]
pub(crate) struct Heard {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) data: String,
}

impl Server {
    pub(crate) async fn start(site: &Site) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (router, hub, desk) = (site.router.clone(), site.hub.clone(), site.kit.desk.clone());
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let following = tokio::spawn(async move { hub.follow(&desk).await.unwrap() });
        site.hub.follows().await;
        Self { address, tasks: vec![serving, following] }
    }

    /// Opens a stream as this browser; its head has come, so that from now on nothing is missed.
    pub(crate) async fn listen(&self, browser: &Browser<'_>, path: &str, last: Option<&str>) -> Stream {
        let mut socket = TcpStream::connect(self.address).await.unwrap();
        let last = last.map(|id| format!("Last-Event-ID: {id}\r\n")).unwrap_or_default();
        let cookies = browser.cookie_line();
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: text/event-stream\r\nConnection: close\r\nCookie: {cookies}\r\n{last}\r\n",
            browser.host
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        let mut stream = Stream { socket, read: String::new() };
        let head = stream.until("\r\n\r\n").await.expect("an answer comes");
        assert!(
            head.starts_with("HTTP/1.1 200 OK") && head.contains("content-type: text/event-stream"),
            "{head}"
        );
        assert!(head.contains("cache-control: no-store, private"), "{head}");
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tasks.iter().for_each(tokio::task::JoinHandle::abort);
    }
}

impl Stream {
    /// What comes up to and with these signs; nothing at the end of the stream.
    async fn until(&mut self, signs: &str) -> Option<String> {
        let mut piece = [0; 4096];
        while !self.read.contains(signs) {
            let count =
                timeout(PATIENCE, self.socket.read(&mut piece)).await.expect("something comes").unwrap();
            if count == 0 {
                return None;
            }
            self.read.push_str(std::str::from_utf8(&piece[..count]).unwrap());
        }
        let at = self.read.find(signs).unwrap() + signs.len();
        Some(self.read.drain(..at).collect())
    }

    /// The next event; nothing at the end of the stream.
    pub(crate) async fn next(&mut self) -> Option<Heard> {
        loop {
            let block = self.until("\n\n").await?;
            let field = |name: &str| {
                let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                line.unwrap_or_default().to_owned()
            };
            // A block without an id keeps the connection alive.
            if block.contains("id: ") {
                return Some(Heard { id: field("id"), name: field("event"), data: field("data") });
            }
        }
    }
}

/// Waits until all that was committed before was passed on: on PostgreSQL that may take a while, beside transactions of
/// other stories. Somebody listens and signs out, and that is the last of it.
pub(crate) async fn catch_up(site: &Site, server: &Server) {
    let user = site.kit.user("Bob Agent", &[Role::Agent]).await;
    let mut bob = site.at_desk(&user).await;
    let mut stream = server.listen(&bob, "/app/live", None).await;
    bob.post("/app/sign-out", &[]).await;
    while stream.next().await.is_some() {}
}

#[both]
async fn w1_p4_pages_hear_what_is_for_them_and_come_back_to_what_they_missed(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let user = site.kit.user("Ana Agent", &[Role::Agent]).await;
    let (mut ana, cleo) = (site.at_desk(&user).await, site.signed_in("cleo@example.com").await);
    let server = Server::start(&site).await;
    catch_up(&site, &server).await;
    let (desk, portal) = (format!("/app/conversations/{id}"), format!("/en_us/conversations/{id}/live"));
    let live = format!("/app/live?conversation={id}");
    let mut at_desk = server.listen(&ana, &live, None).await;
    let mut at_home = server.listen(&cleo, &portal, None).await;

    ana.post(&format!("{desk}/note"), &[("text", "A difficult one.")]).await;
    let noted = at_desk.next().await.unwrap();
    assert_eq!((noted.name.as_str(), noted.data.contains(&id)), ("change", true), "{noted:?}");
    ana.upload(&format!("{desk}/reply"), &[("text", "A new one is on its way.")], &[]).await;
    let answered = at_desk.next().await.unwrap();
    assert_ne!(noted.id, answered.id);
    let heard = at_home.next().await.unwrap();
    assert_eq!(heard, Heard { id: answered.id, name: String::new(), data: "{}".to_owned() }, "TH28");

    drop(at_home);
    ana.post(&format!("{desk}/done"), &[]).await;
    let done = at_desk.next().await.unwrap();
    let mut at_home = server.listen(&cleo, &portal, Some(&heard.id)).await;
    assert_eq!(
        at_home.next().await.unwrap(),
        Heard { id: done.id.clone(), name: String::new(), data: "{}".to_owned() }
    );
    let mut late = server.listen(&ana, &live, Some(&heard.id)).await;
    assert_eq!(late.next().await.unwrap().id, done.id);
}

#[both]
async fn a7_a_stream_ends_with_its_session(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut cleo = site.signed_in("cleo@example.com").await;
    let server = Server::start(&site).await;
    let mut stream = server.listen(&cleo, &format!("/en_us/conversations/{id}/live"), None).await;
    assert_eq!(cleo.post("/logout", &[]).await.status, StatusCode::SEE_OTHER);
    while stream.next().await.is_some() {}
}

/// Every open page of a conversation is told, and what it then fetches holds nothing of what is gone.
#[both]
async fn w3_p14_open_pages_lose_what_is_redacted_merged_or_deleted(database: Database) {
    let site = Site::new(&database).await;
    let lamp = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let bulb = site.conversation("cleo@example.com", "Bulb", &[(In, "My card is 4111.")]).await;
    let user = site.kit.user("Ada Administrator", &[Role::Administrator]).await;
    let (mut ada, mut cleo) = (site.at_desk(&user).await, site.signed_in("cleo@example.com").await);
    let server = Server::start(&site).await;
    catch_up(&site, &server).await;
    let (desk, portal) = (format!("/app/conversations/{bulb}"), format!("/en_us/conversations/{bulb}"));
    let mut at_home = server.listen(&cleo, &format!("{portal}/live"), None).await;
    let mut at_desk = server.listen(&ada, &format!("/app/live?conversation={bulb}"), None).await;
    let mut both_hear = async || {
        assert_eq!(at_home.next().await.unwrap().data, "{}");
        assert!(at_desk.next().await.unwrap().data.contains(&bulb));
    };

    let page = ada.get(&desk).await.text;
    let redaction = page.split('"').find(|part| part.ends_with("/redaction")).unwrap();
    ada.post(redaction, &[("what", "text"), ("text", "4111"), ("sure", "yes")]).await;
    both_hear().await;
    for page in [ada.get(&format!("{desk}/parts")).await, cleo.get(&portal).await] {
        assert!(page.status == StatusCode::OK && !page.has("4111"));
    }

    ada.post(&format!("{desk}/merging/{lamp}"), &[]).await;
    both_hear().await;
    // Their scripts load the page anew when its address leads elsewhere or nowhere.
    assert_eq!(cleo.get(&portal).await.location(), format!("/en_us/conversations/{lamp}"));
    assert_eq!(
        ada.get(&format!("{desk}/parts")).await.location(),
        format!("/app/conversations/{lamp}/parts")
    );

    let mut at_home = server.listen(&cleo, &format!("/en_us/conversations/{lamp}/live"), None).await;
    ada.post(&format!("/app/conversations/{lamp}/deletion"), &[("sure", "yes")]).await;
    while at_home.next().await.unwrap().data != "{}" {}
    for id in [&lamp, &bulb] {
        assert_eq!(cleo.get(&format!("/en_us/conversations/{id}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(ada.get(&format!("/app/conversations/{id}/parts")).await.status, StatusCode::NOT_FOUND);
    }
}

#[both]
async fn a5_a_stream_ends_when_an_agent_ends_the_sessions(database: Database) {
    let site = Site::new(&database).await;
    let id = site.conversation("cleo@example.com", "Lamp", &[(In, "It is broken")]).await;
    let mut ana = site.at_desk(&site.kit.user("Ana Agent", &[Role::Agent]).await).await;
    let (cleo, bob) = (site.signed_in("cleo@example.com").await, site.signed_in("bob@example.com").await);
    let bobs = site.conversation("bob@example.com", "Chair", &[(In, "It wobbles")]).await;
    let server = Server::start(&site).await;
    let mut stream = server.listen(&cleo, &format!("/en_us/conversations/{id}/live"), None).await;
    let mut other = server.listen(&bob, &format!("/en_us/conversations/{bobs}/live"), None).await;
    let ended = ana.post(&format!("/app/conversations/{id}/customer/sign-out"), &[]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    while stream.next().await.is_some() {}
    ana.upload(&format!("/app/conversations/{bobs}/reply"), &[("text", "A new one.")], &[]).await;
    assert!(other.next().await.is_some(), "others hear on");
}
