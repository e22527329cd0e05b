//! The words inside a block: a flat row of runs, each with its marks and its link, so that every way of nesting the same
//! marks is one text.

use std::rc::Rc;

use crate::article::address;
use crate::escape;

/// What letters are besides letters, in the order in which elements are opened around them.
const ELEMENTS: [&str; 9] = ["strong", "em", "u", "s", "mark", "sub", "sup", "kbd", "code"];

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Marks(u16);

impl Marks {
    pub(super) const NONE: Marks = Marks(0);
    pub(super) const STRONG: Marks = Marks(1);
    pub(super) const EM: Marks = Marks(1 << 1);
    pub(super) const UNDERLINE: Marks = Marks(1 << 2);
    pub(super) const STRIKE: Marks = Marks(1 << 3);
    pub(super) const MARK: Marks = Marks(1 << 4);
    pub(super) const SUB: Marks = Marks(1 << 5);
    pub(super) const SUP: Marks = Marks(1 << 6);
    pub(super) const KBD: Marks = Marks(1 << 7);
    pub(super) const CODE: Marks = Marks(1 << 8);

    pub(super) fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    pub(super) fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }

    pub(super) fn has(self, other: Marks) -> bool {
        self.0 & other.0 == other.0
    }

    fn in_both(self, other: Marks) -> Marks {
        Marks(self.0 & other.0)
    }

    /// The elements of these marks, outermost first.
    pub(super) fn elements(self) -> impl Iterator<Item = &'static str> {
        ELEMENTS
            .into_iter()
            .enumerate()
            .filter(move |(nth, _)| self.0 & (1 << nth) != 0)
            .map(|(_, name)| name)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) title: String,
}

/// A picture among our own files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Picture {
    pub(super) src: String,
    pub(super) alt: String,
    pub(super) width: String,
    pub(super) height: String,
    pub(super) title: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Atom {
    Text(String),
    Break,
    Picture(Box<Picture>),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Run {
    pub(super) link: Option<Rc<Link>>,
    pub(super) marks: Marks,
    pub(super) atom: Atom,
}

impl Run {
    pub(super) fn text(words: &str) -> Run {
        Run { link: None, marks: Marks::NONE, atom: Atom::Text(words.to_owned()) }
    }

    pub(super) fn line_end() -> Run {
        Run { link: None, marks: Marks::NONE, atom: Atom::Break }
    }
}

/// Puts a run behind others; words that look like those before them become one with them.
pub(super) fn push(runs: &mut Vec<Run>, run: Run) {
    if let (Atom::Text(text), Some(last)) = (&run.atom, runs.last_mut())
        && let Atom::Text(before) = &mut last.atom
        && last.marks == run.marks
        && last.link == run.link
    {
        return before.push_str(text);
    }
    runs.push(run);
}

/// HTML's own white space (§2.3.1 of the infra standard); a no-break space is a letter.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Runs with single spaces between words and none at the edges of lines, equal neighbours joined, neither line ends nor
/// no-break spaces at the end. A space between two looks has what both have, so that no mark begins or ends with one.
pub(super) fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut tidied = Tidied { runs: Vec::with_capacity(runs.len()), space: false };
    for run in runs {
        match &run.atom {
            Atom::Text(text) => tidied.text(&run, text),
            Atom::Break => tidied.line_end(run),
            Atom::Picture(_) => tidied.word(Run { marks: Marks::NONE, ..run }),
        }
    }
    while let Some(last) = tidied.runs.last_mut() {
        match &mut last.atom {
            Atom::Text(text) => text.truncate(text.trim_end_matches(['\u{a0}', ' ']).len()),
            Atom::Break => {}
            Atom::Picture(_) => break,
        }
        if last.atom != Atom::Break && last.atom != Atom::Text(String::new()) {
            break;
        }
        tidied.runs.pop();
    }
    tidied.runs
}

