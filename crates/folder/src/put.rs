//! Writing a file below a root: whole or not at all, through no link, and over nothing that somebody else has changed (TH43).

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::path::FilePath;

/// Why a file was not written or removed.
#[derive(Debug, Error)]
pub enum NotPut {
    /// Somebody changed it since it was read.
    #[error("it was changed while this ran; the next run takes it")]
    Changed,
    /// It is a link, or lies behind one.
    #[error("it is a link or lies behind one, and nothing is written through links")]
    Link,
    /// It cannot be written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<NotPut> for io::Error {
    fn from(not_put: NotPut) -> Self {
        match not_put {
            NotPut::Io(error) => error,
            other => Self::new(ErrorKind::InvalidInput, other),
        }
    }
}

/// Writes a file below a root, whole or not at all, through no link.
pub fn put_below(root: &Path, path: &FilePath, bytes: &[u8]) -> Result<(), NotPut> {
    put_if(root, path, bytes, || Ok(true))
}

/// The same if it still may be, which is asked when everything else is done.
pub(crate) fn put_if(
    root: &Path,
    path: &FilePath,
    bytes: &[u8],
    may: impl FnOnce() -> io::Result<bool>,
) -> Result<(), NotPut> {
    let at = place(root, path)?;
    if let Some(folder) = at.parent() {
        fs::create_dir_all(folder)?;
    }
    let unfinished = unfinished(&at);
    let written = create(&unfinished)?.write_all(bytes).and_then(|()| may());
    let done = match written {
        Ok(true) => fs::rename(&unfinished, &at).map_err(NotPut::from),
        Ok(false) => Err(NotPut::Changed),
        Err(error) => Err(error.into()),
    };
    if done.is_err() {
        // Why it was not written is told; what is left of it is taken away by the next run.
        _ = fs::remove_file(&unfinished);
    }
    done
}

/// Where a file below a root is, with no link on the way.
pub(crate) fn place(root: &Path, path: &FilePath) -> Result<PathBuf, NotPut> {
    let mut at = root.to_owned();
    for part in path.parts() {
        at.push(part);
        if is_link(&at) {
            return Err(NotPut::Link);
        }
    }
    Ok(at)
}

/// Whether a link lies here, wherever it leads.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// A file that nobody else has: what a run that broke off has left is taken away, anything but a file is refused.
pub(crate) fn create(path: &Path) -> Result<File, NotPut> {
    let new = || OpenOptions::new().write(true).create_new(true).open(path);
    match new() {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            if !fs::symlink_metadata(path)?.is_file() {
                return Err(NotPut::Link);
            }
            fs::remove_file(path)?;
            Ok(new()?)
        }
        opened => Ok(opened?),
    }
}

/// The name of a file until it is whole.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".unfinished");
    path.with_file_name(name)
}
