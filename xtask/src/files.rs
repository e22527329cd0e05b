//! The files that are ours: what git tracks or would track.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// Every file that is committed or could be, as a path from the workspace, sorted; ignored ones left out.
pub(crate) fn ours() -> Result<Vec<String>> {
    let listed = process::read(Command::new("git").args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--deduplicate",
    ]))?;
    let mut paths: Vec<String> =
        listed.split_terminator('\0').filter(|path| Path::new(path).is_file()).map(String::from).collect();
    paths.sort();
    Ok(paths)
}

/// A text file of ours.
pub(crate) fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.to_owned())
}

/// Whether a path ends in this extension, given without its dot.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

/// Paths on this machine that match, sorted; one component may hold one `*`.
pub(crate) fn matching(pattern: &str) -> Vec<String> {
    let Some((before, after)) = pattern.split_once('*') else {
        return if Path::new(pattern).exists() { vec![pattern.to_owned()] } else { Vec::new() };
    };
    let (folder, start) = before.rsplit_once('/').unwrap_or((".", before));
    let (end, rest) = after.split_once('/').map_or((after, None), |(end, rest)| (end, Some(rest)));
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut found: Vec<String> = names
        .filter(|name| {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        })
        .map(|name| rest.map_or(format!("{folder}/{name}"), |rest| format!("{folder}/{name}/{rest}")))
        .filter(|path| Path::new(path).exists())
        .collect();
    found.sort();
    found
}
