use crate::lexer::{Lexer, Tag, Token};
use crate::{escape, plain, sanitise};

/// Deeper lists and quotes are set off no further, or each line of hostile mail would become a page.
const MAX_INDENT: usize = 5;

/// The text of HTML as a reader sees it: paragraphs, lists, quotes with `>`, lines not wrapped.
pub fn html_to_text(html: &str) -> String {
    read(html, Addresses::Hidden)
}

/// As [`html_to_text`], with the address of each link behind its words, on a line of its own where the link has one: the text
/// part of a mail.
pub fn html_to_mail_text(html: &str) -> String {
    read(html, Addresses::Shown)
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Addresses {
    Shown,
    #[default]
    Hidden,
}

fn read(html: &str, addresses: Addresses) -> String {
    let Some(clean) = sanitise::sanitise(html) else { return plain::bare_text(html) };
    let mut page = Page { addresses, ..Page::default() };
    for (_, token) in Lexer::new(&clean) {
        match token {
            Token::Text(text) => page.text(&escape::decode(text)),
            Token::Open(tag) => page.open(&tag),
            Token::Close(name) => page.close(&name),
        }
    }
    page.give_address(true);
    page.text
}

#[derive(Default)]
struct Page {
    addresses: Addresses,
    text: String,
    /// Line ends and a space that are owed before the next word.
    line_ends: usize,
    space: bool,
    /// For each open list the number of its next item; none where items have no numbers.
    lists: Vec<Option<u32>>,
    quotes: usize,
    pre: usize,
    /// The link that is open.
    link: Option<Link>,
    /// The address of the link that ended last, as long as nothing stands behind it.
    owed: Option<Link>,
}

struct Link {
    address: String,
    /// Where its words begin.
    start: usize,
    begins_line: bool,
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.pre > 0 {
            return self.lines(text);
        }
        self.space |= text.starts_with(char::is_whitespace);
        for word in text.split_whitespace() {
            self.word(word);
            self.space = true;
        }
        self.space &= text.is_empty() || text.ends_with(char::is_whitespace);
    }

    fn lines(&mut self, text: &str) {
        for (nth, line) in text.split('\n').enumerate() {
            self.line_ends += usize::from(nth > 0);
            if !line.trim().is_empty() {
                self.word(line.trim_end());
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.give_address(false);
        self.put(word);
    }

    fn put(&mut self, word: &str) {
        if self.text.is_empty() {
            self.begin_line();
        } else if self.line_ends > 0 {
            self.text.extend(std::iter::repeat_n('\n', self.line_ends.min(2)));
            self.begin_line();
        } else if self.space {
            self.text.push(' ');
        }
        (self.line_ends, self.space) = (0, false);
        self.text.push_str(word);
    }

    fn begin_line(&mut self) {
        self.text.extend(std::iter::repeat_n("> ", self.quotes.min(MAX_INDENT)));
        self.text.extend(std::iter::repeat_n("  ", self.lists.len().saturating_sub(1).min(MAX_INDENT)));
    }

    fn open(&mut self, tag: &Tag<'_>) {
        self.end_line(&tag.name);
        match tag.name.as_str() {
            "br" => self.line_ends += 1,
            "img" => self.text(&escape::decode(tag.attribute("alt").unwrap_or_default())),
            "a" => self.link = tag.attribute("href").map(|href| self.link_to(escape::decode(href))),
            "ul" => self.lists.push(None),
            "ol" => self
                .lists
                .push(Some(tag.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1))),
            "li" => self.item(),
            "blockquote" => self.quotes += 1,
            "pre" => self.pre += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "a" => self.owed = self.link.take().filter(|_| self.addresses == Addresses::Shown),
            "ul" | "ol" => drop(self.lists.pop()),
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ => {}
        }
        self.end_line(name);
    }

    fn end_line(&mut self, name: &str) {
        let wanted = match name {
            "p" | "blockquote" | "pre" | "table" | "hr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => 2,
            "ul" | "ol" if self.lists.is_empty() => 2,
            "ul" | "ol" | "li" | "div" | "tr" | "caption" => 1,
            "td" | "th" => {
                self.space = true;
                0
            }
            _ => 0,
        };
        if wanted > 0 || name == "br" {
            self.give_address(true);
        }
        self.line_ends = self.line_ends.max(wanted);
    }

    fn item(&mut self) {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let sign = format!("{number}.");
                *number = number.saturating_add(1);
                self.word(&sign);
            }
            _ => self.word("-"),
        }
        self.space = true;
    }

    fn link_to(&self, address: String) -> Link {
        let begins_line = self.line_ends > 0 || self.text.is_empty();
        Link { address, start: self.text.len(), begins_line }
    }

    /// The address of a link behind its words, unless they say it.
    fn give_address(&mut self, ends_line: bool) {
        let Some(Link { address, start, begins_line }) = self.owed.take() else { return };
        let words = &self.text[start..];
        if words.contains(address.trim_start_matches("mailto:")) {
            return;
        }
        let (line_ends, space) = (self.line_ends, self.space);
        if begins_line && ends_line && !words.trim().is_empty() {
            self.line_ends = 1;
            self.put(&address);
        } else {
            (self.line_ends, self.space) = (0, true);
            self.put(&format!("<{address}>"));
        }
        (self.line_ends, self.space) = (line_ends, space);
    }
}
