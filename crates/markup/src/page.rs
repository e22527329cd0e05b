//! A whole page of HTML, as other help centres export them: what it is called, what is said of it, and its text.

use crate::lexer::{Lexer, Token};
use crate::text::html_to_text;

/// What stands around the text of a page and is none of it.
const AROUND: [&str; 7] = ["aside", "button", "footer", "form", "header", "nav", "noscript"];

/// A longer page is not looked at for what is its text: all of it is.
const MAX_TOKENS: usize = 4_000_000;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Its first heading, or what its head calls it; may be empty.
    pub title: String,
    /// What it says it is written in, as HTML writes it: `pt-BR`.
    pub language: Option<String>,
    /// What its head says besides: `<meta>`, by name in small letters.
    pub meta: Vec<(String, String)>,
    /// The HTML of its text, without its title. It is not clean.
    pub body: String,
}

/// A tag with where it begins and where what follows it begins.
struct Mark {
    at: usize,
    after: usize,
    name: String,
    is_open: bool,
    /// How likely it is what the text stands in; the least is the likeliest.
    rank: Option<u8>,
}

impl Page {
    /// Reads a page. Its text is what an element holds that says so: `data-article` (our own export), `id="main-content"`
    /// (Confluence), `<article>`, `<main>`, `class="article-body"` (Zendesk, Help Scout), or else `<body>`.
    pub fn read(source: &str) -> Page {
        let (mut page, marks) = Page::scan(source);
        let within = text_of(&marks, source.len());
        let heading = marks.iter().position(|mark| mark.is_open && mark.name == "h1");
        let heading = heading.map(|open| (marks[open].at, inner(&marks, open, source.len())));
        if let Some((_, (begin, end))) = heading {
            let said = one_line(&source[begin..end]);
            if !said.is_empty() {
                page.title = said;
            }
        }
        page.title = without_space(&page.title, &marks);
        let is_ours = within.rank == Some(0);
        let skipped = heading.map(|(at, (_, end))| (at, end));
        page.body = if is_ours {
            source[within.from..within.to].to_owned()
        } else {
            cut(source, &marks, &within, skipped)
        };
        page
    }

    /// The value of a `<meta>`.
    pub fn said(&self, name: &str) -> Option<&str> {
        self.meta.iter().find(|(known, _)| known == name).map(|(_, said)| said.as_str())
    }

    fn scan(source: &str) -> (Page, Vec<Mark>) {
        let (mut page, mut marks) = (Page::default(), Vec::<Mark>::new());
        for (at, token) in Lexer::new(source).take(MAX_TOKENS) {
            if let Some(before) = marks.last_mut().filter(|mark| mark.after == usize::MAX) {
                before.after = at;
                if before.is_open && before.name == "title" && page.title.is_empty() {
                    page.title = one_line(source[before.at..at].split_once('>').map_or("", |(_, said)| said));
                }
            }
            let (name, is_open, rank) = match token {
                Token::Text(_) => continue,
                Token::Close(name) => (name, false, None),
                Token::Open(tag) => {
                    let said = |name| tag.attribute(name).unwrap_or_default();
                    match tag.name.as_str() {
                        "html" if !said("lang").is_empty() => page.language = Some(said("lang").to_owned()),
                        "meta" if !said("name").is_empty() => {
                            page.meta.push((said("name").to_ascii_lowercase(), one_line(said("content"))));
                        }
                        _ => {}
                    }
                    let rank =
                        rank(&tag.name, tag.attribute("data-article").is_some(), (said("id"), said("class")));
                    (tag.name, true, rank)
                }
            };
            marks.push(Mark { at, after: usize::MAX, name, is_open, rank });
        }
        for mark in &mut marks {
            mark.after = mark.after.min(source.len());
        }
        (page, marks)
    }
}

/// What an element says of itself.
fn rank(name: &str, is_ours: bool, (id, class): (&str, &str)) -> Option<u8> {
    let is_body =
        |class: &str| matches!(class, "article-body" | "article__body" | "articleBody" | "wiki-content");
    match name {
        _ if is_ours => Some(0),
        _ if id == "main-content" && name != "main" => Some(1),
        _ if class.split_ascii_whitespace().any(is_body) => Some(2),
        "article" => Some(3),
        "main" => Some(4),
        "body" => Some(5),
        _ => None,
    }
}

/// Where the text of a page is.
struct Within {
    from: usize,
    to: usize,
    rank: Option<u8>,
}

fn text_of(marks: &[Mark], end: usize) -> Within {
    let best = (0..marks.len()).filter(|&nth| marks[nth].rank.is_some()).min_by_key(|&nth| marks[nth].rank);
    match best {
        Some(nth) => {
            let (from, to) = inner(marks, nth, end);
            Within { from, to, rank: marks[nth].rank }
        }
        None => Within { from: 0, to: end, rank: None },
    }
}

/// What an element holds: from behind its opening tag to the closing tag that belongs to it.
fn inner(marks: &[Mark], open: usize, end: usize) -> (usize, usize) {
    let mut depth = 0_usize;
    for mark in marks[open..].iter().filter(|mark| mark.name == marks[open].name) {
        depth = if mark.is_open { depth + 1 } else { depth.saturating_sub(1) };
        if depth == 0 {
            return (marks[open].after.min(mark.at), mark.at);
        }
    }
    (marks[open].after, end)
}

/// The text without what stands around it, and without the heading that is the title.
fn cut(source: &str, marks: &[Mark], within: &Within, heading: Option<(usize, usize)>) -> String {
    let mut body = String::with_capacity(within.to - within.from);
    let mut from = within.from;
    for (nth, mark) in marks.iter().enumerate() {
        let is_inside = mark.at >= from && mark.at < within.to;
        if !is_inside || !mark.is_open {
            continue;
        }
        let skipped = match heading {
            Some((at, end)) if at == mark.at => end,
            _ if AROUND.contains(&mark.name.as_str()) => inner(marks, nth, within.to).1.min(within.to),
            _ => continue,
        };
        body.push_str(&source[from..mark.at]);
        from = skipped;
    }
    body.push_str(&source[from..within.to]);
    body
}

/// Confluence puts the name of the space before a page's: `Space : Page`.
fn without_space(title: &str, marks: &[Mark]) -> String {
    let is_confluence = marks.iter().any(|mark| mark.rank == Some(1));
    let page = title.split_once(" : ").filter(|_| is_confluence).map(|(_, page)| page);
    page.unwrap_or(title).trim().to_owned()
}

fn one_line(html: &str) -> String {
    html_to_text(html).split_whitespace().collect::<Vec<_>>().join(" ")
}
