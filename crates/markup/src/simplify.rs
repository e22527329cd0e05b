use crate::allowed::{self, Element};
use crate::lexer::{Lexer, Tag, Token};
use crate::picture::{self, Picture};
use crate::{escape, quote};

/// HTML longer than this is read as plain text.
pub(crate) const MAX_BYTES: usize = 2 << 20;

/// HTML nested deeper than this is read as plain text: a parser's work grows with text times depth.
const MAX_DEPTH: usize = 200;

/// The writer behind the parser looks through the rest of a text again at each sign it escapes. This is how many
/// bytes it may look through.
const MAX_LOOKED_THROUGH: usize = 1_000_000_000;

/// The attribute in which the marks of mail programs' quotes outlive the loss of classes and ids.
pub(crate) const MARK: &str = "data-quote";

/// What becomes of the marks of mail programs' quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Marks {
    Kept,
    #[default]
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
    let mut simple = Simplified {
        out: String::with_capacity(raw.len()),
        open: Vec::new(),
        marks,
        ..Simplified::default()
    };
    for (_, token) in Lexer::new(raw) {
        match token {
            Token::Text(text) => simple.text(text),
            Token::Open(tag) => simple.open(&tag),
            Token::Close(name) => simple.close(&name),
        }
        if simple.open.len() > MAX_DEPTH {
            return None;
        }
    }
    (simple.looked_through() <= MAX_LOOKED_THROUGH).then_some(simple.out)
}

#[derive(Default)]
struct Simplified {
    out: String,
    /// A stack that never holds less than the parser's own would.
    open: Vec<&'static str>,
    marks: Marks,
    /// Bytes of text and, among them, signs to be escaped; a parser may join all text to one.
    text: usize,
    escaped: usize,
    looked_through_attributes: usize,
}

impl Simplified {
    fn text(&mut self, undecoded: &str) {
        self.text += undecoded.len();
        self.escaped += escapes(undecoded);
        escape::undecoded(undecoded, &mut self.out);
    }

    fn looked_through(&self) -> usize {
        self.looked_through_attributes.saturating_add(self.text.saturating_mul(self.escaped))
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match allowed::element(&tag.name) {
            Element::Kept("img") => self.picture(tag),
            Element::Kept("a") if tag.attribute("href").is_none_or(str::is_empty) => {}
            Element::Kept(name) | Element::Shown(name) => self.element(name, tag),
            Element::Dropped => {}
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        match picture::of(tag) {
            Picture::Attached(id) => {
                self.out.push_str("<img");
                self.attribute("data-cid", Some(id));
                self.attribute("alt", Some(tag.attribute("alt").unwrap_or_default()));
                self.known_attributes("img", tag);
                self.out.push('>');
            }
            Picture::Named(name) => {
                self.out.push_str("<span");
                self.attribute("class", Some(allowed::REMOTE_IMAGE));
                self.out.push('>');
                self.text(name);
                self.out.push_str("</span>");
            }
            Picture::Nothing => {}
        }
    }

    fn element(&mut self, name: &'static str, tag: &Tag<'_>) {
        self.out.push('<');
        self.out.push_str(name);
        self.known_attributes(name, tag);
        self.attribute("dir", tag.attribute("dir").filter(|value| allowed::is_direction(value)));
        let class = tag.attribute("class").filter(|class| name == "span" && *class == allowed::REMOTE_IMAGE);
        self.attribute("class", class);
        if self.marks == Marks::Kept {
            self.attribute(MARK, quote::mark(tag));
        }
        self.out.push('>');
        self.push(name);
    }

    fn known_attributes(&mut self, element: &str, tag: &Tag<'_>) {
        for attribute in allowed::ATTRIBUTES.iter().filter(|attribute| attribute.of.contains(&element)) {
            self.attribute(
                attribute.name,
                tag.attribute(attribute.name).filter(|value| (attribute.fits)(value)),
            );
        }
    }

    fn attribute(&mut self, name: &str, value: Option<&str>) {
        let Some(value) = value else { return };
        self.looked_through_attributes += escapes(value) * value.len();
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape::undecoded(value, &mut self.out);
        self.out.push('"');
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

/// The signs at which the writer stops: `&`, and the first byte of a no-break space and its neighbours.
fn escapes(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b'&' | 0xc2)).count()
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
