//! What it costs to ask who a customer is.

use anyhow::{Context as _, Result};

use crate::figure::{Figure, Row, Target};
use crate::people::People;
use crate::place::Place;

/// The list in the process, as far as a database has to do with it, beside the same without the question whose session it
/// is: a session that was seen a moment ago costs it less than a twentieth.
pub(crate) fn door(on: &'static str, place: &Place, people: &People) -> Result<Row> {
    let (_, session) = people.regular.cookie.split_once('=').context("a cookie has a value")?;
    let told = place.run(&["bench", "door", session])?;
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for line in told.lines() {
        let times: Vec<f64> = line.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        let [customer, public, list] = times[..] else { anyhow::bail!("{line} is not three times") };
        with.push(Figure::per_second(1e6 / list).with_cost(list));
        let rest = list - (customer - public);
        without.push(Figure::per_second(1e6 / rest).with_cost(rest));
    }
    Ok(Row {
        what: "list of 50 conversations read in the process, its session seen a moment ago".to_owned(),
        on,
        product: Figure::median(with),
        beside: Some(("without the session check", Figure::median(without))),
        target: Target::Share(0.95),
    })
}