struct Tidied {
    runs: Vec<Run>,
    /// A space that is owed before the next word.
    space: bool,
}

impl Tidied {
    fn text(&mut self, run: &Run, text: &str) {
        let marks = if run.link.is_some() { run.marks.without(Marks::UNDERLINE) } else { run.marks };
        for (nth, word) in text.split(is_space).enumerate() {
            self.space |= nth > 0;
            let word: String = word.chars().filter(|c| !c.is_control()).collect();
            if !word.is_empty() {
                self.word(Run { link: run.link.clone(), marks, atom: Atom::Text(word) });
            }
        }
    }

    fn line_end(&mut self, run: Run) {
        self.space = false;
        if !self.runs.is_empty() {
            self.runs.push(Run { link: None, marks: Marks::NONE, ..run });
        }
    }

    fn word(&mut self, word: Run) {
        let before = self.runs.last().filter(|run| self.space && run.atom != Atom::Break);
        let space = before.map(|before| Run {
            link: word.link.clone().filter(|_| word.link == before.link),
            marks: word.marks.in_both(before.marks),
            atom: Atom::Text(" ".to_owned()),
        });
        self.space = false;
        for run in space.into_iter().chain([word]) {
            push(&mut self.runs, run);
        }
    }
}

/// Whether a reader sees nothing.
pub(super) fn is_empty(runs: &[Run]) -> bool {
    runs.iter().all(|run| match &run.atom {
        Atom::Text(text) => text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')),
        Atom::Break => true,
        Atom::Picture(_) => false,
    })
}

/// The letters alone; a picture says its alternative text, a line end is a space.
pub(super) fn words(runs: &[Run]) -> String {
    let mut words = String::new();
    for run in runs {
        match &run.atom {
            Atom::Text(text) => words.push_str(text),
            Atom::Break => words.push(' '),
            Atom::Picture(picture) => words.push_str(&picture.alt),
        }
    }
    words
}

/// Writes tidy runs.
pub(super) fn write(runs: &[Run], out: &mut String) {
    let mut open: Vec<&'static str> = Vec::new();
    let mut link: Option<&Rc<Link>> = None;
    for run in runs {
        let wanted: Vec<_> = run.marks.elements().collect();
        let is_same_link = link == run.link.as_ref();
        let stays = open.iter().take_while(|name| is_same_link && wanted.contains(name)).count();
        close(&mut open, stays, out);
        if !is_same_link {
            out.push_str(if link.is_some() { "</a>" } else { "" });
            link = run.link.as_ref();
            if let Some(link) = link {
                write_link(link, out);
            }
        }
        for name in wanted {
            if !open.contains(&name) {
                tag(name, out);
                open.push(name);
            }
        }
        match &run.atom {
            Atom::Text(text) => escape::text(text, out),
            Atom::Break => out.push_str("<br>"),
            Atom::Picture(picture) => write_picture(picture, out),
        }
    }
    close(&mut open, 0, out);
    out.push_str(if link.is_some() { "</a>" } else { "" });
}

fn tag(name: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

fn close(open: &mut Vec<&'static str>, stays: usize, out: &mut String) {
    for name in open.drain(stays..).rev() {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

pub(super) fn write_link(link: &Link, out: &mut String) {
    out.push_str("<a");
    attribute("href", &link.href, out);
    if !link.title.is_empty() {
        attribute("title", &link.title, out);
    }
    if let Some(rel) = address::rel(&link.href) {
        attribute("rel", rel, out);
    }
    out.push('>');
}

pub(super) fn write_picture(picture: &Picture, out: &mut String) {
    out.push_str("<img");
    attribute("src", &picture.src, out);
    attribute("alt", &picture.alt, out);
    for (name, value) in [("width", &picture.width), ("height", &picture.height), ("title", &picture.title)] {
        if !value.is_empty() {
            attribute(name, value, out);
        }
    }
    out.push('>');
}

pub(super) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::attribute(value, out);
    out.push('"');
}
