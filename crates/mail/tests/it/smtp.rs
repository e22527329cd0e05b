//! The SMTP client against a server that follows a script.

use std::time::Duration;

use kernel::{EmailAddress, Secret};
use mail::client::smtp::{Outcome, Security, Settings, SmtpClient};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What the server says to a command that begins with a word; the first that fits.
type Script = &'static [(&'static str, &'static str)];

const GOOD: Script = &[
    ("", "220 ready"),
    ("EHLO", "250-here\r\n250 AUTH PLAIN"),
    ("AUTH", "235 welcome"),
    ("MAIL", "250 ok"),
    ("RCPT", "250 ok"),
    ("DATA", "354 go on"),
    (".", "250 kept as 42"),
    ("NOOP", "250 ok"),
    ("QUIT", "221 bye"),
];

struct Server {
    port: u16,
    heard: UnboundedReceiver<String>,
}

impl Server {
    /// Answers as `changes` say, else as a good server; says nothing where the answer is empty.
    async fn start(changes: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, heard) = unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = tell.send("connected".to_owned());
                tokio::spawn(talk(stream, changes, tell.clone()));
            }
        });
        Self { port, heard }
    }

    fn client(&self, login: Option<(String, Secret)>, timeout: Duration) -> SmtpClient {
        SmtpClient::new(Settings {
            host: "127.0.0.1".to_owned(),
            port: self.port,
            security: Security::None,
            login,
            hello: Some("client.example".to_owned()),
            timeout,
        })
    }

    fn heard(&mut self) -> Vec<String> {
        std::iter::from_fn(|| self.heard.try_recv().ok()).collect()
    }
}

async fn talk(stream: TcpStream, changes: Script, tell: UnboundedSender<String>) {
    let mut stream = BufReader::new(stream);
    let answer = |line: &str| {
        let fits = |(word, _): &&(&str, &str)| match *word {
            "" | "." => line == *word,
            word => line.starts_with(word),
        };
        changes.iter().find(fits).or(GOOD.iter().find(fits)).map_or("500 what", |(_, answer)| *answer)
    };
    let mut line = String::new();
    let mut in_data = false;
    loop {
        let said = if in_data && line != "." { "" } else { answer(&line) };
        in_data = if in_data { line != "." } else { said.starts_with("354") };
        if !said.is_empty() && stream.write_all(format!("{said}\r\n").as_bytes()).await.is_err() {
            return;
        }
        line.clear();
        if stream.read_line(&mut line).await.unwrap_or(0) == 0 {
            let _ = tell.send("closed".to_owned());
            return;
        }
        line.truncate(line.trim_end().len());
        let _ = tell.send(line.clone());
    }
}

const LONG: Duration = Duration::from_secs(30);

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

async fn send(client: &SmtpClient) -> Outcome {
    let to = [address("ana@example.com"), address("bo@example.net")];
    client.send(Some(&address("bounce@example.org")), &to, b"Subject: hi\r\n\r\n.dot\r\n").await
}

#[tokio::test]
async fn a_mail_is_handed_over_with_its_envelope() {
    let mut server = Server::start(&[]).await;
    let login = Some(("user".to_owned(), Secret::new("secret".to_owned())));
    let Outcome::Sent(answer) = send(&server.client(login, LONG)).await else { panic!("not sent") };
    assert_eq!(answer.as_str(), "kept as 42");
    let heard = server.heard();
    let expected = [
        "connected",
        "EHLO client.example",
        "AUTH PLAIN AHVzZXIAc2VjcmV0",
        "MAIL FROM:<bounce@example.org>",
        "RCPT TO:<ana@example.com>",
        "RCPT TO:<bo@example.net>",
        "DATA",
        "Subject: hi",
        "",
        "..dot",
    ];
    assert_eq!(heard[..expected.len()], expected);
}

#[tokio::test]
async fn automatic_mail_goes_out_with_the_empty_return_path() {
    let mut server = Server::start(&[]).await;
    let client = server.client(None, LONG);
    let sent = client.send(None, &[address("ana@example.com")], b"\r\n").await;
    assert!(matches!(sent, Outcome::Sent(_)), "{sent:?}");
    assert!(server.heard().contains(&"MAIL FROM:<>".to_owned()));
}

