//! Markdown as people type it into an answer: `CommonMark` with tables, strikethrough and bare addresses
//! (<https://github.github.com/gfm/>), apart from what surprises those who only wanted to write a letter.

use comrak::nodes::{AstNode, Node, NodeValue};
use comrak::{Arena, Options};

/// Headings begin here: the page around a message has its own above.
const TOP_HEADING: u8 = 2;

/// The HTML, yet to be cleaned, of a normalised text in which something is formatted; nothing for any other.
pub(crate) fn formatted(text: &str) -> Option<String> {
    let (arena, options) = (Arena::new(), options());
    let document = comrak::parse_document(&arena, text, &options);
    if !document.descendants().any(is_formatting) {
        return None;
    }
    for node in document.descendants().collect::<Vec<_>>() {
        as_typed(&arena, node);
    }
    let mut html = String::with_capacity(text.len() * 2);
    comrak::format_html(document, &options, &mut html).expect("a string takes every word");
    Some(html)
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.autolink = true;
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
        | NodeValue::HtmlInline(_) => false,
        NodeValue::CodeBlock(code) => code.fenced,
        NodeValue::Escaped => words(node) != "\\",
        NodeValue::Link(link) => !link.url.ends_with(&words(node)),
        _ => true,
    }
}

/// Leaves as they were typed: indented lines, tags, and the backslashes of a path.
fn as_typed<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let value = node.data.borrow().value.clone();
    match value {
        NodeValue::CodeBlock(code) if !code.fenced => as_lines(arena, node, &code.literal),
        NodeValue::HtmlBlock(block) => as_lines(arena, node, &block.literal),
        NodeValue::Escaped if words(node) == "\\" => {
            node.append(arena.alloc(AstNode::from(NodeValue::Text("\\".into()))));
        }
        NodeValue::Heading(mut heading) => {
            heading.level = (heading.level + TOP_HEADING - 1).min(6);
            node.data.borrow_mut().value = NodeValue::Heading(heading);
        }
        _ => {}
    }
}

fn as_lines<'a>(arena: &'a Arena<'a>, node: Node<'a>, literal: &str) {
    node.data.borrow_mut().value = NodeValue::Paragraph;
    for (nth, line) in literal.trim_end().lines().enumerate() {
        if nth > 0 {
            node.append(arena.alloc(AstNode::from(NodeValue::LineBreak)));
        }
        node.append(arena.alloc(AstNode::from(NodeValue::Text(line.to_owned().into()))));
    }
}

fn words(node: Node<'_>) -> String {
    node.descendants().filter_map(|below| below.data.borrow().value.text().map(ToString::to_string)).collect()
}
