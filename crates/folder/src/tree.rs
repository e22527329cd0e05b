//! A folder on a disk. Links are not followed, and what is no file is not opened (TH43).

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::archive::Limits;
use crate::path::FilePath;
use crate::problem::{Problem, Refused};
use crate::put::{NotPut, place, put_if};

/// A folder that was walked through.
#[derive(Debug)]
pub(crate) struct Tree {
    root: PathBuf,
    files: BTreeMap<FilePath, u64>,
    most: u64,
    /// The fingerprints of files as they were read, so that an edit made since is seen.
    seen: Mutex<BTreeMap<FilePath, u64>>,
}

struct Walk<'a> {
    limits: &'a Limits,
    files: BTreeMap<FilePath, u64>,
    folded: BTreeMap<String, FilePath>,
    problems: Vec<Problem>,
    whole: u64,
}

impl Tree {
    /// Walks through a folder. What begins with a dot is left out, with everything in it.
    pub(crate) fn open(root: &Path, limits: &Limits) -> Result<(Self, Vec<Problem>), Refused> {
        let mut walk =
            Walk { limits, files: BTreeMap::new(), folded: BTreeMap::new(), problems: Vec::new(), whole: 0 };
        walk.enter(root, None)?;
        let (root, seen) = (root.to_owned(), Mutex::default());
        let tree = Self { root, files: walk.files, most: limits.file, seen };
        Ok((tree, walk.problems))
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &FilePath> {
        self.files.keys()
    }

    /// How large a file was when the folder was walked through.
    pub(crate) fn size(&self, path: &FilePath) -> Option<u64> {
        self.files.get(path).copied()
    }

    /// What a file holds.
    pub(crate) fn read(&self, path: &FilePath) -> Result<Vec<u8>, Refused> {
        let whole = self.root.join(path.as_str());
        if !is_plain(&self.root, path) {
            return Err(Refused::Link(path.to_string()));
        }
        let mut bytes = Vec::new();
        fs::File::open(whole)?.take(self.most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > self.most {
            return Err(Refused::Large(path.to_string(), self.most / (1024 * 1024)));
        }
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), print(&bytes));
        Ok(bytes)
    }

    /// Writes a file, unless it is another than the one that was read, or has come to be since.
    pub(crate) fn put(&self, path: &FilePath, bytes: &[u8]) -> Result<(), NotPut> {
        put_if(&self.root, path, bytes, || self.is_as_read(path))?;
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).insert(path.clone(), print(bytes));
        Ok(())
    }

    /// Removes a file, unless it is another than the one that was read. One that is not there is gone.
    pub(crate) fn remove(&self, path: &FilePath) -> Result<(), NotPut> {
        let at = place(&self.root, path)?;
        if !at.exists() {
            return Ok(());
        }
        if !self.is_as_read(path)? {
            return Err(NotPut::Changed);
        }
        Ok(fs::remove_file(at)?)
    }

    fn is_as_read(&self, path: &FilePath) -> io::Result<bool> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).get(path).copied();
        let mut bytes = Vec::new();
        match fs::File::open(self.root.join(path.as_str())) {
            Ok(file) => file.take(self.most + 1).read_to_end(&mut bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(seen.is_none()),
            Err(error) => return Err(error),
        };
        Ok(seen == Some(print(&bytes)))
    }
}

/// Tells an edit, and is no proof against whoever wants two texts to look the same.
fn print(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Whether a file below a root is one, and every folder on the way to it a folder and no link.
pub(crate) fn is_plain(root: &Path, path: &FilePath) -> bool {
    let mut at = root.to_owned();
    let is_link = |at: &Path| fs::symlink_metadata(at).is_ok_and(|found| found.is_symlink());
    let has_link = path.parts().any(|part| {
        at.push(part);
        is_link(&at)
    });
    !has_link && fs::symlink_metadata(&at).is_ok_and(|found| found.is_file())
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Path, at: Option<&FilePath>) -> Result<(), Refused> {
        let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let shown = at.map_or(String::new(), |at| format!("{at}/")) + &name.to_string_lossy();
            let path = name.to_str().map(|_| shown.parse::<FilePath>());
            let kind = entry.file_type()?;
            match path {
                Some(Ok(path)) if kind.is_dir() => self.enter(&entry.path(), Some(&path))?,
                Some(Ok(path)) if kind.is_file() => self.file(path, entry.metadata()?.len())?,
                Some(Ok(path)) => {
                    self.problems.push(Problem::of(path, "it is a link or a device; links are not followed"));
                }
                Some(Err(refused)) => self.problems.push(Problem::of(shown, refused.to_string())),
                None => self.problems.push(Problem::of(shown, "its name is not UTF-8")),
            }
        }
        Ok(())
    }

    fn file(&mut self, path: FilePath, size: u64) -> Result<(), Refused> {
        if self.files.len() >= self.limits.files {
            return Err(Refused::Many(self.limits.files));
        }
        self.whole = self.whole.saturating_add(size);
        if self.whole > self.limits.whole {
            return Err(Refused::Heavy(self.limits.whole / (1024 * 1024)));
        }
        if let Some(other) = self.folded.get(&path.folded()) {
            let what = format!("on some systems it is one file with {other}");
            self.problems.push(Problem::of(path, what));
            return Ok(());
        }
        self.folded.insert(path.folded(), path.clone());
        self.files.insert(path, size);
        Ok(())
    }
}
