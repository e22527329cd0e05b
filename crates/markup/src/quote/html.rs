use super::lines::{self, Depth, Line, Mark};
use super::{HtmlSplit, split_quote};
use crate::lexer::{Lexer, Tag, Token};
use crate::simplify::MARK;
use crate::{Html, allowed, escape, plain, sanitise};

/// Inside is older mail.
const INSIDE: &str = "inside";
/// The words that announce older mail, perhaps with it.
const ANNOUNCED: &str = "announced";
/// All from here is older mail.
const REST: &str = "rest";

/// The mark a mail program left on an element: its class, its id or its type.
pub(crate) fn mark(tag: &Tag<'_>) -> Option<&'static str> {
    let has_class = |name: &str| {
        let classes = tag.attribute("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|class| class == name)
    };
    let has_id = |name: &str| tag.attribute("id").is_some_and(|id| id.trim_start_matches("x_") == name);
    let is_cited = tag.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
    if tag.name == "blockquote" && (is_cited || has_class("gmail_quote") || has_class("protonmail_quote")) {
        return Some(INSIDE);
    }
    if has_class("yahoo_quoted") || has_class("ydp-yahoo_quoted") {
        return Some(INSIDE);
    }
    if ["gmail_quote", "gmail_attr", "moz-cite-prefix", "protonmail_quote", "zmail_extra"]
        .into_iter()
        .any(has_class)
    {
        return Some(ANNOUNCED);
    }
    let outlook = ["divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container"];
    outlook.into_iter().any(has_id).then_some(REST)
}

pub(super) fn split(raw: &str) -> HtmlSplit {
    let Some(html) = sanitise::sanitise_with_marks(raw) else {
        return split_bare(&plain::bare_text(raw));
    };
    match lines::quote_begins(&read_lines(&html)) {
        Some(at) => {
            let (closing, opening) = around(&html, at);
            HtmlSplit {
                fresh: Html::sanitise(&[&html[..at], &closing].concat()),
                quoted: Some(Html::sanitise(&[&opening, &html[at..]].concat())),
            }
        }
        None => HtmlSplit { fresh: Html::sanitise(&html), quoted: None },
    }
}

fn split_bare(text: &str) -> HtmlSplit {
    let split = split_quote(text);
    HtmlSplit { fresh: Html::from_plain(split.fresh), quoted: split.quoted.map(Html::from_plain) }
}

/// The tags that close what is open before an offset of clean HTML, and those that open it again behind.
fn around(html: &str, at: usize) -> (String, String) {
    let mut open: Vec<(usize, String)> = Vec::new();
    for (start, token) in Lexer::new(html).take_while(|(start, _)| *start < at) {
        match token {
            Token::Open(tag) if !allowed::is_void(&tag.name) => open.push((start, tag.name)),
            Token::Close(_) => drop(open.pop()),
            _ => {}
        }
    }
    let closing = open.iter().rev().flat_map(|(_, name)| ["</", name, ">"]).collect();
    // In clean HTML a `>` ends a tag: in values it is escaped.
    let opening = open.iter().filter_map(|(start, _)| html[*start..].split_inclusive('>').next()).collect();
    (closing, opening)
}

/// The lines a reader sees in clean HTML.
fn read_lines(html: &str) -> Vec<Line> {
    let mut reader = Reader { lines: Vec::new(), text: String::new(), at: None, depths: vec![Depth::Fresh] };
    for (at, token) in Lexer::new(html) {
        match token {
            Token::Text(text) => reader.text(text, at),
            Token::Open(tag) => reader.open(&tag, at),
            Token::Close(name) => reader.close(&name),
        }
    }
    reader.end_line();
    reader.lines
}

struct Reader {
    lines: Vec<Line>,
    text: String,
    /// Where the line begins: at the first of the tags that open before its text.
    at: Option<usize>,
    /// One for each open element, beneath them one for the whole.
    depths: Vec<Depth>,
}

impl Reader {
    fn text(&mut self, text: &str, at: usize) {
        self.at.get_or_insert(at);
        self.text.push_str(text);
    }

    fn open(&mut self, tag: &Tag<'_>, at: usize) {
        if allowed::is_block(&tag.name) {
            self.end_line();
        }
        if !allowed::is_void(&tag.name) {
            self.at.get_or_insert(at);
            let around = self.depth();
            self.depths.push(depth_within(tag, around));
        }
        let mark = match tag.attribute(MARK) {
            Some(REST) => Mark::Rest,
            Some(ANNOUNCED) => Mark::Announced,
            _ => return,
        };
        let depth = self.depth();
        self.lines.push(Line { text: String::new(), at: self.at.unwrap_or(at), depth, mark: Some(mark) });
    }

    fn close(&mut self, name: &str) {
        if allowed::is_block(name) {
            self.end_line();
            self.at = None;
        }
        self.depths.pop();
    }

    fn end_line(&mut self) {
        let text = escape::decode(&std::mem::take(&mut self.text)).trim().to_owned();
        if text.is_empty() {
            return;
        }
        if let Some(at) = self.at.take() {
            let depth = self.depth();
            self.lines.push(Line { text, at, depth, mark: None });
        }
    }

    fn depth(&self) -> Depth {
        self.depths.last().copied().unwrap_or(Depth::Fresh)
    }
}

fn depth_within(tag: &Tag<'_>, around: Depth) -> Depth {
    match around {
        Depth::Quoted => Depth::Quoted,
        _ if tag.attribute(MARK) == Some(INSIDE) => Depth::Quoted,
        Depth::Fresh if tag.name == "blockquote" => Depth::Indented,
        around => around,
    }
}
