//! The smallest client that behaves like a browser: one connection, cookies, forms.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// A browser at one server.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    host: String,
    cookies: BTreeMap<String, String>,
}

/// What the server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
    /// The values of the header fields with this name, in lower case.
    headers: Vec<(String, String)>,
}

const PATIENCE: Duration = Duration::from_secs(30);
const BOUNDARY: &str = "portico-bench-7d1f0c";

impl Client {
    pub(crate) fn connect(port: u16) -> Result<Self> {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), host: address.to_string(), cookies: BTreeMap::new() })
    }

    pub(crate) fn with_cookie(mut self, cookie: &str) -> Self {
        if let Some((name, value)) = cookie.split_once('=') {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// The same connection with this cookie and no other.
    pub(crate) fn holding(mut self, cookie: &str) -> Self {
        self.cookies.clear();
        self.with_cookie(cookie)
    }

    /// A cookie as it is sent, `name=value`.
    pub(crate) fn cookie(&self, name: &str) -> Result<String> {
        let value = self.cookies.get(name).with_context(|| format!("no cookie \"{name}\" was set"))?;
        Ok(format!("{name}={value}"))
    }

    pub(crate) fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "", b"")
    }

    /// The page at an address; an error unless it is one.
    pub(crate) fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.get(path)?;
        ensure!(answer.status == 200, "{path} answered {}: {}", answer.status, answer.text());
        Ok(answer.text())
    }

    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let fields = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        let body = fields.collect::<Vec<_>>().join("&");
        self.send("POST", path, "application/x-www-form-urlencoded", body.as_bytes())
    }

    /// A form as browsers send those that can hold files.
    pub(crate) fn post_parts(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let part = |(name, value): &(&str, &str)| {
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = fields.iter().map(part).collect::<Vec<_>>().concat() + "--" + BOUNDARY + "--\r\n";
        self.send("POST", path, &format!("multipart/form-data; boundary={BOUNDARY}"), body.as_bytes())
    }

    fn send(&mut self, method: &str, path: &str, kind: &str, body: &[u8]) -> Result<Answer> {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let mut head = vec![format!("{method} {path} HTTP/1.1"), format!("Host: {}", self.host)];
        if !self.cookies.is_empty() {
            head.push(format!("Cookie: {}", cookies.collect::<Vec<_>>().join("; ")));
        }
        if method == "POST" {
            head.push("Sec-Fetch-Site: same-origin".to_owned());
            head.push(format!("Content-Type: {kind}\r\nContent-Length: {}", body.len()));
        }
        let request = [head.join("\r\n").as_bytes(), b"\r\n\r\n", body].concat();
        self.stream.get_mut().write_all(&request)?;
        let answer = self.read().with_context(|| format!("{method} {path}"))?;
        for cookie in answer.all("set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        Ok(answer)
    }

    fn read(&mut self) -> Result<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.with_context(|| format!("\"{first}\" is no status line"))?;
        let mut answer = Answer { status, body: Vec::new(), headers: Vec::new() };
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            answer.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        if answer.all("transfer-encoding").next().is_some() {
            bail!("the answer comes in pieces, which this client does not read");
        }
        let length = answer.all("content-length").next().unwrap_or("0").parse()?;
        answer.body.resize(length, 0);
        self.stream.read_exact(&mut answer.body)?;
        Ok(answer)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        ensure!(!line.is_empty(), "the server closed the connection");
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}
