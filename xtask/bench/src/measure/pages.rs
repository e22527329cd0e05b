//! Pages a second over 32 connections.

use anyhow::Result;

use super::contest::{Contest, Load, hold};
use crate::arena::{Arena, detail};
use crate::figure::{Row, Target};
use crate::options::Options;
use crate::people::People;
use crate::place::{HOME, INBOX, LIST, Place};

/// With ten thousand messages, beside the yardstick and nginx.
pub(crate) fn pages(options: &Options, on: &'static str, arena: &Arena) -> Result<Vec<Row>> {
    let (port, who, agent) = (arena.product.port, &arena.people.regular, &arena.people.agent);
    let yardstick = |product: &str, own: &str| -> Result<_> {
        let load = Load::of(arena.as_long(product, own, who)?).with_cookie(&who.cookie);
        Ok(Some(("yardstick", load)))
    };
    let own_detail = format!("/conversations/{}", who.conversation);
    let nginx = Load::at(arena.nginx.port, "/home.html");
    let contests = vec![
        Contest {
            what: "list of 50 conversations".to_owned(),
            product: Load::at(port, LIST).with_cookie(&who.cookie),
            beside: yardstick(LIST, "/conversations")?,
            target: Target::Share(0.6),
        },
        Contest {
            what: "one conversation of 20 messages".to_owned(),
            product: Load::at(port, &detail(who)).with_cookie(&who.cookie),
            beside: yardstick(&detail(who), &own_detail)?,
            target: Target::Share(0.6),
        },
        Contest {
            what: "help centre's home, signed out".to_owned(),
            product: Load::at(port, HOME),
            beside: Some(("nginx", nginx)),
            target: Target::Share(0.7),
        },
        Contest {
            what: "inbox, open conversations".to_owned(),
            product: Load::at(port, INBOX).with_cookie(agent),
            beside: None,
            target: Target::None,
        },
    ];
    hold(options, on, contests)
}

/// The list as browsers get it.
pub(crate) fn compressed(
    options: &Options,
    on: &'static str,
    place: &Place,
    people: &People,
) -> Result<Vec<Row>> {
    let server = place.serve_compressed()?;
    let list = Load::at(server.port, LIST).with_cookie(&people.regular.cookie);
    let contest = Contest {
        what: "list, compressed".to_owned(),
        product: list.clone().with("Accept-Encoding: gzip, br".to_owned()),
        beside: Some(("uncompressed", list)),
        target: Target::None,
    };
    hold(options, on, vec![contest])
}

/// The same pages with a million messages, beside ten thousand.
pub(crate) fn growth(
    options: &Options,
    on: &'static str,
    (few, people_of_few): (u16, &People),
    (million, people): (u16, &People),
) -> Result<Vec<Row>> {
    let customer = |path: fn(&crate::people::Customer) -> String| {
        let load = |port, people: &People| {
            Load::at(port, &path(&people.regular)).with_cookie(&people.regular.cookie)
        };
        (load(million, people), load(few, people_of_few))
    };
    let agents = |path: &str| {
        let load = |port, people: &People| Load::at(port, path).with_cookie(&people.agent);
        (load(million, people), load(few, people_of_few))
    };
    let contest = |what: &str, (product, beside)| Contest {
        what: format!("{what}, 1 million messages"),
        product,
        beside: Some(("10 thousand", beside)),
        target: Target::Share(1.0 / 1.3),
    };
    let contests = vec![
        contest("list of 50 conversations", customer(|_| LIST.to_owned())),
        contest("one conversation of 20 messages", customer(detail)),
        contest("inbox, open conversations", agents(INBOX)),
    ];
    hold(options, on, contests)
}
