//! Which switches of `db::switch` a story passes, for `cargo xtask prove`: written only where `PORTICO_PROVE_NOTES` names
//! a folder.

use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use db::switch::Notes;
use tokio::runtime::Builder;

/// The notes of one story.
pub(crate) struct Notebook {
    file: PathBuf,
    notes: Notes,
}

impl Notebook {
    /// One for the test of this thread, where notes are wanted. Every thread of its runtime writes into it.
    pub(crate) fn begin(runtime: &mut Builder) -> Option<Self> {
        let folder = std::env::var_os("PORTICO_PROVE_NOTES")?;
        let test = std::thread::current().name()?.replace("::", ".");
        let notes = Notes::default();
        let shared = Notes::clone(&notes);
        runtime.on_thread_start(move || db::switch::note_on_this_thread(Notes::clone(&shared)));
        Some(Self { file: Path::new(&folder).join(test).with_added_extension("txt"), notes })
    }

    /// Writes them down, a name a line.
    pub(crate) fn end(self) {
        let notes = self.notes.lock().unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<&str> = notes.iter().map(String::as_str).collect();
        write(&self.file, &lines);
    }
}

/// Writes the names of all switches there are, so that one that no story passes is missed; only where notes are wanted.
pub fn write_switches(names: &[String]) {
    if let Some(folder) = std::env::var_os("PORTICO_PROVE_NOTES") {
        let lines: Vec<&str> = names.iter().map(String::as_str).collect();
        write(&Path::new(&folder).join("switches"), &lines);
    }
}

fn write(file: &Path, lines: &[&str]) {
    std::fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("it can be made");
    std::fs::write(file, lines.join("\n") + "\n").expect("notes can be written");
}
