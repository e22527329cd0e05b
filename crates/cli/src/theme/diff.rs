//! What a newer version of the template changed, of what the theme has of its own.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use bytes::Bytes;
use similar::TextDiff;

use super::source::Read;

/// Lines around a change.
const AROUND: usize = 3;

pub(super) fn run(path: &Path) -> anyhow::Result<ExitCode> {
    let read = Read::of(path)?;
    let Read { template, base, files, .. } = &read;
    let newest = template.newest();
    let mut out = std::io::stdout();
    if *base == newest {
        writeln!(out, "It is laid over {} {newest}, which is the newest.", template.title)?;
        return Ok(ExitCode::SUCCESS);
    }
    let of = |version| template.files(version).context("the version is there");
    let (before, after) = (of(*base)?, of(newest)?);
    let changed: Vec<&String> = files.keys().filter(|path| is_changed(&before, &after, path)).collect();
    for path in &changed {
        write!(out, "{}", difference(path, (&before, &base.to_string()), (&after, &newest.to_string())))?;
    }
    writeln!(
        out,
        "From {base} to {newest} the template changed {} of the theme's own files; every other file follows by itself.",
        changed.len()
    )?;
    Ok(if changed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Files = BTreeMap<String, Bytes>;

/// Whether the template changed a file; of its own manifest a theme has nothing to take over.
fn is_changed(before: &Files, after: &Files, path: &str) -> bool {
    path != "manifest.toml" && before.get(path) != after.get(path)
}

fn difference(path: &str, (before, base): (&Files, &str), (after, newest): (&Files, &str)) -> String {
    let text = |files: &Files| {
        files.get(path).map(|content| String::from_utf8_lossy(content).into_owned()).unwrap_or_default()
    };
    let (was, is) = (text(before), text(after));
    let diff = TextDiff::from_lines(&was, &is);
    let (old, new) = (format!("{path} ({base})"), format!("{path} ({newest})"));
    diff.unified_diff().context_radius(AROUND).header(&old, &new).to_string()
}
