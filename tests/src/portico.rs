//! The program under test, serving one organization.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use testkit::{Database, Engine};
use tokio::net::TcpStream;
use tokio::process::Child;

use crate::letters::Letter;
use crate::patience::Patience;
use crate::place::Place;
use crate::port::free_port;
use crate::{Client, Clock};

/// Ports are free when they are chosen; another program may take one before ours does.
const TRIES: usize = 5;
/// Where Acme answers.
const HELP: &str = "acme.localhost";
const APP: &str = "app.acme.localhost";
/// Nothing is founded by itself.
const EMPTY: &str = "--no-organization";
/// Where the port comes to stand in the words of a command.
const PORT: &str = "{port}";

/// How it serves.
#[derive(Clone)]
struct Manner {
    /// The command with its options.
    words: Vec<String>,
    /// What it writes into its log.
    tells: &'static str,
    /// The time it goes by, where that is not the machine's.
    clock: Option<Clock>,
}

/// A running `portico serve` on a database of its own.
pub struct Portico {
    child: Child,
    place: Place,
    manner: Manner,
    log: PathBuf,
    port: u16,
}

impl Portico {
    /// Starts it, sending its mail to this port.
    pub async fn start(database: &Database, mail_port: u16) -> Self {
        let smtp = format!("smtp+plain://127.0.0.1:{mail_port}");
        Self::start_as(database, &["serve", "--smtp", &smtp, EMPTY], "warn").await
    }

    /// The same where nothing was founded: the program founds Acme itself.
    pub async fn start_from_nothing(database: &Database, mail_port: u16) -> Self {
        let smtp = format!("smtp+plain://127.0.0.1:{mail_port}");
        let (help, app) = (format!("http://{HELP}:{PORT}"), format!("http://{APP}:{PORT}"));
        let acme = ["--title", "Acme", "--help-url", &help, "--app-url", &app];
        Self::start_as(database, &[&["serve", "--smtp", &smtp][..], &acme].concat(), "warn").await
    }

    /// The same with nothing said at all.
    pub async fn start_bare(database: &Database) -> Self {
        Self::start_as(database, &["serve"], "warn").await
    }

    /// Starts it with the mailbox that keeps all mail.
    pub async fn start_with_mailbox(database: &Database) -> Self {
        Self::start_as(database, &["serve", "--dev", EMPTY], "warn").await
    }

    /// The same with everything in its log that it and what it is made of can tell.
    pub async fn start_talkative(database: &Database) -> Self {
        Self::start_as(database, &["serve", "--dev", EMPTY], "trace").await
    }

    /// Starts the filled example.
    pub async fn start_demo(database: &Database) -> Self {
        Self::start_as(database, &["demo"], "warn").await
    }

    /// Starts the filled example by a clock that the story moves.
    pub async fn start_demo_by(database: &Database, clock: &Clock) -> Self {
        let manner = Manner { clock: Some(clock.clone()), ..Manner::of(&["demo"], "warn") };
        Self::start_to(database, manner).await
    }

    async fn start_as(database: &Database, words: &[&str], tells: &'static str) -> Self {
        Self::start_to(database, Manner::of(words, tells)).await
    }

    async fn start_to(database: &Database, manner: Manner) -> Self {
        if database.engine == Engine::Postgres {
            database.make_empty().await;
        }
        let (place, log) = (Place::of(database), database.folder.join("portico.log"));
        Self::start_in(place, manner, log).await
    }

    /// A second server of the same installation, as on another machine: with a folder of its own and the same keys.
    pub async fn start_beside(&self) -> Self {
        let folder = self.place.folder().with_extension("beside");
        std::fs::create_dir_all(&folder).expect("it is ours");
        std::fs::copy(self.place.folder().join("keys"), folder.join("keys")).expect("the keys are there");
        let log = self.log.with_extension("beside.log");
        Self::start_in(self.place.with_folder(&folder), self.manner.clone(), log).await
    }

    async fn start_in(place: Place, manner: Manner, log: PathBuf) -> Self {
        for _ in 0..TRIES {
            let port = free_port();
            let child = spawn(&place, &manner, &log, port);
            let mut started =
                Self { child, place: place.clone(), manner: manner.clone(), log: log.clone(), port };
            if started.listens().await {
                return started;
            }
        }
        panic!("no port stays free");
    }

