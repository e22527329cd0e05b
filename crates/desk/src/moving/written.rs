//! Addresses of a site, and what files of an export write for them.

use std::collections::BTreeMap;

use folder::{FilePath, relative, resolve};

use super::shelf::{address_of, path_of};
use crate::article::{ArticleFileId, KeptFile, Typed, WholeArticle};

/// The files that an article shows or links to, in what is read and what is written.
pub(super) fn files(whole: &WholeArticle) -> Vec<ArticleFileId> {
    let versions = whole.texts.iter().flat_map(|text| text.live.iter().chain(&text.draft));
    versions.flat_map(|version| of(&version.typed)).map(|(id, _)| id).collect()
}

/// The files of a text with the names in their addresses.
fn of(typed: &Typed) -> Vec<(ArticleFileId, String)> {
    typed.body().files().iter().filter_map(|address| file(address)).collect()
}

/// `/files/{id}/{name}`, its name as it is. Only an address that is written in the one way there is comes back the same.
fn file(address: &str) -> Option<(ArticleFileId, String)> {
    let (path, _) = resolve(&"x".parse().ok()?, address)?;
    let id = super::shelf::id_of(&path)?;
    let name = path.name().to_owned();
    (address_of(id, &name) == address).then_some((id, name))
}

/// What a file of an export writes for an address, and what that leads to: both ways, so that nothing is lost.
pub(super) struct Addresses<'a> {
    pub(super) from: FilePath,
    /// Where articles are, by their addresses.
    pub(super) pages: &'a BTreeMap<String, FilePath>,
    pub(super) shown: &'a BTreeMap<FilePath, String>,
    pub(super) assets: &'a BTreeMap<String, FilePath>,
    pub(super) laid: &'a BTreeMap<FilePath, String>,
    pub(super) kept: &'a BTreeMap<ArticleFileId, KeptFile>,
}

impl Addresses<'_> {
    /// Of the site's, the file's.
    pub(super) fn there(&self, address: &str) -> Option<String> {
        let (page, fragment) = match address.split_once('#') {
            Some((page, fragment)) => (page, Some(fragment)),
            None => (address, None),
        };
        if let Some(path) = self.assets.get(address) {
            return Some(relative(&self.from, path));
        }
        let written = match self.pages.get(page) {
            Some(path) => {
                let address = relative(&self.from, path);
                fragment.map_or(address.clone(), |fragment| format!("{address}#{fragment}"))
            }
            None => relative(&self.from, &self.file(address)?.0),
        };
        (self.back(&written).as_deref() == Some(address)).then_some(written)
    }

    /// Of the file's, the site's.
    pub(super) fn back(&self, written: &str) -> Option<String> {
        let (path, fragment) = resolve(&self.from, written)?;
        if let Some(page) = self.shown.get(&path) {
            return Some(fragment.map_or(page.clone(), |fragment| format!("{page}#{fragment}")));
        }
        if let Some(address) = self.laid.get(&path) {
            return Some(address.clone());
        }
        let id = super::shelf::id_of(&path).filter(|id| self.kept.contains_key(id))?;
        Some(address_of(id, path.name()))
    }

    fn file(&self, address: &str) -> Option<(FilePath, &KeptFile)> {
        let (id, name) = file(address)?;
        let kept = self.kept.get(&id)?;
        Some((path_of(id, &name)?, kept))
    }

    /// The files that a text asks for, with where they lie.
    pub(super) fn files_of(&self, typed: &Typed) -> Vec<(FilePath, KeptFile)> {
        let addresses = typed.body().files();
        let found = addresses.iter().filter(|address| !self.assets.contains_key(*address));
        let found = found.filter_map(|address| self.file(address));
        found.map(|(path, kept)| (path, kept.clone())).collect()
    }
}
