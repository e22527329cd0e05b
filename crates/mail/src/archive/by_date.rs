//! An archive in the order in which its mails were written: what was received and what was sent lie in different
//! folders, and a conversation is made of both.

use std::fs::File;
use std::io::{self, Read};

use super::mbox::Mbox;
use super::{Archive, Content, Item, Kind, Source, whole};
use crate::parse::Head;

/// As much of a mail as is looked at for its date.
const HEAD: usize = 64 * 1024;

/// The mails of an archive by the date they say. One that says none stands behind the one before it in its file.
#[derive(Debug)]
pub struct ByDate<'a> {
    archive: &'a Archive,
    spots: std::vec::IntoIter<Spot>,
    broken: std::vec::IntoIter<io::Error>,
    open: Option<(usize, Mbox)>,
    bytes_done: u64,
}

/// Where a mail is: 40 bytes each, so that a million of them fit into memory.
#[derive(Debug)]
struct Spot {
    date_ms: Option<i64>,
    source: usize,
    offset: u64,
    size: u64,
}

impl Archive {
    /// Its mails by their date. Looks through the whole archive first, with one mail in memory.
    pub fn by_date(&self) -> ByDate<'_> {
        let (mut spots, mut broken) = (Vec::new(), Vec::new());
        for (place, source) in self.sources.iter().enumerate() {
            let begun = spots.len();
            if let Err(error) = look_through(source, place, self.largest, &mut spots) {
                broken.push(io::Error::new(error.kind(), format!("{}: {error}", source.name)));
            }
            fill_dates(&mut spots[begun..]);
        }
        spots.sort_by_key(|spot| (spot.date_ms.unwrap_or(i64::MAX), spot.source, spot.offset));
        let (spots, broken) = (spots.into_iter(), broken.into_iter());
        ByDate { archive: self, spots, broken, open: None, bytes_done: 0 }
    }
}

fn look_through(source: &Source, place: usize, largest: u64, spots: &mut Vec<Spot>) -> io::Result<()> {
    if source.kind == Kind::Mail {
        let mut head = Vec::new();
        File::open(&source.path)?.take(HEAD as u64).read_to_end(&mut head)?;
        spots.push(Spot { date_ms: date_ms(&head), source: place, offset: 0, size: source.size });
        return Ok(());
    }
    let mut mbox = Mbox::open_at(&source.path, largest, 0)?;
    while let Some((offset, content)) = mbox.next_mail()? {
        let date_ms = match content {
            Content::Raw(raw) => date_ms(&raw[..raw.len().min(HEAD)]),
            Content::TooLarge(_) => None,
        };
        spots.push(Spot { date_ms, source: place, offset, size: mbox.offset() - offset });
    }
    Ok(())
}

fn date_ms(head: &[u8]) -> Option<i64> {
    Head::read(head).date_ms()
}

/// Gives mails of one file that say no date that of the one before, and the first ones that of the one behind.
fn fill_dates(spots: &mut [Spot]) {
    let mut near = spots.iter().find_map(|spot| spot.date_ms);
    for spot in spots {
        near = spot.date_ms.or(near);
        spot.date_ms = near;
    }
}

impl Iterator for ByDate<'_> {
    type Item = io::Result<Item>;

    fn next(&mut self) -> Option<io::Result<Item>> {
        let Some(spot) = self.spots.next() else { return self.broken.next().map(Err) };
        self.bytes_done += spot.size;
        let source = &self.archive.sources[spot.source];
        let read = match source.kind {
            Kind::Mail => {
                whole(&source.path, self.archive.largest).map(|content| (source.name.clone(), content))
            }
            Kind::Mbox => self.read_mbox(source, &spot),
        };
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", source.name));
        let item = |(place, content)| Item { place, content, bytes_done: self.bytes_done };
        Some(read.map(item).map_err(named))
    }
}

impl ByDate<'_> {
    /// Goes on in the open file where the mail is the next one there, as it nearly always is.
    fn read_mbox(&mut self, source: &Source, spot: &Spot) -> io::Result<(String, Content)> {
        let open =
            self.open.take().filter(|(place, mbox)| *place == spot.source && mbox.offset() == spot.offset);
        let mut mbox = match open {
            Some((_, mbox)) => mbox,
            None => Mbox::open_at(&source.path, self.archive.largest, spot.offset)?,
        };
        let gone = || io::Error::new(io::ErrorKind::NotFound, "the file has changed");
        let (offset, content) = mbox.next_mail()?.ok_or_else(gone)?;
        self.open = Some((spot.source, mbox));
        Ok((format!("{}:{offset}", source.name), content))
    }
}
