//! Makes `docs/looks/`: one contact sheet a page, of the example, as this code draws it; and a few of each template. Run by `cargo xtask looks`.

mod pages;
mod place;
mod sheet;
mod studio;
mod themes;

use std::path::{Path, PathBuf};

use anyhow::Result;
use journeys::Driver;

use crate::pages::LOOKS;
use crate::place::Place;
use crate::studio::{SCHEMES, Studios, WIDTHS};

const FOLDER: &str = "docs/looks";
/// What the sheets of both templates are asked for by.
const THEMES: &str = "themes";
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
    let mut studios = Studios::at(&place, &driver, scale);
    for look in LOOKS.iter().filter(|look| asked.wants(look.name)) {
        let rows = studios.of(look.who).await?.shots(look, &WIDTHS, &SCHEMES).await?;
        match &asked.whole {
            Some(folder) => sheet::keep_whole(folder, look.name, &WIDTHS, &rows)?,
            None => sheet::keep(Path::new(FOLDER), look.name, &rows)?,
        }
    }
    if asked.wants(THEMES) {
        themes::make(&mut studios, asked.whole.as_deref()).await?;
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
