//! The program under test, serving one organization.

use std::fs::File;
use std::path::PathBuf;
use std::process::Stdio;

use db::Location;
use testkit::{ClosedPort, Database, Engine};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::patience::Patience;
use crate::program;

/// Ports are free when they are chosen; another program may take one before ours does.
const TRIES: usize = 5;

/// A running `portico serve` on a database of its own.
pub struct Portico {
    child: Child,
    place: Vec<String>,
    log: PathBuf,
    port: u16,
}

impl Portico {
    /// Starts it, sending its mail to this port.
    pub async fn start(database: &Database, mail_port: u16) -> Self {
        if database.engine == Engine::Postgres {
            database.make_empty().await;
        }
        for _ in 0..TRIES {
            if let Some(started) = Self::try_to_start(database, mail_port).await {
                return started;
            }
        }
        panic!("no port stays free");
    }

    /// Nothing when the port it was to listen on is taken meanwhile.
    async fn try_to_start(database: &Database, mail_port: u16) -> Option<Self> {
        let closed = ClosedPort::new();
        let port = closed.port();
        drop(closed);
        let (place, log) = (place(database), database.folder.join("portico.log"));
        let child = Command::new(program::find())
            .args(&place)
            .args(["serve", "--listen", &format!("127.0.0.1:{port}")])
            .args(["--smtp", &format!("smtp+plain://127.0.0.1:{mail_port}")])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("a log can be written"))
            .kill_on_drop(true)
            .spawn()
            .expect("the program starts");
        let mut started = Self { child, place, log, port };
        started.listens().await.then_some(started)
    }

    async fn listens(&mut self) -> bool {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if self.child.try_wait().expect("the program can be asked").is_some() {
                assert!(self.log().contains("cannot be listened on"), "the program ended: {}", self.log());
                return false;
            }
            if TcpStream::connect(("127.0.0.1", self.port)).await.is_ok() {
                return true;
            }
        }
        panic!("the program does not listen: {}", self.log());
    }

    /// Founds the organization Acme and turns its portal on, as an operator does.
    pub async fn found_acme(&self) {
        let (help, app) = (self.help(""), self.app(""));
        let sender = ["--sender", "help@acme.test", "--title", "Acme"];
        let founding = ["org", "add", "acme", "--help-url", &help, "--app-url", &app];
        self.command(&[&founding[..], &sender[..]].concat()).await;
        self.command(&["setting", "set", "portal.my-conversations", "on"]).await;
    }

    /// Runs a command of the program on this installation and answers what it prints.
    pub async fn command(&self, words: &[&str]) -> String {
        let ran = Command::new(program::find()).args(&self.place).args(words).output().await;
        let ran = ran.expect("the program can be run");
        let (told, complaint) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
        assert!(ran.status.success(), "portico {}: {complaint}", words.join(" "));
        told.into_owned()
    }

    /// An address of the help centre: `""` or a path.
    pub fn help(&self, path: &str) -> String {
        format!("http://acme.localhost:{}{path}", self.port)
    }

    /// An address of the app: `""` or a path.
    pub fn app(&self, path: &str) -> String {
        format!("http://app.acme.localhost:{}{path}", self.port)
    }

    /// What it complained of so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

/// The options that name the installation.
fn place(database: &Database) -> Vec<String> {
    let folder = database.folder.join("data");
    let mut words =
        vec!["--data".to_owned(), folder.to_str().expect("temporary folders have plain names").to_owned()];
    if let Location::Postgres(url) = &database.location {
        words.extend(["--database".to_owned(), url.clone()]);
    }
    words
}
