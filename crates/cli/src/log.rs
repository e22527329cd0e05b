//! The log: what the operator asks for, and nothing of the people whose words pass through (O5).

use std::io::{IsTerminal as _, stderr};

use tracing::{Level, Metadata};
use tracing_subscriber::filter::{EnvFilter, filter_fn};
use tracing_subscriber::{Layer as _, fmt, prelude::*, registry};

/// The crates whose every line is ours. What others tell below `info` repeats what they were given: a parser the text of
/// a message, a database's driver the values of a statement.
const OURS: [&str; 13] = [
    "channels", "db", "demo", "desk", "identity", "kernel", "mail", "markup", "net", "portico", "spine",
    "theme", "web",
];

/// Starts it. `PORTICO_LOG` says how much, as `debug` or `warn,desk=debug`.
pub(crate) fn start(as_json: bool) {
    let asked = EnvFilter::try_from_env("PORTICO_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let lines = fmt::layer().with_writer(stderr).with_ansi(stderr().is_terminal());
    let lines = if as_json { lines.json().boxed() } else { lines.with_target(false).boxed() };
    registry().with(asked).with(filter_fn(may_be_told)).with(lines).init();
}

fn may_be_told(told: &Metadata<'_>) -> bool {
    let teller = told.target().split("::").next().unwrap_or_default();
    *told.level() <= Level::INFO || OURS.contains(&teller)
}
