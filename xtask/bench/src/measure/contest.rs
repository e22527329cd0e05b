//! Pages that are driven in turn, so that what else the machine does falls on all of them.

use anyhow::Result;

use crate::drive::drive;
use crate::figure::{Figure, Row, Target};
use crate::options::Options;
use crate::say::say;

/// One page at one server.
#[derive(Clone, Debug)]
pub(crate) struct Load {
    address: String,
    headers: Vec<String>,
}

/// A page of the product, and what it is compared with.
pub(crate) struct Contest {
    pub(crate) what: String,
    pub(crate) product: Load,
    pub(crate) beside: Option<(&'static str, Load)>,
    pub(crate) target: Target,
}

impl Load {
    /// A page at a port of this machine.
    pub(crate) fn at(port: u16, path: &str) -> Self {
        Self::of(format!("http://127.0.0.1:{port}{path}"))
    }

    pub(crate) fn of(address: String) -> Self {
        Self { address, headers: Vec::new() }
    }

    pub(crate) fn with_cookie(self, cookie: &str) -> Self {
        self.with(format!("Cookie: {cookie}"))
    }

    pub(crate) fn with(mut self, header: String) -> Self {
        self.headers.push(header);
        self
    }

    pub(crate) fn drive(&self, options: &Options) -> Result<Figure> {
        drive(&self.address, &self.headers, options.duration())
    }
}

/// Drives all of them, round after round; medians.
pub(crate) fn hold(options: &Options, on: &'static str, contests: Vec<Contest>) -> Result<Vec<Row>> {
    let mut figures = vec![(Vec::new(), Vec::new()); contests.len()];
    for _ in 0..options.rounds() {
        for (contest, (product, beside)) in contests.iter().zip(&mut figures) {
            let figure = contest.product.drive(options)?;
            say(format!("  {on}, {}: {figure}", contest.what));
            product.push(figure);
            if let Some((name, load)) = &contest.beside {
                let figure = load.drive(options)?;
                say(format!("  {on}, {}, {name}: {figure}", contest.what));
                beside.push(figure);
            }
        }
    }
    let row = |(contest, (product, beside)): (Contest, (Vec<Figure>, Vec<Figure>))| Row {
        what: contest.what,
        on,
        product: Figure::median(product),
        beside: contest.beside.map(|(name, _)| (name, Figure::median(beside))),
        target: contest.target,
    };
    Ok(contests.into_iter().zip(figures).map(row).collect())
}
