//! Pages that are driven in turn, so that what else the machine does falls on all of them.

use anyhow::Result;

use crate::drive::drive;
use crate::figure::{Figure, Row, Target};
use crate::options::Options;
use crate::say::say;
use crate::server::Server;

/// One page at one server.
#[derive(Clone)]
pub(crate) struct Load<'a> {
    server: &'a Server,
    path: String,
    headers: Vec<String>,
}

/// A page of the product, and what it is compared with.
pub(crate) struct Contest<'a> {
    pub(crate) what: String,
    pub(crate) product: Load<'a>,
    pub(crate) beside: Option<(&'static str, Load<'a>)>,
    pub(crate) target: Target,
}

impl<'a> Load<'a> {
    pub(crate) fn of(server: &'a Server, path: &str) -> Self {
        Self { server, path: path.to_owned(), headers: Vec::new() }
    }

    pub(crate) fn with_cookie(self, cookie: &str) -> Self {
        self.with(format!("Cookie: {cookie}"))
    }

    pub(crate) fn with(mut self, header: String) -> Self {
        self.headers.push(header);
        self
    }

    pub(crate) fn drive(&self, options: &Options) -> Result<Figure> {
        let (duration, before) = (options.duration(), self.server.used()?);
        let address = format!("http://127.0.0.1:{}{}", self.server.port, self.path);
        let figure = drive(&address, &self.headers, duration)?;
        let used = self.server.used()? - before;
        // A server that works in processes of its own, as nginx, has used nothing itself.
        let cost = 1e6 * used / (figure.value * duration.as_secs_f64());
        Ok(if used > 0.05 { figure.with_cost(cost) } else { figure })
    }
}

/// Drives all of them, round after round; medians.
pub(crate) fn hold(options: &Options, on: &'static str, contests: Vec<Contest<'_>>) -> Result<Vec<Row>> {
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
    let row = |(contest, (product, beside)): (Contest<'_>, (Vec<Figure>, Vec<Figure>))| Row {
        what: contest.what,
        on,
        product: Figure::median(product),
        beside: contest.beside.map(|(name, _)| (name, Figure::median(beside))),
        target: contest.target,
    };
    Ok(contests.into_iter().zip(figures).map(row).collect())
}
