//! A ZIP archive, looked at as a whole before anything in it is unpacked (TH43). It is read in place: nothing of it is
//! ever written to a disk under a name that it gives, and an archive inside it stays a file.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::path::FilePath;
use crate::problem::Refused;

const MB: u64 = 1024 * 1024;

/// How much is read at all.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Files.
    pub files: usize,
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all of them.
    pub whole: u64,
    /// How many times its packed size a file may be, and all of them together.
    pub ratio: u64,
    /// Smaller files may unpack to what they like.
    pub small: u64,
}

impl Default for Limits {
    /// 50,000 files, 64 MB each, 4 GB together, 200 times the packed size beyond 1 MB: text packs to a tenth, a bomb to a
    /// thousandth.
    fn default() -> Self {
        Self { files: 50_000, file: 64 * MB, whole: 4096 * MB, ratio: 200, small: MB }
    }
}

/// A file, or what was sent.
trait Packed: Read + Seek + Send {}

impl<T: Read + Seek + Send> Packed for T {}

/// An archive that was looked at.
pub(crate) struct Archive {
    zip: ZipArchive<Box<dyn Packed>>,
    entries: BTreeMap<FilePath, Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    index: usize,
    size: u64,
}

impl Archive {
    /// Opens it, unless anything in it is not as it should be.
    pub(crate) fn open(path: &Path, limits: &Limits) -> Result<Self, Refused> {
        let file = File::open(path)?;
        let packed = file.metadata()?.len();
        Self::look(Box::new(BufReader::new(file)), packed, limits)
    }

    /// The same of one that was sent.
    pub(crate) fn of_bytes(bytes: Vec<u8>, limits: &Limits) -> Result<Self, Refused> {
        let packed = bytes.len() as u64;
        Self::look(Box::new(Cursor::new(bytes)), packed, limits)
    }

    fn look(file: Box<dyn Packed>, packed: u64, limits: &Limits) -> Result<Self, Refused> {
        let mut zip = ZipArchive::new(file).map_err(damaged)?;
        if zip.len() > limits.files {
            return Err(Refused::Many(limits.files));
        }
        let (mut entries, mut folded, mut whole) = (BTreeMap::new(), BTreeMap::new(), 0_u64);
        for index in 0..zip.len() {
            let Some((path, size)) = look(&mut zip, index, limits)? else { continue };
            whole = whole.saturating_add(size);
            if whole > limits.whole {
                return Err(Refused::Heavy(limits.whole / MB));
            }
            if let Some(other) = folded.insert(path.folded(), path.clone()) {
                return Err(Refused::Doubled(other.to_string(), path.to_string()));
            }
            entries.insert(path, Entry { index, size });
        }
        // Files that lie over each other in the archive, each small beside what it unpacks to.
        if whole > limits.small && whole / packed.max(1) > limits.ratio {
            return Err(Refused::Bomb("the archive".to_owned(), limits.ratio));
        }
        Ok(Self { zip, entries })
    }

    pub(crate) fn paths(&self) -> impl Iterator<Item = &FilePath> {
        self.entries.keys()
    }

    pub(crate) fn size(&self, path: &FilePath) -> Option<u64> {
        self.entries.get(path).map(|entry| entry.size)
    }

    /// What a file holds, unpacked no further than it says.
    pub(crate) fn read(&mut self, path: &FilePath) -> Result<Vec<u8>, Refused> {
        let Entry { index, size } = *self.entries.get(path).ok_or(Refused::Damaged)?;
        let lies = || Refused::Lies(path.to_string());
        let mut bytes = Vec::new();
        let entry = self.zip.by_index(index).map_err(damaged)?;
        entry.take(size + 1).read_to_end(&mut bytes).map_err(|_| lies())?;
        if bytes.len() as u64 == size { Ok(bytes) } else { Err(lies()) }
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Archive").field("entries", &self.entries).finish_non_exhaustive()
    }
}

/// One entry: nothing for a folder.
fn look(
    zip: &mut ZipArchive<Box<dyn Packed>>,
    index: usize,
    limits: &Limits,
) -> Result<Option<(FilePath, u64)>, Refused> {
    let entry = zip.by_index_raw(index).map_err(damaged)?;
    let name = entry.name().map_err(damaged)?.into_owned();
    let path = name.strip_suffix('/').unwrap_or(&name).parse::<FilePath>();
    let path = path.map_err(|refused| Refused::Name(name.clone(), refused))?;
    // The upper four bits of a Unix mode are its kind: a folder, a file, or nothing where the archive was made elsewhere.
    let kind = entry.unix_mode().unwrap_or_default() & 0o170_000;
    if !matches!(kind, 0 | 0o040_000 | 0o100_000) {
        return Err(Refused::Link(name));
    }
    if entry.is_dir() {
        return Ok(None);
    }
    if entry.encrypted() {
        return Err(Refused::Encrypted(name));
    }
    let (size, packed) = (entry.size(), entry.compressed_size());
    if size > limits.file {
        return Err(Refused::Large(name, limits.file / MB));
    }
    if size > limits.small && size / packed.max(1) > limits.ratio {
        return Err(Refused::Bomb(name, limits.ratio));
    }
    Ok(Some((path, size)))
}

fn damaged(error: ZipError) -> Refused {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => Refused::Io(error),
        _ => Refused::Damaged,
    }
}
