//! The packages (ECMA-376 part 2) of newer office programs: a ZIP archive with a list of its parts' types.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use super::check::FileRefused;
use super::{compound, text, xml};

/// What the main part of a package is.
pub(super) struct Main {
    content_type: &'static str,
    /// Where it is when the list of types gives no place of its own.
    usual_part: &'static str,
    root: &'static str,
}

pub(super) static DOCUMENT: Main = Main {
    content_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    usual_part: "word/document.xml",
    root: "document",
};

pub(super) static WORKBOOK: Main = Main {
    content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    usual_part: "xl/workbook.xml",
    root: "workbook",
};

const MAX_PARTS: usize = 4096;
/// What all parts together may weigh unpacked, by their own declaration.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// How many times its packed size a large part may be. Sheets of equal rows reach 60, bombs 1,000.
const MAX_RATIO: u64 = 200;
const LARGE_PART: u64 = 1024 * 1024;
/// How much of one part is ever unpacked here.
const MAX_READ: u64 = 1024 * 1024;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Whether `bytes` are a package with this main part, without macros, not encrypted, and no bomb.
pub(super) fn check(bytes: &[u8], main: &Main) -> Result<(), FileRefused> {
    if let Some(refused) = compound::refuse_as_package(bytes) {
        return Err(refused);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(FileRefused::TypeMismatch);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileRefused::Damaged)?;
    let names = check_directory(&mut archive)?;
    if names.iter().any(|name| is_macro_part(name)) {
        return Err(FileRefused::Macros);
    }
    let types = types(&mut archive)?;
    if types.has_macros {
        return Err(FileRefused::Macros);
    }
    let part = types.place_of(main).ok_or(FileRefused::TypeMismatch)?;
    check_main(&mut archive, &part, main)
}

/// Looks at every entry without unpacking any, and gives their names in lower case.
fn check_directory(archive: &mut Archive<'_>) -> Result<BTreeSet<String>, FileRefused> {
    if archive.len() > MAX_PARTS {
        return Err(FileRefused::Bomb);
    }
    let (mut names, mut unpacked) = (BTreeSet::new(), 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_data(index).map_err(|_| FileRefused::Damaged)?;
        unpacked = unpacked.saturating_add(entry.size());
        let is_stretched =
            entry.size() > LARGE_PART && entry.size() / entry.compressed_size().max(1) > MAX_RATIO;
        if is_stretched || unpacked > MAX_UNPACKED {
            return Err(FileRefused::Bomb);
        }
        if entry.encrypted() {
            return Err(FileRefused::Encrypted);
        }
        // Of two parts with one name each program takes another.
        if !names.insert(entry.name().map_err(|_| FileRefused::Damaged)?.to_ascii_lowercase()) {
            return Err(FileRefused::Damaged);
        }
    }
    match archive.has_overlapping_entries() {
        Ok(false) => Ok(names),
        Ok(true) => Err(FileRefused::Bomb),
        Err(_) => Err(FileRefused::Damaged),
    }
}

fn is_macro_part(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|last| last.starts_with("vbaproject"))
        || name.contains("/macrosheets/")
}

/// What `[Content_Types].xml` says.
#[derive(Default)]
struct Types {
    has_macros: bool,
    /// Content type and the part it is said of, empty where it is said of an extension.
    entries: Vec<(String, String)>,
}

fn types(archive: &mut Archive<'_>) -> Result<Types, FileRefused> {
    let list = unpack(archive, "[Content_Types].xml")?;
    if list.len() as u64 > MAX_READ {
        return Err(FileRefused::Bomb);
    }
    let list = text::unicode(&list).ok_or(FileRefused::Damaged)?;
    let mut types = Types::default();
    xml::read(&list, |tag| types.add(tag))?;
    Ok(types)
}

impl Types {
    fn add(&mut self, tag: &BytesStart<'_>) {
        let value = |name: &str| {
            let mut attributes = tag.attributes().flatten();
            attributes
                .find(|attribute| attribute.key.into_inner() == name)
                .map(|attribute| attribute.value.to_string())
        };
        let content_type = value("ContentType").unwrap_or_default().to_ascii_lowercase();
        self.has_macros |=
            ["macroenabled", "vbaproject", "macrosheet"].iter().any(|word| content_type.contains(word));
        self.entries.push((content_type, value("PartName").unwrap_or_default()));
    }

    fn place_of(&self, main: &Main) -> Option<String> {
        let (_, part) = self.entries.iter().find(|(content_type, _)| *content_type == main.content_type)?;
        let part = part.trim_start_matches('/');
        Some(if part.is_empty() { main.usual_part } else { part }.to_owned())
    }
}

fn check_main(archive: &mut Archive<'_>, part: &str, main: &Main) -> Result<(), FileRefused> {
    let bytes = unpack(archive, part)?;
    if bytes.len() as u64 <= MAX_READ {
        let text = text::unicode(&bytes).ok_or(FileRefused::Damaged)?;
        xml::read(&text, |_| ())?;
    }
    match xml::root(&bytes) {
        Some(root) if root == main.root => Ok(()),
        Some(_) => Err(FileRefused::TypeMismatch),
        None => Err(FileRefused::Damaged),
    }
}

/// The part's bytes up to one more than [`MAX_READ`]. What an entry declares may be a lie; an archive that gives more
/// than it declared is damaged, and the reader stops there.
fn unpack(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, FileRefused> {
    let same = |other: &str| other.trim_start_matches('/').eq_ignore_ascii_case(name);
    let index = (0..archive.len()).find(|index| {
        archive.name_for_index(*index).is_some_and(|other| other.is_ok_and(|other| same(&other)))
    });
    let entry =
        archive.by_index(index.ok_or(FileRefused::TypeMismatch)?).map_err(|_| FileRefused::Damaged)?;
    let mut bytes = Vec::new();
    entry.take(MAX_READ + 1).read_to_end(&mut bytes).map_err(|_| FileRefused::Damaged)?;
    Ok(bytes)
}
