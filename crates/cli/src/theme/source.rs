//! A theme's folder or archive, read as nothing but what it may be.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};
use bytes::Bytes;
use desk::theme::THEME_LIMITS;
use folder::Source;
use theme::{Package, Portable, Template, Values, Version};

/// Files by their paths in the theme.
pub(super) type Files = BTreeMap<String, Bytes>;

/// A theme with the version of the template that it is laid over.
pub(super) struct Read {
    pub(super) template: &'static Template,
    pub(super) base: Version,
    pub(super) values: Values,
    pub(super) files: Files,
}

/// Every file of a folder or archive.
pub(super) fn files(path: &Path) -> anyhow::Result<Files> {
    let shown = path.display();
    let source = Source::open(path, &THEME_LIMITS).with_context(|| format!("{shown} cannot be read"))?;
    if let Some(problem) = source.problems().first() {
        bail!("{shown} is not read: {problem}");
    }
    read(&source)
}

/// What people keep beside a theme: read by those who open the folder, and no file of the theme.
const ABOUT: [&str; 4] = ["readme", "license", "copying", "changelog"];

/// Whether a file tells of the folder. It stays where it is.
fn is_about(path: &str) -> bool {
    let (name, _) = path.split_once('.').unwrap_or((path, ""));
    ABOUT.contains(&name.to_ascii_lowercase().as_str())
}

/// The same of what is open already.
pub(super) fn read(source: &Source) -> anyhow::Result<Files> {
    let mut files = Files::new();
    for path in source.paths().into_iter().filter(|path| !is_about(path.as_str())) {
        let content = source.read(&path).with_context(|| format!("{path} cannot be read"))?;
        files.insert(path.as_str().to_owned(), content.into());
    }
    Ok(files)
}

impl Read {
    pub(super) fn of(path: &Path) -> anyhow::Result<Self> {
        Self::of_files(files(path)?)
    }

    pub(super) fn of_files(files: Files) -> anyhow::Result<Self> {
        let Portable { template, version, base, values, files, .. } = Portable::read(files)?;
        let base = base.with_context(|| format!("there was no version {version} of {}", template.title))?;
        Ok(Self { template, base, values, files })
    }

    /// All of it: the theme over its base, over the newest version.
    pub(super) fn package(&self) -> anyhow::Result<Package> {
        let version = |version| self.template.package(version).context("the version is there");
        let below = version(self.base)??.over(&version(self.template.newest())??);
        Ok(Package::read(self.files.clone())?.over(&below))
    }
}

#[cfg(test)]
mod tests {
    use super::is_about;

    #[test]
    fn t5_what_tells_of_the_folder_is_no_file_of_the_theme() {
        for name in ["README.md", "readme.de.md", "LICENSE", "Copying.txt", "CHANGELOG.md"] {
            assert!(is_about(name), "{name}");
        }
        for name in ["manifest.toml", "parts/readme.html", "pages/license.html", "boat.png"] {
            assert!(!is_about(name), "{name}");
        }
    }
}
