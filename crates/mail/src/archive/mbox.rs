//! One mbox file (RFC 4155 and its relatives).
//!
//! A mail begins at a line `From `, which must name a time of day and a year if the file's first one does: mail
//! programs that escape nothing put other such lines into texts. The escapes of mboxrd are undone (`>From `,
//! `>>From `); those of mboxo are the same but for lines that began with `>From ` before, which nobody can tell apart.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::Content;

/// A line is read in pieces of this size, so that a line without end does no harm.
const PIECE: u64 = 64 * 1024;

#[derive(Debug)]
pub(super) struct Mbox {
    file: BufReader<File>,
    largest: u64,
    /// Where the next piece begins.
    offset: u64,
    /// The offset of the mail whose `From ` line was just read.
    begun: Option<u64>,
    /// Whether `From ` lines must be dated.
    is_dated: bool,
    line: Vec<u8>,
}

/// A mail as it is put together.
struct Growing {
    raw: Vec<u8>,
    size: u64,
    largest: u64,
}

impl Mbox {
    /// Begins at the `From ` line at `offset`.
    pub(super) fn open_at(path: &Path, largest: u64, offset: u64) -> io::Result<Self> {
        let mut file = BufReader::new(File::open(path)?);
        let mut mbox_line = Vec::new();
        file.by_ref().take(PIECE).read_until(b'\n', &mut mbox_line)?;
        let is_dated = names_a_time(&mbox_line);
        file.seek(SeekFrom::Start(offset))?;
        let mut mbox = Self { file, largest, offset, begun: None, is_dated, line: Vec::new() };
        mbox.read_piece()?;
        if !mbox.line.is_empty() && !mbox.line.starts_with(b"From ") {
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("no mail begins at {offset}")));
        }
        mbox.begun = (!mbox.line.is_empty()).then_some(offset);
        Ok(mbox)
    }

    /// Behind the last mail that was read.
    pub(super) fn offset(&self) -> u64 {
        self.begun.unwrap_or(self.offset)
    }

    /// The next mail and the offset of its `From ` line.
    pub(super) fn next_mail(&mut self) -> io::Result<Option<(u64, Content)>> {
        let Some(start) = self.begun.take() else { return Ok(None) };
        let mut mail = Growing { raw: Vec::new(), size: 0, largest: self.largest };
        // The `From ` line itself may have been longer than a piece.
        let mut at_line_start = self.line.ends_with(b"\n");
        let mut is_in_mail = at_line_start;
        let mut is_after_empty_line = true;
        loop {
            let piece_start = self.offset;
            self.read_piece()?;
            if self.line.is_empty() {
                break;
            }
            if at_line_start && self.begins_mail(is_after_empty_line) {
                self.begun = Some(piece_start);
                break;
            }
            if is_in_mail {
                mail.push(if at_line_start { unescaped(&self.line) } else { &self.line });
            }
            is_after_empty_line = at_line_start && (self.line == b"\n" || self.line == b"\r\n");
            at_line_start = self.line.ends_with(b"\n");
            is_in_mail |= at_line_start;
        }
        Ok(Some((start, mail.content())))
    }

    fn begins_mail(&self, is_after_empty_line: bool) -> bool {
        let is_real = if self.is_dated { names_a_time(&self.line) } else { is_after_empty_line };
        self.line.starts_with(b"From ") && is_real
    }

    fn read_piece(&mut self) -> io::Result<()> {
        self.line.clear();
        let length = self.file.by_ref().take(PIECE).read_until(b'\n', &mut self.line)?;
        self.offset += length as u64;
        Ok(())
    }
}

impl Growing {
    fn push(&mut self, piece: &[u8]) {
        self.size += piece.len() as u64;
        // A little more than the largest is kept: the empty line at the end is not the mail's.
        if self.size <= self.largest + 2 {
            self.raw.extend_from_slice(piece);
        } else {
            self.raw = Vec::new();
        }
    }

    /// Without the empty line that ends a mail in a file.
    fn content(mut self) -> Content {
        if self.size > self.largest + 2 {
            return Content::TooLarge(self.size);
        }
        for (end, kept) in [(&b"\n\r\n"[..], 1), (b"\n\n", 1)] {
            if self.raw.ends_with(end) {
                self.raw.truncate(self.raw.len() - end.len() + kept);
                break;
            }
        }
        match self.raw.len() as u64 {
            size if size > self.largest => Content::TooLarge(size),
            _ => Content::Raw(self.raw),
        }
    }
}

/// The line without the sign that kept it from being a `From ` line.
fn unescaped(line: &[u8]) -> &[u8] {
    let signs = line.iter().take_while(|&&byte| byte == b'>').count();
    let is_escaped = signs > 0 && line[signs..].starts_with(b"From ");
    &line[usize::from(is_escaped)..]
}

/// Whether a `From ` line has a time of day and a year, as `Mon Jan  5 09:30:00 2026` has.
fn names_a_time(line: &[u8]) -> bool {
    let is_time = |word: &[u8]| {
        word.len() >= 4
            && word.contains(&b':')
            && word.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
    };
    let is_year = |word: &[u8]| word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    let words = || line.split(u8::is_ascii_whitespace).skip(1);
    words().any(is_time) && words().any(is_year)
}
