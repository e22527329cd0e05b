//! Archives: named and filled by chance, and with bytes exchanged behind that.

use std::io::{Cursor, Write};

use folder::{Limits, Source};
use theme::Package;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::cost::Cost;
use crate::speech::speak;
use crate::stage::Stage;

const MB: u64 = 1 << 20;
/// As `portico theme check` reads one.
const LIMITS: Limits = Limits { files: 600, file: 20 * MB, whole: 40 * MB, ratio: 200, small: MB };

pub(crate) fn attempt(stage: &Stage, bytes: &[u8], seeds: &[String]) -> Result<Cost, String> {
    let mut packed = pack(&speak(bytes, seeds));
    spoil(&mut packed, bytes);
    let path = stage.folder.path().join("theme.zip");
    std::fs::write(&path, &packed).map_err(|error| error.to_string())?;
    let (read, cost) = Cost::of(|| read(&path), |_| 0);
    read.map(|()| cost)
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of an attempt")]
pub(crate) fn attempt_parcel(stage: &Stage, bytes: &[u8], seeds: &[String]) -> Result<Cost, String> {
    let own = [("pages/a.html".to_owned(), speak(bytes, seeds).into())];
    let Ok(own) = Package::read(own) else { return Ok(Cost::default()) };
    let mut packed = own.over(&stage.small).pack();
    spoil(&mut packed, bytes);
    let (unpacked, cost) = Cost::of(|| Package::unpack(&mut &packed[..]), |_| 0);
    drop(unpacked);
    Ok(cost)
}

/// Each line a file: its name, and behind the first space what is in it.
fn pack(text: &str) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for line in text.lines() {
        let (name, content) = line.split_once(' ').unwrap_or((line, ""));
        // A name that stands twice is one that the writer refuses.
        if archive.start_file(name, SimpleFileOptions::default()).is_ok() {
            let _ = archive.write_all(content.as_bytes());
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Exchanges some bytes, in every second case.
fn spoil(packed: &mut [u8], bytes: &[u8]) {
    let (Some(last), length) = (bytes.last(), packed.len()) else { return };
    if last % 2 == 0 || length == 0 {
        return;
    }
    for pair in bytes.windows(4).step_by(16) {
        let at = usize::from(pair[0]) * 65_536 + usize::from(pair[1]) * 256 + usize::from(pair[2]);
        packed[at % length] = pair[3];
    }
}

/// What may be refused, and what must not: a file that is more than it may be.
fn read(path: &std::path::Path) -> Result<(), String> {
    let Ok(source) = Source::open(path, &LIMITS) else { return Ok(()) };
    let (mut files, mut whole) = (Vec::new(), 0);
    for path in source.paths() {
        let name = path.as_str().to_owned();
        if name.starts_with('/') || name.split('/').any(|step| step == "..") {
            return Err(format!("{name} leads out"));
        }
        if let Ok(content) = source.read(&path) {
            whole += content.len() as u64;
            files.push((name, content.into()));
        }
    }
    if whole > LIMITS.whole {
        return Err(format!("{whole} bytes were unpacked"));
    }
    // A theme or none.
    let _ = Package::read(files).map(|package| package.bundle().is_ok());
    Ok(())
}
