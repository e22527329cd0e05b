//! Reference pages in `docs/reference/`: made from the program's own lists, and held by a test each.

use std::fmt::Write;
use std::path::Path;

/// A table of a reference page.
pub struct Table {
    text: String,
}

impl Table {
    /// One with these columns.
    pub fn new(columns: &[&str]) -> Self {
        let rule = vec!["---"; columns.len()];
        Self { text: String::new() }.with_row(columns).with_row(&rule)
    }

    /// The same with one more row.
    #[must_use]
    pub fn with_row<Cell: AsRef<str>>(mut self, cells: &[Cell]) -> Self {
        let cells: Vec<String> = cells.iter().map(|cell| cell.as_ref().replace('|', "\\|")).collect();
        writeln!(self.text, "| {} |", cells.join(" | ")).expect("a text takes more text");
        self
    }

    /// As it stands on the page.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Fails unless `docs/reference/<name>.md` says this. With `PORTICO_WRITE_REFERENCES` set it is written instead.
pub fn hold(name: &str, text: &str) {
    hold_file(&format!("{name}.md"), text);
}

/// The same of any file of `docs/reference/`.
pub fn hold_file(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference").join(name);
    if std::env::var_os("PORTICO_WRITE_REFERENCES").is_some() {
        std::fs::write(&file, text).expect("the reference can be written");
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    let first = committed.lines().zip(text.lines()).find(|(old, new)| old != new);
    assert!(
        committed == text,
        "docs/reference/{name} is not what the code says; write it anew with \
         `PORTICO_WRITE_REFERENCES=1 cargo test -p desk -p web reference_of`. First difference: {first:?}"
    );
}
