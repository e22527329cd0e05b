//! The templates that themes begin from, in every version there was.

use std::collections::BTreeMap;

use bytes::Bytes;
use rust_embed::RustEmbed;

use crate::bundled;
use crate::fault::TemplateFault;
use crate::package::Package;
use crate::version::Version;

/// A folder for each version but the newest: what was different from the version after it, and `removed.txt` with what
/// that one had more. Scripts, drawings, icons, texts and samples are the program's own and always the newest.
#[derive(RustEmbed)]
#[folder = "../../themes/past"]
struct Past;

/// The list of what a version did not have yet, a path a line.
const REMOVED: &str = "removed.txt";

/// A template.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Its name: `midtown`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    versions: &'static [Version],
    /// The version of the first template that each of its own lies over; the first one's lie over nothing.
    beneath: &'static [Version],
    newest: fn() -> BTreeMap<String, Bytes>,
}

/// Every template, the first of which all inherit from.
pub static TEMPLATES: &[Template] = &[
    Template {
        name: "midtown",
        title: "Midtown",
        versions: &[
            Version::new(1, 0, 18),
            Version::new(1, 0, 19),
            Version::new(1, 0, 20),
            Version::new(1, 1, 0),
        ],
        beneath: &[],
        newest: bundled::midtown_files,
    },
    Template {
        name: "riverside",
        title: "Riverside",
        versions: &[Version::new(1, 0, 0)],
        beneath: &[Version::new(1, 1, 0)],
        newest: bundled::riverside_files,
    },
];

impl Template {
    /// The template of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// The one that all others inherit from.
    pub fn first() -> &'static Self {
        &TEMPLATES[0]
    }

    /// Its versions, the oldest first.
    pub fn versions(&self) -> &'static [Version] {
        self.versions
    }

    /// Its newest version.
    pub fn newest(&self) -> Version {
        *self.versions.last().expect("a template has a version")
    }

    /// The files of a version, each under its path, with those that it has from the first template; nothing for a version
    /// that there was not.
    pub fn files(&self, version: Version) -> Option<BTreeMap<String, Bytes>> {
        let own = self.own_files(version)?;
        let Some(beneath) = self.beneath(version) else { return Some(own) };
        let mut files = Self::first().files(beneath)?;
        files.extend(own);
        Some(files)
    }

    /// A version, over the installation's texts.
    pub fn package(&self, version: Version) -> Option<Result<Package, TemplateFault>> {
        let own = self.own_files(version)?;
        let Some(beneath) = self.beneath(version) else { return Some(bundled::over_texts(own)) };
        let first = Self::first().package(beneath)?;
        Some(first.and_then(|first| Ok(Package::read(own)?.over(&first))))
    }

    fn own_files(&self, version: Version) -> Option<BTreeMap<String, Bytes>> {
        self.versions.contains(&version).then_some(())?;
        let mut files = (self.newest)();
        for past in self.versions.iter().rev().skip(1).take_while(|past| **past >= version) {
            self.step_back(*past, &mut files);
        }
        Some(files)
    }

    fn beneath(&self, version: Version) -> Option<Version> {
        let at = self.versions.iter().position(|known| *known == version)?;
        self.beneath.get(at).copied()
    }

    /// From the files of the version after it to its own.
    fn step_back(&self, version: Version, files: &mut BTreeMap<String, Bytes>) {
        let folder = format!("{}/{version}/", self.name);
        let own = bundled::files::<Past>()
            .filter_map(|(path, content)| path.strip_prefix(&folder).map(|path| (path.to_owned(), content)));
        for (path, content) in own {
            if path == REMOVED {
                let removed = String::from_utf8_lossy(&content);
                removed.lines().for_each(|path| drop(files.remove(path)));
            } else {
                files.insert(path, content);
            }
        }
    }
}
