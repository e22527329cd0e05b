//! Articles from Markdown and back: `CommonMark` with GitHub's tables, tasks, strikethrough, bare addresses and alerts
//! (<https://github.github.com/gfm/>), and HTML for what it has no signs for.

mod blocks;
mod message;
mod words;

use std::cell::Cell;
use std::rc::Rc;

use comrak::{Arena, Options};

use super::{ArticleHtml, canonical};
use crate::article::block::{self, Block};
use crate::article::inline::{Atom, Link};
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
        self.to_markdown_with(|_| None, |_| None)
    }

    /// The same with other addresses for links and pictures: `there` is asked with each. What comes of it is this very article
    /// again by [`ArticleHtml::from_markdown_with`] and `back`, which must undo what `there` does.
    pub fn to_markdown_with(
        &self,
        there: impl Fn(&str) -> Option<String>,
        back: impl Fn(&str) -> Option<String>,
    ) -> String {
        let blocks = self.blocks();
        let mut moved = blocks.clone();
        block::each_mut(&mut moved, &mut |block| readdress(block, &there));
        let easy: Vec<_> = moved.iter().map(|block| blocks::written(block, Signs::Markdown)).collect();
        let whole = blocks::joined(&moved, &easy);
        if self.is_from(&whole, &back) {
            return whole;
        }
        let pairs = blocks.iter().zip(&moved).zip(easy);
        let each: Vec<_> =
            pairs.map(|((block, moved), easy)| faithful((block, moved), easy, &back)).collect();
        let whole = blocks::joined(&moved, &each);
        if self.is_from(&whole, &back) {
            return whole;
        }
        blocks::joined(&moved, &moved.iter().map(blocks::html).collect::<Vec<_>>())
    }

    /// The article's HTML as it is stored, with other addresses for links and pictures: `there` is asked with each. For files of
    /// an export, whose addresses [`ArticleHtml::clean_with`] turns back; such HTML is no article.
    pub fn to_html_with(&self, there: impl Fn(&str) -> Option<String>) -> String {
        let mut moved = self.blocks();
        block::each_mut(&mut moved, &mut |block| readdress(block, &there));
        canonical(&moved).0
    }

    fn is_from(&self, markdown: &str, back: &dyn Fn(&str) -> Option<String>) -> bool {
        ArticleHtml::from_markdown_with(markdown, back) == *self
    }
}

/// The first way of writing a block, with its addresses moved, that is read as this block again.
fn faithful((block, moved): (&Block, &Block), easy: String, back: &dyn Fn(&str) -> Option<String>) -> String {
    let alone = ArticleHtml(canonical(std::slice::from_ref(block)).0);
    if alone.is_from(&easy, back) {
        return easy;
    }
    let with_tags = blocks::written(moved, Signs::Html);
    if alone.is_from(&with_tags, back) { with_tags } else { blocks::html(moved) }
}

/// Gives the links and pictures of a block's own words other addresses.
fn readdress(block: &mut Block, there: &impl Fn(&str) -> Option<String>) {
    for run in block.words_mut().into_iter().flatten() {
        if let Atom::Picture(picture) = &mut run.atom
            && let Some(src) = there(&picture.src)
        {
            picture.src = src;
        }
        if let Some(link) = &run.link
            && let Some(href) = there(&link.href)
        {
            run.link = Some(Rc::new(Link { href, title: link.title.clone() }));
        }
    }
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
