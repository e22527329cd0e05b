//! A page as the editor of themes shows it before anything is saved.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};

use crate::figure::{Figure, Row, Target};
use crate::http::Client;

const TRIES: u32 = 60;

/// Each time with another colour, so that nothing that was drawn before can be used again.
pub(super) fn preview(on: &'static str, port: u16, (agent, theme): (&str, &str)) -> Result<Row> {
    let mut client = Client::connect(port)?.with_cookie(agent);
    let editor = client.page(theme)?;
    let (seen, live) = (hidden(&editor, "seen")?, hidden(&editor, "live")?);
    let mut times = Vec::new();
    for turn in 0..TRIES {
        let colour = format!("#{:06x}", 0x0020_2020 + turn * 0x0003_0101);
        let page = if turn % 2 == 0 { "home" } else { "conversation" };
        let fields = [
            ("seen", seen),
            ("live", live),
            ("page", page),
            ("language", "en_us"),
            ("design.accent", &colour),
        ];
        let begun = Instant::now();
        let answer = client.post(&format!("{theme}/preview"), &fields)?;
        times.push(begun.elapsed().as_secs_f64() * 1_000.0);
        ensure!(answer.status == 200, "the preview answered {}: {}", answer.status, answer.text());
    }
    Ok(Row {
        what: "preview of a theme with a changed colour".to_owned(),
        on,
        product: Figure::of_times(times),
        beside: None,
        target: Target::AtMost(300.0),
    })
}

fn hidden<'a>(page: &'a str, name: &str) -> Result<&'a str> {
    let value =
        page.split_once(&format!("name=\"{name}\" value=\"")).and_then(|(_, rest)| rest.split('"').next());
    value.with_context(|| format!("the editor has no field \"{name}\""))
}
