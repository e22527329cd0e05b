//! The whole of a run: data, servers, measurements, table.

use anyhow::{Result, bail};

use crate::arena::Arena;
use crate::data::Size;
use crate::figure::Row;
use crate::machine;
use crate::measure::backlog::backlog;
use crate::measure::door::door;
use crate::measure::import::import;
use crate::measure::life::{example, memory, start};
use crate::measure::pages::{compressed, growth, pages};
use crate::measure::post::post;
use crate::measure::search::search;
use crate::measure::sign_on::sign_on;
use crate::measure::themed::themed;
use crate::options::{Options, Topic};
use crate::people::People;
use crate::place::Place;
use crate::report;
use crate::say::say;

/// Measures what was asked for and does with the table what was asked for.
pub(crate) fn run(options: &Options) -> Result<()> {
    // Asked first: people commit while this runs, and the programs are built already.
    let machine = machine::describe(options.postgres.as_deref())?;
    let mut rows = measure(options, "SQLite")?;
    if options.postgres.is_some() {
        rows.extend(measure(&options.clone().on_postgres(), "PostgreSQL")?);
    }
    let table = report::render(&machine, &rows);
    say(format!("\n{table}"));
    if options.write {
        report::write(&table)?;
    }
    if options.check { check(&rows) } else { Ok(()) }
}

fn check(rows: &[Row]) -> Result<()> {
    let differences = report::compare(&report::committed()?, rows);
    for difference in &differences {
        say(format!("  {difference}"));
    }
    if !differences.is_empty() {
        bail!(
            "docs/performance.md does not say what this code does; `cargo xtask bench --write` measures anew"
        );
    }
    say("every ratio is within 30 % of docs/performance.md");
    Ok(())
}

/// Everything on one database.
fn measure(options: &Options, on: &'static str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    if options.wants(Topic::Start) && options.server.is_none() {
        rows.push(example(options, on)?);
    }
    if options.wants_thousands() {
        with_thousands(options, on, &mut rows)?;
    }
    if options.wants_million() {
        with_million(options, on, &mut rows)?;
    }
    if options.wants(Topic::Backlog) {
        let place = Size::Backlog.prepare(options)?;
        let people = People::enter(&place, 0)?;
        let server = place.serve()?;
        rows.push(backlog(on, server.port, &people)?);
        server.stop()?;
    }
    if options.wants(Topic::Import) {
        rows.push(import(options, on)?);
    }
    Ok(rows)
}

fn with_thousands(options: &Options, on: &'static str, rows: &mut Vec<Row>) -> Result<()> {
    let place = Size::Thousands.prepare(options)?;
    if options.wants(Topic::Start) {
        rows.push(start(on, &place, Size::Thousands)?);
    }
    let people = Arena::enter(&place)?;
    if options.wants(Topic::Memory) {
        rows.extend(memory(options, on, (&place, &people), Size::Thousands)?);
    }
    let arena = Arena::open(options, &place, people)?;
    if options.wants(Topic::Pages) {
        rows.extend(pages(options, on, &arena)?);
    }
    if options.wants(Topic::Post) {
        rows.push(post(options, on, &arena)?);
    }
    let people = arena.close()?;
    if options.wants(Topic::Pages) {
        rows.extend(compressed(options, on, &place, &people)?);
        rows.push(door(on, &place, &people)?);
    }
    if options.wants(Topic::Themes) {
        rows.extend(themed(options, on, (&place, &people))?);
    }
    // Last of all: it ends the sessions of everybody who came by a code.
    if options.wants(Topic::SignOn) {
        rows.push(sign_on(options, on, &place)?);
    }
    Ok(())
}

fn with_million(options: &Options, on: &'static str, rows: &mut Vec<Row>) -> Result<()> {
    let place = Size::Million.prepare(options)?;
    if options.wants(Topic::Start) {
        rows.push(start(on, &place, Size::Million)?);
    }
    let people = People::enter(&place, 0)?;
    if options.wants(Topic::Memory) {
        rows.extend(memory(options, on, (&place, &people), Size::Million)?);
    }
    if options.wants(Topic::Growth) {
        rows.extend(grown(options, on, (&place, &people))?);
    }
    if options.wants(Topic::Search) {
        let server = place.serve()?;
        rows.extend(search(on, server.port, &people)?);
        server.stop()?;
    }
    Ok(())
}

/// With fresh data of both sizes side by side: what was posted before would count.
fn grown(options: &Options, on: &'static str, (million, people): (&Place, &People)) -> Result<Vec<Row>> {
    let few = Size::Thousands.prepare(options)?;
    let those_of_few = People::enter(&few, 0)?;
    let (server, few) = (million.serve()?, few.serve()?);
    let rows = growth(options, on, (&few, &those_of_few), (&server, people))?;
    few.stop()?;
    server.stop()?;
    Ok(rows)
}
