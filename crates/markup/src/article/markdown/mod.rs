//! Articles from Markdown and back: `CommonMark` with GitHub's tables, tasks, strikethrough, bare addresses and alerts
//! (<https://github.github.com/gfm/>), and HTML for what it has no signs for.

mod blocks;
mod words;

use std::cell::Cell;

use comrak::{Arena, Options};

use super::{ArticleHtml, canonical};
use crate::article::block::Block;
use crate::plain;

/// Longer Markdown is read as plain text: an article may have 15 MB, and its signs come on top.
const MAX_BYTES: usize = 40 << 20;

/// The parser asks every 256 steps whether it is to stop. No Markdown that anybody writes takes more than a few steps a
/// byte; what takes more is built to keep it busy, and is read as plain text.
const ASKED_AT_LEAST: usize = 1_000;
const BYTES_AN_ASK: usize = 16;

/// How marks and links are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    Markdown,
    /// As tags, where the signs would not be read as such: `in**side**`.
    Html,
}

impl ArticleHtml {
    /// An article from Markdown. HTML in it is cleaned as any other.
    pub fn from_markdown(source: &str) -> ArticleHtml {
        ArticleHtml::from_markdown_with(source, |_| None)
    }

    /// As [`ArticleHtml::from_markdown`], with other addresses, as [`ArticleHtml::clean_with`].
    pub fn from_markdown_with(source: &str, translate: impl Fn(&str) -> Option<String>) -> ArticleHtml {
        match rendered(&plain::normalise(source)) {
            Some(html) => ArticleHtml::clean_with(&html, translate),
            None => ArticleHtml::from_plain(source),
        }
    }

    /// The article as Markdown that [`ArticleHtml::from_markdown`] makes this very article of again. A block that
    /// Markdown cannot say stands in it as HTML.
    pub fn to_markdown(&self) -> String {
        let blocks = self.blocks();
        let easy: Vec<_> = blocks.iter().map(|block| blocks::written(block, Signs::Markdown)).collect();
        let whole = blocks::joined(&blocks, &easy);
        if self.is_from(&whole) {
            return whole;
        }
        let each: Vec<_> = blocks.iter().zip(easy).map(|(block, easy)| faithful(block, easy)).collect();
        let whole = blocks::joined(&blocks, &each);
        if self.is_from(&whole) {
            return whole;
        }
        blocks::joined(&blocks, &blocks.iter().map(blocks::html).collect::<Vec<_>>())
    }

    fn is_from(&self, markdown: &str) -> bool {
        ArticleHtml::from_markdown(markdown) == *self
    }
}

/// The first way of writing a block that is read as this block again.
fn faithful(block: &Block, easy: String) -> String {
    let alone = ArticleHtml(canonical(std::slice::from_ref(block)).0);
    if alone.is_from(&easy) {
        return easy;
    }
    let with_tags = blocks::written(block, Signs::Html);
    if alone.is_from(&with_tags) { with_tags } else { blocks::html(block) }
}

fn rendered(source: &str) -> Option<String> {
    if source.len() > MAX_BYTES {
        return None;
    }
    let options = options();
    let arena = Arena::new();
    let left = Cell::new(ASKED_AT_LEAST + source.len() / BYTES_AN_ASK);
    let is_too_long = || {
        left.set(left.get().saturating_sub(1));
        left.get() == 0
    };
    let document = comrak::try_parse_document(&arena, source, &options, &is_too_long).ok()?;
    let mut html = String::with_capacity(source.len() * 2);
    comrak::format_html(document, &options, &mut html).expect("a string takes every word");
    Some(html)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.autolink = true;
    options.extension.alerts = true;
    // What it lets through is cleaned behind it, as all HTML is.
    options.render.r#unsafe = true;
    options
}
