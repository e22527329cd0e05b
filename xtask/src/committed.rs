//! `cargo xtask committed`: a file of ours names neither a folder of one machine nor a package registry.

use anyhow::Result;

use crate::files;
use crate::say::{say, settle};

/// Top folders that lead to one machine's own. Put together here, so that this file passes its own check.
const FOLDERS: &[&str] = &["work", "root", "home", "Users"];

const REGISTRIES: &[(&str, &str)] = &[
    ("crates", "io"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("golang", "org"),
    ("jsdelivr", "net"),
    ("unpkg", "com"),
    ("cdnjs", "com"),
];

/// `cargo xtask committed`
pub(crate) fn run(_: &[String]) -> Result<()> {
    let mut faults = Vec::new();
    let paths = files::ours()?;
    for path in &paths {
        let bytes = std::fs::read(path)?;
        let text = String::from_utf8_lossy(&bytes);
        for (number, line) in text.lines().enumerate() {
            let host = registry(line).filter(|_| path != "Cargo.lock");
            if let Some(found) = machine_path(line).or(host) {
                faults.push(format!("{path}:{}: {found}", number + 1));
            }
        }
    }
    say(format!("{} files", paths.len()));
    settle(&faults)
}

/// The folder of one machine that a line names, if any. An address such as `example.org/home/` names none.
fn machine_path(line: &str) -> Option<String> {
    FOLDERS.iter().map(|folder| format!("/{folder}/")).find(|start| {
        line.match_indices(start.as_str()).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + start.len()..].chars().next();
            !before.is_some_and(|c| c.is_alphanumeric() || "._-}*".contains(c))
                && after.is_some_and(|c| c.is_alphanumeric() || "._".contains(c))
        })
    })
}

/// The registry whose host name a text holds, if any.
pub(crate) fn registry(text: &str) -> Option<String> {
    REGISTRIES.iter().map(|(name, end)| format!("{name}.{end}")).find(|host| {
        text.match_indices(host.as_str()).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + host.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machines_folder_is_found_and_a_route_is_not() {
        let folder = format!("/{}/", FOLDERS[2]);
        assert!(machine_path(&format!("see {folder}ada/notes")).is_some());
        assert!(machine_path(&format!("file://localhost \"{folder}ada\"")).is_some());
        assert!(machine_path(&format!("https://help.example.org{folder}page")).is_none());
        assert!(machine_path(&format!("docs{folder}page")).is_none());
        assert!(machine_path(&format!("the pattern {folder}<name>")).is_none());
    }

    #[test]
    fn a_registry_is_found_with_and_without_its_sub_domain() {
        let host = format!("{}.{}", REGISTRIES[0].0, REGISTRIES[0].1);
        assert!(registry(&format!("https://index.{host}/x")).is_some());
        assert!(registry(&host).is_some());
        assert!(registry(&format!("my{host}")).is_none());
        assert!(registry(&format!("{host}lets")).is_none());
    }
}
