//! An installation as its operator has it in hand: a data folder, perhaps a database's address, and the program.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use db::Location;
use testkit::Database;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::program;

/// Nobody on every machine.
const NOBODY: &str = "65534";

/// Where commands of the program work.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
    database: Option<String>,
    is_strangers: bool,
}

impl Place {
    /// In a story's own folder and database.
    pub fn of(database: &Database) -> Self {
        let url = match &database.location {
            Location::Postgres(url) => Some(url.clone()),
            Location::Sqlite(_) => None,
        };
        Self { folder: database.folder.join("data"), database: url, is_strangers: false }
    }

    /// The same with another data folder.
    #[must_use]
    pub fn with_folder(&self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..self.clone() }
    }

    /// The same with another database.
    #[must_use]
    pub fn with_database(&self, url: &str) -> Self {
        Self { database: Some(url.to_owned()), ..self.clone() }
    }

    /// The same with its database in the data folder.
    #[must_use]
    pub fn on_sqlite(&self) -> Self {
        Self { database: None, ..self.clone() }
    }

    /// The same for a user without privileges: modes of files do not bind root.
    #[must_use]
    pub fn of_stranger(&self) -> Self {
        Self { is_strangers: true, ..self.clone() }
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its database.
    pub fn location(&self) -> Location {
        match &self.database {
            Some(url) => Location::Postgres(url.clone()),
            None => Location::Sqlite(self.folder.join("portico.db")),
        }
    }

    /// Runs a command and answers what it prints.
    pub async fn command(&self, words: &[&str]) -> String {
        let ran = self.run(words).await;
        assert!(
            ran.status.success(),
            "portico {}: {}",
            words.join(" "),
            String::from_utf8_lossy(&ran.stderr)
        );
        String::from_utf8_lossy(&ran.stdout).into_owned()
    }

    /// Runs a command that fails and answers what it complains of.
    pub async fn fails(&self, words: &[&str]) -> String {
        let ran = self.run(words).await;
        let complaint = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(matches!(ran.status.code(), Some(1 | 2)), "portico {}: {:?}", words.join(" "), ran);
        assert!(!complaint.contains("panicked"), "{complaint}");
        complaint
    }

    /// Runs a command and answers its exit status and what it prints.
    pub async fn status(&self, words: &[&str]) -> (Option<i32>, String) {
        let ran = self.run(words).await;
        (ran.status.code(), String::from_utf8_lossy(&ran.stdout).into_owned())
    }

    /// Begins a command that goes on until its process is let go, and answers the first line that it prints.
    pub async fn starts(&self, words: &[&str]) -> (Child, String) {
        let mut child =
            self.program().args(words).stdout(Stdio::piped()).spawn().expect("the program can be run");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let first = lines.next_line().await.expect("it can be read");
        (child, first.unwrap_or_else(|| panic!("portico {} says nothing", words.join(" "))))
    }

    async fn run(&self, words: &[&str]) -> Output {
        self.program().args(words).output().await.expect("the program can be run")
    }

    /// The program with the options that name the installation.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(program::find());
        if self.is_strangers && fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
            command = Command::new("setpriv");
            let (user, group) = (format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"));
            command.args([&user, &group, "--clear-groups", "--"]).arg(program::find());
        }
        command.arg("--data").arg(&self.folder).stdin(Stdio::null()).kill_on_drop(true);
        command.args(self.database.iter().flat_map(|url| ["--database", url]));
        command
    }
}
