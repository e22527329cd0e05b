//! A clock that a story moves on, for what happens days later.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::skip;

/// Where Debian keeps the library, below a folder for each kind of machine.
const LIBRARIES: &str = "/usr/lib";
const LIBRARY: &str = "faketime/libfaketimeMT.so.1";

/// The time of day as the program reads it: Debian's libfaketime stands between, and a file says how much later it is.
/// What is waited for goes on taking as long as it takes.
#[derive(Clone, Debug)]
pub struct Clock {
    library: PathBuf,
    file: PathBuf,
}

impl Clock {
    /// One that goes right until it is moved. Nothing without Debian's `libfaketime`: the story says so and is skipped.
    pub fn find(folder: &Path) -> Option<Self> {
        let kinds = std::fs::read_dir(LIBRARIES).expect("every machine has libraries");
        let library = kinds.flatten().map(|kind| kind.path().join(LIBRARY)).find(|path| path.exists());
        let Some(library) = library else {
            skip("Debian's libfaketime");
            return None;
        };
        let clock = Self { library, file: folder.join("clock") };
        clock.be_later_by_days(0);
        Some(clock)
    }

    /// From now on it is so many days later than it is.
    pub fn be_later_by_days(&self, days: u32) {
        // Read while it is written it would be empty, which is no time at all.
        let written = self.file.with_extension("new");
        std::fs::write(&written, format!("+{days}d\n")).expect("a file of the story can be written");
        std::fs::rename(&written, &self.file).expect("and put in its place");
    }

    /// Has a program read this clock.
    pub(crate) fn give(&self, program: &mut Command) {
        program.env("LD_PRELOAD", &self.library).env("FAKETIME_TIMESTAMP_FILE", &self.file);
        let manner = ["FAKETIME_NO_CACHE", "FAKETIME_DONT_FAKE_MONOTONIC", "NO_FAKE_STAT"];
        program.envs(manner.map(|name| (name, "1")));
    }
}
