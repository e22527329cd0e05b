//! Reading ahead: a thread of its own reads and parses while the mails before are stored.

use std::io;
use std::sync::Arc;

use kernel::Fault;
use mail::archive::{Archive, Content, Item};
use mail::{Broken, Limits, parse};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::{JoinHandle, spawn_blocking};

use super::letter::{Letter, Own};
use super::report::Report;
use super::set_aside::Reason;

/// So many mails, or so many bytes of them, are handed on at once.
const MOST: usize = 100;
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// How far a run got that broke off.
#[derive(Debug)]
pub(super) struct Unfinished {
    /// The last mail it dealt with.
    pub(super) place: String,
    /// What it counted until there.
    pub(super) report: Report,
}

/// A mail that was read.
#[derive(Debug)]
pub(super) struct Read {
    /// Where in the archive.
    pub(super) place: String,
    /// Whether an earlier run dealt with it and counted it.
    pub(super) is_passed: bool,
    /// Its bytes; none where it was too large or cannot be read.
    pub(super) raw: Vec<u8>,
    /// The mail, or why it is none.
    pub(super) letter: Result<Box<Letter>, Reason>,
}

/// Mails that follow each other.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    /// The mails.
    pub(super) reads: Vec<Read>,
    /// How many of the archive's bytes are behind.
    pub(super) bytes_done: u64,
    bytes: usize,
}

/// The thread that reads.
pub(super) struct Reading {
    chunks: Receiver<Chunk>,
    thread: Option<JoinHandle<()>>,
    report: Report,
}

impl Reading {
    /// Begins to read, by date. An earlier run counts where the archive still has the place it got to.
    pub(super) async fn start(
        archive: Arc<Archive>,
        own: Own,
        unfinished: Option<Unfinished>,
    ) -> Result<Self, Fault> {
        let (sender, chunks) = channel(1);
        let unfinished = match unfinished {
            Some(unfinished) => still_there(archive.clone(), unfinished).await?,
            None => None,
        };
        let (place, report) =
            unfinished.map_or_else(Default::default, |earlier| (Some(earlier.place), earlier.report));
        let thread = spawn_blocking(move || {
            let mut chunk = Chunk::default();
            for read in Reads::new(&archive, &own, place) {
                let is_full = chunk.push(read);
                // Nobody listens any more: the import was dropped.
                if is_full && sender.blocking_send(std::mem::take(&mut chunk)).is_err() {
                    return;
                }
            }
            if !chunk.reads.is_empty() {
                drop(sender.blocking_send(chunk));
            }
        });
        Ok(Self { chunks, thread: Some(thread), report })
    }

    /// What an earlier run counted.
    pub(super) fn report(&self) -> Report {
        self.report.clone()
    }

    /// The next mails; nothing at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Chunk>, Fault> {
        if let Some(chunk) = self.chunks.recv().await {
            return Ok(Some(chunk));
        }
        if let Some(thread) = self.thread.take() {
            thread.await.map_err(Fault::internal)?;
        }
        Ok(None)
    }
}

async fn still_there(archive: Arc<Archive>, unfinished: Unfinished) -> Result<Option<Unfinished>, Fault> {
    let looking =
        spawn_blocking(move || archive.mails_behind(&unfinished.place).is_ok().then_some(unfinished));
    looking.await.map_err(Fault::internal)
}

impl Chunk {
    /// Adds a mail and answers whether it is time to hand on.
    fn push(&mut self, (read, bytes_done): (Read, u64)) -> bool {
        self.bytes += read.raw.len();
        self.bytes_done = bytes_done.max(self.bytes_done);
        self.reads.push(read);
        self.reads.len() >= MOST || self.bytes >= MOST_BYTES
    }
}

/// The mails of an archive, each with how many bytes are behind it.
struct Reads<'a> {
    items: mail::archive::ByDate<'a>,
    own: &'a Own,
    limits: Limits,
    /// Up to here everything was dealt with.
    passed: Option<String>,
}

impl<'a> Reads<'a> {
    fn new(archive: &'a Archive, own: &'a Own, passed: Option<String>) -> Self {
        Self { items: archive.by_date(), own, limits: Limits::default(), passed }
    }

    fn read(&mut self, item: Item) -> (Read, u64) {
        let is_passed = self.passed.is_some();
        self.passed = self.passed.take().filter(|place| *place != item.place);
        let (raw, letter) = match item.content {
            Content::TooLarge(_) => (Vec::new(), Err(Reason::Broken(Broken::TooLarge))),
            Content::Raw(raw) => {
                let letter = parse(&raw, &self.limits).map_err(Reason::Broken);
                let letter = letter.and_then(|mail| Letter::of(mail, &raw, self.own)).map(Box::new);
                (raw, letter)
            }
        };
        (Read { place: item.place, is_passed, raw, letter }, item.bytes_done)
    }

    fn unreadable(&self, error: &io::Error) -> (Read, u64) {
        let is_passed = self.passed.is_some();
        let letter = Err(Reason::Unreadable);
        (Read { place: error.to_string(), is_passed, raw: Vec::new(), letter }, 0)
    }
}

impl Iterator for Reads<'_> {
    type Item = (Read, u64);

    fn next(&mut self) -> Option<(Read, u64)> {
        Some(match self.items.next()? {
            Ok(item) => self.read(item),
            Err(error) => self.unreadable(&error),
        })
    }
}
