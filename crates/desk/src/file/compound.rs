//! The compound files (MS-CFB) of older office programs, read as far as telling them apart needs.

use super::check::FileRefused;

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Streams below this size are kept in the root's own stream, in pieces of 64 bytes.
const SMALL: u64 = 4096;
const PIECE: usize = 64;

/// Whether `bytes` are a Word document of Word 6 to 2003: the Word stream, without macros, not encrypted.
pub(super) fn check(bytes: &[u8]) -> Result<(), FileRefused> {
    if !bytes.starts_with(SIGNATURE) {
        return Err(FileRefused::TypeMismatch);
    }
    let file = Compound::read(bytes).ok_or(FileRefused::Damaged)?;
    if file.is_encrypted_package() {
        return Err(FileRefused::Encrypted);
    }
    let word = file.find("WordDocument").ok_or(FileRefused::TypeMismatch)?;
    // MS-DOC §2.5.1: the identifier, and among the flags whether the text is encrypted or obfuscated.
    let head = file.head(word).filter(|head| head.len() >= 12).ok_or(FileRefused::Damaged)?;
    let (identifier, flags) = (u16::from_le_bytes([head[0], head[1]]), head[11]);
    match (identifier, flags & 1) {
        (0xA5EC | 0xA5DC, 0) if file.find("Macros").is_some() => Err(FileRefused::Macros),
        (0xA5EC | 0xA5DC, 0) => Ok(()),
        (0xA5EC | 0xA5DC, _) => Err(FileRefused::Encrypted),
        _ => Err(FileRefused::Damaged),
    }
}

/// What a compound file is that calls itself a package: a package with a password, or something else.
pub(super) fn refuse_as_package(bytes: &[u8]) -> Option<FileRefused> {
    let encrypted = || Compound::read(bytes).is_some_and(|file| file.is_encrypted_package());
    bytes
        .starts_with(SIGNATURE)
        .then(|| if encrypted() { FileRefused::Encrypted } else { FileRefused::TypeMismatch })
}

struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    /// For each sector the one that follows it.
    next: Vec<u32>,
    entries: Vec<Entry>,
}

/// A directory entry; siblings form a tree of their own.
struct Entry {
    name: String,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let sector_size = match u16_at(bytes, 0x1E)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, sector_size, next: Vec::new(), entries: Vec::new() };
        // The header lists the first 109 sectors of the table, enough for 7 MB: more than any file that gets here.
        for place in 0..109 {
            let sector = u32_at(bytes, 0x4C + 4 * place)?;
            if let Some(table) = file.sector(sector) {
                file.next.extend(table.as_chunks::<4>().0.iter().map(|next| u32::from_le_bytes(*next)));
            }
        }
        for sector in file.chain(u32_at(bytes, 0x30)?)? {
            let entries = file.sector(sector)?.as_chunks::<128>().0.iter().map(Entry::read);
            file.entries.extend(entries);
        }
        Some(file).filter(|file| !file.entries.is_empty())
    }

    /// The entry of this name directly below the root: a document embedded deeper down is not the file.
    fn find(&self, name: &str) -> Option<&Entry> {
        let mut waiting = vec![self.entries.first()?.child];
        // Each entry is met once; a tree that runs in circles ends here.
        for _ in 0..=2 * self.entries.len() {
            let Some(entry) = self.entries.get(usize::try_from(waiting.pop()?).ok()?) else { continue };
            if entry.name == name {
                return Some(entry);
            }
            waiting.extend([entry.left, entry.right]);
        }
        None
    }

    /// MS-OFFCRYPTO §2.3: a package with a password is wrapped in a compound file.
    fn is_encrypted_package(&self) -> bool {
        self.find("EncryptedPackage").is_some()
    }

    /// The first bytes of a stream, when the whole of it is there.
    fn head(&self, stream: &Entry) -> Option<&'a [u8]> {
        if stream.size >= SMALL {
            let sectors = self.chain(stream.start)?;
            let whole = sectors.len() as u64 * self.sector_size as u64 >= stream.size
                && sectors.iter().all(|sector| self.sector(*sector).is_some());
            return self.sector(*sectors.first()?).filter(|_| whole);
        }
        let place = usize::try_from(stream.start).ok()?.checked_mul(PIECE)?;
        let sector = *self.chain(self.entries.first()?.start)?.get(place / self.sector_size)?;
        let within = place % self.sector_size;
        let size = usize::try_from(stream.size).ok()?.min(PIECE);
        self.sector(sector)?.get(within..within + size)
    }

    /// The sectors from `first` to the end of their chain; nothing when it leaves the file or runs in a circle.
    fn chain(&self, first: u32) -> Option<Vec<u32>> {
        const END: u32 = 0xFFFF_FFFE;
        let (mut sectors, mut sector) = (Vec::new(), first);
        while sector != END {
            if sectors.len() > self.next.len() {
                return None;
            }
            sectors.push(sector);
            sector = *self.next.get(usize::try_from(sector).ok()?)?;
        }
        Some(sectors)
    }

    /// A sector's bytes; the last one of a file may be short.
    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.sector_size)?;
        let end = start.checked_add(self.sector_size)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }
}

impl Entry {
    fn read(bytes: &[u8; 128]) -> Self {
        let u32_at = |place| u32_at(bytes, place).unwrap_or(u32::MAX);
        let letters = bytes[..64].as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
        let name = char::decode_utf16(letters.take_while(|letter| *letter != 0));
        Self {
            name: name.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(),
            left: u32_at(0x44),
            right: u32_at(0x48),
            child: u32_at(0x4C),
            start: u32_at(0x74),
            // The upper half of the size is not always zero in files with small sectors, and never needed here.
            size: u64::from(u32_at(0x78)),
        }
    }
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    bytes.get(place..)?.first_chunk().map(|part| u16::from_le_bytes(*part))
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    bytes.get(place..)?.first_chunk().map(|part| u32::from_le_bytes(*part))
}
