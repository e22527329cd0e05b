//! `cargo xtask vendor`: third-party files are what the `vendor.toml` beside them says they are.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::committed;
use crate::deps::Rules;
use crate::files;
use crate::process;
use crate::say::{say, settle};

/// Where files of others may lie. A folder that is not there holds none.
const FOLDERS: &[Folder] =
    &[Folder { path: "assets/vendor", ships: true }, Folder { path: "tests/vendor", ships: false }];

struct Folder {
    path: &'static str,
    /// What does goes out under our name, so only with a licence that `deny.toml` allows.
    ships: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    file: Vec<Vendored>,
}

/// One file that others wrote, kept as they published it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vendored {
    /// Within its folder.
    path: String,
    name: String,
    version: String,
    licence: String,
    /// The project's own page or repository; a registry is each machine's choice.
    origin: String,
    /// In lower-case hexadecimal.
    sha256: String,
}

/// How bundles are made of packages: the only thing here that wants Node, and only of who takes a newer version.
const RECIPE: &str = "xtask/vendor";

/// `cargo xtask vendor --verify` or `--rebuild`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [flag] if flag == "--verify" => verify(&[]),
        [flag] if flag == "--rebuild" => rebuild(),
        _ => bail!("only --verify and --rebuild are known"),
    }
}

/// Makes the bundles anew; what differs from the list is told with the hash to write there.
fn rebuild() -> Result<()> {
    for arguments in [&["ci", "--ignore-scripts"][..], &["run", "build"]] {
        process::show(Command::new("npm").args(arguments).current_dir(RECIPE))?;
    }
    verify(&[])
}

/// As a gate of `test`.
pub(crate) fn verify(_: &[String]) -> Result<()> {
    let (rules, ours) = (Rules::read()?, files::ours()?);
    let (mut faults, mut count) = (Vec::new(), 0);
    for folder in FOLDERS {
        let list = folder.list()?;
        count += list.file.len();
        faults.extend(list.file.iter().flat_map(|file| file.faults(folder, &rules)));
        faults.extend(folder.unlisted(&list, &ours));
    }
    say(format!("{count} files"));
    settle(&faults)
}

impl Folder {
    fn list_path(&self) -> String {
        format!("{}/vendor.toml", self.path)
    }

    fn list(&self) -> Result<List> {
        let path = self.list_path();
        if !Path::new(&path).exists() {
            return Ok(List::default());
        }
        toml::from_str(&files::read(&path)?).context(path)
    }

    /// What lies in it and stands in no list.
    fn unlisted(&self, list: &List, ours: &[String]) -> Vec<String> {
        let own = self.list_path();
        let listed = |name: &str| list.file.iter().any(|file| file.path == name);
        let within = |path: &str| {
            let name = path.strip_prefix(self.path).and_then(|rest| rest.strip_prefix('/'));
            name.is_some_and(|name| !listed(name))
        };
        let unlisted = ours.iter().filter(|path| **path != own && within(path));
        unlisted.map(|path| format!("{path} is not in {own}")).collect()
    }
}

impl Vendored {
    fn faults(&self, folder: &Folder, rules: &Rules) -> Vec<String> {
        let path = format!("{}/{}", folder.path, self.path);
        let mut faults = Vec::new();
        let mut say = |what: String| faults.push(format!("{path}: {what}"));
        match std::fs::read(&path) {
            Ok(bytes) if sha256(&bytes) == self.sha256 => {}
            Ok(bytes) => say(format!("is not what was vendored: sha256 {}", sha256(&bytes))),
            Err(error) => say(error.to_string()),
        }
        if folder.ships && !rules.allow(&self.name, &self.licence) {
            say(format!("licence {} is not in deny.toml", self.licence));
        }
        if let Some(host) = committed::registry(&self.origin) {
            say(format!("the origin names a registry, {host}"));
        }
        let told = [&self.name, &self.version, &self.licence, &self.origin];
        if told.iter().any(|field| field.trim().is_empty()) {
            say("wants a name, a version, a licence and an origin".to_owned());
        }
        faults
    }
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a String takes every write");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::{Folder, List, sha256};

    #[test]
    fn what_stands_in_no_list_is_named() {
        let folder = Folder { path: "tests/vendor", ships: false };
        let ours = ["tests/vendor/vendor.toml", "tests/vendor/a.js", "tests/vendored.rs"].map(str::to_owned);
        let unlisted = folder.unlisted(&List::default(), &ours);
        assert_eq!(unlisted, ["tests/vendor/a.js is not in tests/vendor/vendor.toml"]);
    }

    #[test]
    fn sha256_is_written_as_others_write_it() {
        // FIPS 180-2, appendix B.1
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), known);
    }
}
