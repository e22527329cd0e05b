//! A customised theme beside the template that comes with the program.

use std::path::Path;

use anyhow::{Context as _, Result};
use rusqlite::{Connection, params};

use super::contest::{Contest, Load, hold};
use super::preview::preview;
use crate::arena::detail;
use crate::figure::{Row, Target};
use crate::options::Options;
use crate::people::People;
use crate::place::{LIST, Place};

/// At most a tenth dearer.
const TARGET: Target = Target::Share(1.0 / 1.1);
/// What was changed without code.
const VALUES: &str = r##"{"design.accent":"#aa3300","announcement.shown":true,"announcement.text":"Closed on Monday",
    "header.links":[{"label":"Shop","url":"https://shop.example/"}]}"##;
/// What was changed with code: a part that every page has.
const FOOTER: &str = "themes/midtown/parts/footer.html";

/// Where themes are edited.
const THEMES: &str = "/app/settings/knowledge-base/themes";

/// Ids that nothing else has.
const THEME: &str = "aaaaaaaaaaaaaaaaaaaaaaaa";
const REVISION: &str = "bbbbbbbbbbbbbbbbbbbbbbbb";

/// The same pages of the same data. Of a database that is not in the folder there is no copy.
pub(crate) fn themed(
    options: &Options,
    on: &'static str,
    (place, people): (&Place, &People),
) -> Result<Vec<Row>> {
    if place.database.is_some() {
        return Ok(Vec::new());
    }
    let copy = place.copied_to(&options.folder.join("themed"))?;
    give_theme(&copy.folder.join("portico.db"))?;
    let (plain, own) = (place.serve()?, copy.serve()?);
    let who = &people.regular;
    let contest = |what: &str, path: &str| Contest {
        what: format!("{what}, customised theme"),
        product: Load::of(&own, path).with_cookie(&who.cookie),
        beside: Some(("template", Load::of(&plain, path).with_cookie(&who.cookie))),
        target: TARGET,
    };
    let contests = vec![
        contest("list of 50 conversations", LIST),
        contest("one conversation of 20 messages", &detail(who)),
    ];
    let mut rows = hold(options, on, contests)?;
    rows.push(preview(on, own.port, (&people.agent, &format!("{THEMES}/{THEME}")))?);
    plain.stop()?;
    own.stop()?;
    Ok(rows)
}

/// As publishing and activating leave it.
fn give_theme(database: &Path) -> Result<()> {
    let footer = std::fs::read_to_string(FOOTER).context(FOOTER)? + "<!-- ours -->\n";
    let base = theme::Template::first().newest().to_string();
    let database = Connection::open(database)?;
    let (org, kb): (String, String) =
        database.query_row("select org_id, id from kb limit 1", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    database.execute(
        "insert into theme (org_id, id, kb_id, name, name_key, template, draft_id, live_id, made_at)
            values (?1, ?3, ?2, 'Ours', 'ours', 'midtown', ?4, ?4, 0)",
        params![org, kb, THEME, REVISION],
    )?;
    database.execute(
        "insert into theme_revision (org_id, id, theme_id, number, base, chosen, kind, made_at) values (?1, ?4, ?5, 1, ?2, ?3, 'saved', 0)",
        params![org, base, VALUES, REVISION, THEME],
    )?;
    database.execute("insert into theme_content values (?1, 'h', ?2)", params![org, footer.as_bytes()])?;
    database.execute(
        "insert into theme_file values (?1, ?2, 'parts/footer.html', 'h')",
        params![org, REVISION],
    )?;
    database.execute("update kb set theme_id = ?3 where org_id = ?1 and id = ?2", params![org, kb, THEME])?;
    Ok(())
}
