//! Archives of mail on disk: mbox files, Maildirs, files of one mail each, and folders of these.
//!
//! At most one mail is in memory. Everything has a [`place`](Item::place) by which reading goes on behind it.

mod by_date;
mod folder;
mod mbox;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use by_date::ByDate;
use mbox::Mbox;

/// An archive: its files in the order in which they are read.
#[derive(Debug)]
pub struct Archive {
    sources: Vec<Source>,
    largest: u64,
}

/// A mail of an archive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Where it is: the file's name within the archive; of a mail in an mbox file with `:` and its offset. Stays the
    /// same when a mail program marks a mail of a Maildir as read.
    pub place: String,
    /// The mail.
    pub content: Content,
    /// How many of the archive's [`total_bytes`](Archive::total_bytes) are behind once it is dealt with.
    pub bytes_done: u64,
}

/// The bytes of a mail, or how many they would be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content {
    /// The mail as it travelled, what the archive added taken off.
    Raw(Vec<u8>),
    /// The mail is larger than the archive was asked for; its size in bytes.
    TooLarge(u64),
}

#[derive(Clone, Debug)]
struct Source {
    name: String,
    path: PathBuf,
    kind: Kind,
    size: u64,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Mail,
    Mbox,
}

impl Archive {
    /// Looks what `path` is and lists its files. A file is an mbox if it begins with `From `, else one mail; a folder
    /// with `cur` or `new` is a Maildir; any other is taken with its folders, but for what is hidden and for links.
    pub fn open(path: &Path, largest_mail: u64) -> io::Result<Self> {
        Ok(Self { sources: folder::sources(path)?, largest: largest_mail })
    }

    /// The size of all its files.
    pub fn total_bytes(&self) -> u64 {
        self.sources.iter().map(|source| source.size).sum()
    }

    /// Its mails from the first on.
    pub fn mails(&self) -> Mails<'_> {
        Mails { archive: self, next: 0, mbox: None, bytes_before: 0 }
    }

    /// Its mails behind the one at this place. An error where the archive has no such place any more.
    pub fn mails_behind(&self, place: &str) -> io::Result<Mails<'_>> {
        let mut mails = self.mails();
        let gone = || io::Error::new(io::ErrorKind::NotFound, format!("the archive has no mail at {place}"));
        mails.next = self.sources.iter().position(|source| source.holds(place)).ok_or_else(gone)?;
        mails.bytes_before = self.sources[..mails.next].iter().map(|source| source.size).sum();
        let source = &self.sources[mails.next];
        if let Some(offset) = source.offset(place) {
            mails.mbox = Some(Mbox::open_at(&source.path, self.largest, offset)?);
            mails.read_mbox(source).transpose()?.ok_or_else(gone)?;
        } else {
            mails.pass(source);
        }
        Ok(mails)
    }
}

impl Source {
    fn holds(&self, place: &str) -> bool {
        match self.kind {
            Kind::Mail => place == self.name,
            Kind::Mbox => self.offset(place).is_some(),
        }
    }

    /// The offset of a place in this mbox file.
    fn offset(&self, place: &str) -> Option<u64> {
        let offset = place.strip_prefix(&self.name)?.strip_prefix(':')?;
        offset.parse().ok().filter(|_| self.kind == Kind::Mbox)
    }
}

/// The mails of an archive, one after the other. After an error the file it came from is passed over.
#[derive(Debug)]
pub struct Mails<'a> {
    archive: &'a Archive,
    next: usize,
    mbox: Option<Mbox>,
    bytes_before: u64,
}

impl Iterator for Mails<'_> {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<io::Result<Item>> {
        loop {
            let source = self.archive.sources.get(self.next)?;
            let read = match source.kind {
                Kind::Mail => Some(self.read_mail(source)),
                Kind::Mbox => self.read_mbox(source),
            };
            match read {
                Some(Ok(item)) => return Some(Ok(item)),
                Some(Err(error)) => {
                    self.pass(source);
                    return Some(Err(io::Error::new(error.kind(), format!("{}: {error}", source.name))));
                }
                None => self.pass(source),
            }
        }
    }
}

impl Mails<'_> {
    fn pass(&mut self, source: &Source) {
        self.next += 1;
        self.mbox = None;
        self.bytes_before += source.size;
    }

    fn read_mail(&mut self, source: &Source) -> io::Result<Item> {
        let content = whole(&source.path, self.archive.largest)?;
        self.pass(source);
        Ok(Item { place: source.name.clone(), content, bytes_done: self.bytes_before })
    }

    fn read_mbox(&mut self, source: &Source) -> Option<io::Result<Item>> {
        let mbox = match self.mbox.take() {
            Some(mbox) => mbox,
            None => match Mbox::open_at(&source.path, self.archive.largest, 0) {
                Ok(mbox) => mbox,
                Err(error) => return Some(Err(error)),
            },
        };
        let mbox = self.mbox.insert(mbox);
        let read = mbox.next_mail().transpose()?;
        let bytes_done = self.bytes_before + mbox.offset();
        Some(read.map(|(offset, content)| Item {
            place: format!("{}:{offset}", source.name),
            content,
            bytes_done,
        }))
    }
}

fn whole(path: &Path, largest: u64) -> io::Result<Content> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > largest {
        return Ok(Content::TooLarge(size));
    }
    let mut raw = Vec::new();
    file.take(largest).read_to_end(&mut raw)?;
    Ok(Content::Raw(raw))
}
