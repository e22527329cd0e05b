//! The one place that prints.

use std::fmt::Display;
use std::io::Write;

/// One line to the person at the terminal.
pub(crate) fn say(line: impl Display) {
    let mut out = std::io::stdout().lock();
    // A reader that went away (`| head`) is no reason to stop.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
