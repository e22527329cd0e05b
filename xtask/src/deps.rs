//! `cargo xtask deps`: what deny.toml says about other people's crates, and `layers` about ours.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::say::{say, settle};
use crate::{files, layers, licence, process};

/// The part of deny.toml that is read here; cargo-deny knows the rest.
#[derive(Deserialize)]
pub(crate) struct Rules {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    #[serde(default)]
    deny_multiple_versions: bool,
    reason: String,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

/// `cargo xtask deps`
pub(crate) fn run(_: &[String]) -> Result<()> {
    let text = files::read("deny.toml")?;
    let rules: Rules = toml::from_str(&text).context("deny.toml")?;
    let metadata = metadata()?;
    let mut faults = Vec::new();
    if text.contains("://") {
        faults.push("deny.toml holds an address; where packages come from is each machine's own".to_owned());
    }
    faults.extend(metadata.packages.iter().filter_map(|package| rules.licence_fault(package)));
    faults.extend(rules.unused_exceptions(&metadata));
    faults.extend(rules.bans.faults(&metadata));
    faults.extend(layer_faults(&metadata));
    say(format!("{} packages, {} of them ours", metadata.packages.len(), metadata.workspace_members.len()));
    settle(&faults)
}

fn metadata() -> Result<Metadata> {
    let printed = process::read(process::cargo().args(["metadata", "--format-version", "1", "--locked"]))?;
    serde_json::from_str(&printed).context("cargo metadata")
}

impl Rules {
    pub(crate) fn read() -> Result<Self> {
        toml::from_str(&files::read("deny.toml")?).context("deny.toml")
    }

    /// Whether code of this name may be shipped under this licence expression.
    pub(crate) fn allow(&self, name: &str, expression: &str) -> bool {
        let own = self.licenses.exceptions.iter().find(|exception| exception.name == name);
        let own = own.map_or(&[][..], |exception| &exception.allow);
        licence::is_met(expression, &|id| {
            self.licenses.allow.iter().chain(own).any(|allowed| allowed.as_str() == id)
        })
    }

    fn licence_fault(&self, package: &Package) -> Option<String> {
        let expression = package.license.as_deref().unwrap_or("none");
        let named = format!("{} {}", package.name, package.version);
        (!self.allow(&package.name, expression))
            .then(|| format!("{named}: licence {expression} is not allowed"))
    }

    fn unused_exceptions(&self, metadata: &Metadata) -> Vec<String> {
        let unused = |exception: &&Exception| metadata.packages.iter().all(|p| p.name != exception.name);
        let told = |exception: &Exception| format!("deny.toml excepts {}, which is not used", exception.name);
        self.licenses.exceptions.iter().filter(unused).map(told).collect()
    }
}

impl Bans {
    fn faults(&self, metadata: &Metadata) -> Vec<String> {
        let mut found = BTreeMap::<&str, usize>::new();
        for package in &metadata.packages {
            *found.entry(&package.name).or_default() += 1;
        }
        let broken = |ban: &&Ban| {
            let count = found.get(ban.name.as_str()).copied().unwrap_or(0);
            if ban.deny_multiple_versions { count != 1 } else { count != 0 }
        };
        let told = |ban: &Ban| {
            let rule = if ban.deny_multiple_versions { "must be there exactly once" } else { "is refused" };
            format!("{} {rule}: {}", ban.name, ban.reason)
        };
        self.deny.iter().filter(broken).map(told).collect()
    }
}

fn layer_faults(metadata: &Metadata) -> Vec<String> {
    let members: Vec<&Package> =
        metadata.packages.iter().filter(|package| metadata.workspace_members.contains(&package.id)).collect();
    let ours: BTreeSet<&str> = members.iter().map(|package| package.name.as_str()).collect();
    let named = |package: &&Package| {
        let shipped = package.dependencies.iter().filter(|one| one.kind.as_deref() != Some("dev"));
        let names: Vec<&str> = shipped.map(|one| one.name.as_str()).collect();
        layers::faults(&package.name, &names, &ours)
    };
    members.iter().flat_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        toml::from_str(
            r#"
            licenses = { allow = ["MIT"], exceptions = [{ crate = "odd", allow = ["MPL-2.0"] }] }
            [bans]
            deny = [
              { crate = "openssl-sys", reason = "no" },
              { crate = "libsqlite3-sys", deny-multiple-versions = true, reason = "one" },
            ]"#,
        )
        .expect("the text above is valid")
    }

    fn package(name: &str, license: &str) -> Package {
        let (name, license) = (name.to_owned(), Some(license.to_owned()));
        Package { id: name.clone(), name, version: "1.0.0".to_owned(), license, dependencies: Vec::new() }
    }

    #[test]
    fn an_exception_holds_for_its_crate_only() {
        assert_eq!(rules().licence_fault(&package("odd", "MPL-2.0")), None);
        assert!(rules().licence_fault(&package("other", "MPL-2.0")).is_some());
        assert!(rules().licence_fault(&Package { license: None, ..package("bare", "") }).is_some());
    }

    #[test]
    fn refused_crates_and_doubled_ones_are_told() {
        let told = |names: &[&str]| {
            let packages = names.iter().map(|name| package(name, "MIT")).collect();
            rules().bans.faults(&Metadata { packages, workspace_members: BTreeSet::new() }).len()
        };
        assert_eq!(told(&["libsqlite3-sys"]), 0);
        assert_eq!(told(&["libsqlite3-sys", "openssl-sys"]), 1);
        assert_eq!(told(&["libsqlite3-sys", "libsqlite3-sys"]), 1);
        assert_eq!(told(&[]), 1);
    }
}