#[tokio::test]
async fn the_second_mail_uses_the_first_ones_connection() {
    let mut server = Server::start(&[]).await;
    let client = server.client(None, LONG);
    for _ in 0..3 {
        assert!(matches!(send(&client).await, Outcome::Sent(_)));
    }
    assert_eq!(server.heard().iter().filter(|line| *line == "connected").count(), 1);
}

#[tokio::test]
async fn the_servers_code_tells_for_now_from_for_ever() {
    let table: &[(Script, bool)] = &[
        (&[("RCPT", "450 greylisted")], false),
        (&[("RCPT", "550 no such user")], true),
        (&[("MAIL", "421 shutting down")], false),
        (&[("MAIL", "552 too large")], true),
        (&[("DATA", "451 disk full")], false),
        (&[(".", "550 spam")], true),
        (&[(".", "452 later")], false),
        (&[("RCPT", "nonsense")], false),
        // Said before any mail: about us, not about the mail.
        (&[("", "554 go away")], false),
        (&[("AUTH", "535 wrong password")], false),
    ];
    for (script, is_permanent) in table {
        let server = Server::start(script).await;
        let login = Some(("user".to_owned(), Secret::new("secret".to_owned())));
        let outcome = send(&server.client(login, LONG)).await;
        match outcome {
            Outcome::Sent(_) => panic!("{script:?} was sent"),
            Outcome::Permanent(_) => assert!(is_permanent, "{script:?}: {outcome:?}"),
            Outcome::Temporary(_) => assert!(!is_permanent, "{script:?}: {outcome:?}"),
        }
    }
}

#[tokio::test]
async fn the_reason_is_what_the_server_said() {
    let server = Server::start(&[("RCPT", "550-5.1.1 no such\r\n550 5.1.1 \x07user")]).await;
    let Outcome::Permanent(why) = send(&server.client(None, LONG)).await else { panic!("not refused") };
    assert!(why.as_str().contains("550") && why.as_str().contains("no such"), "{why}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let server = Server::start(&[]).await;
    let mut client = server.client(None, LONG);
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    client = {
        let _ = client;
        Server { port: free, ..server }.client(None, LONG)
    };
    assert!(matches!(send(&client).await, Outcome::Temporary(_)));
    assert!(client.check().await.is_err());
}

#[tokio::test]
async fn nothing_is_sent_without_the_protection_that_was_asked_for() {
    let mut server = Server::start(&[]).await;
    let client = SmtpClient::new(Settings {
        host: "127.0.0.1".to_owned(),
        port: server.port,
        security: Security::StartTls,
        login: Some(("user".to_owned(), Secret::new("secret".to_owned()))),
        hello: None,
        timeout: LONG,
    });
    assert!(matches!(send(&client).await, Outcome::Temporary(_)));
    let heard = server.heard();
    assert!(heard.iter().all(|line| !line.starts_with("AUTH") && !line.starts_with("MAIL")), "{heard:?}");
}

#[tokio::test]
async fn a_mail_that_took_too_long_takes_its_connection_along() {
    let mut server = Server::start(&[(".", "")]).await;
    let client = server.client(None, Duration::from_millis(200));
    assert!(matches!(send(&client).await, Outcome::Temporary(_)));
    assert!(matches!(send(&client).await, Outcome::Temporary(_)));
    while server.heard.recv().await.unwrap() != "closed" {}
    while server.heard.recv().await.unwrap() != "closed" {}
}

#[tokio::test]
async fn a_settings_page_can_try_the_connection() {
    let good = Server::start(&[]).await;
    assert!(good.client(None, LONG).check().await.is_ok());
    let bad = Server::start(&[("AUTH", "535 wrong password")]).await;
    let login = Some(("user".to_owned(), Secret::new("secret".to_owned())));
    let why = bad.client(login, LONG).check().await.unwrap_err();
    assert!(why.as_str().contains("wrong password"), "{why}");
}
