//! Blocks as Markdown.

use super::{Signs, words};
use crate::article::block::{Block, Callout, Cell, Code, Item, List, ListKind, Table};
use crate::article::inline::Run;
use crate::article::write;

/// The Markdown of a block, without a line end behind it.
pub(super) fn written(block: &Block, signs: Signs) -> String {
    match block {
        Block::Paragraph(text) => words::paragraph(text, signs),
        Block::Heading(heading) => {
            format!("{} {}", "#".repeat(usize::from(heading.level)), words::line(&heading.words, signs))
        }
        Block::Code(code) => fenced(code),
        Block::Rule => "---".to_owned(),
        Block::Video(video) if video.title == video.provider.name => format!("<{}>", video.page()),
        Block::List(list) => listed(list, signs),
        Block::Quote(inside) => prefixed(&all(inside, signs), "> ", "> "),
        Block::Callout(callout, inside) => {
            prefixed(&format!("[!{}]\n{}", alert(*callout), all(inside, signs)), "> ", "> ")
        }
        Block::Details { summary, blocks } => {
            let summary = words::line(summary, Signs::Html);
            format!("<details>\n<summary>{summary}</summary>\n\n{}\n\n</details>", all(blocks, signs))
        }
        Block::Table(table) => tabled(table, signs).unwrap_or_else(|| html(block)),
        Block::Video(_) | Block::Figure { .. } => html(block),
    }
}

/// A block as HTML that Markdown takes as it is: it ends HTML at an empty line, so that there is none.
pub(super) fn html(block: &Block) -> String {
    let mut html = String::new();
    write::block(block, &mut html);
    let mut out = String::with_capacity(html.len());
    for (nth, line) in html.split('\n').enumerate() {
        if nth > 0 {
            out.push_str(if line.trim().is_empty() { "&#10;" } else { "\n" });
        }
        out.push_str(line);
    }
    out
}

/// Blocks below each other. Between lists of one kind stands a comment, or they would be one list.
pub(super) fn joined(blocks: &[Block], written: &[String]) -> String {
    let mut out = String::new();
    for (nth, text) in written.iter().enumerate() {
        let before = nth.checked_sub(1).map(|before| &blocks[before]);
        out.push_str(match before {
            None => "",
            Some(before)
                if is_numbered(before).is_some() && is_numbered(before) == is_numbered(&blocks[nth]) =>
            {
                "\n\n<!-- -->\n\n"
            }
            Some(_) => "\n\n",
        });
        out.push_str(text);
    }
    out
}

fn all(blocks: &[Block], signs: Signs) -> String {
    joined(blocks, &blocks.iter().map(|block| written(block, signs)).collect::<Vec<_>>())
}

/// Whether items have numbers, of a list.
fn is_numbered(block: &Block) -> Option<bool> {
    match block {
        Block::List(list) => Some(matches!(list.kind, ListKind::Numbers(_))),
        _ => None,
    }
}

/// Lines with something before the first and before the others, which an empty line has without its spaces.
fn prefixed(text: &str, first: &str, others: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (nth, line) in text.split('\n').enumerate() {
        out.push_str(if nth > 0 { "\n" } else { "" });
        let prefix = if nth > 0 { others } else { first };
        out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        out.push_str(line);
    }
    out
}

fn alert(callout: Callout) -> &'static str {
    match callout {
        Callout::Info => "NOTE",
        Callout::Success => "TIP",
        Callout::Warning => "WARNING",
        Callout::Danger => "CAUTION",
    }
}

fn fenced(code: &Code) -> String {
    let longest = code.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{}\n{}\n{fence}", code.language, code.text)
}

fn listed(list: &List, signs: Signs) -> String {
    let mut out = String::new();
    for (nth, item) in list.items.iter().enumerate() {
        let sign = match list.kind {
            ListKind::Numbers(first) => format!("{}. ", usize::try_from(first).unwrap_or(1) + nth),
            _ => "- ".to_owned(),
        };
        let task = match (list.kind, item.is_done) {
            (ListKind::Tasks, true) => "[x] ",
            (ListKind::Tasks, false) => "[ ] ",
            _ => "",
        };
        out.push_str(if nth > 0 { "\n" } else { "" });
        out.push_str(&prefixed(&format!("{task}{}", content(item, signs)), &sign, &" ".repeat(sign.len())));
    }
    out
}

/// An item's blocks, close together where there are only words with a list below that may follow at once: one that begins
/// with another number than 1 may not.
fn content(item: &Item, signs: Signs) -> String {
    match item.blocks.as_slice() {
        [words @ Block::Paragraph(_), Block::List(list)] if !matches!(list.kind, ListKind::Numbers(2..)) => {
            format!("{}\n{}", written(words, signs), listed(list, signs))
        }
        blocks => all(blocks, signs),
    }
}

/// A table of one head and cells of one paragraph; Markdown has no other.
pub(super) fn tabled(table: &Table, signs: Signs) -> Option<String> {
    let columns = table.rows.first()?.len();
    let is_plain = |cell: &Cell| cell.columns == 1 && cell.rows == 1 && cell.blocks.len() < 2;
    let is_even = table.rows.iter().all(|row| row.len() == columns && row.iter().all(is_plain));
    let has_headers_below = table.rows.iter().skip(1).flatten().any(|cell| cell.is_header);
    if table.head() != 1 || !is_even || has_headers_below || !table.caption.is_empty() {
        return None;
    }
    let mut lines = Vec::with_capacity(table.rows.len() + 1);
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell.blocks.first() {
            None => Some(String::new()),
            Some(Block::Paragraph(text)) => Some(celled(text, signs)),
            Some(_) => None,
        });
        lines.push(format!("| {} |", cells.collect::<Option<Vec<_>>>()?.join(" | ")));
    }
    lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    Some(lines.join("\n"))
}

fn celled(text: &[Run], signs: Signs) -> String {
    words::line(text, signs).replace('|', "\\|")
}