    /// Kills it, as `kill -9` does.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it is there to be killed");
    }

    /// Starts the example again, emptied before it is filled.
    pub async fn start_fresh(&mut self) {
        self.manner.words.push("--fresh".to_owned());
        self.start_again().await;
    }

    /// Starts it again at its old port, after it was killed.
    pub async fn start_again(&mut self) {
        for _ in 0..TRIES {
            self.child = spawn(&self.place, &self.manner, &self.log, self.port);
            if self.listens().await {
                return;
            }
        }
        panic!("the port it had stays taken");
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

    /// Founds the organization Acme and turns its portal on, as an operator does. Its answers leave at once, and a
    /// password is enough to sign in; journeys of taking answers back, and of second factors, set their own.
    pub async fn found_acme(&self) {
        let (help, app) = (self.help(""), self.app(""));
        let sender = ["--sender", "help@acme.test", "--title", "Acme"];
        let founding = ["org", "add", "acme", "--help-url", &help, "--app-url", &app];
        self.command(&[&founding[..], &sender[..]].concat()).await;
        self.set("portal.my-conversations", "on").await;
        self.set("inbox.undo-seconds", "0").await;
        self.set("users.second-factor", "nobody").await;
    }

    /// Changes a setting, as an operator does.
    pub async fn set(&self, name: &str, value: &str) {
        self.command(&["setting", "set", name, value]).await;
    }

    /// Runs a command of the program on this installation and answers what it prints.
    pub async fn command(&self, words: &[&str]) -> String {
        self.place.command(words).await
    }

    /// Where its files are: the example has a folder beside what is real.
    fn folder(&self) -> PathBuf {
        let folder = self.place.folder();
        if self.manner.is_demo() { folder.join("demo") } else { folder.to_owned() }
    }

    /// The installation it serves.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Somebody who visits the help centre.
    pub fn visitor(&self) -> Client {
        Client::new(HELP, self.port)
    }

    /// Somebody who visits another host.
    pub fn visitor_of(&self, host: &str) -> Client {
        Client::new(host, self.port)
    }

    /// A customer whom the code of a mail has signed in.
    pub async fn signed_in(&self, address: &str) -> Client {
        let mut client = self.visitor();
        client.ask_code(address).await;
        client.enter_code(&self.kept_code(address).await).await;
        client
    }

    /// The sign-in code that lies in the mailbox for this address.
    pub async fn kept_code(&self, address: &str) -> String {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if let Some(letter) = Letter::kept(&self.folder().join("mailbox"), address) {
                return letter.code();
            }
        }
        panic!("no mail to {address} was kept: {}", self.log());
    }

    /// Waits until a letter with this in its text lies in the mailbox for this address.
    pub async fn keeps_letter(&self, address: &str, text: &str) {
        let mut patience = Patience::new();
        while patience.lasts().await {
            if Letter::all_kept(&self.folder().join("mailbox"), address)
                .any(|letter| letter.text().contains(text))
            {
                return;
            }
        }
        panic!("no mail to {address} says {text:?}: {}", self.log());
    }

    /// The files of customers and users that are stored, finished or not.
    pub fn stored(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder().join("files")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let kind = entry.file_type().expect("a file has a type");
                if kind.is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
            }
        }
        found.sort();
        found
    }

    /// Whether it has not ended.
    pub fn runs(&mut self) -> bool {
        self.child.try_wait().expect("the program can be asked").is_none()
    }

    /// An address of the help centre: `""` or a path.
    pub fn help(&self, path: &str) -> String {
        format!("http://{HELP}:{}{path}", self.port)
    }

    /// An address of the app: `""` or a path.
    pub fn app(&self, path: &str) -> String {
        format!("http://{APP}:{}{path}", self.port)
    }

    /// What it told at the console so far: its welcome is there before its first answer.
    pub fn told(&self) -> String {
        std::fs::read_to_string(told_in(&self.log)).unwrap_or_default()
    }

    /// What it complained of so far.
    pub fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

fn spawn(place: &Place, manner: &Manner, log: &Path, port: u16) -> Child {
    let written = |path: &Path| {
        let file = OpenOptions::new().create(true).append(true).open(path);
        file.expect("a file of the story can be written")
    };
    let listen = ["--listen".to_owned(), format!("127.0.0.1:{port}")];
    let mut program = place.program();
    manner.clock.iter().for_each(|clock| clock.give(&mut program));
    program
        .env("PORTICO_LOG", manner.tells)
        .args(manner.words.iter().map(|word| word.replace(PORT, &port.to_string())))
        .args(if manner.is_demo() { ["--port".to_owned(), port.to_string()] } else { listen })
        .stdout(written(&told_in(log)))
        .stderr(written(log))
        .spawn()
        .expect("the program starts")
}

fn told_in(log: &Path) -> PathBuf {
    log.with_extension("told")
}

impl Manner {
    fn of(words: &[&str], tells: &'static str) -> Self {
        Self { words: words.iter().map(|&word| word.to_owned()).collect(), tells, clock: None }
    }

    fn is_demo(&self) -> bool {
        self.words.first().is_some_and(|command| command == "demo")
    }
}

impl Drop for Portico {
    /// Whoever looks at a story that failed wants to know what the program said.
    #[expect(clippy::print_stderr, reason = "it belongs to what a failed story prints")]
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the program ended: {:?}; it said: {}", self.child.try_wait(), self.log());
        }
    }
}
