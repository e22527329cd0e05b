//! Cutting what a mail says anew from the older mail it quotes below.
//!
//! Nothing is lost: what is not fresh is quoted. Where the two cannot be told apart with confidence (a mail that
//! only forwards, answers written between the lines of a quote) everything is fresh, since folding a customer's
//! words away is worse than showing old ones again.

mod html;
mod lines;
mod phrases;

use crate::Html;
pub(crate) use html::mark;
use lines::{Depth, Line};

/// A text in two parts that, joined, are the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'a> {
    /// What was written now, white space at its end included.
    pub fresh: &'a str,
    /// The older mail below it, from the line that announces it.
    pub quoted: Option<&'a str>,
}

/// As [`Split`], for HTML: each part is whole and clean by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlSplit {
    /// What was written now.
    pub fresh: Html,
    /// The older mail below it.
    pub quoted: Option<Html>,
}

/// Splits the plain text of a mail, line ends normalised.
pub fn split_quote(text: &str) -> Split<'_> {
    match lines::quote_begins(&text_lines(text)) {
        Some(at) => Split { fresh: &text[..at], quoted: Some(&text[at..]) },
        None => Split { fresh: text, quoted: None },
    }
}

/// Cleans and splits the HTML of a mail as it came: the marks that mail programs leave (`gmail_quote` and the
/// like) are in classes and ids, which cleaning removes.
pub fn split_html_quote(raw: &str) -> HtmlSplit {
    html::split(raw)
}

fn text_lines(text: &str) -> Vec<Line> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let depth = if line.trim_start().starts_with('>') { Depth::Quoted } else { Depth::Fresh };
        at += line.len();
        Line { text: line.trim().to_owned(), at: at - line.len(), depth, mark: None }
    });
    lines.collect()
}
