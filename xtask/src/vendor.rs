//! `cargo xtask vendor --verify`: third-party assets are what assets/vendor/vendor.toml says they are.

use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::committed;
use crate::deps::Rules;
use crate::files;
use crate::say::{say, settle};

const FOLDER: &str = "assets/vendor";
const LIST: &str = "assets/vendor/vendor.toml";

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
    /// Within `assets/vendor`.
    path: String,
    name: String,
    version: String,
    licence: String,
    /// The project's own page or repository; a registry is each machine's choice.
    origin: String,
    /// In lower-case hexadecimal.
    sha256: String,
}

/// `cargo xtask vendor --verify`
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [flag] if flag == "--verify" => verify(&[]),
        _ => bail!("only --verify is known"),
    }
}

/// As a gate of `test`.
pub(crate) fn verify(_: &[String]) -> Result<()> {
    let list = if Path::new(LIST).exists() {
        toml::from_str(&files::read(LIST)?).context(LIST)?
    } else {
        List::default()
    };
    let rules = Rules::read()?;
    let mut faults: Vec<String> = list.file.iter().flat_map(|file| file.faults(&rules)).collect();
    let within = format!("{FOLDER}/");
    for path in files::ours()?.iter().filter(|path| path.as_str() != LIST) {
        let Some(name) = path.strip_prefix(&within) else { continue };
        if list.file.iter().all(|file| file.path != name) {
            faults.push(format!("{path} is not in {LIST}"));
        }
    }
    say(format!("{} files", list.file.len()));
    settle(&faults)
}

impl Vendored {
    fn faults(&self, rules: &Rules) -> Vec<String> {
        let mut faults = Vec::new();
        let mut say = |what: String| faults.push(format!("{FOLDER}/{}: {what}", self.path));
        match std::fs::read(format!("{FOLDER}/{}", self.path)) {
            Ok(bytes) if sha256(&bytes) == self.sha256 => {}
            Ok(bytes) => say(format!("is not what was vendored: sha256 {}", sha256(&bytes))),
            Err(error) => say(error.to_string()),
        }
        if !rules.allow(&self.name, &self.licence) {
            say(format!("licence {} is not in deny.toml", self.licence));
        }
        if let Some(host) = committed::registry(&self.origin) {
            say(format!("the origin names a registry, {host}"));
        }
        if [&self.name, &self.version, &self.origin].iter().any(|field| field.trim().is_empty()) {
            say("wants a name, a version and an origin".to_owned());
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
    use super::sha256;

    #[test]
    fn sha256_is_written_as_others_write_it() {
        // FIPS 180-2, appendix B.1
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), known);
    }
}
