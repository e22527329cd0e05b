use crate::allowed::{self, Element};
use crate::lexer::{Lexer, Tag, Token};
use crate::{escape, picture, quote};

/// HTML longer than this is read as plain text.
pub(crate) const MAX_BYTES: usize = 2 << 20;

/// HTML nested deeper than this is read as plain text: a parser's work grows with text times depth.
const MAX_DEPTH: usize = 200;

/// The attribute in which the marks of mail programs' quotes outlive the loss of classes and ids.
pub(crate) const MARK: &str = "data-quote";

/// What becomes of the marks of mail programs' quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    Kept,
    Dropped,
}

/// Writes HTML again with nothing but elements and attributes we know, so that what parses it meets no foreign
/// element, no raw text, no flood of attributes and no abyss. Nothing where the limits are passed.
///
/// This bounds work; it is not the wall. Its result goes through a real parser and an allow-list.
pub(crate) fn simplify(raw: &str, marks: Marks) -> Option<String> {
    if raw.len() > MAX_BYTES {
        return None;
    }
    let mut simple = Simplified { out: String::with_capacity(raw.len()), open: Vec::new(), marks };
    for (_, token) in Lexer::new(raw) {
        match token {
            Token::Text(text) => escape::undecoded(text, &mut simple.out),
            Token::Open(tag) => simple.open(&tag),
            Token::Close(name) => simple.close(&name),
        }
        if simple.open.len() > MAX_DEPTH {
            return None;
        }
    }
    Some(simple.out)
}

struct Simplified {
    out: String,
    /// A stack that never holds less than the parser's own would.
    open: Vec<&'static str>,
    marks: Marks,
}

impl Simplified {
    fn open(&mut self, tag: &Tag<'_>) {
        match allowed::element(&tag.name) {
            Element::Kept("img") => picture::write(tag, &mut self.out),
            Element::Kept("a") if tag.attribute("href").is_none_or(str::is_empty) => {}
            Element::Kept(name) | Element::Shown(name) => self.element(name, tag),
            Element::Dropped => {}
        }
    }

    fn element(&mut self, name: &'static str, tag: &Tag<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        for (element, attribute, fits) in allowed::ATTRIBUTES {
            if element == name {
                self.attribute(attribute, tag.attribute(attribute).filter(|value| fits(value)));
            }
        }
        self.attribute("dir", tag.attribute("dir").filter(|value| allowed::is_direction(value)));
        let class = tag.attribute("class").filter(|class| name == "span" && *class == allowed::REMOTE_IMAGE);
        self.attribute("class", class);
        if self.marks == Marks::Kept {
            self.attribute(MARK, quote::mark(tag));
        }
        self.out.push('>');
        self.push(name);
    }

    fn attribute(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            write_attribute(name, value, &mut self.out);
        }
    }

    fn push(&mut self, name: &'static str) {
        while self.open.last().is_some_and(|last| ends_before(last, name)) {
            self.open.pop();
        }
        if !allowed::is_void(name) {
            self.open.push(name);
        }
    }

    fn close(&mut self, name: &str) {
        let (Element::Kept(name) | Element::Shown(name)) = allowed::element(name) else { return };
        if allowed::is_void(name) {
            return;
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        let reach = self.open.iter().rposition(|open| !ends_by_itself(open)).unwrap_or(0);
        if let Some(found) = self.open[reach..].iter().rposition(|open| *open == name) {
            self.open.truncate(reach + found);
        }
    }
}

/// Writes ` name="value"`, the value undecoded.
pub(crate) fn write_attribute(name: &str, value: &str, into: &mut String) {
    into.push(' ');
    into.push_str(name);
    into.push_str("=\"");
    escape::undecoded(value, into);
    into.push('"');
}

/// Whether the closing tag of an element may be left out.
fn ends_by_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "td" | "th" | "tr" | "tbody" | "thead" | "tfoot")
}

/// Whether an open `last` ends where a `next` begins.
fn ends_before(last: &str, next: &str) -> bool {
    match next {
        "li" => matches!(last, "li" | "p"),
        "td" | "th" => matches!(last, "td" | "th" | "p"),
        "tr" => matches!(last, "td" | "th" | "tr" | "p"),
        "tbody" | "thead" | "tfoot" => ends_by_itself(last) && last != "li",
        _ => last == "p" && allowed::is_block(next) && next != "br",
    }
}
