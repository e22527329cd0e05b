//! Makes `docs/looks/`: one contact sheet a page, of the example, as this code draws it. Run by `cargo xtask looks`.

mod pages;
mod place;
mod sheet;
mod studio;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use image::RgbImage;
use journeys::Driver;

use crate::pages::{LOOKS, Look, Who};
use crate::place::Place;
use crate::studio::{SCHEMES, Studio, WIDTHS};

const FOLDER: &str = "docs/looks";
/// Small enough for three screens beside each other, large enough to be read.
const SCALE: f64 = 0.6;

/// What was asked for: all, or some by the beginnings of their names; and where each whole picture goes, if anywhere.
#[derive(Default)]
struct Asked {
    names: Vec<String>,
    whole: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let asked = Asked::read(std::env::args().skip(1));
    let Some(driver) = Driver::start().await else { return Ok(()) };
    let place = Place::open().await?;
    let scale = if asked.whole.is_some() { 1.0 } else { SCALE };
    let mut studios: BTreeMap<Who, Studio<'_>> = BTreeMap::new();
    for look in LOOKS.iter().filter(|look| asked.wants(look.name)) {
        let studio = match studios.entry(look.who) {
            Entry::Occupied(open) => open.into_mut(),
            Entry::Vacant(none) => none.insert(Studio::open(&place, &driver, look.who, scale).await?),
        };
        let rows = studio.shots(look).await?;
        match &asked.whole {
            Some(folder) => keep_whole(folder, look, &rows)?,
            None => keep_sheet(look, &rows)?,
        }
    }
    if asked.whole.is_none() && asked.names.is_empty() {
        remove_others()?;
    }
    Ok(())
}

impl Asked {
    fn read(mut words: impl Iterator<Item = String>) -> Self {
        let mut asked = Self::default();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--whole" => asked.whole = words.next().map(PathBuf::from),
                _ => asked.names.push(word),
            }
        }
        asked
    }

    fn wants(&self, name: &str) -> bool {
        self.names.is_empty() || self.names.iter().any(|start| name.starts_with(start.as_str()))
    }
}

fn keep_sheet(look: &Look, rows: &[Vec<RgbImage>]) -> Result<()> {
    let bytes = sheet::encode(&sheet::join(rows)).context(look.name)?;
    let path = Path::new(FOLDER).join(format!("{}.png", look.name));
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    say(&format!("{:<32} {:>4} kB", look.name, bytes.len() / 1024))
}

fn keep_whole(folder: &Path, look: &Look, rows: &[Vec<RgbImage>]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for (scheme, row) in SCHEMES.iter().zip(rows) {
        for (width, shot) in WIDTHS.iter().zip(row) {
            shot.save(folder.join(format!("{}-{scheme}-{width}.png", look.name)))?;
        }
    }
    say(look.name)
}

/// Sheets of pages there are no longer.
fn remove_others() -> Result<()> {
    for entry in std::fs::read_dir(FOLDER)? {
        let path = entry?.path();
        let is_known = path.file_stem().is_some_and(|stem| LOOKS.iter().any(|look| stem == look.name));
        if path.extension().is_some_and(|kind| kind == "png") && !is_known {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
