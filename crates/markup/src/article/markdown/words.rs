//! Words as Markdown.

use super::Signs;
use crate::article::inline::{self, Atom, Link, Marks, Run};

/// How marks begin and end that have signs; the others are tags.
const SIGNS: [(&str, &str); 3] = [("strong", "**"), ("em", "*"), ("s", "~~")];

/// Words that may have several lines.
pub(super) fn paragraph(runs: &[Run], signs: Signs) -> String {
    Writer { signs, line_end: "\\\n", out: String::new() }.written(runs)
}

/// Words on one line.
pub(super) fn line(runs: &[Run], signs: Signs) -> String {
    Writer { signs, line_end: "<br>", out: String::new() }.written(runs)
}

struct Writer {
    signs: Signs,
    line_end: &'static str,
    out: String,
}

impl Writer {
    fn written(mut self, runs: &[Run]) -> String {
        for part in runs.chunk_by(|one, next| one.link == next.link) {
            match part {
                [Run { link: Some(link), .. }, ..] => self.link(link, part),
                _ => self.marked(part),
            }
        }
        self.out
    }

    fn link(&mut self, link: &Link, runs: &[Run]) {
        if self.signs == Signs::Html {
            inline::write_link(link, &mut self.out);
            self.marked(runs);
            return self.out.push_str("</a>");
        }
        if is_bare(link, runs) {
            return self.out.extend(["<", &link.href, ">"]);
        }
        // Behind an exclamation mark it would be a picture.
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
        self.marked(runs);
        self.out.push(']');
        self.target(&link.href, &link.title);
    }

    fn target(&mut self, address: &str, title: &str) {
        let address = address.replace('&', "&amp;");
        let (begin, end) = if address.contains(['(', ')']) { ("(<", ">") } else { ("(", "") };
        self.out.extend([begin, &address, end]);
        if !title.is_empty() {
            let title = title.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;");
            self.out.extend([" \"", &title, "\""]);
        }
        self.out.push(')');
    }

    /// Runs that share a link or have none.
    fn marked(&mut self, runs: &[Run]) {
        let mut open: Vec<&'static str> = Vec::new();
        for run in runs {
            let is_code = self.signs == Signs::Markdown && run.marks.has(Marks::CODE);
            let marks = if is_code { run.marks.without(Marks::CODE) } else { run.marks };
            let wanted: Vec<_> = marks.elements().collect();
            let stays = open.iter().take_while(|name| wanted.contains(name)).count();
            self.close(&mut open, stays);
            for name in wanted {
                if !open.contains(&name) {
                    self.sign(name, ["<", name, ">"]);
                    open.push(name);
                }
            }
            match &run.atom {
                Atom::Text(text) if is_code => self.code(text),
                Atom::Text(text) => self.text(text),
                Atom::Break => self.out.push_str(self.line_end),
                Atom::Picture(_) => self.picture(run),
            }
        }
        self.close(&mut open, 0);
    }

    fn close(&mut self, open: &mut Vec<&'static str>, stays: usize) {
        for name in open.drain(stays..).rev() {
            self.sign(name, ["</", name, ">"]);
        }
    }

    fn sign(&mut self, name: &str, tag: [&str; 3]) {
        let sign = SIGNS.iter().find(|(known, _)| *known == name && self.signs == Signs::Markdown);
        match sign {
            Some((_, sign)) => self.out.push_str(sign),
            None => self.out.extend(tag),
        }
    }

    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let space = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
        self.out.extend([&fence, space, text, space, &fence]);
    }

    fn picture(&mut self, run: &Run) {
        let Atom::Picture(picture) = &run.atom else { return };
        let has_size = !picture.width.is_empty() || !picture.height.is_empty();
        if has_size || self.signs == Signs::Html {
            return inline::write_picture(picture, &mut self.out);
        }
        self.out.push_str("![");
        self.text(&picture.alt);
        self.out.push(']');
        self.target(&picture.src, &picture.title);
    }

    fn text(&mut self, text: &str) {
        let mut is_first = self.out.is_empty() || self.out.ends_with('\n');
        let mut before = self.out.chars().next_back().unwrap_or(' ');
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let behind = &rest[c.len_utf8()..];
            match c {
                '\u{a0}' => self.out.push_str("&nbsp;"),
                c if is_sign(c, before, behind, is_first) => self.out.extend(['\\', c]),
                c => self.out.push(c),
            }
            is_first &= c.is_ascii_digit();
            before = c;
            rest = behind;
        }
    }
}

/// Whether a letter would be read as a sign here.
fn is_sign(c: char, before: char, behind: &str, is_first: bool) -> bool {
    let next = behind.chars().next();
    let stands_alone = next.is_none_or(|next| next == ' ' || next == c);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
        '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
        '>' | '=' => is_first,
        '#' | '+' | '-' => is_first && stands_alone,
        '.' | ')' => is_first && before.is_ascii_digit() && next.is_none_or(|next| next == ' '),
        _ => false,
    }
}

/// Whether a link is written as its address alone.
fn is_bare(link: &Link, runs: &[Run]) -> bool {
    let is_web = link.href.starts_with("https://") || link.href.starts_with("http://");
    let is_address = |run: &Run| run.marks == Marks::NONE && run.atom == Atom::Text(link.href.clone());
    is_web && link.title.is_empty() && runs.len() == 1 && is_address(&runs[0])
}
