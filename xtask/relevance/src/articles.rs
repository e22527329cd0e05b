//! The three hundred articles, cut from the package by a rule, so that the text itself need not be kept with us.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::page::sections;

/// The folders of the documentation that are written for people with a question, in the order they are read. Of each the
/// pages by name, of each page the sections by place.
const FOLDERS: &[&str] = &["faq", "tutorial", "howto"];

/// A page that only lists others.
const CONTENTS: &str = "index";

/// A section with less text of its own (in characters) is a heading over others, or says "see above".
const SHORTEST: usize = 150;

/// How many there are: the first of those that the rule gives.
const MANY: usize = 300;

/// One article of the help centre that is searched.
pub(crate) struct Article {
    /// The page and its section: `faq/design#why-are-python-strings-immutable`.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// The articles of the package's pages.
pub(crate) fn cut(pages: &Path) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for folder in FOLDERS {
        for page in pages_of(&pages.join(folder))? {
            let path = pages.join(folder).join(format!("{page}.html"));
            let html = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let long = sections(&html).into_iter().filter(|section| section.text.chars().count() >= SHORTEST);
            articles.extend(long.map(|section| Article {
                id: format!("{folder}/{page}#{}", section.anchor),
                title: section.title,
                text: section.text,
            }));
        }
    }
    if articles.len() < MANY {
        bail!("the pages give {} articles, not {MANY}", articles.len());
    }
    articles.truncate(MANY);
    Ok(articles)
}

/// SHA-256 over all of them, which tells whether this is the text that the questions were judged on.
pub(crate) fn checksum(articles: &[Article]) -> String {
    let mut sum = Sha256::new();
    for Article { id, title, text } in articles {
        sum.update(format!("{id}\t{title}\t{text}\n"));
    }
    HEXLOWER.encode(&sum.finalize())
}

fn pages_of(folder: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.strip_suffix(".html").map(str::to_owned))
        .filter(|name| name != CONTENTS)
        .collect();
    names.sort();
    Ok(names)
}
