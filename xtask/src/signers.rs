//! The packages that sign sign-on tokens in the tests, by npm's lock file.

use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::say::say;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/signers");

/// Installs them unless what is there is what the lock file says. Nothing of theirs runs by that.
pub(crate) fn provide() -> Result<()> {
    if is_installed() {
        say("all are here");
        return Ok(());
    }
    process::show(
        Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(FOLDER),
    )
}

/// npm leaves a note of what it installed, which is newer than the lock file it came from.
fn is_installed() -> bool {
    let changed =
        |name: &str| std::fs::metadata(format!("{FOLDER}/{name}")).and_then(|file| file.modified()).ok();
    let note = changed("node_modules/.package-lock.json");
    note.is_some() && note >= changed("package-lock.json")
}
