//! Starting, and the memory that is held.

use anyhow::Result;

use super::contest::Load;
use crate::arena::detail;
use crate::data::Size;
use crate::figure::{Figure, Row, Target};
use crate::options::Options;
use crate::people::People;
use crate::place::{HOME, INBOX, LIST, Place};

/// A start takes little, so it is measured more often than the rest.
const STARTS: usize = 7;

/// From the start to the first page.
pub(crate) fn start(on: &'static str, place: &Place, size: Size) -> Result<Row> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let server = place.serve()?;
        times.push(Figure::millis(server.started_in.as_secs_f64() * 1_000.0));
        server.stop()?;
    }
    let most = match size {
        Size::Thousands => 100.0,
        Size::Million | Size::Backlog => 500.0,
    };
    Ok(Row {
        what: format!("start to first page, {}", size.told()),
        on,
        product: Figure::median(times),
        beside: None,
        target: Target::AtMost(most),
    })
}

/// From the start of the example on an empty folder to its first page, for which it is filled.
pub(crate) fn example(options: &Options, on: &'static str) -> Result<Row> {
    let place = Place::fresh(&options.program("portico"), &options.folder.join("run/example"), None)?;
    let mut times = Vec::new();
    for _ in 0..options.rounds() {
        let server = place.serve_example()?;
        times.push(Figure::millis(server.started_in.as_secs_f64() * 1_000.0));
        server.stop()?;
    }
    Ok(Row {
        what: "the example, filled and served".to_owned(),
        on,
        product: Figure::median(times),
        beside: None,
        target: Target::AtMost(10_000.0),
    })
}

/// Resident memory after the first page, and after every page was driven.
pub(crate) fn memory(
    options: &Options,
    on: &'static str,
    (place, people): (&Place, &People),
    size: Size,
) -> Result<Vec<Row>> {
    let server = place.serve_compressed()?;
    let idle = server.memory()?;
    let (who, browser) = (&people.regular, "Accept-Encoding: gzip, br".to_owned());
    for path in [LIST, &detail(who), HOME] {
        Load::of(&server, path).with_cookie(&who.cookie).with(browser.clone()).drive(options)?;
    }
    Load::of(&server, INBOX).with_cookie(&people.agent).with(browser).drive(options)?;
    let used = server.memory()?;
    let row = |when: &str, value| Row {
        what: format!("memory {when}, {}", size.told()),
        on,
        product: Figure::mebibytes(value),
        beside: None,
        target: Target::AtMost(60.0),
    };
    Ok(vec![row("idle", idle), row("after use", used)])
}
