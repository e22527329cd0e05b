//! Markdown as people type it into an answer: `CommonMark` with tables, strikethrough and bare addresses
//! (<https://github.github.com/gfm/>), apart from what surprises those who only wanted to write a letter.

use std::borrow::Cow;

use comrak::nodes::{AstNode, ListType, Node, NodeValue};
use comrak::{Arena, Options};

use crate::allowed::SCHEMES;

/// Headings begin here: the page around a message has its own above.
const TOP_HEADING: u8 = 2;
/// A list beginning above this is no list but a number that ends a sentence: no page could show where it begins.
const LAST_NUMBER: usize = 9_999;

/// The HTML, yet to be cleaned, of a normalised text in which something is formatted; nothing for any other.
pub(crate) fn formatted(text: &str) -> Option<String> {
    let mut options = options();
    let is_formatted = {
        let arena = Arena::new();
        comrak::parse_document(&arena, text, &options).descendants().any(is_formatting)
    };
    if !is_formatted {
        return None;
    }
    // Bare addresses are links in a plain text too, so they format nothing by themselves.
    options.extension.autolink = true;
    let arena = Arena::new();
    let document = comrak::parse_document(&arena, &guarded(text), &options);
    for node in document.descendants().collect::<Vec<_>>() {
        as_typed(&arena, node);
    }
    let mut html = String::with_capacity(text.len() * 2);
    comrak::format_html(document, &options, &mut html).expect("a string takes every word");
    Some(html)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    // A line of hyphens below a name is a signature and no heading.
    options.parse.ignore_setext = true;
    options.parse.escaped_char_spans = true;
    options.render.escape = true;
    options.render.hardbreaks = true;
    options
}

/// Whether a reader would see more than lines and paragraphs.
fn is_formatting(node: Node<'_>) -> bool {
    match &node.data.borrow().value {
        NodeValue::Document
        | NodeValue::Paragraph
        | NodeValue::Text(_)
        | NodeValue::SoftBreak
        | NodeValue::LineBreak
        | NodeValue::HtmlBlock(_)
        | NodeValue::HtmlInline(_)
        | NodeValue::Item(_) => false,
        NodeValue::List(list) => list.list_type == ListType::Bullet || list.start <= LAST_NUMBER,
        NodeValue::CodeBlock(code) => code.fenced,
        NodeValue::Escaped => words(node) != "\\",
        NodeValue::Link(link) | NodeValue::Image(link) => address(&link.url).is_some(),
        _ => true,
    }
}

/// The text with a backslash where a line would vanish as the definition of a link, or be a list that is none.
fn guarded(text: &str) -> String {
    let mut is_code = false;
    let lines = text.split('\n').map(|line| {
        let words = line.trim_start();
        is_code ^= words.starts_with("```") || words.starts_with("~~~");
        match misread_at(words) {
            Some(at) if !is_code => {
                let at = line.len() - words.len() + at;
                Cow::Owned(format!("{}\\{}", &line[..at], &line[at..]))
            }
            _ => Cow::Borrowed(line),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Where a line begins to be read as what nobody meant.
fn misread_at(words: &str) -> Option<usize> {
    if words.starts_with('[') {
        return words.contains("]:").then_some(0);
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = words[..digits].parse().is_ok_and(|number: usize| number > LAST_NUMBER);
    (is_number && words[digits..].starts_with(['.', ')'])).then_some(digits)
}

/// Leaves as they were typed: indented lines, tags, the backslashes of a path, and what leads nowhere.
fn as_typed<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::CodeBlock(code) if !code.fenced => as_lines(arena, node, &code.literal),
        NodeValue::HtmlBlock(block) => as_lines(arena, node, &block.literal),
        NodeValue::Escaped if words(node) == "\\" => node.append(text(arena, "\\")),
        NodeValue::Heading(mut heading) => {
            heading.level = (heading.level + TOP_HEADING - 1).min(6);
            node.data.borrow_mut().value = NodeValue::Heading(heading);
        }
        NodeValue::Link(mut link) => match address(&link.url) {
            Some(url) => {
                link.url = url;
                node.data.borrow_mut().value = NodeValue::Link(link);
            }
            None => as_brackets(arena, node, ("[", &link.url)),
        },
        NodeValue::Image(link) if address(&link.url).is_none() => as_brackets(arena, node, ("![", &link.url)),
        _ => {}
    }
}

fn as_lines<'a>(arena: &'a Arena<'a>, node: Node<'a>, literal: &str) {
    node.data.borrow_mut().value = NodeValue::Paragraph;
    for (nth, line) in literal.trim_end().lines().enumerate() {
        if nth > 0 {
            node.append(arena.alloc(AstNode::from(NodeValue::LineBreak)));
        }
        node.append(text(arena, line));
    }
}

/// An escaped node shows its words and nothing around them.
fn as_brackets<'a>(arena: &'a Arena<'a>, node: Node<'a>, (begin, url): (&str, &str)) {
    node.data.borrow_mut().value = NodeValue::Escaped;
    node.prepend(text(arena, begin));
    node.append(text(arena, &format!("]({url})")));
}

fn text<'a>(arena: &'a Arena<'a>, words: &str) -> Node<'a> {
    arena.alloc(AstNode::from(NodeValue::Text(words.to_owned().into())))
}

/// Where a link leads: to an address that pages may hold, or to a host written without its scheme.
fn address(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    let is_whole =
        SCHEMES.iter().any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(':')));
    if is_whole {
        return Some(url.to_owned());
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    let top = host.rsplit_once('.').filter(|(name, _)| !name.is_empty()).map_or("", |(_, top)| top);
    let is_named = top.len() > 1 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_host && is_named).then(|| format!("https://{url}"))
}

fn words(node: Node<'_>) -> String {
    node.descendants().filter_map(|below| below.data.borrow().value.text().map(ToString::to_string)).collect()
}
