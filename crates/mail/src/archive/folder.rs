//! Which files an archive consists of.

use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::Path;

use super::{Kind, Source};

/// The files of the archive at `path`, by name.
pub(super) fn sources(path: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    let found = fs::metadata(path)?;
    if found.is_file() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        sources.push(Source { name, path: path.to_owned(), kind: kind(path)?, size: found.len() });
    } else {
        collect(path, "", &mut sources)?;
    }
    sources.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(sources)
}

/// Adds what a folder holds, and the folders in it: a Maildir's own folders are some (`.Sent`), and so are those that
/// mail programs put beside their mbox files.
fn collect(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> io::Result<()> {
    let is_maildir = folder.join("cur").is_dir() || folder.join("new").is_dir();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name().to_string_lossy().into_owned(), entry.file_type()?);
        match (kind.is_dir(), is_maildir) {
            (true, true) if name == "cur" || name == "new" => maildir(&entry.path(), prefix, sources)?,
            (true, true) if name == "tmp" => {}
            (true, false) if name.starts_with('.') => {}
            (true, _) => collect(&entry.path(), &format!("{prefix}{name}/"), sources)?,
            (false, false) if kind.is_file() && is_wanted(&name) => {
                sources.push(source(&entry, format!("{prefix}{name}"))?);
            }
            (false, _) => {}
        }
    }
    Ok(())
}

/// Adds the mails of `cur` or `new`. They are named without their folder and flags, both of which change when a mail
/// is read.
fn maildir(folder: &Path, prefix: &str, sources: &mut Vec<Source>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_file() && !name.starts_with('.') {
            let unique = name.split(":2,").next().unwrap_or(&name);
            sources.push(Source { kind: Kind::Mail, ..source(&entry, format!("{prefix}{unique}"))? });
        }
    }
    Ok(())
}

/// Hidden files and the indexes of mail programs hold no mail.
fn is_wanted(name: &str) -> bool {
    let is_index = Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("msf"));
    !name.starts_with('.') && !is_index
}

fn source(entry: &DirEntry, name: String) -> io::Result<Source> {
    let path = entry.path();
    Ok(Source { name, kind: kind(&path)?, size: entry.metadata()?.len(), path })
}

/// An empty file is an mbox without mails.
fn kind(path: &Path) -> io::Result<Kind> {
    let mut start = Vec::new();
    File::open(path)?.take(5).read_to_end(&mut start)?;
    Ok(if start.is_empty() || start == b"From " { Kind::Mbox } else { Kind::Mail })
}
