//! The test programs whose stories are run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;

/// Packages with stories of the product on a database.
const PACKAGES: &[&str] = &["desk", "spine", "channels", "web"];

/// Where a commit waits for no disk.
const IN_MEMORY: &str = "/dev/shm";

/// One built test program.
pub(crate) struct Program {
    /// Its package.
    pub(crate) package: &'static str,
    /// Where cargo built it.
    pub(crate) built: PathBuf,
    /// A copy, so that a build that goes on meanwhile changes nothing.
    copy: PathBuf,
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
}

/// A line of what cargo tells about a build.
#[derive(Deserialize)]
struct Told {
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

/// Builds what is not built and answers all.
pub(crate) fn build(environment: &[(&'static str, String)]) -> Result<Vec<Program>> {
    let packages = PACKAGES.iter().flat_map(|package| ["--package", package]);
    let mut cargo = process::cargo();
    cargo.args(["test", "--no-run", "--test", "it", "--message-format=json"]).args(packages);
    let told = process::read(&mut cargo)?;
    let built: Vec<Told> = told.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    PACKAGES.iter().map(|package| Program::find(package, &built, environment)).collect()
}

impl Program {
    fn find(package: &'static str, built: &[Told], environment: &[(&'static str, String)]) -> Result<Self> {
        let folder = |told: &Told| told.manifest_path.as_deref().and_then(Path::parent).map(Path::to_owned);
        // A warning is told of the same target, and brings no program.
        let is_it = |told: &&Told| {
            told.executable.is_some()
                && told.target.as_ref().is_some_and(|target| target.name == "it")
                && folder(told).is_some_and(|folder| folder.ends_with(package))
        };
        let told = built.iter().find(is_it).with_context(|| format!("{package} has no test program"))?;
        let built = told.executable.clone().with_context(|| format!("{package} was not built"))?;
        let folder = folder(told).context("a package lies in a folder")?;
        let copy = std::path::absolute(Path::new(super::FOLDER).join(format!("{package}.program")))?;
        std::fs::create_dir_all(super::FOLDER)?;
        std::fs::copy(&built, &copy).with_context(|| copy.display().to_string())?;
        Ok(Self { package, built, copy, folder, environment: environment.to_vec() })
    }

    /// A call of it, as cargo would.
    pub(crate) fn call(&self) -> Command {
        let mut command = Command::new(&self.copy);
        command.current_dir(&self.folder).env("CARGO_MANIFEST_DIR", &self.folder).stdin(Stdio::null());
        if Path::new(IN_MEMORY).is_dir() {
            command.env("TMPDIR", IN_MEMORY);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}
