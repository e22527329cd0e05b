//! A theme's folder or archive, read as nothing but what it may be.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};
use bytes::Bytes;
use folder::{Limits, Source};
use theme::{Package, Template, Version};

const MB: u64 = 1024 * 1024;
/// What is read of a theme at most (T4); the theme itself says more precisely what is too much.
const LIMITS: Limits = Limits { files: 600, file: 20 * MB, whole: 40 * MB, ratio: 200, small: MB };

/// A theme with the version of the template that it is laid over.
pub(super) struct Read {
    pub(super) template: &'static Template,
    pub(super) base: Version,
    pub(super) files: BTreeMap<String, Bytes>,
}

impl Read {
    pub(super) fn of(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let source = Source::open(path, &LIMITS).with_context(|| format!("{shown} cannot be read"))?;
        if let Some(problem) = source.problems().first() {
            bail!("{shown} is not read: {problem}");
        }
        let mut files = BTreeMap::new();
        for path in source.paths() {
            let content = source.read(&path).with_context(|| format!("{path} cannot be read"))?;
            files.insert(path.as_str().to_owned(), content.into());
        }
        let own = Package::read(files.clone())?;
        let manifest = own.manifest();
        if manifest.name.is_empty() {
            bail!("{shown} has no manifest.toml: `portico theme new` begins a theme");
        }
        let template = Template::named(&manifest.template);
        let template = template.with_context(|| format!("there is no template {:?}", manifest.template))?;
        let base = manifest.version.parse().ok().filter(|base| template.versions().contains(base));
        let base =
            base.with_context(|| format!("there was no version {} of {}", manifest.version, template.title))?;
        Ok(Self { template, base, files })
    }

    /// All of it: the theme over its base, over the newest version.
    pub(super) fn package(&self) -> anyhow::Result<Package> {
        let version = |version| self.template.package(version).context("the version is there");
        let below = version(self.base)??.over(&version(self.template.newest())??);
        Ok(Package::read(self.files.clone())?.over(&below))
    }
}
