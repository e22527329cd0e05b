//! The one place that prints.

use std::fmt::Display;
use std::io::Write;

use anyhow::{Result, bail};

/// One line to the person at the terminal, at once, so that it stands before what a child process prints.
pub(crate) fn say(line: impl Display) {
    let mut out = std::io::stdout().lock();
    // A reader that went away (`| head`) is no reason to stop a gate.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Tells each fault on a line of its own; an error when there is any.
pub(crate) fn settle(faults: &[String]) -> Result<()> {
    for fault in faults {
        say(format!("  {fault}"));
    }
    match faults.len() {
        0 => Ok(()),
        1 => bail!("1 fault"),
        count => bail!("{count} faults"),
    }
}
