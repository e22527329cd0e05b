//! A folder becomes what was saved of its theme last.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

use super::super::source::{self, Read};
use super::http::Refused;
use super::memory::{Memory, prints};
use super::server::{Server, There};
use super::{Remote, ended};

#[derive(Args, Clone, Debug)]
pub(crate) struct Push {
    /// The folder
    folder: PathBuf,
    #[command(flatten)]
    remote: Remote,
    /// Show it to visitors as well, once every page could be drawn
    #[arg(long)]
    publish: bool,
    /// Replace what was saved there last, whoever saved it: where the folder alone counts, such as in CI
    #[arg(long)]
    replace: bool,
    #[arg(
        long,
        value_name = "ID",
        help = "The knowledge base in which a theme is made [default: the default brand's]"
    )]
    kb: Option<String>,
}

impl Push {
    pub(crate) async fn run(&self) -> anyhow::Result<ExitCode> {
        ended(self.push().await)
    }

    async fn push(&self) -> anyhow::Result<()> {
        let raw = source::files(&self.folder)?;
        let read = Read::of_files(raw.clone())?;
        let (server, memory) = self.remote.reach(Memory::read(&self.folder)?)?;
        let archive = folder::pack(raw.iter().map(|(path, content)| (path.as_str(), &content[..])))?;
        let seen = memory.as_ref().map(|memory| memory.rev);
        let saved = self.save(&server, memory, archive).await?;
        Memory::of(&server, &saved, prints(&raw, &read)).write(&self.folder)?;
        let mut out = std::io::stdout();
        let (name, rev) = (saved.name(), saved.rev());
        if seen == Some(rev) {
            writeln!(out, "{name}: nothing was changed since revision {rev}.")?;
        } else {
            writeln!(out, "{name}: revision {rev} is the draft.")?;
        }
        if self.publish {
            let there = server.publish(&saved).await?;
            let shown = if there.is_active() { "" } else { " Its site does not show it yet." };
            writeln!(out, "{name}: revision {rev} is published.{shown}")?;
        }
        Ok(())
    }

    /// Over what the folder has seen, over whatever is there, or as a theme of its own.
    async fn save(&self, server: &Server, memory: Option<Memory>, archive: Vec<u8>) -> anyhow::Result<There> {
        let found = match (&memory, &self.remote.theme) {
            (Some(memory), _) if !self.replace => {
                let saved = server.save(&memory.theme, memory.rev, archive).await;
                return saved.map_err(|error| self.explain(error));
            }
            (Some(memory), _) => server.theme(&memory.theme).await.map_err(|error| self.explain(error))?,
            (None, Some(theme)) => server.find(theme).await?,
            (None, None) => return server.add(self.kb.as_deref(), archive).await,
        };
        if !self.replace {
            let folder = self.folder.display();
            bail!(
                "{folder} has not seen what is saved of {}: pull it into an empty folder, or push --replace",
                found.name()
            );
        }
        server.save(&found.id, found.rev(), archive).await.context("while it was replaced")
    }

    /// What to do about what the installation refuses.
    fn explain(&self, error: anyhow::Error) -> anyhow::Error {
        let folder = self.folder.display();
        let (reason, status) = error
            .downcast_ref::<Refused>()
            .map_or(("", 0), |refused| (refused.reason.as_str(), refused.status));
        match (reason, status) {
            ("state_changed", _) => error.context(format!(
                "somebody saved another revision since {folder} was alike: portico theme pull {folder}"
            )),
            (_, 404) => {
                error.context(format!("the theme is gone; without {folder}/.portico.toml another is made"))
            }
            _ => error,
        }
    }
}
