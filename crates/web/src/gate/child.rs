//! The process that draws a theme for the gate: reads it, draws it, writes what it found, and may take so much and no more.

use std::io::{self, Read, Write};

use rustix::process::{Resource, Rlimit, setrlimit};
use theme::{Package, Values};

use super::Report;
use super::meter::{Meter, memory};

/// Behind this stands the report: what a library prints before it does no harm.
pub(super) const MARK: &[u8] = b"\x02report\x03";
/// Processor time of all pages of a theme, in seconds.
pub(super) const SECONDS: u64 = if cfg!(debug_assertions) { 120 } else { 20 };
/// Memory beyond what the process holds when it begins: the theme, all that it is laid over, compiled, and the largest page.
pub(super) const MOST_BYTES: u64 = 256 << 20;
/// Input and output, and what a system's libraries keep open.
const FILES: u64 = 16;
/// The longest values of settings.
const VALUES_BYTES: u64 = 4 << 20;

/// Gives this process its limits. It cannot take them off again.
pub fn limit() -> io::Result<()> {
    let most = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, most(0))?;
    setrlimit(Resource::Nofile, most(FILES))?;
    // Ended softly first, so that whoever began it can tell why.
    setrlimit(Resource::Cpu, Rlimit { current: Some(SECONDS), maximum: Some(SECONDS + 2) })?;
    if let Some(held) = memory("VmSize:") {
        setrlimit(Resource::As, most(held * 1024 + MOST_BYTES))?;
    }
    Ok(())
}

/// Reads a theme with its values from one side and writes its report to the other.
pub fn serve(from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
    let package = Package::unpack(from)?;
    let values: Values = serde_json::from_reader(from.take(VALUES_BYTES))?;
    let report = Report::measured(&package, &values, Some(Meter::new()));
    to.write_all(MARK)?;
    serde_json::to_writer(&mut *to, &report)?;
    to.flush()
}

/// A theme with its values, as [`serve`] reads it.
pub(super) fn ask(package: &Package, values: &Values) -> Vec<u8> {
    let mut asked = package.pack();
    asked.extend(serde_json::to_vec(values).expect("values are a map of texts and numbers"));
    asked
}
