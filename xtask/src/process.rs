//! Child processes.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The cargo that started us, or the one on the search path.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs with its output shown as it comes; an error unless it ends well.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| called(command))?;
    if !status.success() {
        bail!("{} ended with {status}", called(command));
    }
    Ok(())
}

/// Runs silently and answers what it printed; an error, with what it complained, unless it ends well.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| called(command))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{} ended with {}\n{complaint}", called(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| called(command))
}

fn called(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
