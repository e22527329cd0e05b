//! An installation of the product that is measured.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::server::Server;

/// A data folder, and a database where it is not in the folder.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    program: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) database: Option<String>,
}

impl Place {
    /// With an empty folder, whatever was in it.
    pub(crate) fn fresh(program: &Path, folder: &Path, database: Option<String>) -> Result<Self> {
        if folder.exists() {
            std::fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        Ok(Self { program: program.to_owned(), folder: folder.to_owned(), database })
    }

    /// As it lies there.
    pub(crate) fn kept(program: &Path, folder: &Path) -> Self {
        Self { program: program.to_owned(), folder: folder.to_owned(), database: None }
    }

    /// The same of a copy of the folder; a database is shared.
    pub(crate) fn copied_to(&self, folder: &Path) -> Result<Self> {
        let copy = Self::fresh(&self.program, folder, self.database.clone())?;
        std::fs::remove_dir(folder)?;
        let copied =
            Command::new("cp").args(["-r", "--reflink=auto"]).arg(&self.folder).arg(folder).status()?;
        ensure!(copied.success(), "{} could not be copied", self.folder.display());
        Ok(copy)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(&self.folder);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        command
    }

    /// Runs a command of the product and answers what it printed.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<String> {
        let output = self.command().args(arguments).stdin(Stdio::null()).output()?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "portico {}: {complaint}", arguments.join(" "));
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Serves it without compression, as the yardsticks do.
    pub(crate) fn serve(&self) -> Result<Server> {
        self.serve_with(&["--plain"])
    }

    /// Serves it as it is served for real.
    pub(crate) fn serve_compressed(&self) -> Result<Server> {
        self.serve_with(&[])
    }

    fn serve_with(&self, more: &[&str]) -> Result<Server> {
        let command = |port: u16| {
            let mut command = self.command();
            command.args(["serve", "--dev", "--listen", &format!("127.0.0.1:{port}")]).args(more);
            command
        };
        Server::start(command, HOME)
    }

    /// Fills the example in this folder and serves it.
    pub(crate) fn serve_example(&self) -> Result<Server> {
        let command = |port: u16| {
            let mut command = self.command();
            command.args(["demo", "--fresh", "--port", &port.to_string()]).stderr(Stdio::null());
            command
        };
        Server::start(command, HOME)
    }

    /// What tells the yardstick where the data are, in a copy of its own where that can be.
    pub(crate) fn for_yardstick(&self) -> Result<String> {
        if let Some(database) = &self.database {
            return Ok(database.clone());
        }
        let copy = self.folder.join("yardstick.db");
        for ending in ["", "-wal"] {
            let from = self.folder.join(format!("portico.db{ending}"));
            if from.exists() {
                std::fs::copy(from, format!("{}{ending}", copy.display()))?;
            }
        }
        Ok(copy.display().to_string())
    }
}

/// The help centre's home.
pub(crate) const HOME: &str = "/en_us";
/// A customer's conversations.
pub(crate) const LIST: &str = "/en_us/conversations";
/// An agent's list.
pub(crate) const INBOX: &str = "/app/conversations?view=open";
