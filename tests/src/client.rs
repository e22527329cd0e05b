//! A client that writes HTTP byte by byte, so that a story can also break off, stay silent or talk nonsense.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::patience::Patience;

/// After so long without an answer a server hangs.
const PATIENCE: Duration = Duration::from_secs(30);
const FRONTIER: &str = "frontier-7f3a";

/// Somebody at one host, with the cookies they were given. Every request has a connection of its own.
#[derive(Clone, Debug)]
pub struct Client {
    server: SocketAddr,
    from: IpAddr,
    host: String,
    cookies: BTreeMap<String, String>,
}

/// A whole answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its header fields, as they were sent.
    pub head: String,
    /// Its body.
    pub body: String,
}

/// An open stream of events.
pub struct Stream {
    stream: TcpStream,
    heard: String,
}

impl Client {
    /// Somebody who calls what listens on a port of this machine by this name.
    pub fn new(host: &str, port: u16) -> Self {
        let here = IpAddr::from(Ipv4Addr::LOCALHOST);
        Self {
            server: (here, port).into(),
            from: here,
            host: format!("{host}:{port}"),
            cookies: BTreeMap::new(),
        }
    }

    /// The same client in another network of this machine: limits tell networks apart.
    #[must_use]
    pub fn in_network(mut self, number: u8) -> Self {
        self.from = Ipv4Addr::new(127, 0, number, 1).into();
        self
    }

    /// The same client at another server, which it takes for the same.
    #[must_use]
    pub fn at(mut self, port: u16) -> Self {
        self.server.set_port(port);
        self
    }

    /// Gets a page. An error is a connection that broke before the whole answer was there.
    pub async fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.ask(format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head()).as_bytes()).await
    }

    /// Asks for a code by mail.
    pub async fn ask_code(&mut self, address: &str) {
        let asked = self.post("/login", &[("address", address)]).await.expect("the server answers");
        assert_eq!(asked.status, 200, "{}", asked.body);
    }

    /// Signs in by the code that was asked for.
    pub async fn enter_code(&mut self, code: &str) {
        let entered = self.post("/login/code", &[("code", code)]).await.expect("the server answers");
        assert_eq!(entered.status, 303, "{}", entered.body);
    }

    /// Begins a conversation and answers its path.
    pub async fn begin(&mut self, subject: &str, text: &str) -> String {
        let form = self.get("/en_us/conversations/new").await.expect("the server answers");
        let fields = [("once", form.once()), ("subject", subject), ("text", text)];
        let begun = self.post_parts("/en_us/conversations", &fields).await.expect("the server answers");
        begun.field("location").expect("the conversation begins").to_owned()
    }

    /// Gets a page again and again, until it has this status.
    pub async fn waits_for(&mut self, path: &str, status: u16) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.get(path).await.is_ok_and(|answer| answer.status == status) {
                return;
            }
        }
        panic!("{path} does not come to answer {status}");
    }

    /// Gets a page again and again, until it has these words.
    pub async fn finds(&mut self, path: &str, words: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.get(path).await.is_ok_and(|answer| answer.body.contains(words)) {
                return;
            }
        }
        panic!("{path} does not come to say {words:?}");
    }

    /// Opens a stream of events.
    pub async fn listen(&self, path: &str) -> Stream {
        let mut stream = self.connect().await.expect("the server listens");
        let request = format!("GET {path} HTTP/1.1\r\n{}\r\n", self.head());
        stream.write_all(request.as_bytes()).await.expect("the server reads");
        let mut stream = Stream { stream, heard: String::new() };
        assert!(stream.hears("text/event-stream").await, "{}", stream.heard);
        stream
    }

    /// Sends a plain form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let request = self.form(path, "application/x-www-form-urlencoded", body.join("&").as_bytes());
        self.ask(&request).await
    }

    /// Sends a form as one with files is sent.
    pub async fn post_parts(&mut self, path: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let request = self.upload(path, fields, None);
        self.ask(&request).await
    }

    /// The bytes of a form with a file in it.
    pub fn upload(&self, path: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part =
                format!("--{FRONTIER}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        if let Some((name, bytes)) = file {
            let part = format!(
                "--{FRONTIER}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend([part.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend_from_slice(format!("--{FRONTIER}--\r\n").as_bytes());
        self.form(path, &format!("multipart/form-data; boundary={FRONTIER}"), &body)
    }

    /// The header fields every request has; a caller's own may follow, and then an empty line.
    pub fn head(&self) -> String {
        let mut head = format!("host: {}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\n", self.host);
        if !self.cookies.is_empty() {
            let cookies: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            write!(head, "cookie: {}\r\n", cookies.join("; ")).expect("a text can be written to");
        }
        head
    }

    /// What it was given to be known by: the values of its cookies.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.cookies.values().map(String::as_str)
    }

    /// An open connection.
    pub async fn connect(&self) -> io::Result<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((self.from, 0).into())?;
        socket.connect(self.server).await
    }

    /// Writes these bytes and reads what comes back, keeping cookies.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        let mut stream = self.connect().await?;
        // A server that has refused need not read to the end; its answer counts.
        let written = stream.write_all(request).await;
        let answer = answer(&mut stream).await.map_err(|error| written.err().unwrap_or(error))?;
        for (name, value) in answer.fields("set-cookie").filter_map(cookie) {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        Ok(answer)
    }

    fn form(&self, path: &str, kind: &str, body: &[u8]) -> Vec<u8> {
        let length = body.len();
        let head = format!(
            "POST {path} HTTP/1.1\r\n{}content-type: {kind}\r\ncontent-length: {length}\r\n\r\n",
            self.head()
        );
        [head.as_bytes(), body].concat()
    }
}

/// Reads an answer to its end.
pub async fn answer(stream: &mut TcpStream) -> io::Result<Answer> {
    let mut bytes = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut bytes)).await;
    let end = read.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?;
    match Answer::read(&bytes) {
        Some(answer) if answer.is_whole() => Ok(answer),
        _ => Err(end.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into())),
    }
}

impl Stream {
    /// Waits until these words come; not so when the stream ends or stays silent before.
    pub async fn hears(&mut self, words: &str) -> bool {
        let mut bytes = [0; 4096];
        while !self.heard.contains(words) {
            match timeout(PATIENCE, self.stream.read(&mut bytes)).await {
                Ok(Ok(count)) if count > 0 => self.heard += &String::from_utf8_lossy(&bytes[..count]),
                _ => return false,
            }
        }
        true
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, head: head.to_owned(), body: body.to_owned() })
    }

    fn is_whole(&self) -> bool {
        self.field("content-length").is_none_or(|length| length.parse() == Ok(self.body.len()))
    }

    /// The first header field of this name, given in small letters.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields(name).next()
    }

    fn fields(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        fields.filter(move |(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// What stands in the page between two texts that are there.
    pub fn between(&self, before: &str, after: &str) -> Option<&str> {
        let (_, rest) = self.body.split_once(before)?;
        rest.split_once(after).map(|(found, _)| found)
    }

    /// The key of the form on the page.
    pub fn once(&self) -> &str {
        self.between("name=\"once\" value=\"", "\"").expect("the page has a form with a key")
    }
}

/// Name and value of what a `Set-Cookie` sets.
fn cookie(line: &str) -> Option<(&str, &str)> {
    line.split(';').next()?.split_once('=')
}

fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        write!(encoded, "%{byte:02X}").expect("a text can be written to");
    }
    encoded
}
