//! Blocks as HTML, one a line, in the one form that they have.

use crate::article::block::{Block, Callout, Cell, Code, Item, List, ListKind, Table};
use crate::article::inline::{self, Run, attribute};
use crate::escape;

/// Writes a block without a line end behind it.
pub(super) fn block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(words) => element("p", words, out),
        Block::Heading(heading) => {
            let [open, close] = heading_tags(heading.level);
            out.push_str(open);
            inline::write(&heading.words, out);
            out.push_str(close.trim_end());
        }
        Block::Code(code) => write_code(code, out),
        Block::Rule => out.push_str("<hr>"),
        Block::Video(video) => video.write(out),
        Block::List(list) => write_list(list, out),
        Block::Quote(blocks) => within("<blockquote>", blocks, "</blockquote>", out),
        Block::Callout(callout, blocks) => {
            within(&callout_tag(*callout), blocks, "</div>", out);
        }
        Block::Details { summary, blocks } => {
            out.push_str("<details>\n");
            element("summary", summary, out);
            within("", blocks, "</details>", out);
        }
        Block::Figure { blocks, caption } => {
            out.push_str("<figure>");
            flow(blocks, out);
            end_line(out);
            element("figcaption", caption, out);
            out.push_str("\n</figure>");
        }
        Block::Table(table) => write_table(table, out),
    }
}

/// Blocks, each on lines of its own.
pub(super) fn blocks(blocks: &[Block], out: &mut String) {
    for (nth, one) in blocks.iter().enumerate() {
        out.push_str(if nth > 0 { "\n" } else { "" });
        block(one, out);
    }
}

fn element(name: &str, words: &[Run], out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    inline::write(words, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn within(open: &str, inside: &[Block], close: &str, out: &mut String) {
    out.push_str(open);
    out.push('\n');
    blocks(inside, out);
    out.push('\n');
    out.push_str(close);
}

/// The content of an item or a cell: the words themselves where they are all there is beside lists below them.
pub(super) fn flow(inside: &[Block], out: &mut String) {
    let rest = match inside {
        [Block::Paragraph(words), rest @ ..] if rest.iter().all(|block| matches!(block, Block::List(_))) => {
            inline::write(words, out);
            rest
        }
        all => all,
    };
    if !rest.is_empty() {
        out.push('\n');
        blocks(rest, out);
        out.push('\n');
    }
}

fn end_line(out: &mut String) {
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

pub(super) fn code_tag(code: &Code, out: &mut String) {
    out.push_str("<pre><code");
    if !code.language.is_empty() {
        attribute("class", &format!("language-{}", code.language), out);
    }
    out.push('>');
}

fn write_code(code: &Code, out: &mut String) {
    code_tag(code, out);
    escape::text(&code.text, out);
    out.push_str("</code></pre>");
}

fn write_list(list: &List, out: &mut String) {
    let [open, close] = list_tags(list.kind);
    out.extend([&open, "\n"]);
    for one in &list.items {
        item(one, list.kind, out);
    }
    out.push_str(&close);
}

pub(super) fn heading_tags(level: u8) -> [&'static str; 2] {
    match level {
        ..=2 => ["<h2>", "</h2>\n"],
        3 => ["<h3>", "</h3>\n"],
        4.. => ["<h4>", "</h4>\n"],
    }
}

pub(super) fn callout_tag(callout: Callout) -> String {
    format!("<div class=\"{}\">", callout.class())
}

pub(super) fn list_tags(kind: ListKind) -> [String; 2] {
    let (open, close) = match kind {
        ListKind::Bullets => ("<ul>", "</ul>"),
        ListKind::Tasks => ("<ul class=\"tasks\">", "</ul>"),
        ListKind::Numbers(1) => ("<ol>", "</ol>"),
        ListKind::Numbers(first) => return [format!("<ol start=\"{first}\">"), "</ol>".to_owned()],
    };
    [open.to_owned(), close.to_owned()]
}

pub(super) fn item_tag(item: &Item, kind: ListKind) -> &'static str {
    match (kind, item.is_done) {
        (ListKind::Tasks, true) => "<li class=\"done\">",
        (ListKind::Tasks, false) => "<li class=\"open\">",
        _ => "<li>",
    }
}

pub(super) fn item(item: &Item, kind: ListKind, out: &mut String) {
    out.push_str(item_tag(item, kind));
    flow(&item.blocks, out);
    out.push_str("</li>\n");
}

fn write_table(table: &Table, out: &mut String) {
    out.push_str("<table>\n");
    if !table.caption.is_empty() {
        element("caption", &table.caption, out);
        out.push('\n');
    }
    let (head, body) = table.rows.split_at(table.head());
    let parts = [("<thead>\n", head, "</thead>\n", "col"), ("<tbody>\n", body, "</tbody>\n", "row")];
    for (open, rows, close, scope) in parts.into_iter().filter(|(_, rows, ..)| !rows.is_empty()) {
        out.push_str(open);
        for row in rows {
            out.push_str("<tr>\n");
            for one in row {
                cell(one, scope, out);
            }
            out.push_str("</tr>\n");
        }
        out.push_str(close);
    }
    out.push_str("</table>");
}

/// A cell; `scope` is what a header has by its place.
pub(super) fn cell(cell: &Cell, scope: &str, out: &mut String) {
    cell_tag(cell, scope, out);
    flow(&cell.blocks, out);
    out.push_str(cell_end(cell));
}

pub(super) fn cell_tag(cell: &Cell, scope: &str, out: &mut String) {
    out.push_str(if cell.is_header { "<th" } else { "<td" });
    if cell.is_header {
        attribute("scope", cell.scope.unwrap_or(scope), out);
    }
    for (name, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if count > 1 {
            attribute(name, &count.to_string(), out);
        }
    }
    out.push('>');
}

pub(super) fn cell_end(cell: &Cell) -> &'static str {
    if cell.is_header { "</th>\n" } else { "</td>\n" }
}
