//! The seeds: what people write, and what was found once.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

const FOLDER: &str = "crates/theme/tests/corpus";

/// The seeds of a folder, by name.
pub(crate) fn read(folder: &str) -> Result<Vec<String>> {
    let folder = PathBuf::from(FOLDER).join(folder);
    let mut paths = std::fs::read_dir(&folder)
        .with_context(|| format!("{}", folder.display()))?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    paths.sort();
    paths.iter().map(|path| Ok(std::fs::read_to_string(path)?)).collect()
}

/// Keeps what was found as a seed.
pub(crate) fn keep(folder: &str, found: &str) -> Result<PathBuf> {
    let number = (1..10_000)
        .find(|number| !path(folder, *number).exists())
        .context("there is no number left for what was found")?;
    std::fs::write(path(folder, number), found)?;
    Ok(path(folder, number))
}

fn path(folder: &str, number: u32) -> PathBuf {
    PathBuf::from(FOLDER).join(folder).join(format!("found-{number}.txt"))
}
