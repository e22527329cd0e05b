//! Pages a second over 32 connections.

use anyhow::Result;

use super::contest::{Contest, Load, hold};
use crate::arena::{Arena, detail};
use crate::figure::{Row, Target};
use crate::options::Options;
use crate::people::People;
use crate::place::{HOME, INBOX, LIST, Place};
use crate::server::Server;

/// With ten thousand messages, beside the yardstick and nginx.
pub(crate) fn pages(options: &Options, on: &'static str, arena: &Arena) -> Result<Vec<Row>> {
    let (server, who, agent) = (&arena.product, &arena.people.regular, &arena.people.agent);
    let yardstick = |product: &str, own: &str| -> Result<_> {
        let load = Load::of(&arena.yardstick, &arena.as_long(product, own, who)?).with_cookie(&who.cookie);
        Ok(Some(("yardstick", load)))
    };
    let own_detail = format!("/conversations/{}", who.conversation);
    let mut contests = vec![
        Contest {
            what: "list of 50 conversations".to_owned(),
            product: Load::of(server, LIST).with_cookie(&who.cookie),
            beside: yardstick(LIST, "/conversations")?,
            target: Target::Share(0.6),
        },
        Contest {
            what: "one conversation of 20 messages".to_owned(),
            product: Load::of(server, &detail(who)).with_cookie(&who.cookie),
            beside: yardstick(&detail(who), &own_detail)?,
            target: Target::Share(0.6),
        },
        Contest {
            what: "inbox, open conversations".to_owned(),
            product: Load::of(server, INBOX).with_cookie(agent),
            beside: None,
            target: Target::None,
        },
    ];
    contests.extend(help_centre(arena));
    hold(options, on, contests)
}

/// Pages that everybody gets alike.
fn help_centre(arena: &Arena) -> [Contest<'_>; 3] {
    let (server, nginx) = (&arena.product, &arena.nginx);
    [
        Contest {
            what: "help centre's home, signed out".to_owned(),
            product: Load::of(server, HOME),
            beside: Some(("nginx", Load::of(nginx, "/home.html"))),
            target: Target::Share(0.7),
        },
        Contest {
            what: "an article, signed out".to_owned(),
            product: Load::of(server, &arena.article),
            beside: Some(("nginx", Load::of(nginx, "/article.html"))),
            target: Target::Share(0.7),
        },
        // One that a search led to is counted, and therefore no page that is kept.
        Contest {
            what: "an article, made anew".to_owned(),
            product: Load::of(server, &format!("{}?q=chain", arena.article)),
            beside: None,
            target: Target::None,
        },
    ]
}

/// The list as browsers get it.
pub(crate) fn compressed(
    options: &Options,
    on: &'static str,
    place: &Place,
    people: &People,
) -> Result<Vec<Row>> {
    let server = place.serve_compressed()?;
    let list = Load::of(&server, LIST).with_cookie(&people.regular.cookie);
    let contest = Contest {
        what: "list, compressed".to_owned(),
        product: list.clone().with("Accept-Encoding: gzip, br".to_owned()),
        beside: Some(("uncompressed", list)),
        target: Target::None,
    };
    hold(options, on, vec![contest])
}

/// A server with its data, and who is signed in.
pub(crate) type Stand<'a> = (&'a Server, &'a People);

/// The same pages with a million messages, beside ten thousand.
pub(crate) fn growth(
    options: &Options,
    on: &'static str,
    few: Stand<'_>,
    million: Stand<'_>,
) -> Result<Vec<Row>> {
    let contest = |what: &str, product, beside| Contest {
        what: format!("{what}, 1 million messages"),
        product,
        beside: Some(("10 thousand", beside)),
        target: Target::Share(1.0 / 1.3),
    };
    let contests = vec![
        contest("list of 50 conversations", own_list(million), own_list(few)),
        contest("one conversation of 20 messages", newest(million), newest(few)),
        contest("inbox, open conversations", inbox(million), inbox(few)),
    ];
    hold(options, on, contests)
}

fn own_list((server, people): Stand<'_>) -> Load<'_> {
    Load::of(server, LIST).with_cookie(&people.regular.cookie)
}

fn newest((server, people): Stand<'_>) -> Load<'_> {
    Load::of(server, &detail(&people.regular)).with_cookie(&people.regular.cookie)
}

fn inbox((server, people): Stand<'_>) -> Load<'_> {
    Load::of(server, INBOX).with_cookie(&people.agent)
}
