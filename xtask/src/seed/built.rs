//! The tests that the gate `tests` runs: asked of the binaries that it builds. A harness leaves nothing out that it
//! lists but what is marked as ignored, and the gate gives it no filter.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Command, Stdio};

use anyhow::Result;
use serde::Deserialize;

use super::table::Named;
use crate::{process, test};

/// `package::binary`, with the tests in it.
#[derive(Default)]
pub(super) struct Built {
    binaries: BTreeMap<String, Tests>,
}

#[derive(Default)]
pub(super) struct Tests {
    pub(super) listed: BTreeSet<String>,
    pub(super) ignored: BTreeSet<String>,
}

/// A line of cargo about something that it built.
#[derive(Deserialize)]
struct Artifact {
    package_id: String,
    target: Target,
    executable: Option<String>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
    name: String,
}

impl Built {
    /// Builds what the gate builds, and asks those that are named.
    pub(super) fn of(named: &[Named<'_>]) -> Result<Self> {
        let wanted: BTreeSet<&str> = named.iter().filter_map(|one| Some(parts(one.test)?.0)).collect();
        let mut cargo = process::cargo();
        cargo.args(test::TESTS).args(["--no-run", "--message-format=json"]).stderr(Stdio::inherit());
        let told = process::read(&mut cargo)?;
        let artifacts = told.lines().filter_map(|line| serde_json::from_str::<Artifact>(line).ok());
        let mut built = Self::default();
        for artifact in artifacts {
            let binary = artifact.binary();
            if let Some(executable) = artifact.executable.filter(|_| wanted.contains(binary.as_str())) {
                built.add(binary, Tests::ask(&executable)?);
            }
        }
        Ok(built)
    }

    pub(super) fn add(&mut self, binary: String, tests: Tests) {
        self.binaries.insert(binary, tests);
    }

    /// The named tests that are not there, or do not run.
    pub(super) fn faults(&self, named: &[Named<'_>]) -> Vec<String> {
        let fault = |one: &Named<'_>| {
            let tests = parts(one.test).and_then(|(binary, test)| Some((self.binaries.get(binary)?, test)));
            match tests {
                Some((tests, test)) if tests.ignored.contains(test) => Some("is ignored"),
                Some((tests, test)) if tests.listed.contains(test) => None,
                _ => Some("is no test"),
            }
            .map(|fault| format!("{}: {} {fault}", one.place, one.test))
        };
        named.iter().filter_map(fault).collect()
    }
}

/// `desk::it::setting::p1_…` as its binary and its path in it.
fn parts(test: &str) -> Option<(&str, &str)> {
    let (package, rest) = test.split_once("::")?;
    let (binary, path) = rest.split_once("::")?;
    Some((&test[..package.len() + 2 + binary.len()], path))
}

impl Artifact {
    /// `desk::it`; a crate's own tests are those of `lib`, a program's those of `bin`.
    fn binary(&self) -> String {
        let (folder, end) = self.package_id.rsplit_once('#').unwrap_or_default();
        let named_by_folder = folder.rsplit('/').next().unwrap_or_default();
        let package = end.split_once('@').map_or(named_by_folder, |(name, _)| name);
        let kind = self.target.kind.first().map(String::as_str);
        let binary = match kind {
            Some("test") => self.target.name.as_str(),
            Some("bin") => "bin",
            _ => "lib",
        };
        format!("{package}::{binary}")
    }
}

impl Tests {
    fn ask(executable: &str) -> Result<Self> {
        let list = |more: &[&str]| process::read(Command::new(executable).arg("--list").args(more));
        Ok(Self { listed: stories(&list(&[])?), ignored: stories(&list(&["--ignored"])?) })
    }
}

/// What a harness lists, without the database that a story is told on.
pub(super) fn stories(list: &str) -> BTreeSet<String> {
    let tests = list.lines().filter_map(|line| line.strip_suffix(": test"));
    let story = |test: &str| {
        let on_database = test.strip_suffix("::sqlite").or_else(|| test.strip_suffix("::postgres"));
        on_database.unwrap_or(test).to_owned()
    };
    tests.map(story).collect()
}
