//! An archive of mails, imported by the command.

use std::fs;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::figure::{Figure, Row, Target};
use crate::letters;
use crate::options::Options;
use crate::place::Place;
use crate::postgres;
use crate::say::say;

pub(crate) fn import(options: &Options, on: &'static str) -> Result<Row> {
    let mails: u32 = if options.quick { 500 } else { 5_000 };
    let archive = options.folder.join(format!("{mails}.mbox"));
    fs::write(&archive, letters::mbox(mails))?;
    let archive = archive.display().to_string();
    let mut rates = Vec::new();
    for _ in 0..options.rounds() {
        let figure = Figure::per_second(one(options, &archive, mails)?);
        say(format!("  {on}, import: {figure}"));
        rates.push(figure);
    }
    Ok(Row {
        what: "importing mails".to_owned(),
        on,
        product: Figure::median(rates),
        beside: None,
        target: if options.server.is_none() { Target::AtLeast(500.0) } else { Target::None },
    })
}

/// Mails a second, the start of the command and all, into an empty installation.
fn one(options: &Options, archive: &str, mails: u32) -> Result<f64> {
    let database =
        options.server.as_deref().map(|server| postgres::fresh(server, "bench_import")).transpose()?;
    let place = Place::fresh(&options.program("portico"), &options.folder.join("run/import"), database)?;
    let urls = ["--help-url", "http://127.0.0.1:8080", "--app-url", "http://localhost:8080"];
    place.run(&[["org", "add", "bench", "--sender", letters::OWN].as_slice(), &urls].concat())?;
    let begun = Instant::now();
    let report: Value = serde_json::from_str(&place.run(&["mail", "import", "--json", archive])?)?;
    let seconds = begun.elapsed().as_secs_f64();
    let stored = report["stored"].as_f64().context("the report tells no number")?;
    ensure!((stored - f64::from(mails)).abs() < 0.5, "of {mails} mails {stored} were stored: {report}");
    Ok(stored / seconds)
}
