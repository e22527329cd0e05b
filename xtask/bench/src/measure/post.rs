//! Replies, one after another, each on the disk before it is answered.

use std::time::Instant;

use anyhow::{Result, ensure};
use data_encoding::BASE64URL_NOPAD;

use crate::arena::{Arena, detail};
use crate::figure::{Figure, Row, Target};
use crate::http::Client;
use crate::options::Options;
use crate::people::Customer;

/// Nobody may send more than 60 an hour; a few are left for warming up.
const OF_EACH: usize = 54;
const TEXT: &str = "Thank you, that helped. One more question: does the same hold for the second order, which came \
    in two parcels, and may I send back one of them without the other?";

pub(crate) fn post(options: &Options, on: &'static str, arena: &Arena) -> Result<Row> {
    let posters = &arena.people.posters;
    let turns = OF_EACH / options.rounds();
    let (mut product, mut beside, mut number) = (Vec::new(), Vec::new(), 0);
    for _ in 0..options.rounds() {
        let mut of = |port: u16, path: fn(&Customer) -> String| -> Result<Figure> {
            let mut times = Vec::new();
            for _ in 0..turns {
                for poster in posters {
                    number += 1;
                    times.push(one(port, &format!("{}/messages", path(poster)), poster, number)?);
                }
            }
            Ok(Figure::of_times(times))
        };
        product.push(of(arena.product.port, detail)?);
        beside.push(of(arena.yardstick.port, |poster| format!("/conversations/{}", poster.conversation))?);
    }
    Ok(Row {
        what: "posting a reply, durable".to_owned(),
        on,
        product: Figure::median(product),
        beside: Some(("yardstick", Figure::median(beside))),
        target: Target::AtMost(3.0),
    })
}

/// How long one reply took, in milliseconds, on a connection that is open already.
fn one(port: u16, path: &str, poster: &Customer, number: u64) -> Result<f64> {
    let mut client = Client::connect(port)?.with_cookie(&poster.cookie);
    let mut key = [0; 16];
    key[..8].copy_from_slice(&number.to_be_bytes());
    let once = BASE64URL_NOPAD.encode(&key);
    let begun = Instant::now();
    let answer = client.post_parts(path, &[("once", &once), ("text", TEXT)])?;
    let took = begun.elapsed();
    ensure!(answer.status == 303, "{path} answered {}: {}", answer.status, answer.text());
    Ok(took.as_secs_f64() * 1_000.0)
}
