//! Handing mail to a server (RFC 5321).
//!
//! The connections are kept here and not in the library's own pool: that one keeps a connection whose sender stopped
//! waiting in the middle of a mail, and the next mail then reads the answers to the last one.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use kernel::{EmailAddress, Secret};
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::{Instant, timeout};

use crate::compose::address;
use crate::{Line, Refused};

/// Connections kept for the next mail.
const KEPT: usize = 4;

/// How long a connection is worth keeping; servers close theirs after a few minutes.
const KEPT_FOR: Duration = Duration::from_mins(1);

/// Characters of a server's answer that are kept.
const LONGEST_ANSWER: usize = 500;

/// How the connection is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Security {
    /// Not at all: for a server on the same machine.
    None,
    /// By STARTTLS, without which nothing is sent (RFC 3207).
    StartTls,
    /// From the first byte (RFC 8314).
    Tls,
}

/// Which server, and how.
#[derive(Clone)]
pub struct Settings {
    /// Its host name, which its certificate must be for.
    pub host: String,
    /// Its port, such as 465 or 587.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// User name and password, where it asks for them.
    pub login: Option<(String, Secret)>,
    /// The name given in `EHLO`; this machine's where there is none.
    pub hello: Option<String>,
    /// How long one mail may take, from connecting to the last answer.
    pub timeout: Duration,
}

/// What became of a mail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The server has it for all recipients, and said this.
    Sent(Line),
    /// Not now: the server said so (4xx), or could not be reached or signed in at. A mail that was cut off at its very
    /// end may have arrived all the same; it then arrives again with the same message id.
    Temporary(Line),
    /// Never: the server refused this mail or one of its recipients (5xx), or it cannot be sent.
    Permanent(Line),
}

/// Sends mail over a few kept connections. Made once and shared.
pub struct SmtpClient {
    settings: Settings,
    kept: Mutex<Vec<Kept>>,
}

struct Kept {
    connection: AsyncSmtpConnection,
    since: Instant,
}

impl SmtpClient {
    /// A client for this server; nothing is opened yet.
    pub fn new(settings: Settings) -> Self {
        Self { settings, kept: Mutex::new(Vec::new()) }
    }

    /// Sends one mail. `from` is where bounces go; None sends with the empty return path, as automatic mail that must
    /// not be answered.
    pub async fn send(
        &self,
        from: Option<&EmailAddress>,
        recipients: &[EmailAddress],
        raw: &[u8],
    ) -> Outcome {
        let envelope = match envelope(from, recipients) {
            Ok(envelope) => envelope,
            Err(refused) => return Outcome::Permanent(Line::clean(&refused.to_string())),
        };
        // The connection lives in this future: whoever stops waiting closes it with the mail.
        let sending = self.send_now(&envelope, raw);
        timeout(self.settings.timeout, sending)
            .await
            .unwrap_or_else(|_| Outcome::Temporary(Line::clean("the server took too long")))
    }

    /// Connects, signs in and says goodbye: the connection test of a settings page. The error is for people.
    pub async fn check(&self) -> Result<(), Line> {
        let connecting = timeout(self.settings.timeout, self.connect());
        let connected = connecting.await.map_err(|_| Line::clean("the server took too long"))?;
        connected.map_err(|error| answer(&error.to_string()))?.abort().await;
        Ok(())
    }

    async fn send_now(&self, envelope: &Envelope, raw: &[u8]) -> Outcome {
        let mut connection = match self.connection().await {
            Ok(connection) => connection,
            // Whatever the server said, it did not say it about this mail.
            Err(error) => return Outcome::Temporary(answer(&error.to_string())),
        };
        let sent = connection.send(envelope, raw).await;
        if !connection.has_broken() {
            self.keep(connection);
        }
        match sent {
            Ok(response) => Outcome::Sent(answer(&response.message().collect::<Vec<_>>().join(" "))),
            Err(error) if error.is_permanent() || error.is_client() => {
                Outcome::Permanent(answer(&error.to_string()))
            }
            Err(error) => Outcome::Temporary(answer(&error.to_string())),
        }
    }

    async fn connection(&self) -> Result<AsyncSmtpConnection, Error> {
        while let Some(mut kept) = self.take() {
            if kept.connection.test_connected().await {
                return Ok(kept.connection);
            }
        }
        self.connect().await
    }

    fn take(&self) -> Option<Kept> {
        let mut kept = self.kept();
        kept.retain(|kept| kept.since.elapsed() < KEPT_FOR);
        kept.pop()
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let mut kept = self.kept();
        if kept.len() < KEPT {
            kept.push(Kept { connection, since: Instant::now() });
        }
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let Settings { host, port, security, login, hello, timeout } = &self.settings;
        let hello = hello.clone().map_or_else(ClientId::default, ClientId::Domain);
        let tls = || TlsParameters::new(host.clone());
        let wrapped = (*security == Security::Tls).then(tls).transpose()?;
        let address = (host.as_str(), *port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(address, Some(*timeout), &hello, wrapped, None).await?;
        if *security == Security::StartTls {
            connection.starttls(tls()?, &hello).await?;
        }
        if let Some((user, password)) = login {
            let credentials = Credentials::new(user.clone(), password.reveal().clone());
            connection.auth(DEFAULT_MECHANISMS, &credentials).await?;
        }
        Ok(connection)
    }
}

fn envelope(from: Option<&EmailAddress>, recipients: &[EmailAddress]) -> Result<Envelope, Refused> {
    let recipients = recipients.iter().map(address).collect::<Result<Vec<_>, _>>()?;
    Envelope::new(from.map(address).transpose()?, recipients).map_err(|_| Refused::NoRecipient)
}

/// What a server said, made fit for a log line and a page.
fn answer(text: &str) -> Line {
    Line::clean(&text.chars().take(LONGEST_ANSWER).collect::<String>())
}
