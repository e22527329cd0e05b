//! An article of the help centre, taken in as a company takes in its own.

use std::fs;

use anyhow::{Context as _, Result};

use crate::http::Client;
use crate::place::{HOME, Place};

const NAME: &str = "keeping-a-chain-clean";
const SENTENCE: &str =
    "A chain that is wiped after every ride and oiled once a month lasts twice as long as one that is not. ";
/// Headings, each with a paragraph and a list below it.
const PARTS: usize = 8;

/// Publishes one of about seven hundred words.
pub(crate) fn publish(place: &Place) -> Result<()> {
    let folder = place.folder.join("article");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(format!("{NAME}.md")), text())?;
    place.run(&["kb", "import", "--publish", &folder.display().to_string()])?;
    Ok(())
}

/// Its address, as the home page of this port has it.
pub(crate) fn address(port: u16) -> Result<String> {
    let home = Client::connect(port)?.page(HOME)?;
    let (_, rest) = home.split_once(&format!("href=\"{HOME}/{NAME}-")).context("the article is not there")?;
    Ok(format!("{HOME}/{NAME}-{}", rest.split('"').next().unwrap_or_default()))
}

fn text() -> String {
    let part = |number: usize| {
        format!(
            "## Step {number}\n\n{}\n\n- Wipe it with a dry cloth\n- Oil it, and wipe it *again*\n\n",
            SENTENCE.repeat(3).trim_end()
        )
    };
    let parts: String = (1..=PARTS).map(part).collect();
    format!("---\ntitle: Keeping a chain clean\ntags: [chain]\n---\n\n{parts}")
}
