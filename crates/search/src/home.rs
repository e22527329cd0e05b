//! Where an index lies: a folder with a folder in it for each generation, of which the newest whole one counts.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use kernel::{Fault, base_codes as codes};
use tantivy::{Index, IndexReader, ReloadPolicy};

use crate::fault::failed;
use crate::schema::{EDITION, Fields};
use crate::words::tokenizers;

/// Held as long as the index is open, so that no other process writes to it. Released by the system when a process ends,
/// however it ends.
const LOCK: &str = "lock";

/// One whole index. A rebuild makes the next.
pub(crate) struct Generation {
    pub(crate) index: Index,
    pub(crate) reader: IndexReader,
    number: u64,
}

/// Where generations are kept.
pub(crate) enum Home {
    Memory,
    Folder { path: PathBuf, _lock: File },
}

impl Home {
    /// Takes hold of a folder, which is made when it is not there.
    pub(crate) fn folder(path: &Path) -> Result<Self, Fault> {
        fs::create_dir_all(path).map_err(failed)?;
        let lock = File::create(path.join(LOCK)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self::Folder { path: path.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                Err(Fault::new(&codes::UNAVAILABLE).because("another process has the index open"))
            }
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// The newest generation that is whole, of our edition and has a position; one that is empty where there is none.
    /// Others are removed.
    pub(crate) fn newest(&self, fields: &Fields) -> Result<Generation, Fault> {
        let Self::Folder { path, .. } = self else { return self.make(1, fields) };
        let mut numbers = generations(path)?;
        numbers.sort_unstable_by(|one, other| other.cmp(one));
        let next = numbers.first().map_or(1, |newest| newest + 1);
        let whole = numbers.into_iter().find_map(|number| open(&generation(path, number), number, fields));
        let found = match whole {
            Some(found) => found,
            None => self.make(next, fields)?,
        };
        self.keep_only(&found)?;
        Ok(found)
    }

    /// An empty one that comes after.
    pub(crate) fn next(&self, after: &Generation, fields: &Fields) -> Result<Generation, Fault> {
        self.make(after.number + 1, fields)
    }

    /// Removes every other, of whatever edition, and nothing else that may lie there.
    pub(crate) fn keep_only(&self, kept: &Generation) -> Result<(), Fault> {
        let Self::Folder { path, .. } = self else { return Ok(()) };
        for (edition, number) in named(path)? {
            if (edition, number) != (EDITION, kept.number) {
                fs::remove_dir_all(path.join(format!("{edition}-{number}"))).map_err(failed)?;
            }
        }
        Ok(())
    }

    fn make(&self, number: u64, fields: &Fields) -> Result<Generation, Fault> {
        let builder = Index::builder().schema(fields.schema.clone()).tokenizers(tokenizers());
        let index = match self {
            Self::Memory => builder.create_in_ram(),
            Self::Folder { path, .. } => {
                let folder = generation(path, number);
                if folder.exists() {
                    fs::remove_dir_all(&folder).map_err(failed)?;
                }
                fs::create_dir_all(&folder).map_err(failed)?;
                builder.create_in_dir(folder)
            }
        };
        Generation::of(index.map_err(failed)?, number)
    }
}

impl Generation {
    fn of(index: Index, number: u64) -> Result<Self, Fault> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        Ok(Self { index, reader: reader.map_err(failed)?, number })
    }

    /// What was said with the last commit.
    pub(crate) fn position(&self) -> Result<Option<String>, Fault> {
        Ok(self.index.load_metas().map_err(failed)?.payload)
    }
}

fn generation(path: &Path, number: u64) -> PathBuf {
    path.join(format!("{EDITION}-{number}"))
}

/// Those of our edition.
fn generations(path: &Path) -> Result<Vec<u64>, Fault> {
    let ours = named(path)?.into_iter().filter(|(edition, _)| *edition == EDITION);
    Ok(ours.map(|(_, number)| number).collect())
}

/// The edition and the number of each folder that is named as a generation.
fn named(path: &Path) -> Result<Vec<(u32, u64)>, Fault> {
    let entries = fs::read_dir(path).map_err(failed)?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let read = |name: String| {
        let (edition, number) = name.split_once('-')?;
        Some((edition.parse().ok()?, number.parse().ok()?))
    };
    Ok(names.filter_map(read).collect())
}

/// None if anything about it is not as it should be: it can be made anew.
fn open(folder: &Path, number: u64, fields: &Fields) -> Option<Generation> {
    let mut index = Index::open_in_dir(folder).ok()?;
    index.set_tokenizers(tokenizers());
    let is_whole = index.schema() == fields.schema && index.validate_checksum().ok()?.is_empty();
    let found = Generation::of(index, number).ok().filter(|_| is_whole)?;
    found.position().ok()??;
    Some(found)
}
