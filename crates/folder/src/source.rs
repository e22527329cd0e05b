//! Where files come from: a folder or an archive.

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::archive::{Archive, Limits};
use crate::path::FilePath;
use crate::problem::{Problem, Refused};
use crate::put::NotPut;
use crate::tree::Tree;

/// A folder or an archive, looked at as a whole and open to be read.
#[derive(Debug)]
pub struct Source {
    kind: Kind,
    problems: Vec<Problem>,
}

#[derive(Debug)]
enum Kind {
    Folder(Tree),
    Zip(Mutex<Archive>),
}

impl Source {
    /// A folder, or else a ZIP archive.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, Refused> {
        if path.is_dir() {
            let (tree, problems) = Tree::open(path, limits)?;
            return Ok(Self { kind: Kind::Folder(tree), problems });
        }
        let archive = Mutex::new(Archive::open(path, limits)?);
        Ok(Self { kind: Kind::Zip(archive), problems: Vec::new() })
    }

    /// A ZIP archive that was sent.
    pub fn of_archive(bytes: Vec<u8>, limits: &Limits) -> Result<Self, Refused> {
        let archive = Mutex::new(Archive::of_bytes(bytes, limits)?);
        Ok(Self { kind: Kind::Zip(archive), problems: Vec::new() })
    }

    /// Its files, by name.
    pub fn paths(&self) -> Vec<FilePath> {
        match &self.kind {
            Kind::Folder(tree) => tree.paths().cloned().collect(),
            Kind::Zip(archive) => {
                archive.lock().unwrap_or_else(PoisonError::into_inner).paths().cloned().collect()
            }
        }
    }

    /// What was left out, and why.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What a file holds.
    pub fn read(&self, path: &FilePath) -> Result<Vec<u8>, Refused> {
        match &self.kind {
            Kind::Folder(tree) => tree.read(path),
            Kind::Zip(archive) => archive.lock().unwrap_or_else(PoisonError::into_inner).read(path),
        }
    }

    /// How large a file says it is.
    pub(crate) fn size(&self, path: &FilePath) -> Option<u64> {
        match &self.kind {
            Kind::Folder(tree) => tree.size(path),
            Kind::Zip(archive) => archive.lock().unwrap_or_else(PoisonError::into_inner).size(path),
        }
    }

    /// Writes a file of a folder, whole or not at all and through no link, unless it is another than the one that was read.
    pub fn put(&self, path: &FilePath, bytes: &[u8]) -> Result<(), NotPut> {
        self.tree()?.put(path, bytes)
    }

    /// Removes a file of a folder, unless it is another than the one that was read.
    pub fn remove(&self, path: &FilePath) -> Result<(), NotPut> {
        self.tree()?.remove(path)
    }

    fn tree(&self) -> Result<&Tree, NotPut> {
        match &self.kind {
            Kind::Folder(tree) => Ok(tree),
            Kind::Zip(_) => Err(NotPut::Io(io::ErrorKind::ReadOnlyFilesystem.into())),
        }
    }
}
