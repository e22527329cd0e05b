//! The text that is searched: a documentation package of Debian, unpacked below `target/` and installed nowhere.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::say::say;

/// Where the package is kept, unpacked, between two runs.
const FOLDER: &str = "target/relevance";

/// A Debian package of documentation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Package {
    #[serde(rename = "package")]
    pub(crate) name: String,
    /// The version that the questions were judged on.
    pub(crate) version: String,
    pub(crate) licence: String,
    /// Where its pages are inside of it.
    pages: String,
    /// That of the articles which are cut from it.
    pub(crate) checksum: String,
}

impl Package {
    /// The folder of its pages, fetched when it is not there yet.
    pub(crate) fn pages(&self) -> Result<PathBuf> {
        let unpacked = Path::new(FOLDER).join(&self.name);
        let pages = unpacked.join(&self.pages);
        if !pages.is_dir() {
            self.fetch_into(&unpacked)?;
        }
        if !pages.is_dir() {
            bail!("{} has no folder {}", self.name, self.pages);
        }
        Ok(pages)
    }

    /// Debian keeps one version of a package at a time, so when ours is gone its successor has to do; whether its text is
    /// the same is told by the checksum of the articles.
    fn fetch_into(&self, unpacked: &Path) -> Result<()> {
        fs::create_dir_all(FOLDER).context(FOLDER)?;
        if let Err(gone) = download(&format!("{}={}", self.name, self.version)) {
            say(format!("{gone:#}; trying the version there is"));
            download(&self.name)
                .context("is the list of packages older than the archive (apt-get update)?")?;
        }
        let file = self.downloaded()?;
        run(Command::new("dpkg").arg("-x").arg(&file).arg(unpacked))
    }

    fn downloaded(&self) -> Result<PathBuf> {
        let mut found: Vec<_> = fs::read_dir(FOLDER)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                let name = path.file_name().map(|name| name.to_string_lossy());
                name.is_some_and(|name| name.starts_with(&self.name) && name.ends_with(".deb"))
            })
            .collect();
        found.sort();
        found.pop().with_context(|| format!("apt-get left no {} in {FOLDER}", self.name))
    }
}

fn download(what: &str) -> Result<()> {
    run(Command::new("apt-get").current_dir(FOLDER).args(["--quiet", "download", what]))
}

fn run(command: &mut Command) -> Result<()> {
    let output = command.output().with_context(|| format!("{command:?}"))?;
    if !output.status.success() {
        bail!("{command:?}: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}
