//! What is wrong with a file, and what a folder or an archive is refused for as a whole.

use std::fmt;
use std::io;

use thiserror::Error;

use crate::path::PathRefused;

/// What is wrong with one file; the others go on.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Problem {
    /// The file, below the root.
    pub file: String,
    /// The line, counted from 1, where it is one of a text.
    pub line: Option<usize>,
    /// What is wrong, in words.
    pub what: String,
}

impl Problem {
    /// About a whole file.
    pub fn of(file: impl fmt::Display, what: impl Into<String>) -> Self {
        Self { file: file.to_string(), line: None, what: what.into() }
    }

    /// About a line of it.
    #[must_use]
    pub fn at(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: {}", self.file, self.what),
            None => write!(formatter, "{}: {}", self.file, self.what),
        }
    }
}

/// Why a folder or an archive is not read at all (TH43).
#[derive(Debug, Error)]
pub enum Refused {
    /// A name in it is none.
    #[error("{0:?} in it is refused: {1}")]
    Name(String, PathRefused),
    /// A link or a device.
    #[error("{0:?} in it is refused: it is a link or a device, and no file")]
    Link(String),
    /// Two names that are one where case does not matter.
    #[error("{0:?} and {1:?} in it are refused: on some systems they are one file")]
    Doubled(String, String),
    /// Too many files.
    #[error("there are more than {0} files in it")]
    Many(usize),
    /// A file is too large.
    #[error("{0:?} in it is larger than {1} MB")]
    Large(String, u64),
    /// All of it is too large.
    #[error("it holds more than {0} MB")]
    Heavy(u64),
    /// It unpacks to far more than it is.
    #[error("{0:?} in it is refused: it unpacks to more than {1} times its size")]
    Bomb(String, u64),
    /// It unpacks to something else than it says.
    #[error("{0:?} in it is refused: it is not of the size that the archive says")]
    Lies(String),
    /// It wants a password.
    #[error("{0:?} in it is encrypted")]
    Encrypted(String),
    /// It is no archive, or a broken one.
    #[error("it is not a ZIP archive, or a damaged one")]
    Damaged,
    /// It cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}
