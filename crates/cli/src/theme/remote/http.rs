//! One request to an installation: straight to it, following nothing, and no longer than it may take.

use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use axum::http::{Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use desk::kb::Origin;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use rustls_platform_verifier::ConfigVerifierExt as _;
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

/// The longest that a request may take: publishing draws every page.
const LONGEST: Duration = Duration::from_mins(2);
/// The most bytes of an answer: a theme is 20 MB at most.
const MOST_BYTES: usize = 40 << 20;

/// What is asked.
pub(super) struct Asked<'a> {
    pub(super) method: Method,
    /// Path and query.
    pub(super) path: &'a str,
    /// The API key.
    pub(super) key: &'a str,
    /// What is sent, and as what.
    pub(super) body: Option<(&'static str, Vec<u8>)>,
}

/// What an installation does not do, in its own words.
#[derive(Debug)]
pub(super) struct Refused {
    /// The status.
    pub(super) status: u16,
    /// The stable code of the reason; empty where it gives none.
    pub(super) reason: String,
    why: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.why)
    }
}

impl std::error::Error for Refused {}

impl Refused {
    /// What an answer says of it (`errors` of the API's document).
    fn of(status: StatusCode, body: &[u8]) -> Option<Self> {
        let answer: Value = serde_json::from_slice(body).ok()?;
        let error = answer.get("errors")?.get(0)?;
        let reason = error["meta"]["reason"].as_str().unwrap_or_default().to_owned();
        Some(Self { status: status.as_u16(), reason, why: error["detail"].as_str()?.to_owned() })
    }
}

/// Asks, and gives what is answered: a [`Refused`] where that is no success.
pub(super) async fn ask(origin: &Origin, asked: Asked<'_>) -> anyhow::Result<Bytes> {
    let answered = timeout(LONGEST, answer(origin, asked)).await;
    let (status, body) = answered.with_context(|| format!("{origin} does not answer"))??;
    if status.is_success() {
        return Ok(body);
    }
    if let Some(refused) = Refused::of(status, &body) {
        return Err(refused.into());
    }
    bail!("{origin} answers {status}: Portico's API is not there")
}

async fn answer(origin: &Origin, asked: Asked<'_>) -> anyhow::Result<(StatusCode, Bytes)> {
    let request = request(origin, asked)?;
    let port = origin.port.unwrap_or(if origin.scheme == "https" { 443 } else { 80 });
    let port = u16::try_from(port).with_context(|| format!("{origin} has no such port"))?;
    // Names of this machine lead to it everywhere (RFC 6761 §6.3), which not every system knows.
    let reached = if origin.is_loopback() {
        TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await
    } else {
        TcpStream::connect((origin.host.as_str(), port)).await
    };
    let stream = reached.with_context(|| format!("{origin} cannot be reached"))?;
    let response = if origin.scheme == "https" {
        let config = ClientConfig::with_platform_verifier().context("the system's roots cannot be read")?;
        let name = ServerName::try_from(origin.host.clone())?;
        let stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
        exchange(stream.with_context(|| format!("{origin} cannot be trusted"))?, request).await
    } else {
        exchange(stream, request).await
    };
    let (head, body) = response.with_context(|| format!("{origin} broke off"))?.into_parts();
    let body = Limited::new(body, MOST_BYTES).collect().await;
    let body = body.map_err(|error| anyhow::anyhow!(error)).with_context(|| format!("{origin} broke off"))?;
    Ok((head.status, body.to_bytes()))
}

fn request(origin: &Origin, asked: Asked<'_>) -> anyhow::Result<Request<Full<Bytes>>> {
    let host = origin.port.map_or_else(|| origin.host.clone(), |port| format!("{}:{port}", origin.host));
    let request = Request::builder()
        .method(asked.method)
        .uri(asked.path)
        .header(header::HOST, host)
        .header(header::AUTHORIZATION, format!("Bearer {}", asked.key))
        .header(header::USER_AGENT, concat!("portico/", env!("CARGO_PKG_VERSION")));
    let request = match asked.body {
        Some((kind, bytes)) => request.header(header::CONTENT_TYPE, kind).body(Full::from(bytes)),
        None => request.body(Full::default()),
    };
    request.context("the key cannot be sent")
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> hyper::Result<Response<Incoming>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // How it ended is told by what is read of the answer.
    tokio::spawn(connection);
    sender.send_request(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t5_what_an_installation_refuses_is_told_in_its_words() {
        let body = br#"{"errors":[{"status":409,"code":"conflict","detail":"This changed.","meta":{"reason":"state_changed"}}]}"#;
        let refused = Refused::of(StatusCode::CONFLICT, body).expect("it is one");
        assert_eq!(
            (refused.status, refused.reason.as_str(), refused.to_string().as_str()),
            (409, "state_changed", "This changed.")
        );
        for other in [&b"<html>"[..], b"{}", br#"{"errors":[]}"#, b""] {
            assert!(Refused::of(StatusCode::NOT_FOUND, other).is_none());
        }
    }
}
