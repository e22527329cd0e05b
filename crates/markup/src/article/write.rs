//! Blocks as HTML, one a line, in the one form that they have.

use crate::article::block::{Block, Cell, Code, Item, List, ListKind, Table};
use crate::article::inline::{self, Run, attribute};
use crate::escape;

/// Writes a block without a line end behind it.
pub(super) fn block(block: &Block, out: &mut String) {
    match block {
        Block::Paragraph(words) => element("p", words, out),
        Block::Heading(heading) => {
            element(["h2", "h3", "h4"][usize::from(heading.level.clamp(2, 4) - 2)], &heading.words, out);
        }
        Block::Code(code) => write_code(code, out),
        Block::Rule => out.push_str("<hr>"),
        Block::Video(video) => video.write(out),
        Block::List(list) => write_list(list, out),
        Block::Quote(blocks) => within("<blockquote>", blocks, "</blockquote>", out),
        Block::Callout(callout, blocks) => {
            within(&format!("<div class=\"{}\">", callout.class()), blocks, "</div>", out);
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
fn flow(inside: &[Block], out: &mut String) {
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

fn write_code(code: &Code, out: &mut String) {
    out.push_str("<pre><code");
    if !code.language.is_empty() {
        attribute("class", &format!("language-{}", code.language), out);
    }
    out.push('>');
    escape::text(&code.text, out);
    out.push_str("</code></pre>");
}

fn write_list(list: &List, out: &mut String) {
    let (open, close) = match list.kind {
        ListKind::Bullets => ("<ul>".to_owned(), "</ul>"),
        ListKind::Tasks => ("<ul class=\"tasks\">".to_owned(), "</ul>"),
        ListKind::Numbers(1) => ("<ol>".to_owned(), "</ol>"),
        ListKind::Numbers(first) => (format!("<ol start=\"{first}\">"), "</ol>"),
    };
    out.push_str(&open);
    out.push('\n');
    for item in &list.items {
        write_item(item, list.kind, out);
    }
    out.push_str(close);
}

fn write_item(item: &Item, kind: ListKind, out: &mut String) {
    out.push_str(match (kind, item.is_done) {
        (ListKind::Tasks, true) => "<li class=\"done\">",
        (ListKind::Tasks, false) => "<li class=\"open\">",
        _ => "<li>",
    });
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
            for cell in row {
                write_cell(cell, scope, out);
            }
            out.push_str("</tr>\n");
        }
        out.push_str(close);
    }
    out.push_str("</table>");
}

fn write_cell(cell: &Cell, scope: &str, out: &mut String) {
    let name = if cell.is_header { "th" } else { "td" };
    out.push('<');
    out.push_str(name);
    if cell.is_header {
        attribute("scope", cell.scope.unwrap_or(scope), out);
    }
    for (name, count) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if count > 1 {
            attribute(name, &count.to_string(), out);
        }
    }
    out.push('>');
    flow(&cell.blocks, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}
